import Authority
import Doors
import Storage
import TaskingPages
import Timekeeping

/// What waits for one person, from all areas (PORT-02, PORT-11): loaded by what the person may do.
struct Workload: Sendable {
    enum Kind: String, Sendable {
        case planReview, planReturn, planReceipt, planTask, joint, drawSubjects, drawOfficers, visit, resultReview, publication, enterprise, capExemption

        var label: String {
            switch self {
            case .planReview: "计划审核"
            case .planReturn: "计划修改"
            case .planReceipt: "计划接收"
            case .planTask: "计划待执行"
            case .joint: "联合任务"
            case .drawSubjects: "选定对象"
            case .drawOfficers: "选派人员"
            case .visit: "现场检查"
            case .resultReview: "结果审核"
            case .publication: "结果公示"
            case .enterprise: "企业认证"
            case .capExemption: "超频次检查"
            }
        }

        var verb: String {
            switch self {
            case .planReview, .resultReview: "审核"
            case .planReturn: "修改"
            case .planReceipt: "答复"
            case .planTask: "制定任务"
            case .joint: "确认"
            case .drawSubjects: "选定"
            case .drawOfficers: "选派"
            case .visit: "办理"
            case .publication: "公示"
            case .enterprise: "认证"
            case .capExemption: "审批"
            }
        }

        func href(_ id: String) -> String {
            switch self {
            case .planReview: "/plan-reviews/" + id
            case .planReturn, .planReceipt, .planTask: "/plans/" + id
            case .joint: "/tasks/\(id)/invitation"
            case .drawSubjects: "/tasks/\(id)/subjects"
            case .drawOfficers: "/tasks/\(id)/officers"
            case .visit: "/field/#/visit/\(id)/info"
            case .resultReview: "/inspections/\(id)"
            case .publication: "/publications/" + id
            case .enterprise: "/enterprise-accounts/" + id
            case .capExemption: "/cap-exemptions/" + id
            }
        }
    }

    struct Matter: Sendable {
        let kind: Kind
        let id: String
        let title: String
        let note: String
        let due: CalendarDate?
        let status: String
    }

    /// No more than this many of each kind are looked at; the cards then say “99+”.
    static let limit = 100

    var matters: [Matter] = []
    /// How near a deadline has to be to be shown as near (CONF-04).
    var dueSoonDays = Parameter.dueSoonDays.standard
    /// Visits the agency finished this month.
    var finishedThisMonth = 0

    static func load(for actor: Actor, today: CalendarDate, in transaction: Transaction) throws -> Workload {
        var load = Workload()
        if actor.may(.reviewPlans) { load.matters += try planReviews(of: actor, in: transaction) }
        if actor.may(.makePlans) { load.matters += try returnedPlans(of: actor, in: transaction) }
        if actor.may(.receivePlans) { load.matters += try planReceipts(of: actor, in: transaction) }
        if actor.may(.makeTasks) { load.matters += try plansWithoutTask(of: actor, on: today, in: transaction) }
        if actor.may(.makeTasks) { load.matters += try jointTasks(of: actor, in: transaction) }
        if actor.may(.drawSubjects) { load.matters += try subjectChoices(of: actor, in: transaction) }
        if actor.may(.drawOfficers) { load.matters += try officerChoices(of: actor, in: transaction) }
        if let officer = actor.officer { load.matters += try visits(of: officer, in: transaction) }
        if actor.may(.reviewResults) { load.matters += try resultReviews(of: actor, in: transaction) }
        if actor.may(.publish) { load.matters += try publications(of: actor, in: transaction) }
        if actor.may(.verifyEnterprises) { load.matters += try enterprises(of: actor, in: transaction) }
        if actor.may(.approveVisits) { load.matters += try capExemptions(of: actor, in: transaction) }
        load.matters.sort { ($0.due ?? .distant, $0.title) < ($1.due ?? .distant, $1.title) }
        load.dueSoonDays = try Parameter.dueSoonDays.value(for: actor.organization, in: transaction)
        load.finishedThisMonth = try finished(by: actor.organization, since: today.firstOfMonth.start, in: transaction)
        return load
    }

    func count(_ kind: Kind) -> Int { matters.count { $0.kind == kind } }
    func overdue(on today: CalendarDate) -> Int { matters.count { ($0.due ?? .distant) < today } }
    func dueSoon(on today: CalendarDate) -> Int {
        matters.count { matter in matter.due.map { $0 >= today && $0 <= today.advanced(days: dueSoonDays) } ?? false }
    }
}

extension CalendarDate {
    /// Later than every deadline.
    fileprivate static let distant = CalendarDate(dayNumber: 300_000)

    fileprivate var firstOfMonth: CalendarDate { advanced(days: 1 - day) }
}
