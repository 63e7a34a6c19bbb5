import Authority
import Storage
import Timekeeping

/// A number rule of the own agency is made or changed (DOC-04). Numbers already given stay as they are, and the
/// sequence goes on.
package struct NumberRuleSetting: Sendable {
    package enum Target: Sendable, Equatable {
        case new
        case change(DocumentNumberRule.ID, version: Int)
    }

    package let target: Target
    package let record: DocumentNumberRecord

    package init(_ target: Target, _ record: DocumentNumberRecord) { (self.target, self.record) = (target, record) }

    package static let made = FactKind(code: "paperwork.numberRule.made", sentence: "{actor}新增文书编号规则：{kind}")
    package static let changed = FactKind(code: "paperwork.numberRule.changed", sentence: "{actor}修改文书编号规则：{kind}")
}

extension NumberRuleSetting {
    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> DocumentNumberRule.ID {
        try actor.require(.manageDocumentRules)
        let setting = NumberRuleSetting(target, try record.checked())
        switch target {
        case .new: return try setting.add(by: actor, at: now, in: transaction)
        case .change(let id, let version):
            let before = try DocumentNumberRule.load(id, scope: actor.scope, in: transaction)
            try transaction.refusing(["document_number_rule_kind": NumberRuleRefused.kindTaken]) {
                try setting.update(id, version, by: actor, at: now, in: transaction)
            }
            try setting.record(Self.changed, id, before.organization, from: before.record, by: actor, at: now, in: transaction)
            return id
        }
    }

    private func add(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> DocumentNumberRule.ID {
        let id = DocumentNumberRule.ID(at: now)
        try transaction.refusing(["document_number_rule_kind": NumberRuleRefused.kindTaken]) {
            try insert(id, by: actor, at: now, in: transaction)
        }
        try record(Self.made, id, actor.organization, from: nil, by: actor, at: now, in: transaction)
        return id
    }

    private func record(
        _ kind: FactKind, _ id: DocumentNumberRule.ID, _ organization: Organization.ID, from old: DocumentNumberRecord?,
        by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try Fact(
            kind: kind, actor: actor, at: now, organization: organization, noun: "DocumentNumberRule", record: id.bytes,
            details: [
                FactDetail.change("文书种类", old?.kind.label, record.kind.label),
                FactDetail.change("省简称", old?.regionWord, record.regionWord),
                FactDetail.change("机关代字", old?.agencyWord, record.agencyWord),
                FactDetail.change("文书代字", old?.documentWord, record.documentWord),
                FactDetail.change("流水号位数", old.map { "\($0.digits)" }, "\(record.digits)"),
            ].compactMap { $0 },
            values: ["kind": record.kind.label]
        ).record(in: transaction)
    }
}
