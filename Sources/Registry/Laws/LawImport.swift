import Authority
import Ledger
import Storage
import Timekeeping

/// Text files are handed in, one file a statute, several hundred at once (LIB-03); the work is a job.
package struct LawImportSubmission: Sendable {
    package struct File: Sendable, Equatable {
        package let name: String
        package let text: String
        package init(name: String, text: String) { (self.name, self.text) = (name, text) }
    }

    package let files: [File]

    package init(_ files: [File]) { self.files = files }

    package static let most = 2000
    /// Of one file, in characters; the longest statutes have 200,000.
    package static let longest = 1_500_000

    package enum Refused: Refusal, Equatable {
        case noFiles, tooMany, notText(String)

        package var code: String {
            switch self {
            case .noFiles: "registry.lawImport.noFiles"
            case .tooMany: "registry.lawImport.tooMany"
            case .notText: "registry.lawImport.notText"
            }
        }

        package var message: String {
            switch self {
            case .noFiles: "没有可导入的文件，请选择 Markdown、文本文件（.md、.txt）或含有它们的 ZIP 文件"
            case .tooMany: "一次最多导入\(LawImportSubmission.most)个文件"
            case .notText(let name): "“\(name)”不是文本文件"
            }
        }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Job.ID {
        try actor.require(.manageLaws)
        guard !files.isEmpty else { throw Refused.noFiles }
        guard files.count <= Self.most else { throw Refused.tooMany }
        for file in files where file.text.count > Self.longest || file.text.contains("\0") { throw Refused.notText(file.name) }
        let job = try Job.submit(
            LawImportJob(), payload: actor.origin, total: files.count, by: actor, at: now, in: transaction)
        for (index, file) in files.enumerated() {
            try StatuteFile.insert(file, number: index + 1, of: job, in: transaction)
        }
        return job
    }
}

/// What became of a file.
package enum StatuteFileOutcome: String, Sendable, CaseIterable, SQLConvertible {
    case waiting, created, changed, unchanged, bad

    package var label: String {
        switch self {
        case .waiting: "待导入"
        case .created: "新增"
        case .changed: "更新"
        case .unchanged: "未变化"
        case .bad: "未导入"
        }
    }
}

/// 法律法规导入: some files a step, each in a part of the transaction of its own; what is wrong with one keeps no other
/// from entering.
package struct LawImportJob: JobKind {
    package let code = "registry.lawImport"
    package let label = "法律法规导入"
    package let mayCancel = true

    package init() {}

    /// A step stays under a second with statutes of a hundred articles.
    static let perStep = 4

    package static let imported = FactKind(
        code: "registry.statute.imported", sentence: "{actor}导入法律法规文件{count}个：{outcome}")

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let done = Int(job.cursor) ?? 0
        let files = try await context.database.read {
            try StatuteFile.waiting(of: job.id, after: done, most: Self.perStep, in: $0)
        }
        let texts = files.map { ($0, StatuteText.read($0.content, named: $0.name)) }
        let clock = context.clock
        return try await context.commit { transaction in
            let actor = try Self.importer(of: job, in: transaction)
            for (file, text) in texts {
                let result = try Self.apply(text, by: actor, at: clock.now(), in: transaction)
                try file.end(result.outcome, result.message, result.statute, in: transaction)
            }
            let counts = try StatuteFile.counts(of: job.id, in: transaction)
            guard files.count < Self.perStep, let last = files.last?.number ?? (done > 0 ? done : nil) else {
                let reached = files.last?.number ?? done
                return .proceed(
                    cursor: "\(reached)", done: reached, total: job.total, message: "正在导入，已完成\(reached)个文件")
            }
            try Fact(
                kind: Self.imported, actor: actor, at: clock.now(), organization: job.organization, noun: "job",
                record: job.id.bytes, values: ["count": "\(last)", "outcome": counts.outcome]
            ).record(in: transaction)
            return .finished(result: counts.outcome, message: counts.outcome)
        }
    }

    private static func importer(of job: Job, in transaction: Transaction) throws -> Actor {
        guard let actor = try ImportJob.importer(of: job, origin: job.payload, in: transaction) else { throw ImportRefused.importerGone }
        guard actor.may(.manageLaws) else { throw ImportRefused.importerMayNot }
        return actor
    }

    private static func apply(
        _ text: Result<StatuteText, StatuteText.Problems>, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> (outcome: StatuteFileOutcome, message: String, statute: Statute.ID?) {
        switch text {
        case .failure(let problems): return (.bad, problems.messages.joined(separator: "；"), nil)
        case .success(let text):
            do {
                let (outcome, id) = try transaction.nested {
                    try StatuteUpsert(text).make(by: actor, at: now, in: transaction)
                }
                let words = "《\(text.record.title)》\(text.articles.count)条，自\(text.record.effectiveOn)起施行"
                switch outcome {
                case .created: return (.created, words, id)
                case .changed: return (.changed, words, id)
                case .unchanged: return (.unchanged, words, id)
                case .refused(let message): return (.bad, message, nil)
                }
            } catch let refusal as any Refusal {
                return (.bad, refusal.message, nil)
            }
        }
    }
}
