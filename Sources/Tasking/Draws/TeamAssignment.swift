import Authority
import Ledger
import Storage
import Timekeeping

/// Officers are named for the visits of one agency in a task, by a draw or by hand, and told so (DRAW-25, DRAW-28, PORT-14).
struct TeamAssignment {
    let task: InspectionTask.ID
    let agency: Organization.ID
    /// Certificate numbers by object, the leader first.
    let teams: [String: [String]]
    /// Who the certificate numbers are, where they were fixed before; nil where they are as of now.
    var held: [String: Identifier<OfficerMark>]?

    func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        // task before visits: of two agencies that name their officers at once, one sees the other ready (JOIN-09)
        _ = try InspectionTask.lock(task, in: transaction)
        let officers = try held.map { try OfficerCandidate.held($0, in: transaction) }
            ?? OfficerCandidate.byCertificate(Set(teams.values.joined()), of: agency, in: transaction)
        let visits = try visits(in: transaction)
        guard teams.keys.allSatisfy({ visits[$0] != nil }) else { throw StorageError.overtaken }
        for (code, team) in teams.sorted(by: { $0.key < $1.key }) {
            guard let visit = visits[code] else { continue }
            let named = team.enumerated().compactMap { place, certificate in
                officers[certificate].map {
                    VisitOfficer($0.id, name: $0.name, certificateNumber: $0.certificateNumber, agency: agency, isLead: place == 0)
                }
            }
            guard named.count == team.count else { throw DrawRefused.tooFewCandidates }
            try TaskSubject.lock(visit, in: transaction).assign(named, by: actor, at: now, in: transaction)
        }
        try tell(officers, at: now, in: transaction)
    }

    private func tell(_ officers: [String: OfficerCandidate], at now: Instant, in transaction: Transaction) throws {
        let name = try InspectionTask.lock(task, in: transaction).record.name
        var visits: [String: Int] = [:]
        for certificate in teams.values.joined() { visits[certificate, default: 0] += 1 }
        for (certificate, count) in visits.sorted(by: { $0.key < $1.key }) {
            guard let account = officers[certificate]?.account else { continue }
            try Message.send(
                to: [account], kind: .taskAssigned, title: "新的检查任务：\(name)",
                text: "您被选派为检查人员，共\(count)个检查对象，请按任务期限开展检查。", link: "/field/", at: now, in: transaction)
        }
    }
}
