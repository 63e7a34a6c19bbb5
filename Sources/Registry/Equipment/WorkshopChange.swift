import Authority
import Importing
import Library
import Storage
import Timekeeping

/// 添加厂/分厂/车间 (SUBJ-21).
package struct WorkshopAddition: Sendable {
    package let subject: RegulatedSubject.ID
    package let trade: ProgrammeTrade
    package let unit: ProductionUnit
    package let name: String

    package init(to subject: RegulatedSubject.ID, trade: ProgrammeTrade, unit: ProductionUnit, name: String) {
        (self.subject, self.trade, self.unit, self.name) = (subject, trade, unit, name)
    }

    package static let added = FactKind(code: "registry.workshop.added", sentence: "{actor}为“{name}”添加车间“{workshop}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Workshop.ID {
        try actor.require(.manageSubjects)
        guard let enterprise = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try SubjectStanding(enterprise.status, actor).admit(.equip)
        guard !name.isEmpty else { throw WorkshopRefused.nameMissing }
        guard enterprise.record.trades.contains(trade.label), (trade == .steel) == (unit != .none)
        else { throw WorkshopRefused.noSuchTrade }
        let workshop = Workshop(id: .init(at: now), version: 1, subject: subject, trade: trade, unit: unit, name: name)
        try transaction.refusing(["workshop_name": WorkshopRefused.nameTaken]) { try workshop.insert(in: transaction) }
        try Fact(
            kind: Self.added, actor: actor, at: now, organization: enterprise.record.jurisdiction, noun: "Workshop",
            record: workshop.id.bytes, values: ["name": enterprise.record.name, "workshop": unit.label + name]
        ).record(in: transaction)
        return workshop.id
    }
}

/// What a workshop is called, which premises it has and what stands in it (SUBJ-22, SUBJ-23).
package struct WorkshopChange: Sendable {
    package let workshop: Workshop.ID
    package let version: Int
    package let name: String
    package let premises: [WorkshopPremise]
    package let otherPremise: String
    /// How many there are of a kind; kinds that are not named stay.
    package let counts: [EquipmentKind: Int]
    package let entries: [Equipment.ID: Entry]
    /// That fewer than before are meant.
    package let isConfirmed: Bool

    package struct Entry: Sendable {
        package let label: String
        package let specification: String
        package let unit: String
        package let details: [EquipmentDetail: String]

        package init(label: String, specification: String, unit: String, details: [EquipmentDetail: String]) {
            (self.label, self.specification, self.unit, self.details) = (label, specification, unit, details)
        }
    }

    package init(
        of workshop: Workshop.ID, version: Int, name: String, premises: [WorkshopPremise] = [], otherPremise: String = "",
        counts: [EquipmentKind: Int], entries: [Equipment.ID: Entry] = [:], isConfirmed: Bool = false
    ) {
        (self.workshop, self.version, self.name, self.premises) = (workshop, version, name, premises)
        (self.otherPremise, self.counts, self.entries, self.isConfirmed) = (otherPremise, counts, entries, isConfirmed)
    }

    package static let changed = FactKind(code: "registry.workshop.changed", sentence: "{actor}修改“{name}”的车间“{workshop}”")

    package func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        try actor.require(.manageSubjects)
        guard let former = try Workshop.find(workshop, scope: actor.scope, in: transaction),
            let enterprise = try RegulatedSubject.find(former.subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try SubjectStanding(enterprise.status, actor).admit(.equip)
        guard former.version == version else { throw StorageError.overtaken }
        let after = try changed(former, at: now)
        try transaction.refusing(["workshop_name": WorkshopRefused.nameTaken]) { try former.update(to: after, in: transaction) }
        try write(former, after, in: transaction)
        let totals = FactDetail.change("设备", Self.words(former), Self.words(after))
        let details = [
            .change("名称", former.name, after.name), .change("涉及场所", former.premiseWords, after.premiseWords), totals,
        ].compactMap { $0 }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: enterprise.record.jurisdiction, noun: "Workshop",
            record: workshop.bytes, details: details,
            values: ["name": enterprise.record.name, "workshop": former.unit.label + after.name]
        ).record(in: transaction)
    }

    /// The workshop as it will be; pure.
    func changed(_ former: Workshop, at now: Instant) throws(WorkshopRefused) -> Workshop {
        guard !name.isEmpty else { throw .nameMissing }
        if premises.contains(.other), otherPremise.isEmpty { throw .otherMissing }
        var after = former
        (after.name, after.premises) = (name, premises)
        after.otherPremise = premises.contains(.other) ? otherPremise : ""
        after.equipment = []
        for kind in EquipmentKind.kinds(in: former.trade, former.unit) {
            after.equipment += try pieces(of: kind, former.equipment(of: kind), at: now)
        }
        return after
    }

    private func pieces(
        of kind: EquipmentKind, _ former: [Equipment], at now: Instant
    ) throws(WorkshopRefused) -> [Equipment] {
        let wanted = counts[kind] ?? former.count
        guard (0...WorkshopRefused.most).contains(wanted) else { throw .tooMany(kind) }
        if let inspected = former.dropFirst(wanted).first(where: \.isInspected) { throw .inspected(inspected.name) }
        if wanted < former.count, !isConfirmed { throw .fewer(kind, from: former.count, to: wanted) }
        var kept: [Equipment] = []
        for piece in former.prefix(wanted) { kept.append(try filled(piece)) }
        for number in kept.count..<wanted {
            kept.append(Equipment(
                id: .init(at: now), kind: kind, number: number + 1, label: "", specification: "", unit: kind.units.first ?? "",
                details: [:], isInspected: false))
        }
        return kept
    }

    private func filled(_ piece: Equipment) throws(WorkshopRefused) -> Equipment {
        guard let entry = entries[piece.id] else { return piece }
        var piece = piece
        if !entry.specification.isEmpty {
            guard let value = Double(entry.specification), value >= 0, value.isFinite else { throw .specification(piece.name) }
        }
        (piece.label, piece.specification) = (entry.label, entry.specification)
        piece.unit = piece.kind.units.contains(entry.unit) ? entry.unit : piece.kind.units.first ?? ""
        piece.details = entry.details.filter { piece.kind.details.contains($0.key) && !$0.value.isEmpty }
        return piece
    }

    private func write(_ former: Workshop, _ after: Workshop, in transaction: Transaction) throws {
        let known = Dictionary(former.equipment.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let staying = Set(after.equipment.map(\.id))
        for piece in former.equipment where !staying.contains(piece.id) { try piece.delete(in: transaction) }
        for piece in after.equipment {
            guard let old = known[piece.id] else {
                try piece.insert(of: former.subject, in: former.id, in: transaction)
                continue
            }
            if old != piece { try piece.update(in: transaction) }
        }
    }

    private static func words(_ workshop: Workshop) -> String {
        EquipmentTotal.totals(of: [workshop]).map(\.words).joined(separator: "；")
    }
}

/// 删除 a workshop with its equipment; refused once a piece has results.
package struct WorkshopRemoval: Sendable {
    package let workshop: Workshop.ID
    package let version: Int

    package init(of workshop: Workshop.ID, version: Int) { (self.workshop, self.version) = (workshop, version) }

    package static let removed = FactKind(code: "registry.workshop.removed", sentence: "{actor}删除“{name}”的车间“{workshop}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> RegulatedSubject.ID {
        try actor.require(.manageSubjects)
        guard let former = try Workshop.find(workshop, scope: actor.scope, in: transaction),
            let enterprise = try RegulatedSubject.find(former.subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        guard former.version == version else { throw StorageError.overtaken }
        if let inspected = former.equipment.first(where: \.isInspected) { throw WorkshopRefused.inspected(inspected.name) }
        try former.delete(in: transaction)
        let had = EquipmentTotal.totals(of: [former]).map(\.words).joined(separator: "；")
        try Fact(
            kind: Self.removed, actor: actor, at: now, organization: enterprise.record.jurisdiction, noun: "Workshop",
            record: workshop.bytes, details: had.isEmpty ? [] : [FactDetail("设备", before: had, after: nil)],
            values: ["name": enterprise.record.name, "workshop": former.unit.label + former.name]
        ).record(in: transaction)
        return former.subject
    }
}

extension Workshop {
    package var premiseWords: String {
        premises.map { $0 == .other && !otherPremise.isEmpty ? "其他（\(otherPremise)）" : $0.label }.joined(separator: "、")
    }
}
