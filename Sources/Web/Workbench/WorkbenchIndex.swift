import Authority
import Doors
import Ledger
import TaskingPages
import Timekeeping

/// The workbench as one person sees it: five cards, what to do, and the latest messages.
struct WorkbenchModel: Codable, Sendable {
    struct Card: Codable, Sendable {
        let title: String
        let count: String
        let unit: String
        let note: String
        let icon: String
        let tone: String
        let href: String
    }

    struct Matter: Codable, Sendable {
        let title: String
        let note: String
        let kind: String
        let verb: String
        let href: String
        let due: String
        let dueNote: String
        let dueTone: Tone
        let status: String
    }

    struct MessageLine: Codable, Sendable {
        let title: String
        let href: String
        let at: String
        let isRead: Bool
    }

    let date: String
    /// What still has to be set up; nil for those who have no part in it.
    let setup: Int?
    let cards: [Card]
    let matters: [Matter]
    /// How many wait beyond those shown.
    let further: Int
    let messages: [MessageLine]

    static let shown = 12

    init(_ load: Workload, messages: [Message], setup: Int?, actor: Actor, today: CalendarDate) {
        self.setup = setup.flatMap { $0 > 0 ? $0 : nil }
        date = today.chinese + " " + today.weekday
        matters = load.matters.prefix(Self.shown).map { Matter($0, today: today) }
        further = max(0, load.matters.count - Self.shown)
        self.messages = messages.map {
            MessageLine(title: $0.title, href: "/messages/" + $0.id.description, at: String($0.createdAt.beijingText.dropFirst(5)), isRead: $0.isRead)
        }
        let draws = load.count(.drawSubjects) + load.count(.drawOfficers)
        let reviews = load.count(.planReview) + load.count(.resultReview)
        let (soon, late) = (load.dueSoon(on: today), load.overdue(on: today))
        cards = [
            Card(title: "待我办理", count: Self.capped(load.matters.count), unit: "件", note: Self.parts(load, reviews: reviews, draws: draws), icon: "inbox", tone: "", href: "#matters"),
            Card(title: "待我审核", count: Self.capped(reviews), unit: "件", note: "计划 \(load.count(.planReview)) · 结果 \(load.count(.resultReview))", icon: "check2-circle", tone: "", href: Self.reviews(load, actor)),
            Card(title: "\(load.dueSoonDays)日内到期", count: Self.capped(soon), unit: "件", note: "按任务期限计算", icon: "hourglass-split", tone: soon > 0 ? "warn" : "", href: "#matters"),
            Card(title: "已逾期", count: Self.capped(late), unit: "件", note: late > 0 ? "请尽快办理，逾期将被统计" : "没有逾期事项", icon: "alarm", tone: late > 0 ? "bad" : "", href: "#matters"),
            Card(title: "本月已办结", count: "\(load.finishedThisMonth)", unit: "户", note: actor.organizationName, icon: "clipboard-check", tone: "ok", href: actor.may(.readInspections) ? "/inspections" : "/"),
        ]
    }

    /// What the number of matters is made of: together they are as many.
    private static func parts(_ load: Workload, reviews: Int, draws: Int) -> String {
        let (visits, publications) = (load.count(.visit), load.count(.publication))
        let others = load.matters.count - visits - reviews - draws - publications
        return "现场检查 \(visits) · 审核 \(reviews) · 抽取 \(draws)" + (publications > 0 ? " · 公示 \(publications)" : "")
            + (others > 0 ? " · 其他 \(others)" : "")
    }

    /// Where reviews wait, or else where the person reviews at all; nobody is sent to a closed door.
    private static func reviews(_ load: Workload, _ actor: Actor) -> String {
        if load.count(.planReview) > 0 { return "/plan-reviews" }
        return actor.may(.reviewResults) ? "/result-reviews" : actor.may(.reviewPlans) ? "/plan-reviews" : "#matters"
    }

    private static func capped(_ count: Int) -> String { count >= Workload.limit ? "99+" : "\(count)" }
}

extension WorkbenchModel.Matter {
    init(_ matter: Workload.Matter, today: CalendarDate) {
        title = matter.title
        note = matter.note
        kind = matter.kind.label
        verb = matter.kind.verb
        href = matter.kind.href(matter.id)
        status = matter.status
        due = matter.due.map { String($0.description.dropFirst(5)) } ?? "—"
        let days = matter.due.map { $0.dayNumber - today.dayNumber }
        switch days {
        case nil: (dueNote, dueTone) = ("", .mute)
        case .some(let days) where days < 0: (dueNote, dueTone) = ("已逾期 \(-days) 天", .bad)
        case .some(0): (dueNote, dueTone) = ("今日到期", .warn)
        case .some(let days): (dueNote, dueTone) = ("剩 \(days) 天", days <= 3 ? .warn : .mute)
        }
    }
}
