import Foundation

/// A disk of its own that is soon full; needs the right to mount one.
package enum SmallDisk {
    package static var isPossible: Bool {
        guard getuid() == 0 else { return false }
        do {
            let folder = NSTemporaryDirectory() + "/mingcha-disk-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            guard try run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]) else { return false }
            return try run(["umount", folder])
        } catch {
            return false
        }
    }

    package static func with(megabytes: Int, _ body: (String) async throws -> Void) async throws {
        try await TestStore.withFolder { folder in
            guard try run(["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder]) else {
                throw CocoaError(.fileWriteNoPermission)
            }
            do { try await body(folder) } catch {
                _ = try run(["umount", "-l", folder])
                throw error
            }
            _ = try run(["umount", "-l", folder])
        }
    }

    private static func run(_ words: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
