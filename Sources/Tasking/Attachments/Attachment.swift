import Authority
import Storage
import Timekeeping
import Vault

/// 附件 of a plan or a task (TASK-37): a file of the vault with who added it.
package struct Attachment: Sendable {
    package typealias ID = Identifier<Attachment>

    package let id: ID
    package let file: KeptFile
    package let addedBy: String
    package let addedAt: Instant

    /// More than anybody opens; a longer set belongs into one document.
    package static let most = 20

    /// What it hangs on.
    package enum Owner: Sendable, Hashable {
        case plan(AnnualPlan.ID)
        case task(InspectionTask.ID)
    }
}

package enum AttachmentRefused: Refusal, Equatable {
    case tooMany

    package var code: String {
        switch self {
        case .tooMany: "tasking.attachment.tooMany"
        }
    }

    package var message: String {
        switch self {
        case .tooMany: "附件不超过\(Attachment.most)个，请先删除不需要的附件"
        }
    }

    package var field: String? {
        switch self {
        case .tooMany: "attachment"
        }
    }
}

package enum AttachmentFacts {
    package static let added = FactKind(code: "tasking.attachment.added", sentence: "{actor}为“{name}”添加附件“{file}”")
    package static let removed = FactKind(code: "tasking.attachment.removed", sentence: "{actor}从“{name}”删除附件“{file}”")

    package static let all = [added, removed]
}

/// A plan or task under lock, as far as its attachments go.
struct AttachmentHolder {
    let owner: Attachment.Owner
    private let holder: Holder

    private enum Holder {
        case plan(AnnualPlan)
        case task(InspectionTask)
    }

    /// - Throws: `NotFound` for what another agency made; a plan is its maker's (PLAN-11).
    static func lock(_ owner: Attachment.Owner, of actor: Actor, in transaction: Transaction) throws -> AttachmentHolder {
        switch owner {
        case .plan(let id):
            try actor.require(.makePlans)
            let plan = try AnnualPlan.lockOwn(id, of: actor, in: transaction)
            try PlanStanding(plan, actor).admit(.attach)
            return AttachmentHolder(owner: owner, holder: .plan(plan))
        case .task(let id):
            let task = try InspectionTask.lockOwn(id, of: actor, in: transaction)
            try TaskStanding.of(task, for: actor, in: transaction).admit(.attach)
            return AttachmentHolder(owner: owner, holder: .task(task))
        }
    }

    func permitRemoval(by actor: Actor, in transaction: Transaction) throws {
        switch holder {
        case .plan: break
        case .task(let task): try TaskStanding.of(task, for: actor, in: transaction).admit(.detach)
        }
    }

    func record(_ kind: FactKind, file: String, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        switch holder {
        case .plan(let plan):
            try plan.record(kind, by: actor, at: now, values: ["file": file], in: transaction)
            try plan.touch(in: transaction)
        case .task(let task): try task.record(kind, by: actor, at: now, values: ["file": file], in: transaction)
        }
    }
}

/// Files are added to a plan or task of one's own agency; the vault holds them already.
package struct AttachmentAdding: Sendable {
    package let owner: Attachment.Owner
    package let files: [KeptFile]

    package init(of files: [KeptFile], to owner: Attachment.Owner) { (self.files, self.owner) = (files, owner) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let holder = try AttachmentHolder.lock(owner, of: actor, in: transaction)
        guard try Attachment.count(of: owner, in: transaction) + files.count <= Attachment.most else {
            throw AttachmentRefused.tooMany
        }
        for file in files {
            let stored = try StoredFile.record(file, of: actor.organization, by: actor.account, at: now, in: transaction)
            try Attachment.insert(stored, on: owner, by: actor, at: now, in: transaction)
            try holder.record(AttachmentFacts.added, file: file.name, by: actor, at: now, in: transaction)
        }
    }
}

package struct AttachmentRemoval: Sendable {
    package let attachment: Attachment.ID
    package let owner: Attachment.Owner

    package init(of attachment: Attachment.ID, from owner: Attachment.Owner) { (self.attachment, self.owner) = (attachment, owner) }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let holder = try AttachmentHolder.lock(owner, of: actor, in: transaction)
        guard let found = try Attachment.all(of: owner, in: transaction).first(where: { $0.id == attachment }) else {
            throw NotFound()
        }
        try holder.permitRemoval(by: actor, in: transaction)
        try found.delete(in: transaction)
        try holder.record(AttachmentFacts.removed, file: found.file.name, by: actor, at: now, in: transaction)
    }
}
