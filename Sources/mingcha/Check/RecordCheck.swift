import Authority
import Cryptography
import Disclosure
import Inspecting
import Library
import Paperwork
import Registry
import Storage
import Tasking
import TaskingPages

/// Records whose content stands in the ledger too: what is kept now must be what was recorded then. The ledger proves
/// itself; this proves documents, results, draws and publications by it (SEC-05).
struct RecordCheck: Sendable {
    let database: Database
    let protection: any FieldProtection
    /// Statements have time limits, so only so many at once.
    var chunk = 200

    struct Outcome: Sendable, Equatable {
        var looked = 0
        /// What differs, in words.
        var faults: [String] = []
    }

    func run() async throws -> Outcome {
        var outcome = Outcome()
        try await walk(&outcome, RecordedDigests.documents) { [protection] in try Self.fault(of: $0, protection, in: $1) }
        try await walk(&outcome, RecordedDigests.results) { [protection] in try Self.fault(of: $0, protection, in: $1) }
        try await walk(&outcome, RecordedDigests.draws) { try Self.fault(of: $0, in: $1) }
        try await walk(&outcome, RecordedDigests.publications) { try Self.fault(of: $0, in: $1) }
        outcome.faults += try await database.read { try Self.missingResults(in: $0) }
        return outcome
    }

    private func walk<Line: RecordedLine>(
        _ outcome: inout Outcome, _ list: @escaping @Sendable (Int64, Int, Transaction) throws -> [Line],
        _ look: @escaping @Sendable (Line, Transaction) throws -> String?
    ) async throws {
        var last: Int64 = 0
        while true {
            let (after, most) = (last, chunk)
            let part = try await database.read { transaction in
                try list(after, most, transaction).map { (serial: $0.serial, fault: try look($0, transaction)) }
            }
            guard let end = part.last else { return }
            last = end.serial
            outcome.looked += part.count
            outcome.faults += part.compactMap(\.fault)
        }
    }

    private static func fault(
        of line: RecordedDigests.Document, _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> String? {
        let document = try EnforcementDocument.load(line.id, in: transaction)
        let name = "文书 \(document.number)"
        guard let confirmed = try RecordedDigests.latest([DocumentConfirmation.confirmed], of: line.id.bytes, in: transaction) else {
            return name + " 没有确认的记录"
        }
        if let number = confirmed.values["number"], number != document.number { return "\(name) 确认时的编号是 \(number)" }
        if let hash = confirmed["内容 SHA-256"], hash != document.contentHash.hex { return name + " 的内容摘要与账本不一致" }
        do { _ = try document.content(protection: protection, in: transaction) } catch { return name + " 的内容不是确认时的内容" }
        guard let pdf = document.pdfHash else { return nil }
        let printed = try RecordedDigests.latest(
            [DocumentPrinting.printed, DocumentPrinting.printedAnew], of: line.id.bytes, in: transaction)
        return printed?["PDF SHA-256"] == pdf.hex ? nil : name + " 的PDF不是账本记录的那一份"
    }

    private static func fault(
        of line: RecordedDigests.Result, _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> String? {
        let name = "“\(line.subject)”的检查结果"
        let rounds = try SignedResult.all(of: line.id, task: line.task, protection: protection, in: transaction)
        if rounds.contains(where: { $0.isAsSigned == false }) { return name + "与签名时的内容不一致" }
        let submitted = try RecordedDigests.latest([InspectionFacts.submitted], of: line.id.bytes, in: transaction)
        guard let submitted else { return name + "没有提交的记录" }
        if let overall = submitted["总体结果"], overall != line.overall.label { return name + "与账本不一致（提交时为\(overall)）" }
        guard let hash = submitted["内容 SHA-256"] else { return nil }
        return rounds.first?.digest.hex == hash ? nil : name + "的内容摘要与账本不一致"
    }

    private static func fault(of line: RecordedDigests.Draw, in transaction: Transaction) throws -> String? {
        let draw = try DrawRecord.load(public: line.id, in: transaction)
        let name = "抽取 \(draw.code)"
        let committed = try RecordedDigests.latest([DrawFacts.committed], of: line.id.bytes, in: transaction)
        let parameters = try draw.stored(.parameters, in: transaction).map { Digest.of($0, by: draw.algorithm).hex }
        if let told = committed?.values["params"], told != parameters || told != draw.parametersHash { return name + " 的参数与账本不一致" }
        let done = try RecordedDigests.latest([DrawFacts.done], of: line.id.bytes, in: transaction)
        let result = try draw.stored(.result, in: transaction).map { Digest.of($0, by: draw.algorithm).hex }
        return done?["结果摘要"] == result ? nil : name + " 的结果与账本不一致"
    }

    private static func fault(of line: RecordedDigests.Publication, in transaction: Transaction) throws -> String? {
        let name = "“\(line.subject)”的公示"
        guard let made = try RecordedDigests.latest([Publishing.published], of: line.id.bytes, in: transaction) else {
            return name + "没有公示的记录"
        }
        let isSame = made.values["subject"] == line.subject && made["检查结果"] == line.result
        return isSame ? nil : name + "与账本不一致"
    }

    /// Visits that are on record as handed in, and whose result is gone.
    private static func missingResults(in transaction: Transaction) throws -> [String] {
        try RecordedDigests.visitsWithoutResult(in: transaction).compactMap { id, subject in
            let submitted = try RecordedDigests.latest([InspectionFacts.submitted], of: id.bytes, in: transaction)
            return submitted == nil ? nil : "“\(subject)”的检查结果已被删除"
        }
    }
}

/// A line of a list that is walked by its key.
protocol RecordedLine: Sendable {
    var serial: Int64 { get }
}

extension FactPayload {
    /// What a detail says of the state after the act.
    fileprivate subscript(_ label: String) -> String? { details.first { $0.label == label }?.after }
}
