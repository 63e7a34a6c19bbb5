import Authority
import Ledger
import Storage
import Timekeeping

/// The officers that somebody names for one visit, himself the leader: at least two of the agency, each with a certificate
/// that is valid on the day (OFCR-06, DRAW-27).
struct VisitTeam {
    let leader: Identifier<OfficerMark>
    let others: Set<Identifier<OfficerMark>>
    let agency: Organization.ID

    func load(on date: CalendarDate, in transaction: Transaction) throws -> [OfficerCandidate] {
        let named = others.union([leader])
        guard named.count >= 2 else { throw TaskSubjectRefused.tooFewOfficers }
        let found = try OfficerCandidate.load(named, on: date, in: transaction)
        guard found.count == named.count, found.allSatisfy({ $0.organization == agency }) else { throw FoundingRefused.officerUnknown }
        if let unfit = found.first(where: { !$0.isFit }) { throw FoundingRefused.officerUnfit(name: unfit.name) }
        return found
    }

    func visitors(_ found: [OfficerCandidate]) -> [VisitOfficer] {
        found.map {
            VisitOfficer($0.id, name: $0.name, certificateNumber: $0.certificateNumber, agency: agency, isLead: $0.id == leader)
        }
    }

    /// Those who did not name themselves hear of it (PORT-14).
    static func tell(
        _ found: [OfficerCandidate], of task: String, _ subject: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        try Message.send(
            to: found.filter { $0.id != actor.officer }.compactMap(\.account), kind: .taskAssigned, title: "新的检查任务：\(task)",
            text: "\(actor.name)指派您为“\(subject)”的检查人员，请在移动端查看。", link: "/field/", at: now, in: transaction)
    }
}
