import Foundation

/// A path of its own in the folder for temporary files; what stands there goes with it.
package final class TemporaryFile: Sendable {
    package let path: String

    /// - Parameter ending: with its dot, for readers that go by it.
    package init(ending: String = "") { path = NSTemporaryDirectory() + "/mingcha-" + UUID().uuidString + ending }

    package convenience init(holding bytes: [UInt8], ending: String = "") throws {
        self.init(ending: ending)
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw SpreadsheetError.cannotWrite }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
