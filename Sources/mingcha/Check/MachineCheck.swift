import CMalloc
import Foundation

/// Looks at the machine below the data folder.
struct MachineCheck: Sendable {
    let data: String

    func lines() -> [CheckLine] {
        var found = statvfs()
        guard statvfs(data, &found) == 0 else { return [] }
        let free = UInt64(found.f_bavail) * UInt64(found.f_frsize), size = UInt64(found.f_blocks) * UInt64(found.f_frsize)
        let words = "余 \(Self.gigabytes(free)) GB，共 \(Self.gigabytes(size)) GB"
        if free < 256 << 20 { return [.bad("磁盘", "\(words)：几乎已满，写入将被拒绝")] }
        return [free < 2 << 30 || free < size / 20 ? .doubtful("磁盘", "\(words)：请尽快扩容或清理") : .good("磁盘", words)]
    }

    /// Whether the kernel's clock follows a time server.
    static var isClockKept: Bool {
        var state = timex()
        return adjtimex(&state) != TIME_ERROR
    }

    private static func gigabytes(_ bytes: UInt64) -> String {
        let tenths = bytes / (1 << 30) * 10 + bytes % (1 << 30) * 10 / (1 << 30)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
