import Testing

@testable import Tasking

@Suite("生命周期表（附录E.1、E.2、E.3、E.5、E.7）")
struct LifeCycleTests {
    @Test("PLAN-11、PLAN-38 计划审核状态（附录E.1）：每个状态与每个动作")
    func planReview() {
        let allowed: [PlanReviewStatus: [PlanAct: PlanReviewStatus]] = [
            .draft: [.submit: .pendingReview, .change: .draft, .delete: .draft, .attach: .draft],
            .pendingReview: [.withdraw: .draft, .approve: .approvedIssued, .reject: .rejected],
            .approvedIssued: [.receive: .approvedIssued, .declareUnable: .approvedIssued, .evaluate: .approvedIssued],
            .rejected: [.submit: .pendingReview, .change: .draft, .delete: .rejected, .attach: .rejected],
        ]
        for status in PlanReviewStatus.allCases {
            for act in PlanAct.allCases { #expect(status.next(after: act) == allowed[status]?[act], "\(status) \(act)") }
        }
    }

    @Test("E.2 计划执行状态：每个状态与每个事件")
    func planExecution() {
        let allowed: [PlanExecutionStatus: [PlanEvent: PlanExecutionStatus]] = [
            .pending: [.taskCreated: .inProgress],
            .inProgress: [.lastTaskRemoved: .pending, .allTasksCompleted: .completed],
            .completed: [.taskCreated: .inProgress],
        ]
        for status in PlanExecutionStatus.allCases {
            for event in PlanEvent.allCases {
                #expect(status.next(after: event) == allowed[status]?[event], "\(status) \(event)")
            }
        }
    }

    @Test("E.3、PLAN-16 接收状态：答复后不可更改")
    func planReceipt() {
        #expect(PlanReceiptStatus.notReceived.next(after: .receive) == .received)
        #expect(PlanReceiptStatus.notReceived.next(after: .declareUnable) == .cannotExecute)
        for status in [PlanReceiptStatus.received, .cannotExecute] {
            for act in PlanReceiptAct.allCases { #expect(status.next(after: act) == nil) }
        }
    }

    @Test("E.5 任务状态：每个状态与每个动作")
    func task() {
        let allowed: [TaskStatus: [TaskAct: TaskStatus]] = [
            .draft: [.confirm: .awaitingSubjects, .invite: .awaitingPartners, .change: .draft, .delete: .draft],
            .awaitingPartners: [.partnersAgreed: .awaitingEstablishment, .partnersRefused: .invitationRefused, .extend: .awaitingPartners],
            .invitationRefused: [.abolish: .abolished, .extend: .awaitingPartners],
            .awaitingEstablishment: [.establish: .awaitingSubjects, .extend: .awaitingPartners],
            .awaitingSubjects: [.fixSubjects: .awaitingOfficers, .change: .awaitingSubjects, .delete: .awaitingSubjects],
            .awaitingOfficers: [.officersComplete: .pending],
            .pending: [.firstResult: .inProgress, .close: .completed],
            .inProgress: [.allFinished: .completed, .close: .completed],
        ]
        for status in TaskStatus.allCases {
            for act in TaskAct.allCases {
                let expected: TaskStatus? =
                    switch act {
                    case .purge: status == .purged ? nil : .purged
                    case .attach: status == .abolished ? nil : status
                    case .detach: status.hasSubjects || status == .abolished ? nil : status
                    case .assignOfficers, .addSubjects: [.awaitingOfficers, .pending, .inProgress].contains(status) ? status : nil
                    case .confirm, .invite, .partnersAgreed, .partnersRefused, .abolish, .establish, .extend, .change, .delete, .fixSubjects,
                        .officersComplete, .firstResult, .allFinished, .close:
                        allowed[status]?[act]
                    }
                #expect(status.next(after: act) == expected, "\(status) \(act)")
            }
        }
    }

    @Test("E.6 邀约状态：每个状态与每个事件")
    func invitation() {
        let allowed: [InvitationStatus: [InvitationEvent: InvitationStatus]] = [
            .pending: [.accept: .accepted, .decline: .declined, .expire: .expired],
            .declined: [.inviteAgain: .pending], .expired: [.inviteAgain: .pending],
        ]
        for status in InvitationStatus.allCases {
            for event in InvitationEvent.allCases { #expect(status.next(after: event) == allowed[status]?[event], "\(status) \(event)") }
        }
    }

    @Test("E.7 任务对象状态：双随机抽查须经结果审核")
    func taskSubject() {
        for mode in InspectionMode.allCases { checkTaskSubject(mode) }
    }

    private func checkTaskSubject(_ mode: InspectionMode) {
        let afterCountersign: TaskSubjectStatus = mode == .doubleRandom ? .awaitingReview : .completed
        let allowed: [TaskSubjectStatus: [TaskSubjectAct: TaskSubjectStatus]] = [
            .awaitingOfficers: [.assignOfficers: .awaitingInspection],
            .awaitingInspection: [.begin: .inspecting, .declareNotInspectable: .notInspectable],
            .inspecting: [.finishEntry: .awaitingCountersign, .declareNotInspectable: .notInspectable],
            .awaitingCountersign: [.refuseCountersign: .inspecting, .agreeCountersign: afterCountersign],
            .awaitingReview: [.approveResult: .completed, .returnResult: .returned],
            .returned: [.enterAgain: .inspecting],
        ]
        for status in TaskSubjectStatus.allCases {
            for act in TaskSubjectAct.allCases {
                #expect(status.next(after: act, mode: mode) == allowed[status]?[act], "\(status) \(act)")
            }
        }
    }

    @Test("TASK-27、TASK-19 任务随检查对象自动推进；允许补充对象的任务须结束任务")
    func standing() {
        func act(_ status: TaskStatus, additions: Bool = false, lacking: Bool = false, started: Bool = true, open: Bool = false) -> TaskAct? {
            TaskCourse(
                status: status, allowsAdditions: additions, lacksOfficers: lacking, hasStarted: started, hasOpenSubjects: open
            ).nextAct
        }
        #expect(act(.awaitingOfficers, lacking: true) == nil)
        #expect(act(.awaitingOfficers) == .officersComplete)
        #expect(act(.pending, started: false) == nil)
        #expect(act(.pending) == .firstResult)
        #expect(act(.inProgress, open: true) == nil)
        #expect(act(.inProgress, additions: true) == nil)
        #expect(act(.inProgress) == .allFinished)
        #expect(act(.awaitingSubjects) == nil)
        #expect(act(.completed) == nil)
    }

    @Test("PLAN-02 已提交计划的编号不留空号")
    func smallestNumber() {
        #expect(PlanNumber.smallestFree([Int]()) == 1)
        #expect(PlanNumber.smallestFree([1, 2, 3]) == 4)
        #expect(PlanNumber.smallestFree([3, 1]) == 2)
    }

    @Test("PLAN-23 不同地区抽查比例逐行读取")
    func ratios() {
        #expect([RegionRatio](lines: "东城 10%\n西城：20\n\n")?.map(\.percent) == [10, 20])
        #expect([RegionRatio](lines: "东城 101") == nil)
        #expect([RegionRatio](lines: "东城") == nil)
        #expect([RegionRatio](lines: "东城 1\n东城 2") == nil)
        #expect([RegionRatio](lines: "东城 10")?.lines == "东城 10%")
    }
}
