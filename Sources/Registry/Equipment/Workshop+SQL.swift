import Authority
import Foundation
import Importing
import Library
import Storage

extension EquipmentTotal {
    /// The totals of these enterprises in words, for the lists of plans, tasks and enterprises (SUBJ-24); an enterprise
    /// without equipment is left out.
    package static func words(
        of subjects: [RegulatedSubject.ID], in transaction: Transaction
    ) throws -> [RegulatedSubject.ID: String] {
        Dictionary(grouping: try Workshop.all(of: subjects, in: transaction), by: \.subject)
            .mapValues { totals(of: $0).map(\.words).joined(separator: "；") }.filter { !$0.value.isEmpty }
    }
}

extension Workshop {
    /// All of a subject, in order of entry; whoever loads them made sure of the scope.
    package static func all(of subject: RegulatedSubject.ID, in transaction: Transaction) throws -> [Workshop] {
        try all(of: [subject], in: transaction)
    }

    /// Of several subjects, for lists.
    package static func all(of subjects: [RegulatedSubject.ID], in transaction: Transaction) throws -> [Workshop] {
        guard !subjects.isEmpty else { return [] }
        return try load("w.subject_id IN \(list: subjects)", in: transaction)
    }

    /// Of a subject in scope.
    package static func find(_ id: ID, scope: Scope, in transaction: Transaction) throws -> Workshop? {
        let found = try load("w.id = \(id)", in: transaction).first
        guard let found else { return nil }
        let isInScope = try transaction.value(
            """
            SELECT 1 FROM regulated_subject t WHERE t.id = \(found.subject) AND \(scope.condition("t.jurisdiction_id"))
                AND (t.status <> \(SubjectStatus.draft) OR t.author_agency_id = \(scope.organization))
            """, as: Int.self) != nil
        return isInScope ? found : nil
    }

    private static func load(_ condition: SQL, in transaction: Transaction) throws -> [Workshop] {
        var workshops = try transaction.all(
            """
            SELECT w.id, w.version, w.subject_id, w.trade, w.production_unit, w.name, w.premises, w.other_premise
            FROM workshop w WHERE \(condition) ORDER BY w.serial
            """
        ) { try Workshop(&$0) }
        guard !workshops.isEmpty else { return [] }
        var pieces: [ID: [Equipment]] = [:]
        try transaction.forEach(
            """
            SELECT workshop_id, id, kind, number, label, specification, unit, details, is_inspected FROM equipment
            WHERE workshop_id IN \(list: workshops.map(\.id)) ORDER BY serial
            """
        ) { row in
            let workshop: ID = try row.next()
            pieces[workshop, default: []].append(try Equipment(&row))
        }
        for index in workshops.indices {
            let own = pieces[workshops[index].id] ?? []
            workshops[index].equipment = EquipmentKind.allCases.flatMap { kind in
                own.filter { $0.kind == kind }.sorted { $0.number < $1.number }
            }
        }
        return workshops
    }

    private init(_ row: inout Row) throws {
        (id, version, subject) = (try row.next(), try row.next(), try row.next())
        let text: String = try row.next()
        guard let trade = ProgrammeTrade(rawValue: text) else { throw StorageError.broken("workshop holds a wrong trade") }
        self.trade = trade
        unit = try row.next()
        name = try row.next()
        premises = try row.next(String.self).split(separator: ",").compactMap { WorkshopPremise(rawValue: String($0)) }
        otherPremise = try row.next()
    }

    func insert(in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO workshop (id, version, subject_id, trade, production_unit, name, premises, other_premise)
            VALUES (\(id), 1, \(subject), \(trade.rawValue), \(unit), \(name), '', '')
            """)
    }

    func update(to other: Workshop, in transaction: Transaction) throws {
        try transaction.executeVersioned(
            """
            UPDATE workshop SET version = version + 1, name = \(other.name),
                premises = \(other.premises.map(\.rawValue).joined(separator: ",")), other_premise = \(other.otherPremise)
            WHERE id = \(id) AND version = \(version)
            """)
    }

    func delete(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM equipment WHERE workshop_id = \(id)")
        try transaction.executeVersioned("DELETE FROM workshop WHERE id = \(id) AND version = \(version)")
    }
}

extension Equipment {
    fileprivate init(_ row: inout Row) throws {
        (id, kind, number, label) = (try row.next(), try row.next(), try row.next(), try row.next())
        (specification, unit) = (try row.next(), try row.next())
        let named = try JSONDecoder().decode([String: String].self, from: Data(try row.next(String.self).utf8))
        details = Dictionary(
            named.compactMap { name, value in EquipmentDetail(rawValue: name).map { ($0, value) } },
            uniquingKeysWith: { first, _ in first })
        isInspected = try row.next()
    }

    private var storedDetails: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let named = Dictionary(uniqueKeysWithValues: details.map { ($0.key.rawValue, $0.value) })
            return String(decoding: try encoder.encode(named), as: UTF8.self)
        }
    }

    func insert(of subject: RegulatedSubject.ID, in workshop: Workshop.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO equipment (id, subject_id, workshop_id, kind, number, label, specification, unit, details, is_inspected)
            VALUES (\(id), \(subject), \(workshop), \(kind), \(number), \(label), \(specification), \(unit),
                \(try storedDetails), 0)
            """)
    }

    func update(in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE equipment SET label = \(label), specification = \(specification), unit = \(unit),
                details = \(try storedDetails) WHERE id = \(id)
            """)
    }

    func delete(in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM equipment WHERE id = \(id)")
    }

    /// To be called when a result names the equipment: from then on it stays (SUBJ-23).
    package static func markInspected(_ ids: [ID], in transaction: Transaction) throws {
        guard !ids.isEmpty else { return }
        try transaction.execute("UPDATE equipment SET is_inspected = 1 WHERE id IN \(list: ids)")
    }
}
