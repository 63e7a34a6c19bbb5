import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A custom check content is made by an agency for itself and those below it (新增自定义检查事项).
package struct CheckMatterCreation: Sendable {
    package let record: CheckMatterRecord

    package init(_ record: CheckMatterRecord) { self.record = record }

    package static let created = FactKind(code: "registry.checkMatter.created", sentence: "{actor}新增自定义检查事项“{content}”")

    @discardableResult
    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> CheckMatter.ID {
        try actor.require(.manageForms)
        try record.check()
        let record = try record.citing(nil, by: actor, at: now, in: transaction)
        let id = CheckMatter.ID(at: now)
        try record.insert(id, .custom, of: actor.organization, by: actor.account, at: now, in: transaction)
        try Fact(
            kind: Self.created, actor: actor, at: now, organization: actor.organization, noun: "CheckMatter",
            record: id.bytes, details: record.changes(from: nil), values: ["content": record.content]
        ).record(in: transaction)
        return id
    }
}

/// A custom check content gets other fields, for example its provisions (ITEM-16).
package struct CheckMatterChange: Sendable {
    package let matter: CheckMatter.ID
    package let version: Int
    package let record: CheckMatterRecord

    package init(of matter: CheckMatter.ID, version: Int, to record: CheckMatterRecord) {
        (self.matter, self.version, self.record) = (matter, version, record)
    }

    package static let changed = FactKind(code: "registry.checkMatter.changed", sentence: "{actor}修改自定义检查事项“{content}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        let former = try CheckMatter.load(matter, agency: actor.organization, in: transaction)
        try former.permitKeeping(by: actor)
        try record.check()
        let record = try record.citing(former.record, by: actor, at: now, in: transaction)
        try record.update(former, expecting: version, at: now, in: transaction)
        try former.fact(Self.changed, record.changes(from: former.record), by: actor, at: now).record(in: transaction)
    }
}

extension CheckMatter {
    package func permitKeeping(by actor: Actor) throws {
        try actor.require(.manageForms)
        guard origin == .custom else { throw CheckMatterRefused.basicReadOnly }
        guard organization == actor.organization else { throw CheckMatterRefused.notMaintainer }
    }

    fileprivate func fact(_ kind: FactKind, _ details: [FactDetail], by actor: Actor, at now: Instant) -> Fact {
        Fact(
            kind: kind, actor: actor, at: now, organization: organization ?? actor.organization, noun: "CheckMatter",
            record: id.bytes, details: details, values: ["content": record.content])
    }
}

/// The basic check contents of the trade programmes enter the list at every start, as far as they are not there
/// (ITEM-18, CONF-02).
package struct BasicCheckMatterDelivery: Sendable {
    package init() {}

    package static let delivered = FactKind(
        code: "registry.checkMatter.delivered", sentence: "{actor}载入随平台提供的基础检查事项{count}项")

    package func make(at now: Instant, in transaction: Transaction) throws {
        try LawDelivery.waitForOthers(in: transaction)
        let known = try CheckMatter.basicContents(in: transaction)
        let missing = BasicCheckMatters.all.filter { !known.contains($0.searchText) }
        guard !missing.isEmpty else { return }
        for record in missing { try record.insert(CheckMatter.ID(at: now), .basic, of: nil, by: nil, at: now, in: transaction) }
        try Fact(
            kind: Self.delivered, actor: nil, at: now, organization: nil, noun: "CheckMatter", record: nil,
            values: ["count": "\(missing.count)"]
        ).record(in: transaction)
    }
}
