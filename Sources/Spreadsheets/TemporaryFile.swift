import Foundation
import Synchronization

/// A path of its own in the folder for temporary files; what stands there goes with it.
package final class TemporaryFile: Sendable {
    package let path: String

    private static let place = Mutex(NSTemporaryDirectory())

    /// Where they lie from now on. The platform says so once at its start: below its data folder there is room for them,
    /// while /tmp may lie in memory or be another one for each program.
    package static func keep(in folder: String) { place.withLock { $0 = folder } }

    private static func name(_ ending: String) -> String {
        place.withLock { $0 } + "/mingcha-" + UUID().uuidString + ending
    }

    /// - Parameter ending: with its dot, for readers that go by it.
    package init(ending: String = "") { path = Self.name(ending) }

    package convenience init(holding bytes: [UInt8], ending: String = "") throws {
        self.init(ending: ending)
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw SpreadsheetError.cannotWrite }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// An open file without a name, gone when it is closed.
    static func nameless() throws(SpreadsheetError) -> Int32 {
        let path = name("")
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite }
        unlink(path)
        return descriptor
    }
}
