import Authority
import Importing
import Ledger
import Library
import Storage
import Timekeeping

/// Fills the libraries with invented subjects and officers, for trials of size and for training. What is there stays:
/// asked for the same number again it adds nothing, asked for more it adds the rest, and after an interruption it
/// goes on where it stopped.
package struct LibrarySynthesis: Sendable {
    let subjects: Int
    let officers: Int

    /// - Throws: `SynthesisRefused.tooMany`.
    package init(subjects: Int, officers: Int = 0) throws(SynthesisRefused) {
        guard 0...InventedSubject.limit ~= subjects, 0...InventedOfficer.limit ~= officers else { throw .tooMany }
        (self.subjects, self.officers) = (subjects, officers)
    }

    package static let began = FactKind(
        code: "registry.library.synthesized", sentence: "{actor}载入虚构数据：监管对象至第{subjects}号，执法人员至第{officers}号")

    static let batch = 8192

    /// Adds in batches, each a transaction of its own with its counters; the first that adds something records the fact.
    /// - Parameter progress: gets the number of records gone through after each batch.
    /// - Returns: how many were added.
    package func run(
        in database: Database, by actor: Actor, clock: Clock, protection: any FieldProtection,
        progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> (subjects: Int, officers: Int) {
        let agencies = try await database.read { transaction in
            try actor.require(.manageSubjects)
            try actor.require(.manageOfficers)
            guard try RegulatedSubject.allInvented(in: transaction) else { throw SynthesisRefused.realData }
            return try Self.agencies(of: actor, protection, in: transaction)
        }
        guard !agencies.isEmpty else { throw SynthesisRefused.noAgency }
        var added = (subjects: 0, officers: 0)
        for numbers in Self.batches(subjects) {
            let isFirst = added.subjects == 0
            added.subjects += try await database.write { transaction in
                let count = try addSubjects(numbers, agencies, at: clock.now(), protection, in: transaction)
                if isFirst, count > 0 { try record(by: actor, at: clock.now(), in: transaction) }
                return count
            }
            progress(numbers.upperBound)
        }
        for numbers in Self.batches(officers) {
            let isFirst = added == (0, 0)
            added.officers += try await database.write { transaction in
                let count = try addOfficers(numbers, agencies, at: clock, protection, in: transaction)
                if isFirst, count > 0 { try record(by: actor, at: clock.now(), in: transaction) }
                return count
            }
            progress(subjects + numbers.upperBound)
        }
        if added != (0, 0) { try await database.write { try $0.refreshStatistics() } }
        return added
    }

    private static func batches(_ count: Int) -> some Sequence<ClosedRange<Int>> {
        stride(from: 1, through: count, by: batch).lazy.map { $0...min(count, $0 + batch - 1) }
    }

    private struct InventedAgency: Sendable {
        let id: Organization.ID
        let domains: [EnforcementDomain]
    }

    /// The enforcement bodies of the actor's scope, which get the records in turn.
    private static func agencies(
        of actor: Actor, _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> [InventedAgency] {
        try Organization.tree(scope: actor.scope, in: transaction)
            .filter { $0.isEnforcementBody && $0.status == .enabled }
            .map { line in
                let found = try Organization.load(line.id, protection: protection, in: transaction)
                return InventedAgency(
                    id: line.id, domains: (found?.record.domains ?? []).sorted { $0.rawValue < $1.rawValue })
            }
    }

    private func addSubjects(
        _ numbers: ClosedRange<Int>, _ agencies: [InventedAgency], at now: Instant, _ protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> Int {
        let codes = numbers.compactMap { number in InventedSubject.code(number).map { (number, $0) } }
        let held = try RegulatedSubject.held(codes.map(\.1.description), in: transaction)
        let fresh = codes.filter { !held.contains($0.1.description) }.map { number, code in
            InventedSubject.record(number, code, jurisdiction: agencies[number % agencies.count].id)
        }
        for record in fresh { try record.check() }
        try NewSubjects(fresh, NewSubjects.Origin(source: .imported, now: now), protection).insert(in: transaction)
        try SubjectList.count(fresh, in: transaction)
        return fresh.count
    }

    private func addOfficers(
        _ numbers: ClosedRange<Int>, _ agencies: [InventedAgency], at clock: Clock, _ protection: any FieldProtection,
        in transaction: Transaction
    ) throws -> Int {
        let people = numbers.compactMap { number in InventedOfficer.citizenID(number).map { (number, $0) } }
        let known = try EnforcementOfficer.byCitizen(
            people.map { EnforcementOfficer.citizenIndex($0.1, protection) }, protection: protection, in: transaction)
        let (now, until) = (clock.now(), clock.today().advanced(days: 3 * 365))
        var added = 0
        for (number, citizen) in people where known[citizen] == nil {
            let agency = agencies[number % agencies.count]
            let record = InventedOfficer.record(
                number, citizen, organization: agency.id, domains: agency.domains.isEmpty ? [.marketRegulation] : agency.domains,
                validUntil: until)
            try record.check()
            try record.insert(EnforcementOfficer.ID(at: now), by: nil, at: now, protection: protection, in: transaction)
            added += 1
        }
        return added
    }

    private func record(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try Fact(
            kind: Self.began, actor: actor, at: now, organization: actor.organization, noun: "RegulatedSubject",
            record: nil, values: ["subjects": "\(subjects)", "officers": "\(officers)"]
        ).record(in: transaction)
    }
}

/// Why nothing is invented here.
package enum SynthesisRefused: String, Refusal {
    case realData = "registry.synthesis.realData"
    case tooMany = "registry.synthesis.tooMany"
    case noAgency = "registry.synthesis.noAgency"

    package var code: String { rawValue }

    package var message: String {
        switch self {
        case .realData: "库中已有真实的监管对象，不能混入虚构数据"
        case .tooMany: "虚构监管对象最多\(InventedSubject.limit)家，执法人员最多\(InventedOfficer.limit)名"
        case .noAgency: "该机构及其下级中没有启用的执法机构"
        }
    }
}
