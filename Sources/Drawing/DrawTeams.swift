import Cryptography

/// Gives each drawn object its officers.
struct DrawTeams {
    private let officers: [DrawOfficers.Row]
    private let recused: [String: Set<String>]
    private let parameters: DrawParameters
    private let seed: DrawSeed
    /// Objects each officer has got so far.
    private var load: [Int]

    init(parameters: DrawParameters, officers: DrawOfficers, recusals: DrawRecusals, seed: DrawSeed) {
        self.parameters = parameters
        self.officers = officers.rows
        self.seed = seed
        load = Array(repeating: 0, count: officers.rows.count)
        recused = Dictionary(grouping: recusals.rows, by: \.objectID).mapValues { Set($0.map(\.certificateNumber)) }
    }

    /// The certificate numbers of each object's team, the leader first; objects in the order they were drawn.
    mutating func teams(for objects: [String]) throws(DrawFailure) -> [[String]] {
        guard parameters.teamSize > 0 else {
            guard officers.isEmpty else { throw .officersNotWanted(file: .officers) }
            guard recused.isEmpty else { throw .officersNotWanted(file: .recusals) }
            guard parameters.groups == nil else { throw .officersNotWanted(file: .parameters) }
            return Array(repeating: [], count: objects.count)
        }
        let teams =
            if let groups = parameters.groups {
                try allot(objects, to: try formGroups(groups))
            } else {
                try formTeams(for: objects)
            }
        return teams.map { $0.map { officers[$0].certificateNumber } }
    }

    // MARK: A team of its own for each object

    private mutating func formTeams(for objects: [String]) throws(DrawFailure) -> [[Int]] {
        var teams: [[Int]] = []
        teams.reserveCapacity(objects.count)
        for object in objects {
            let team = try formTeam(for: object)
            for officer in team { load[officer] += 1 }
            teams.append(team)
        }
        return teams
    }

    private func formTeam(for object: String) throws(DrawFailure) -> [Int] {
        let prefix = DigestPrefix("draw1|team|\(seed.digest)|\(object)|", by: seed.algorithm)
        let barred = recused[object] ?? []
        let able = officers.indices
            .filter { hasRoom($0) && !barred.contains(officers[$0].certificateNumber) }
            .map { Candidate(place: prefix.digest(officers[$0].certificateNumber), officer: $0) }
            .sorted()
        guard able.count >= parameters.teamSize else { throw .tooFewOfficers(objectID: object) }
        guard let lead = able.first(where: { officers[$0.officer].canLead }) else { throw .noLead(objectID: object) }
        let others = able.lazy.filter { $0.officer != lead.officer }.prefix(parameters.teamSize - 1)
        return [lead.officer] + others.map(\.officer)
    }

    // MARK: Groups (DRAW-22)

    private func formGroups(_ count: Int) throws(DrawFailure) -> [[Int]] {
        let prefix = seed.prefix("officer")
        let line = officers.indices
            .map { Candidate(place: prefix.digest(officers[$0].certificateNumber), officer: $0) }
            .sorted().map(\.officer)
        var groups: [[Int]] = line.filter { officers[$0].canLead }.prefix(count).map { [$0] }
        let leading = Set(groups.joined())
        let others = line.filter { !leading.contains($0) }
        let (wanted, overflow) = count.multipliedReportingOverflow(by: parameters.teamSize - 1)
        guard groups.count == count, !overflow, others.count >= wanted else {
            throw .tooFewOfficersForGroups(groups: count, teamSize: parameters.teamSize)
        }
        for (turn, officer) in others.prefix(wanted).enumerated() { groups[turn % count].append(officer) }
        return groups
    }

    private mutating func allot(_ objects: [String], to groups: [[Int]]) throws(DrawFailure) -> [[Int]] {
        var teams: [[Int]] = []
        teams.reserveCapacity(objects.count)
        for (turn, object) in objects.enumerated() {
            let barred = recused[object] ?? []
            let free = groups.indices.lazy.map { groups[(turn + $0) % groups.count] }.first { group in
                !group.contains { barred.contains(officers[$0].certificateNumber) }
            }
            guard let team = free else { throw .noGroup(objectID: object) }
            if let full = team.first(where: { !hasRoom($0) }) {
                throw .groupOverloaded(objectID: object, certificateNumber: officers[full].certificateNumber)
            }
            for officer in team { load[officer] += 1 }
            teams.append(team)
        }
        return teams
    }

    private func hasRoom(_ officer: Int) -> Bool {
        parameters.maxPerOfficer == 0 || load[officer] < parameters.maxPerOfficer
    }

    /// An officer's place in an order; officers stand by certificate number, so the index settles equal hashes.
    private struct Candidate: Comparable {
        let place: Digest
        let officer: Int

        static func < (one: Candidate, other: Candidate) -> Bool {
            one.place == other.place ? one.officer < other.officer : one.place < other.place
        }
    }
}
