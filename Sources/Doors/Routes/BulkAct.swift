import Authority
import Storage

/// An act that a person does to many rows of a list at once: ticked, asked once, and then done to each record by itself,
/// with its own check, its own fact and, where a rule says no, its own refusal.
package struct BulkAct: Sendable {
    package let label: String
    package let path: String
    package let permission: Permission?

    package init(_ label: String, _ path: String, needs permission: Permission? = nil) {
        (self.label, self.path, self.permission) = (label, path, permission)
    }

    /// The ticked records, each with the version that the person saw: `id@version`.
    package static let field = Field("id", "所选记录及其版本", .choices([]), required: true, hint: "至多100条，写作“记录@版本”")
    /// The same of results, of which there may be several entries: `id@version@round`.
    package static let entryField = Field("id", "所选检查结果及其版本", .choices([]), required: true, hint: "至多100条，写作“检查结果@版本@录入次数”")
    package static let most = 100

    package struct Chosen<Record>: Sendable {
        package let id: Identifier<Record>
        package let version: Int
        /// The how manieth entry the person saw, where that is asked.
        package let round: Int?
    }

    package static func key(_ id: String, _ version: Int, round: Int? = nil) -> String {
        "\(id)@\(version)" + (round.map { "@\($0)" } ?? "")
    }

    package static func chosen<Record>(_ call: Call, _: Record.Type = Record.self) throws -> [Chosen<Record>] {
        let texts = call.form.all("id").filter { !$0.isEmpty }
        guard !texts.isEmpty else { throw Problems(general: "请先勾选要办理的记录") }
        guard texts.count <= most else { throw Problems(general: "一次至多办理\(most)条，请减少勾选") }
        return try texts.map { text in
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            guard 2...3 ~= parts.count, let id = Identifier<Record>(String(parts[0])), let version = Int(parts[1]) else { throw NotFound() }
            return Chosen(id: id, version: version, round: parts.count == 3 ? Int(parts[2]) : nil)
        }
    }
}

extension Call {
    /// Does `body` to each record in a transaction of its own and says of which it was not done, and why.
    /// - Parameters:
    ///   - name: how people know the records; who may not see one gets `NotFound`.
    ///   - isDone: whether an earlier record of the same batch took this one along, which makes it newer than it was seen.
    package func actOnEach<Record>(
        _ records: [BulkAct.Chosen<Record>], versions: VersionedTable, goTo location: String,
        name: @escaping @Sendable (Transaction, Actor, Identifier<Record>) throws -> String,
        isDone: @escaping @Sendable (Transaction, Identifier<Record>) throws -> Bool = { _, _ in false },
        _ body: @escaping @Sendable (Transaction, Actor, Identifier<Record>) throws -> Void
    ) async throws -> Answer {
        let actor = try actor()
        let titles = try await titles(of: records, name)
        // the rules say of each whether it may be done, after the question
        if isTrial { throw TrialPassed() }
        var refused: [Done.Refused] = []
        for (record, title) in zip(records, titles) {
            guard let title else {
                refused.append(.init(id: record.id.description, name: "一条已不在列表中的记录", message: Fault(NotFound()).message))
                continue
            }
            do {
                try await database.write { transaction in
                    if let standing = try versions.lock(record.id, in: transaction), standing != record.version {
                        guard try isDone(transaction, record.id) else { throw StorageError.overtaken }
                        return
                    }
                    try body(transaction, actor, record.id)
                }
            } catch {
                let fault = Fault(error)
                guard fault.status < 500 else { throw error }
                refused.append(.init(id: record.id.description, name: title, message: fault.message))
            }
        }
        let done = records.count - refused.count
        var answer = Done("成功\(done)条，失败\(refused.count)条", goTo: location)
        answer.refused = refused.isEmpty ? nil : refused
        return .done(answer)
    }

    /// The names of the ticked records, for the question.
    package func named<Record>(
        _ records: [BulkAct.Chosen<Record>], _ name: @escaping @Sendable (Transaction, Actor, Identifier<Record>) throws -> String
    ) async throws -> [String] {
        let names = try await titles(of: Array(records.prefix(20)), name).compactMap { $0 }
        return names + (records.count > 20 ? ["……共\(records.count)条"] : [])
    }

    /// How people know the records; nil for what is not there for the caller, as what somebody else deleted meanwhile.
    /// - Throws: `NotFound` when none is there.
    private func titles<Record>(
        of records: [BulkAct.Chosen<Record>], _ name: @escaping @Sendable (Transaction, Actor, Identifier<Record>) throws -> String
    ) async throws -> [String?] {
        let actor = try actor()
        let titles = try await read { transaction in
            try records.map { record -> String? in
                do { return try name(transaction, actor, record.id) } catch is NotFound { return nil }
            }
        }
        guard titles.contains(where: { $0 != nil }) else { throw NotFound() }
        return titles
    }
}
