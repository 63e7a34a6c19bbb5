import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking

/// 事件核查 and 二次核查 are created with what they come from (TASK-32).
enum VerificationPages {
    static let routes: [Route] = Route.form(
        "/event-verifications/new", sentTo: "/event-verifications", .needs(.makeTasks), "发起事件核查",
        version: .notNeeded("新建一条记录，不改变已有的"), fields: eventFields, draw: { try eventPage($0) }
    ) { try await verifyEvent($0) } + Route.form(
        "/inspections/{id}/verification", sentTo: "/inspections/{id}/verification", .needs(.makeTasks), "发起二次核查",
        version: .notNeeded("新建一条记录，不改变已有的检查"), fields: secondFields, draw: { try await secondPage($0) }
    ) { try await verifyAgain($0) }

    private static let subject = Field("subject", "检查对象", .picker(source: "/options/subjects", many: false), required: true)
    private static let kind = Field("origin", "核查来源", .choice(OriginKind.events.map { .init($0.rawValue, $0.label) }), required: true)
    private static let number = Field("number", "来源编号", .text(maxLength: 60), hint: "投诉举报、线索或预警的编号")
    private static let words = Field("words", "核查事由", .multiline(maxLength: InstantInspection.longestWords), required: true)
    private static let item = Field(
        "item", "检查事项", .picker(source: "/options/items?kind=" + ItemKind.supervision.rawValue, many: false), required: true,
        hint: "只能选择本机构已认领的事项；适用于该检查模式的检查表单自动选用")
    private static let officers = Field(
        "officers", "检查人员", .picker(source: "/options/officers", many: true), required: true, hint: "不少于两人")

    private static let eventFields = [kind, number, words, subject, item, officers]
    private static let secondFields = [words, item, officers]

    private static func eventPage(_ call: Call) throws -> FormPage<FormModel> {
        let list = "/tasks?mode=" + InspectionMode.eventVerification.rawValue
        return FormPage(
            "发起事件核查", crumbs: [("检查任务", list)],
            parts: [FormPart("核查来源", fields: [kind, number, words]), FormPart("检查内容与人员", fields: [subject, item, officers])],
            submit: [SubmitButton("发起核查")], back: ("返回", list))
    }

    private static func secondPage(_ call: Call) async throws -> FormPage<VerificationModel> {
        let (id, scope) = (try call.id(of: TaskSubject.self), try call.actor().scope.ownOnly)
        let model = try await call.read { transaction in
            let visit = try TaskSubject.load(id, scope: scope, in: transaction)
            return VerificationModel(visit, try InspectionTask.load(visit.task, scope: scope, in: transaction))
        }
        let inspection = "/inspections/" + model.inspection
        return FormPage(
            "发起二次核查", model, note: model.name, crumbs: [("检查结果", "/inspections"), (model.name, inspection)],
            parts: model.closedBecause == nil ? [FormPart("\(model.taskName)（\(model.status)）", fields: secondFields)] : [],
            submit: [SubmitButton("发起核查")], back: ("返回", inspection)
        ) { html, _ in
            if let why = model.closedBecause { html.notice(.info, why) }
        }
    }

    private static func named(_ call: Call) -> Set<Identifier<OfficerMark>> {
        Set(call.form.all(officers.name).compactMap { Identifier<OfficerMark>($0) })
    }

    private static func chosenItem(_ call: Call) throws -> ItemID {
        guard let chosen = call.form[item.name].flatMap({ ItemID($0) }) else { throw MissingField(item.label) }
        return chosen
    }

    private static func verifyEvent(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, eventFields)
        try reading.finish()
        guard let subject = call.form[Self.subject.name].flatMap({ SubjectID($0) }) else { throw MissingField(Self.subject.label) }
        guard let kind: OriginKind = reading.choice(Self.kind.name) else { throw MissingField(Self.kind.label) }
        let origin = TaskOrigin(kind, reading.text(words.name), number: reading.text(number.name))
        let verification = EventVerification(of: subject, item: try chosenItem(call), with: named(call), from: origin)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try verification.make(by: actor, at: now, in: transaction)
            return Done("事件核查已发起，已通知检查人员", goTo: TaskLinks.detail(id.description), id: id.description)
        }
    }

    private static func verifyAgain(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, secondFields)
        try reading.finish()
        let verification = SecondVerification(
            of: try call.id(of: TaskSubject.self), item: try chosenItem(call), with: named(call), because: reading.text(words.name))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try verification.make(by: actor, at: now, in: transaction)
            return Done("二次核查已发起，已通知检查人员", goTo: TaskLinks.detail(id.description), id: id.description)
        }
    }
}

/// The inspection that is to be verified.
struct VerificationModel: Codable, Sendable {
    let inspection: String
    let name: String
    let taskName: String
    let status: String
    let closedBecause: String?

    init(_ visit: TaskSubject, _ task: InspectionTask) {
        inspection = visit.id.description
        name = visit.name
        taskName = task.record.name
        status = visit.status.label
        closedBecause = visit.status == .completed ? nil : FoundingRefused.notFinished.message
    }
}
