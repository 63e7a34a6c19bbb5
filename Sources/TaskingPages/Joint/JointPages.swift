import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking

/// 确认联合任务 (JOIN-02…08): the invited agency answers, the lead establishes, extends or scraps.
enum JointPages {
    static let routes: [Route] = JointOptions.routes + [
        .read("/tasks/{id}/invitation", .needs(.makeTasks), "确认联合任务：邀约和配合机构的答复", as: JointModel.self) { try await page($0, nil) },
        .act("/tasks/{id}/inviting", .needs(.makeTasks), "发起邀约", version: .checked(InspectionTask.self), again: page) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            return try await call.act { transaction, actor in
                try TaskInviting(of: id).make(by: actor, at: now, in: transaction)
                return Done("已发起邀约，等待配合机构答复", goTo: TaskLinks.invitation("\(id)"))
            }
        },
        .act("/tasks/{id}/invitation/answer", .needs(.makeTasks), "答复邀约：同意，或拒绝并说明理由", version: .notNeeded("只答复本机构的邀约，一次为限；他人的答复不影响"), form: answerFields, again: page) {
            try await answer($0)
        },
        .act("/tasks/{id}/invitation/extension", .needs(.makeTasks), "延长邀约截止日期，再次邀约", version: .checked(InspectionTask.self), form: extensionFields, again: page) {
            try await extend($0)
        },
        .act("/tasks/{id}/establishment", .needs(.makeTasks), "确认联合任务成立", version: .checked(InspectionTask.self), asks: TaskingQuestions.taskEstablishing, again: page) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            return try await call.act { transaction, actor in
                try TaskEstablishing(of: id).make(by: actor, at: now, in: transaction)
                return Done("联合任务已成立，请选定检查对象", goTo: TaskLinks.detail("\(id)"))
            }
        },
        .act("/tasks/{id}/abolition", .needs(.makeTasks), "废除任务", version: .checked(InspectionTask.self), asks: TaskingQuestions.taskAbolition, again: page) { call in
            let id = try call.id(of: InspectionTask.self), now = call.clock.now()
            return try await call.act { transaction, actor in
                try TaskAbolishing(of: id).make(by: actor, at: now, in: transaction)
                return Done("任务已废除", goTo: TaskLinks.detail("\(id)"))
            }
        },
    ]

    static let answerFields = [
        Field(
            "answer", "答复", .choice([.init(InvitationAct.accept.rawValue, "同意邀约"), .init(InvitationAct.decline.rawValue, "拒绝邀约")]),
            required: true),
        Field("reason", "理由", .multiline(maxLength: 500), hint: "拒绝邀约时必填"),
    ]

    static let extensionFields = extending([], usesSpotCheckItems: true)

    /// - Parameter refused: who could be asked once more.
    static func extending(_ refused: [Field.Option], usesSpotCheckItems: Bool) -> [Field] {
        let kind: ItemKind = usesSpotCheckItems ? .spotCheck : .supervision
        return [
            Field("invitationDeadline", "邀约截止日期", .date, required: true, hint: "逾期未确认的机构将再次收到邀约"),
            Field("again", "再次邀约已拒绝的机构", .choices(refused)),
            Field("partners", "新增配合机构", .picker(source: "/options/partner-agencies", many: true)),
            Field("partnerItems", "新增配合领域监管事项", .picker(source: "/options/partner-items?kind=" + kind.rawValue, many: true)),
        ]
    }

    private static func answer(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now()
        let reading = FormReading(call.form, answerFields)
        try reading.finish()
        let isRefusal = reading.choice("answer", as: InvitationAct.self) == .decline
        let answer: InvitationAnswer.Answer = isRefusal ? .decline(reason: reading.text("reason")) : .accept
        return try await call.act { transaction, actor in
            try InvitationAnswer(to: id, answer).make(by: actor, at: now, in: transaction)
            return Done(isRefusal ? "已拒绝邀约" : "已同意邀约", goTo: TaskLinks.invitation("\(id)"))
        }
    }

    private static func extend(_ call: Call) async throws -> Answer {
        let id = try call.id(of: InspectionTask.self), now = call.clock.now(), form = call.form
        let reading = FormReading(form, extensionFields.filter { $0.name != "again" })
        try reading.finish()
        let wish = InvitationExtension(
            of: id, to: reading.date("invitationDeadline"), again: Set(form.all("again").compactMap { Organization.ID($0) }),
            partners: TaskForm.partners(form), items: TaskForm.partnerItems(form))
        return try await call.act { transaction, actor in
            try wish.make(by: actor, at: now, in: transaction)
            return Done("邀约截止日期已延长", goTo: TaskLinks.invitation("\(id)"))
        }
    }

    private static let page: @Sendable (Call, Problems?) async throws -> Page = { call, problems in
        let model = try await JointModel.load(call), token = call.login?.formToken, actor = try call.actor()
        let typed = problems == nil ? Values(["invitationDeadline": model.deadline]) : call.form
        let values = try await call.read { try JointForm.named(typed, for: actor, in: $0) }
        return Page("确认联合任务", model) { $1.joint($0, values: values, problems: problems, token: token) }
    }
}
