/// A ZIP file with empty or tiny entries, written by hand; checksums are left at zero, nobody unpacks it.
enum ZipSample {
    static func bytes(_ names: [String], claimedSize: UInt32 = 0) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for name in names {
            let start = UInt32(file.count)
            file += number(0x0403_4B50, 4) + zeros(22) + number(UInt32(name.utf8.count), 2) + zeros(2) + Array(name.utf8)
            directory += number(0x0201_4B50, 4) + zeros(20) + number(claimedSize, 4) + number(UInt32(name.utf8.count), 2)
                + zeros(12) + number(start, 4) + Array(name.utf8)
        }
        let count = number(UInt32(names.count), 2)
        return file + directory + number(0x0605_4B50, 4) + zeros(4) + count + count
            + number(UInt32(directory.count), 4) + number(UInt32(file.count), 4) + zeros(2)
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
    private static func number(_ value: UInt32, _ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
}
