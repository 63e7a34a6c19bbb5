import Foundation
import Storage
import TestKit
import Vault

@testable import Tasking

extension Town {
    /// Files of that content, kept in a vault of their own, hung on `owner`.
    func attach(
        _ names: [String], of bytes: [UInt8] = Array("%PDF-1.7 测试".utf8), to owner: Attachment.Owner,
        by person: Person = .eastPlanner
    ) async throws {
        let folder = NSTemporaryDirectory() + "/mingcha-test-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let vault = try FileVault(folder: folder)
        let kept = try names.map { try vault.keep(bytes, named: $0) }
        let (actor, now) = (self[person], now)
        try await database.write { try AttachmentAdding(of: kept, to: owner).make(by: actor, at: now, in: $0) }
    }
}
