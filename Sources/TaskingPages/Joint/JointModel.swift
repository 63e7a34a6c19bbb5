import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// 确认联合任务 of one task: the invitations with their answers, and what the caller has to decide.
struct JointModel: Codable, Sendable {
    struct Entry: Codable, Sendable {
        let agency: String
        let name: String
        let status: String
        let tone: Tone
        let reason: String
        let person: String
        let at: String
    }

    struct Matter: Codable, Sendable {
        let code: String
        let name: String
        let agency: String
    }

    let task: String
    let version: Int
    let mode: String
    let name: String
    let number: String
    let status: String
    let tone: Tone
    let lead: String
    let term: String
    let deadline: String
    let invitations: [Entry]
    let matters: [Matter]
    /// Of the caller's agency where it is invited.
    let own: Entry?
    let acts: [String]
    /// Why an answer is not taken any more; nil where none is asked for.
    let closedBecause: String?
    /// Agencies that refused and could be asked once more.
    let refused: [Field.Option]
    let usesSpotCheckItems: Bool
    let seesTask: Bool

    /// What of a task's acts is decided here.
    static let leadActs: Set<TaskAct> = [.invite, .establish, .abolish, .extend]

    static func load(_ call: Call) async throws -> JointModel {
        let actor = try call.actor(), id = try call.id(of: InspectionTask.self), today = call.clock.today()
        return try await call.read { transaction in
            let task = try InspectionTask.loadInvited(id, for: actor, in: transaction)
            return JointModel(
                task, try task.invitations(in: transaction), try TaskItem.all(of: id, in: transaction),
                lead: try ActingAgency.name(of: task.organization, in: transaction),
                standing: try TaskStanding.of(task, for: actor, in: transaction),
                seesTask: try InspectionTask.find(id, scope: actor.scope, in: transaction) != nil, actor, today)
        }
    }

    private init(
        _ task: InspectionTask, _ invitations: [TaskInvitation], _ items: [TaskItem], lead: String, standing: TaskStanding,
        seesTask: Bool, _ actor: Actor, _ today: CalendarDate
    ) {
        let isLead = task.organization == actor.organization
        let mine = invitations.first { $0.agency == actor.organization }
        let answering = mine.map { InvitationStanding($0, of: task, actor, on: today) }
        self.task = task.id.description
        version = task.version
        mode = task.mode.rawValue
        name = task.record.name
        number = task.number
        status = task.statusText(today, answering: answering?.offers.isEmpty == false)
        tone = task.status.tone
        self.lead = lead
        term = "\(task.record.startDate) 至 \(task.record.endDate)"
        deadline = task.record.invitationDeadline?.description ?? ""
        // why another agency refused concerns the lead alone; whoever refused has only its own answer
        let isOut = !isLead && !seesTask
        self.invitations = invitations.filter { !isOut || $0.agency == actor.organization }
            .map { Entry($0, tellsReason: isLead || $0.agency == actor.organization) }
        let names = Dictionary(invitations.map { ($0.agency, $0.agencyName) }, uniquingKeysWith: { first, _ in first })
        matters = items.filter { !isOut || $0.participant == actor.organization }
            .map { Matter(code: $0.code, name: $0.name, agency: $0.participant.map { names[$0] ?? "" } ?? lead) }
        own = isLead ? nil : mine.map { Entry($0, tellsReason: true) }
        acts = (answering?.offers.map(\.rawValue) ?? []) + standing.offers.filter(Self.leadActs.contains).map(\.rawValue)
        closedBecause = answering?.refusal(of: .accept)?.message
        refused = invitations.filter { $0.status == .declined }.map { Field.Option($0.agency.description, $0.agencyName) }
        usesSpotCheckItems = task.mode.usesSpotCheckItems
        self.seesTask = seesTask
    }

    func offers(_ act: some RawRepresentable<String>) -> Bool { acts.contains(act.rawValue) }
}

extension JointModel.Entry {
    init(_ invitation: TaskInvitation, tellsReason: Bool) {
        agency = invitation.agency.description
        name = invitation.agencyName
        status = invitation.invitedAt == nil ? "尚未邀约" : invitation.status.label
        tone = invitation.status.tone
        reason = tellsReason ? invitation.reason : ""
        person = invitation.answeredByName
        at = invitation.answeredAt?.beijingText ?? ""
    }
}

extension InvitationStatus {
    var tone: Tone {
        switch self {
        case .pending: .info
        case .accepted: .ok
        case .declined: .bad
        case .expired: .warn
        }
    }
}
