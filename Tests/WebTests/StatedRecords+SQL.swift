import Foundation
import Importing
import Library
import Storage
import Timekeeping
import Vault

@testable import Authority
@testable import Disclosure
@testable import Doors
@testable import Inspecting
@testable import Paperwork
@testable import Registry
@testable import Tasking

/// A record of each noun with states, and the statements that bring it into each of them.
enum StatedRecords {
    typealias Act = StatedRecord.Act
    typealias State = StatedRecord.State

    static let planner = "周启明", planReviewer = "沈若兰", officer = "高远航", colleague = "林知秋", resultReviewer = "罗文涛"
    static let approver = "程思远"
    static let business = "唐晓舟", system = "许慎行", province = "江海宁", stranger = DemoServer.neighbour

    /// The task of the demonstration whose objects are still to be chosen.
    static func waitingTask(in transaction: Transaction) throws -> InspectionTask.ID {
        try one("SELECT id FROM inspection_task WHERE name LIKE '%第三批%'", as: InspectionTask.self, in: transaction)
    }

    static func work(_ server: DemoServer) async throws -> [StatedRecord] {
        let (now, maker) = (server.platform.clock.now(), server.resident(planner).actor)
        let plan = try await server.database.write { transaction in
            let lines = try AnnualPlan.made(.doubleRandom, PlanFilter(), for: maker, in: transaction).rows
            guard let line = lines.first else { throw StorageError.broken("no plan") }
            return try PlanMaking(.doubleRandom, try AnnualPlan.load(line.id, for: maker, in: transaction).record)
                .make(by: maker, at: now, in: transaction)
        }
        let (waiting, running, visit, draw, result) = try await server.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO plan_receipt (plan_id, organization_id, status, reason, answered_by_name, created_at)
                VALUES (\(plan), \(server.neighbour.actor.organization), \(PlanReceiptStatus.notReceived), '', '', \(now))
                """)
            return (
                try waitingTask(in: transaction),
                try one("SELECT id FROM inspection_task WHERE name LIKE '%第二批%'", as: InspectionTask.self, in: transaction),
                try one("SELECT v.id FROM task_subject v JOIN inspection_task t ON t.id = v.task_id WHERE t.name LIKE '%第二批%' ORDER BY v.serial LIMIT 1", as: TaskSubject.self, in: transaction),
                try one("SELECT id FROM draw WHERE kind = 'subjects' ORDER BY serial LIMIT 1", as: DrawRecord.self, in: transaction),
                try one("SELECT inspection_id FROM publishable_result ORDER BY serial LIMIT 1", as: InspectionMark.self, in: transaction)
            )
        }
        return [
            planRecord(plan, server, now), taskRecord(waiting, now), objectsRecord(running, server, now), drawRecord(draw, now),
            publicationRecord(result, now), visitRecord(visit, server, now), try await jointRecord(server, now),
            try await exemptionRecord(waiting, server, now),
        ]
    }

    static func exemptionRecord(_ task: InspectionTask.ID, _ server: DemoServer, _ now: Instant) async throws -> StatedRecord {
        let maker = server.resident(planner).actor
        let id = try await server.database.write { transaction in
            let subject = try one("SELECT id FROM regulated_subject ORDER BY serial LIMIT 1", as: RegulatedSubject.self, in: transaction)
            let hit = CapHit(subject: subject, name: "甲", grade: .a, agencyName: "", visits: 1, limit: 1)
            let request = CapExemption(try InspectionTask.lock(task, in: transaction), hit, because: "", by: maker, at: now)
            try request.insert(in: transaction)
            return request.id
        }
        let page = "/cap-exemptions/\(id)"
        return StatedRecord(
            noun: "超频次检查申请", page: page, people: [approver, planner, province],
            states: CapExemptionStatus.allCases.map { State(name: "\($0)", set: ["UPDATE cap_exemption SET status = \($0) WHERE id = \(id)"]) },
            refusals: ["tasking.capExemption.decided", "tasking.capExemption.ownRequest"],
            acts: CapExemptionAct.allCases.map { act in
                Act(act, page + "/decision") { try CapExemptionDecision(on: id, act, opinion: "意见").make(by: $0, at: now, in: $1) }
            })
    }

    static func one<Record>(_ statement: SQL, as _: Record.Type, in transaction: Transaction) throws -> Identifier<Record> {
        guard let id = try transaction.value(statement, as: Identifier<Record>.self) else { throw StorageError.broken("nothing found") }
        return id
    }

    private static func planRecord(_ id: AnnualPlan.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        let reviewer = server.resident(planReviewer).actor.account
        var states: [State] = []
        for review in PlanReviewStatus.allCases {
            for execution in PlanExecutionStatus.allCases {
                for receipt in PlanReceiptStatus.allCases {
                    let plan: SQL = """
                        UPDATE annual_plan SET review_status = \(review), execution_status = \(execution), reviewer_id = \(reviewer)
                        WHERE id = \(id)
                        """
                    let answer: SQL = "UPDATE plan_receipt SET status = \(receipt) WHERE plan_id = \(id)"
                    states.append(State(name: "\(review) \(execution) \(receipt)", set: [plan, answer]))
                }
            }
        }
        let page = "/plans/\(id)"
        return StatedRecord(
            noun: "年度计划", page: page, people: [planner, planReviewer, stranger, province], states: states,
            refusals: [
                "tasking.plan.notCreator", "tasking.plan.alreadyReviewed", "tasking.plan.alreadyIssued", "tasking.plan.underReview",
                "tasking.plan.executionBegun", "tasking.plan.alreadyAnswered", "tasking.plan.wrongState", "tasking.attachment.planIsFixed",
                "tasking.plan.notFinished",
            ],
            acts: [
                Act(PlanAct.submit, page + "/submission") { try PlanSubmission(of: id, to: reviewer).make(by: $0, at: now, in: $1) },
                Act(PlanAct.withdraw, page + "/withdrawal") { try PlanWithdrawal(of: id).make(by: $0, at: now, in: $1) },
                Act(PlanAct.approve, "/plan-reviews/\(id)") { try PlanReview(of: id, .approve).make(by: $0, at: now, in: $1) },
                Act(PlanAct.reject, "/plan-reviews/\(id)") { try PlanReview(of: id, .reject(reason: "不全")).make(by: $0, at: now, in: $1) },
                Act(PlanAct.change, page + "/edit") { actor, transaction in
                    let plan = try AnnualPlan.lock(id, in: transaction)
                    try PlanChange(of: id, version: plan.version, to: plan.record).make(by: actor, at: now, in: transaction)
                },
                Act(PlanAct.delete, page + "/deletion") { try PlanDeletion(of: id).make(by: $0, at: now, in: $1) },
                Act(PlanAct.attach, page + "/attachments") { try AttachmentAdding(of: [], to: .plan(id)).make(by: $0, at: now, in: $1) },
                Act(PlanAct.receive, page + "/receipt") { try PlanReceiptAnswer(to: id, .receive).make(by: $0, at: now, in: $1) },
                Act(PlanAct.declareUnable, page + "/receipt") {
                    try PlanReceiptAnswer(to: id, .unable(reason: "无此类企业")).make(by: $0, at: now, in: $1)
                },
                Act(PlanAct.evaluate, page + "/evaluation") {
                    try PlanEvaluating(of: id, result: "按期完成", coverage: 100, remark: "").make(by: $0, at: now, in: $1)
                },
            ])
    }

    private static let taskRefusals: Set = [
        "tasking.task.subjectsFixed", "tasking.task.drawUnderWay", "tasking.task.openSubjects", "tasking.task.wrongState",
        "tasking.attachment.taskIsFixed", "tasking.choosing.alreadyDrawn", "tasking.choosing.wrongState", "tasking.draw.wrongTaskState",
        "tasking.draw.noSubjects", "tasking.draw.officersDrawn", "tasking.task.additionsClosed",
    ]

    private static func taskActs(_ id: InspectionTask.ID, _ now: Instant) -> [Act] {
        let page = "/tasks/\(id)"
        return [
            Act(TaskAct.confirm, page + "/confirmation") { try TaskConfirmation(of: id).make(by: $0, at: now, in: $1) },
            Act(TaskAct.change, page + "/edit") { actor, transaction in
                let task = try InspectionTask.lock(id, in: transaction)
                let items = Set(try TaskItem.all(of: id, in: transaction).filter { $0.origin == .manual }.map(\.id))
                try TaskChange(of: id, version: task.version, to: task.record, items: items).make(by: actor, at: now, in: transaction)
            },
            Act(TaskAct.delete, page + "/deletion") { try TaskDeletion(of: id).make(by: $0, at: now, in: $1) },
            Act(TaskAct.close, page + "/closing") { try TaskClosing(of: id).make(by: $0, at: now, in: $1) },
            Act(TaskAct.attach, page + "/attachments") { try AttachmentAdding(of: [], to: .task(id)).make(by: $0, at: now, in: $1) },
            Act(TaskAct.detach, nil) { actor, transaction in
                let (file, stored) = (Attachment.ID(), StoredFile.ID())
                try transaction.execute(
                    """
                    INSERT INTO stored_file (id, hash, size, type, name, organization_id, uploaded_at)
                    VALUES (\(stored), \([UInt8](repeating: 0, count: 32)), 0, \(FileType.text), '样例.txt', \(actor.organization), 0)
                    """)
                try transaction.execute(
                    "INSERT INTO attachment (id, task_id, file_id, added_by_name, added_at) VALUES (\(file), \(id), \(stored), '', 0)")
                try AttachmentRemoval(of: file, from: .task(id)).make(by: actor, at: now, in: transaction)
            },
            Act(TaskAct.fixSubjects, page + "/subjects") { _ = try Choosing.lock(id, of: $0, in: $1) },
            Act(TaskAct.addSubjects, page + "/supplements") { try SubjectSupplement(of: [], to: id).make(by: $0, at: now, in: $1) },
        ]
    }

    /// A task whose objects are not yet chosen.
    private static func taskRecord(_ id: InspectionTask.ID, _ now: Instant) -> StatedRecord {
        StatedRecord(
            noun: "检查任务", page: "/tasks/\(id)", people: [planner, officer, province],
            states: TaskStatus.allCases.filter { $0 != .awaitingOfficers }.map {
                State(name: "\($0)", set: ["UPDATE inspection_task SET status = \($0) WHERE id = \(id)"])
            },
            refusals: taskRefusals, acts: taskActs(id, now))
    }

    /// A task with objects: all of them without officers, under way, or finished.
    private static func objectsRecord(_ id: InspectionTask.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        let protection = server.platform.protection
        var states: [State] = []
        for status in [TaskStatus.awaitingOfficers, .pending, .inProgress, .completed] {
            for object in [TaskSubjectStatus.awaitingOfficers, .inspecting, .completed] {
                let task: SQL = "UPDATE inspection_task SET status = \(status) WHERE id = \(id)"
                let objects: SQL = "UPDATE task_subject SET status = \(object) WHERE task_id = \(id)"
                let draws: SQL = "UPDATE draw SET status = 'voided' WHERE task_id = \(id) AND kind = 'officers'"
                states.append(State(name: "\(status) \(object)", set: [task, objects, draws]))
            }
        }
        let draw = Act(TaskAct.assignOfficers, "/tasks/\(id)/officers") {
            _ = try OfficerDraw(of: id, from: [], teamSize: 2).begin(by: $0, at: now, protection: protection, in: $1)
        }
        return StatedRecord(
            noun: "有检查对象的任务", page: "/tasks/\(id)", people: [planner, officer], states: states, refusals: taskRefusals,
            acts: taskActs(id, now) + [draw])
    }

    /// An object of a task, in each of its states, also while its agency draws officers.
    private static func visitRecord(_ id: TaskSubject.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        let protection = server.platform.protection
        var states: [State] = []
        for status in TaskSubjectStatus.allCases {
            for draw in [DrawStatus.committed, .voided] {
                let object: SQL = "UPDATE task_subject SET status = \(status) WHERE id = \(id)"
                let task: SQL = "(SELECT task_id FROM task_subject WHERE id = \(id))"
                let draws: SQL = "UPDATE draw SET status = \(draw) WHERE kind = 'officers' AND task_id = \(task)"
                states.append(State(name: "\(status) \(draw)", set: [object, draws]))
            }
        }
        return StatedRecord(
            noun: "任务检查对象", page: "/task-subjects/\(id)", people: [planner, officer, province], states: states,
            refusals: [
                "tasking.adjustment.officersDrawn", "tasking.adjustment.drawUnderWay", "tasking.adjustment.noOfficers",
                "tasking.adjustment.resultEntered",
            ],
            acts: [
                Act(AdjustmentStanding.Act.adjustAgency, "/task-subjects/\(id)/agency") {
                    try AgencyAdjustment(of: id, to: nil, because: "").make(by: $0, at: now, in: $1)
                },
                Act(AdjustmentStanding.Act.adjustOfficers, "/task-subjects/\(id)/officers") {
                    try OfficerAdjustment(of: id, replacing: nil).make(by: $0, at: now, protection: protection, in: $1)
                },
            ])
    }

    private static func drawRecord(_ id: DrawRecord.ID, _ now: Instant) -> StatedRecord {
        StatedRecord(
            noun: "抽取", page: "/draws/\(id)", people: [planner, officer, province],
            states: DrawStatus.allCases.flatMap { status in
                [("NONE", "", nil), ("公开事件", "", nil), ("公开事件", "07 11", nil), ("NONE", "", now)].map { (event: String, value: String, revealed: Instant?) in
                    State(name: "\(status) \(event) \(value) \(revealed == nil)", set: [
                        """
                        UPDATE draw SET status = \(status), beacon = \(event), beacon_value = \(value), second_party_revealed_at = \(revealed),
                            second_party_id = (SELECT id FROM organization WHERE name = \(event == "NONE" ? DemoServer.county : "")) WHERE id = \(id)
                        """
                    ])
                }
            },
            refusals: [
                "tasking.draw.subjectsDrawn", "tasking.draw.ended", "tasking.draw.notFixed", "tasking.draw.beaconPending",
                "tasking.draw.revealPending", "tasking.draw.beaconEntered",
            ],
            acts: [
                Act(DrawAct.stop, "/draws/\(id)/stop") { actor, transaction in
                    let record = try DrawRecord.load(id, scope: actor.scope, in: transaction)
                    try actor.require(.drawSubjects)
                    guard record.organization == actor.organization else { throw NotFound() }
                    _ = try record.permit(.stop)
                },
                Act(DrawAct.enterBeacon, "/draws/\(id)/beacon") {
                    try DrawBeaconEntry(of: id, value: "1", from: "公告").make(by: $0, at: now, in: $1)
                },
                Act(DrawAct.void, "/draws/\(id)/voiding") { try DrawVoiding(of: id, because: "名单有误").make(by: $0, at: now, in: $1) },
            ])
    }

    private static func publicationRecord(_ id: PublishableResult.ID, _ now: Instant) -> StatedRecord {
        StatedRecord(
            noun: "公示", page: "/publications/\(id)", people: [business, province, officer],
            states: PublicationStatus.allCases.map { status in
                let present: PublicationStatus = status == .published ? .published : .withdrawn
                let result: SQL = "UPDATE publishable_result SET status = \(status) WHERE inspection_id = \(id)"
                let publication: SQL = "UPDATE publication SET status = \(present) WHERE inspection_id = \(id)"
                return State(name: "\(status)", set: [result, publication])
            },
            refusals: ["disclosure.publication.notApproved", "disclosure.publication.alreadyPublished", "disclosure.publication.notPublished"],
            acts: [
                Act(PublicationAct.publish, "/publications/\(id)/publication") { _ = try Publishing(of: id).make(by: $0, at: now, in: $1) },
                Act(PublicationAct.withdraw, "/publications/\(id)/withdrawal") {
                    try PublicationWithdrawal(of: id, reason: "有误").make(by: $0, at: now, in: $1)
                },
            ])
    }

    static func people(_ server: DemoServer) async throws -> [StatedRecord] {
        let now = server.platform.clock.now()
        let (_, credential) = try await Credential.activation(at: now, by: server.platform.hashing)
        let (document, visit, enterprise) = try await server.database.read { transaction in
            (
                try one("SELECT id FROM enforcement_document ORDER BY serial DESC LIMIT 1", as: EnforcementDocument.self, in: transaction),
                try one("SELECT id FROM inspection WHERE review_status = 'pending' LIMIT 1", as: TaskSubject.self, in: transaction),
                try one("SELECT id FROM enterprise_account ORDER BY serial LIMIT 1", as: EnterpriseAccount.self, in: transaction)
            )
        }
        return [
            StatedRecord(
                noun: "文书", page: "/documents/\(document)", people: [officer, colleague, business, province],
                states: [DocumentStatus.confirmed, .sealed, .served, .voided].map {
                    State(name: "\($0)", set: ["UPDATE enforcement_document SET status = \($0) WHERE id = \(document)"])
                },
                refusals: ["paperwork.document.notOwnDocument", "paperwork.document.notVoidable"],
                acts: [
                    Act(DocumentAct.void, "/documents/\(document)/voiding") { actor, transaction in
                        let found = try EnforcementDocument.load(document, scope: actor.scope, in: transaction)
                        if !actor.may(.inspect) { try actor.require(.manageDocumentRules) }
                        try DocumentVoiding(of: document, version: found.version, reason: "有误").make(by: actor, at: now, in: transaction)
                    }
                ]),
            review(visit, server, now), account(server.resident(colleague).actor.account, server, credential, now),
            account(server.resident(system).actor.account, server, credential, now), enterpriseRecord(enterprise, server, credential, now),
        ]
    }

    private static func review(_ visit: TaskSubject.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        let (own, other) = (server.resident(resultReviewer).actor.account, server.resident(officer).actor.account)
        let pairs: [(TaskSubjectStatus, ReviewStatus, Account.ID)] = [
            (.awaitingReview, .pending, other), (.awaitingReview, .pending, own), (.returned, .returned, other), (.completed, .approved, other),
            (.inspecting, .pending, other),
        ]
        func decide(_ decision: ResultReview.Decision) -> @Sendable (Actor, Transaction) throws -> Void {
            return { actor, transaction in
                let round = try ResultReview.Result.find(visit, in: transaction)?.round ?? 0
                try ResultReview(of: visit, decision, reason: "不清", round: round).make(by: actor, at: now, in: transaction)
            }
        }
        return StatedRecord(
            noun: "检查结果", page: "/inspections/\(visit)", people: [resultReviewer, officer, province],
            states: pairs.map { status, review, submitter in
                let object: SQL = "UPDATE task_subject SET status = \(status) WHERE id = \(visit)"
                let result: SQL = "UPDATE inspection SET review_status = \(review), submitted_by = \(submitter) WHERE id = \(visit)"
                return State(name: "\(status) \(review)" + (submitter == own ? " own" : ""), set: [object, result])
            },
            refusals: ["inspecting.resultReview.approved", "inspecting.resultReview.notPending", "inspecting.resultReview.own"],
            acts: [
                Act(TaskSubjectAct.approveResult, "/inspections/\(visit)/review", decide(.approved)),
                Act(TaskSubjectAct.returnResult, "/inspections/\(visit)/review", decide(.returned)),
            ])
    }

    private static func account(_ id: Account.ID, _ server: DemoServer, _ credential: Credential, _ now: Instant) -> StatedRecord {
        let protection = server.platform.protection
        let isOwn = id == server.resident(system).actor.account
        let page = "/accounts/\(id)"
        @Sendable func loaded(_ actor: Actor, _ transaction: Transaction) throws -> Account {
            if !actor.may(.editDepartmentAccounts) { try actor.require(.manageAccounts) }
            return try Account.load(id, managedBy: actor, at: now, protection: protection, in: transaction)
        }
        return StatedRecord(
            noun: isOwn ? "本人账号" : "账号", page: page, people: [system, "魏青云"],
            states: (isOwn ? [AccountStatus.active] : [.mustChangePassword, .active, .disabled]).map {
                State(name: "\($0)", set: ["UPDATE account SET status = \($0) WHERE id = \(id)"])
            },
            refusals: ["authority.account.notPossible", "authority.account.ownAccount"],
            acts: [
                Act(AccountStatus.Act.change, page + "/edit") { actor, transaction in
                    let account = try loaded(actor, transaction)
                    try AccountChange(of: id, version: account.version, in: account.organization, to: account.record)
                        .make(by: actor, at: now, protection: protection, in: transaction)
                },
                Act(AccountStatus.Act.grantRoles, page + "/roles") { actor, transaction in
                    let account = try loaded(actor, transaction)
                    try RoleGrant(to: id, version: account.version, roles: account.roles).make(by: actor, at: now, in: transaction)
                },
                Act(AccountStatus.Act.resetPassword, page + "/password-reset") {
                    try PasswordReset(of: id, credential: credential).make(by: $0, at: now, in: $1)
                },
                Act(AccountStatus.Act.disable, page + "/disabling") { actor, transaction in
                    try AccountDisabling(of: id, version: try loaded(actor, transaction).version).make(by: actor, at: now, in: transaction)
                },
                Act(AccountStatus.Act.enable, page + "/enabling") { actor, transaction in
                    try AccountDisabling(of: id, version: try loaded(actor, transaction).version, aim: .enable)
                        .make(by: actor, at: now, in: transaction)
                },
            ])
    }

    private static func enterpriseRecord(
        _ id: EnterpriseAccount.ID, _ server: DemoServer, _ credential: Credential, _ now: Instant
    ) -> StatedRecord {
        let protection = server.platform.protection
        let page = "/enterprise-accounts/\(id)"
        @Sendable func version(_ transaction: Transaction) throws -> Int {
            try EnterpriseAccount.standing(of: id, in: transaction)?.version ?? 0
        }
        return StatedRecord(
            noun: "企业账号", page: page, people: [business, officer],
            states: EnterpriseAccount.Status.allCases.map {
                State(name: "\($0)", set: ["UPDATE enterprise_account SET status = \($0) WHERE id = \(id)"])
            },
            refusals: ["authority.enterprise.notPossible"],
            acts: [
                Act(EnterpriseAccount.Status.Act.verify, page + "/verification") { actor, transaction in
                    try EnterpriseVerification(of: id, version: try version(transaction), .pass)
                        .make(by: actor, at: now, enterprises: EnterpriseRegister(), in: transaction)
                },
                Act(EnterpriseAccount.Status.Act.reject, page + "/verification") { actor, transaction in
                    try EnterpriseVerification(of: id, version: try version(transaction), .reject(reason: "不符"))
                        .make(by: actor, at: now, enterprises: EnterpriseRegister(), in: transaction)
                },
                Act(EnterpriseAccount.Status.Act.revoke, page + "/revocation") {
                    try EnterpriseAccountRevocation(of: id).make(by: $0, at: now, enterprises: EnterpriseRegister(), in: $1)
                },
                Act(EnterpriseAccount.Status.Act.resetPassword, page + "/password-reset") {
                    try EnterprisePasswordReset(of: id, credential: credential)
                        .make(by: $0, at: now, enterprises: EnterpriseRegister(), protection: protection, in: $1)
                },
            ])
    }
}
