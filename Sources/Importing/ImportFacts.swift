import Authority
import Ledger
import Storage
import Timekeeping

/// What the ledger keeps of an import: the file by its hash, and how many rows it created and changed. Records that
/// were changed have facts of their own with old and new values.
package enum ImportFacts {
    package static let finished = FactKind(
        code: "registry.import.finished", sentence: "{actor}导入{label}文件“{file}”：{outcome}")
    package static let cancelled = FactKind(
        code: "registry.import.cancelled", sentence: "{actor}取消导入{label}文件“{file}”，已处理到第{row}行：{outcome}")

    package static let takenBack = FactKind(
        code: "registry.import.takenBack", sentence: "{actor}撤回导入的{label}文件“{file}”：{outcome}")

    package static let kinds = [finished, cancelled, takenBack, ExportJob.requested, ExportJob.exported]

    package static func finished(
        _ label: String, _ order: ImportOrder, _ state: ImportState, _ job: Job, _ actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        try record(finished, label, order, state, job, actor, at: now, in: transaction)
    }

    package static func cancelled(
        _ label: String, _ order: ImportOrder, _ state: ImportState, _ job: Job, _ actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        try record(cancelled, label, order, state, job, actor, at: now, in: transaction)
    }

    private static func record(
        _ kind: FactKind, _ label: String, _ order: ImportOrder, _ state: ImportState, _ job: Job, _ actor: Actor,
        at now: Instant, in transaction: Transaction
    ) throws {
        try Fact(
            kind: kind, actor: actor, at: now, organization: job.organization, noun: "job", record: job.id.bytes,
            details: [FactDetail("文件 SHA-256", before: nil, after: order.file)],
            values: ["label": label, "file": order.name, "outcome": state.outcome, "row": "\(state.row)"]
        ).record(in: transaction)
    }
}
