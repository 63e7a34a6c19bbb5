import Authority
import Doors
import Importing
import Library
import Registry
import Storage

/// 设备信息 of an enterprise, one tab a trade; the second step of entering one (SUBJ-18, SUBJ-21…25).
extension SubjectPages {
    static let equipmentRoutes: [Route] = [
        .read("/subjects/{id}/equipment", .needs(.readSubjects), "设备信息", query: [tradeField, Field("open", "展开的厂/分厂/车间")], as: SubjectEquipment.self) {
            try await equipmentPage($0, of: $0.id(of: RegulatedSubject.self), nil)
        },
        .act("/subjects/{id}/workshops", .needs(.manageSubjects), "添加厂/分厂/车间", version: .notNeeded("新建一条记录，不改变已有的"), form: workshopFields, again: { call, problems in
            try await equipmentPage(call, of: call.id(of: RegulatedSubject.self), .init(workshop: nil, problems: problems))
        }) { try await addWorkshop($0) },
        .act("/workshops/{id}", .needs(.manageSubjects), "修改或删除厂/分厂/车间及其设备", version: .checked(Workshop.self), form: changeFields, again: { call, problems in
            let id: Workshop.ID = try call.id()
            let scope = try call.actor().scope
            let workshop = try await call.read { try Workshop.find(id, scope: scope, in: $0) }
            guard let workshop else { throw NotFound() }
            return try await equipmentPage(call, of: workshop.subject, .init(workshop: id, problems: problems))
        }) { try await changeWorkshop($0) },
        .act("/subjects/{id}/submission", .needs(.manageSubjects), "提交暂存的企业", version: .checked(RegulatedSubject.self), form: [OrganizationSubjectForm.version]) { try await submit($0) },
    ]

    private static let tradeField = Field("trade", "行业类型", .choice(ProgrammeTrade.options))
    private static let workshopFields = [
        tradeField, Field("unit", "生产单元", .choice(ProductionUnit.allCases.filter { $0 != .none }.map { .init($0.rawValue, $0.label) })),
        Field("name", "厂/分厂/车间", .text(maxLength: 100)),
    ]
    private static let changeFields = WorkshopForm.head
        + EquipmentKind.allCases.map { WorkshopForm.count($0) } + WorkshopForm.pieces
        + [Field("confirmed", "确认减少设备", .flag), Field("act", "办理", .text(maxLength: 10), hint: "remove 为删除")]

    /// A form that was refused: of which workshop, and why.
    struct RefusedWorkshop: Sendable {
        let workshop: Workshop.ID?
        let problems: Problems
    }

    private static func equipmentPage(
        _ call: Call, of id: RegulatedSubject.ID, _ refused: RefusedWorkshop?
    ) async throws -> Page {
        let (actor, protection) = (try call.actor(), call.platform.protection)
        let (subject, workshops) = try await call.read { transaction in
            guard let subject = try RegulatedSubject.find(id, scope: actor.scope, protection: protection, in: transaction)
            else { throw NotFound() }
            return (subject, try Workshop.all(of: id, in: transaction))
        }
        let ofRefused = workshops.first { $0.id == refused?.workshop }?.trade
        let wanted = ofRefused ?? (call.query["trade"] ?? call.form["trade"]).flatMap(ProgrammeTrade.init(rawValue:))
        let mayChange = SubjectStanding(subject.status, actor).offers.contains(.equip)
        let model = SubjectEquipment(subject, workshops, trade: wanted, open: call.query["open"], mayChange: mayChange)
        let (token, values) = (call.login?.formToken, call.form)
        return Page("设备信息 " + subject.record.name, model) { model, html in
            html.subjectEquipment(model, refused: refused, typed: values, formToken: token)
        }
    }

    private static func addWorkshop(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let reading = FormReading(call.form, workshopFields)
        try reading.finish()
        guard let trade: ProgrammeTrade = reading.choice("trade") else { throw WorkshopRefused.noSuchTrade }
        let addition = WorkshopAddition(to: id, trade: trade, unit: reading.choice("unit") ?? .none, name: reading.text("name"))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            let made = try addition.make(by: actor, at: now, protection: protection, in: transaction)
            return Done(
                "已添加" + addition.name, goTo: "/subjects/\(id)/equipment?trade=\(trade.rawValue)&open=\(made)",
                id: made.description)
        }
    }

    private static func changeWorkshop(_ call: Call) async throws -> Answer {
        let id: Workshop.ID = try call.id()
        let scope = try call.actor().scope
        let found = try await call.read { try Workshop.find(id, scope: scope, in: $0) }
        guard let workshop = found else { throw NotFound() }
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let back = "/subjects/\(workshop.subject)/equipment?trade=\(workshop.trade.rawValue)"
        if call.form["act"] == "remove" {
            let isConfirmed = ["1", "true", "on"].contains(call.form["confirmed"] ?? "")
            guard isConfirmed || workshop.equipment.isEmpty else {
                throw Problems(general: "“\(workshop.name)”有\(workshop.equipment.count)件设备，请勾选“确认减少设备”后再次删除")
            }
            let removal = WorkshopRemoval(of: id, version: call.seenVersion)
            return try await call.act { transaction, actor in
                _ = try removal.make(by: actor, at: now, protection: protection, in: transaction)
                return Done("已删除" + workshop.name, goTo: back)
            }
        }
        let change = try WorkshopForm.change(call.form, of: workshop)
        return try await call.act { transaction, actor in
            try change.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已保存", goTo: back + "&open=\(id)", id: id.description)
        }
    }

    private static func submit(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let submission = SubjectSubmission(of: id, version: call.seenVersion)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try submission.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("企业已提交", goTo: "/subjects/\(id)", id: id.description)
        }
    }
}
