import Authority
import Importing
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
    /// Somebody looks at what was read and corrects it before anything enters (the pages).
    private let isAttended: Bool

    package init(_ files: [File], isAttended: Bool = true) { (self.files, self.isAttended) = (files, isAttended) }

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
            case .noFiles: "没有可导入的文件，请选择 Word、Markdown、文本文件（.docx、.md、.txt）或含有它们的 ZIP 文件"
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
        let order = LawImportOrder(origin: actor.origin, isAttended: isAttended)
        let job = try Job.submit(
            LawImportJob(), payload: try order.json(), total: files.count, by: actor, at: now, in: transaction)
        for (index, file) in files.enumerated() {
            try StatuteFile.insert(file, number: index + 1, of: job, in: transaction)
        }
        return job
    }
}

/// What became of a file.
package enum StatuteFileOutcome: String, Sendable, CaseIterable, SQLConvertible {
    case waiting, created, changed, unchanged, leftOut, bad

    package var label: String {
        switch self {
        case .waiting: "待导入"
        case .created: "新增"
        case .changed: "更新"
        case .unchanged: "未变化"
        case .leftOut: "不导入"
        case .bad: "未导入"
        }
    }
}

/// What an import of statutes was asked for: the payload of its job.
struct LawImportOrder: Codable, Sendable {
    let origin: String
    let isAttended: Bool

    /// Orders of former releases hold the origin alone.
    init(payload: String) {
        self = (try? LawImportOrder.read(json: payload)) ?? LawImportOrder(origin: payload, isAttended: false)
    }

    init(origin: String, isAttended: Bool) { (self.origin, self.isAttended) = (origin, isAttended) }
}

/// How far an import of statutes is: all files are read first, then they enter.
struct LawImportPlace: Equatable {
    var isReading: Bool
    /// The last file that is done.
    var number: Int

    /// The cursor of a former release is a number alone.
    init(cursor: String) {
        isReading = cursor.isEmpty || cursor.hasPrefix("r")
        number = Int(cursor.drop { !$0.isNumber }) ?? 0
    }

    init(isReading: Bool, number: Int) { (self.isReading, self.number) = (isReading, number) }

    var cursor: String { (isReading ? "r" : "a") + "\(number)" }
}

/// 法律法规导入: some files a step, each in a part of the transaction of its own; what is wrong with one keeps no other
/// from entering. What was read is shown and corrected before the first enters.
package struct LawImportJob: JobKind {
    package let code = "registry.lawImport"
    package let label = "法律法规导入"
    package let mayCancel = true

    package init() {}

    /// A step stays under a second with statutes of a hundred articles.
    package static let perStep = 4

    package static let imported = FactKind(
        code: "registry.statute.imported", sentence: "{actor}导入法律法规文件{count}个：{outcome}")

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let place = LawImportPlace(cursor: job.cursor)
        let files = try await context.database.read {
            try StatuteFile.waiting(of: job.id, after: place.number, most: Self.perStep, in: $0)
        }
        let texts: [ReadFile] = files.map { (file: $0, reading: StatuteText.drafted($0.content, named: $0.name)) }
        return place.isReading ? try await read(texts, place, job, context) : try await enter(texts, place, job, context)
    }

    private typealias ReadFile = (file: StatuteFile, reading: Result<StatuteReading, StatuteText.Problems>)

    private func read(_ texts: [ReadFile], _ place: LawImportPlace, _ job: Job, _ context: JobContext) async throws -> JobStep {
        try await context.commit { transaction in
            _ = try Self.importer(of: job, in: transaction)
            for (file, reading) in texts {
                switch reading {
                case .success(let reading): try file.note(reading.draft, in: transaction)
                case .failure(let problems): try file.end(.bad, problems.messages.joined(separator: "；"), nil, in: transaction)
                }
            }
            let reached = texts.last?.file.number ?? place.number
            guard texts.count < Self.perStep else {
                return .proceed(
                    cursor: LawImportPlace(isReading: true, number: reached).cursor, done: reached, total: job.total,
                    message: "正在读取，已完成\(reached)个文件")
            }
            let waiting = try StatuteFile.counts(of: job.id, in: transaction).byOutcome[.waiting] ?? 0
            let start = LawImportPlace(isReading: false, number: 0).cursor
            guard LawImportOrder(payload: job.payload).isAttended, waiting > 0 else {
                return .proceed(cursor: start, done: 0, total: job.total, message: "已读取\(reached)个文件")
            }
            return .awaiting(
                cursor: start, message: "已读取\(reached)个文件，可导入\(waiting)个，读不出\(reached - waiting)个；请核对后确认导入")
        }
    }

    private func enter(_ texts: [ReadFile], _ place: LawImportPlace, _ job: Job, _ context: JobContext) async throws -> JobStep {
        let (files, done, clock) = (texts.map { $0.file }, place.number, context.clock)
        return try await context.commit { transaction in
            let actor = try Self.importer(of: job, in: transaction)
            for (file, reading) in texts where file.outcome == .waiting {
                let result = try Self.apply(reading, file.draft, by: actor, at: clock.now(), in: transaction)
                try file.end(result.outcome, result.message, result.statute, in: transaction)
            }
            let counts = try StatuteFile.counts(of: job.id, in: transaction)
            guard files.count < Self.perStep, let last = files.last?.number ?? (done > 0 ? done : nil) else {
                let reached = files.last?.number ?? done
                return .proceed(
                    cursor: LawImportPlace(isReading: false, number: reached).cursor, done: reached, total: job.total, message: "正在导入，已完成\(reached)个文件")
            }
            try Fact(
                kind: Self.imported, actor: actor, at: clock.now(), organization: job.organization, noun: "job",
                record: job.id.bytes, values: ["count": "\(last)", "outcome": counts.outcome]
            ).record(in: transaction)
            return .finished(result: counts.outcome, message: counts.outcome)
        }
    }

    private static func importer(of job: Job, in transaction: Transaction) throws -> Actor {
        guard let actor = try ImportJob.importer(
            of: job, origin: LawImportOrder(payload: job.payload).origin, in: transaction) else { throw ImportRefused.importerGone }
        guard actor.may(.manageLaws) else { throw ImportRefused.importerMayNot }
        return actor
    }

    private static func apply(
        _ reading: Result<StatuteReading, StatuteText.Problems>, _ corrected: StatuteDraft?, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> (outcome: StatuteFileOutcome, message: String, statute: Statute.ID?) {
        switch reading {
        case .failure(let problems): return (.bad, problems.messages.joined(separator: "；"), nil)
        case .success(let reading):
            let draft = corrected ?? reading.draft
            if draft.isLeftOut { return (.leftOut, "", nil) }
            guard let text = reading.text(draft) else { return (.bad, draft.missing.joined(separator: "；"), nil) }
            do {
                let (outcome, id) = try transaction.nested {
                    try StatuteUpsert(text).make(by: actor, at: now, in: transaction)
                }
                let words = (["《\(text.record.title)》\(text.articles.count)条，自\(text.record.effectiveOn)起施行"] + draft.doubts)
                    .joined(separator: "；")
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
