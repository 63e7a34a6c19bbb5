import Authority
import Foundation
import Library
import Testing

@testable import Tasking

/// A table of states as a picture: every move that it lets happen, and nothing else.
private struct StateMachine {
    let title: String
    let type: String
    let states: [(code: String, label: String)]
    let moves: [(from: String, act: String, to: String)]

    init<Status: Labelled, Act>(
        _ title: String, _: Status.Type, _ acts: [Act], _ label: (Act) -> String, next: (Status, Act) -> Status?
    ) where Status: RawRepresentable<String>, Act: RawRepresentable<String> {
        (self.title, type) = (title, "\(Status.self)")
        states = Status.allCases.map { ($0.rawValue, $0.label) }
        moves = Status.allCases.flatMap { status in
            acts.compactMap { act in
                // after 删除 there is no record that has a state
                next(status, act).map { (status.rawValue, label(act), act.rawValue == "delete" ? Self.end : $0.rawValue) }
            }
        }
    }

    private static let end = "[*]"

    /// In Mermaid; acts between the same two states share an arrow.
    var picture: String {
        let names = states.map { "    \($0.code): \($0.label)" }
        let arrows = states.flatMap { from in
            (states.map(\.code) + [Self.end]).compactMap { to -> String? in
                let acts = moves.filter { $0.from == from.code && $0.to == to }.map(\.act)
                return acts.isEmpty ? nil : "    \(from.code) --> \(to): \(acts.joined(separator: "、"))"
            }
        }
        return (["## \(title) `\(type)`", "", "```mermaid", "stateDiagram-v2"] + names + arrows + ["```", ""]).joined(separator: "\n")
    }
}

@Suite("状态图")
struct StatePageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/states.md")

    private static let head = """
        # State machines of plans and tasks

        Drawn from the state tables by a test, which fails when a table and this page differ
        (`MINGCHA_SNAPSHOTS=renew` draws them anew). Guards, such as who may do it and what must be filled in, stand beside
        the tables in `Sources/Tasking`, with the numbers of their requirements.


        """

    private var machines: [StateMachine] {
        [
            StateMachine("年度计划的审核状态（E.1）", PlanReviewStatus.self, PlanAct.allCases, \.label) { $0.next(after: $1) },
            StateMachine("年度计划的执行状态（E.2）", PlanExecutionStatus.self, PlanEvent.allCases, label) { $0.next(after: $1) },
            StateMachine("计划的接收状态（E.3）", PlanReceiptStatus.self, PlanReceiptAct.allCases, label) { $0.next(after: $1) },
            StateMachine("检查任务（E.5）", TaskStatus.self, TaskAct.allCases, \.label) { $0.next(after: $1) },
            StateMachine("联合任务的邀约（E.6）", InvitationStatus.self, InvitationEvent.allCases, label) { $0.next(after: $1) },
        ] + [InspectionMode.doubleRandom, .daily].map { mode in
            StateMachine(
                "任务检查对象，\(mode.hasResultReview ? "结果须审核的模式" : "其他模式")（E.7）", TaskSubjectStatus.self, TaskSubjectAct.allCases, \.label
            ) { $0.next(after: $1, mode: mode) }
        }
    }

    private func label(_ event: PlanEvent) -> String {
        switch event {
        case .taskCreated: "建立正式任务"
        case .lastTaskRemoved: "删除或废除最后一个任务"
        case .allTasksCompleted: "全部任务完成"
        }
    }

    private func label(_ event: InvitationEvent) -> String {
        switch event {
        case .accept: "同意邀约"
        case .decline: "拒绝邀约"
        case .expire: "到截止日期未答复"
        case .inviteAgain: "延长截止日期，再次邀约"
        }
    }

    private func label(_ act: PlanReceiptAct) -> String {
        switch act {
        case .receive: "接收"
        case .declareUnable: "反馈无法执行"
        }
    }

    @Test("状态图页与状态表一致")
    func current() throws {
        let text = Self.head + machines.map(\.picture).joined(separator: "\n")
        if ProcessInfo.processInfo.environment["MINGCHA_SNAPSHOTS"] == "renew" {
            try text.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == text, "用 MINGCHA_SNAPSHOTS=renew 重画 docs/states.md")
    }
}
