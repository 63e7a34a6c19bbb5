import ArgumentParser
import Authority
import Foundation
import Storage
import Timekeeping
import Vault

/// `mingcha keys …`: the keys that seal sensitive fields (SEC-06).
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "密钥：更换字段加密密钥", subcommands: [Rotate.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate", abstract: "换用新的字段加密密钥，并把已有字段改用它加密",
            discussion: "服务运行中也可以执行；中断后再次执行，从中断处继续。旧密钥仍留在 keys/field.keys 中，以便打开以前的备份。更换后请备份文件夹 keys。")

        @OptionGroup var store: StoreOptions

        func run() async throws {
            let opened = try await store.open()
            defer { opened.database.close() }
            let line = ProgressLine(total: 0)
            defer { line.end() }
            let change = try KeyChange(database: opened.database, cipher: FieldCipher(keysIn: opened.keyFolder), folder: opened.keyFolder)
            let done = try await change.run { line.show($0) }
            line.end()
            print("已换用编号\(done.key)的密钥，\(done.count)个字段已改用它加密。请备份文件夹 \(opened.keyFolder)")
        }
    }
}

/// Changes the sealing key of a store, from the new key to the last value.
struct KeyChange: Sendable {
    let database: Database
    let cipher: FieldCipher
    let folder: String
    /// How many records are sealed anew in one transaction.
    var part = 500
    var clock = Clock.system

    /// - Parameter tell: how far it is; what it throws ends the work there, and the next run goes on.
    func run(_ tell: (String) throws -> Void = { _ in }) async throws -> KeyRotation {
        let cipher = cipher
        let columns = try await database.read { transaction in
            try SealedColumn.requireAll(SealedFields.all, sealedBy: cipher, in: transaction)
            return try SealedColumn.present(SealedFields.all, in: transaction)
        }
        var rotation = try await begun()
        while true {
            for column in columns where column.name >= rotation.column {
                if column.name != rotation.column { rotation = rotation.reached(column.name, [], adding: 0) }
                while let next = try await step(column, rotation) {
                    rotation = next
                    try tell("\(column.name) \(rotation.count)")
                }
            }
            guard rotation.foundAnything else { return try await ended(rotation) }
            rotation = rotation.nextRound()
        }
    }

    private func begun() async throws -> KeyRotation {
        if let unfinished = try await database.write({ try KeyRotation.unfinished(in: $0) }) { return unfinished }
        try cipher.rotate()
        let (key, now, prints) = (cipher.currentKey, clock.now(), try KeyFingerprint.all(in: folder))
        return try await database.write { transaction in
            try KeyFingerprint.settle(KeyComparison(expected: try KeyFingerprint.expected(in: transaction), found: prints).new, at: now, in: transaction)
            try Fact(
                kind: OperatorFacts.keyChanged, actor: nil, at: now, organization: nil, origin: "服务器", noun: "Installation",
                record: nil, values: ["key": key]
            ).record(in: transaction)
            return try KeyRotation.begin(key, at: now, in: transaction)
        }
    }

    /// - Returns: nil when the column is through.
    private func step(_ column: SealedColumn, _ rotation: KeyRotation) async throws -> KeyRotation? {
        let (cipher, part) = (cipher, part)
        return try await database.write { transaction in
            let done = try column.reseal(after: rotation.record, most: part, with: cipher, in: transaction)
            guard let last = done.last else { return nil }
            let next = rotation.reached(column.name, last, adding: done.count)
            try next.save(in: transaction)
            return next
        }
    }

    private func ended(_ rotation: KeyRotation) async throws -> KeyRotation {
        let now = clock.now()
        try await database.write { transaction in
            try rotation.end(at: now, in: transaction)
            try Fact(
                kind: OperatorFacts.keyResealed, actor: nil, at: now, organization: nil, origin: "服务器", noun: "Installation",
                record: nil, values: ["key": rotation.key, "count": "\(rotation.count)"]
            ).record(in: transaction)
        }
        return rotation
    }
}
