import Authority
import Doors
import Library
import Registry
import Storage

/// 核销 and its undoing (SUBJ-19).
extension SubjectPages {
    static let writingOffRoutes: [Route] = Route.form(
        "/subjects/{id}/writing-off", sentTo: "/subjects/{id}/writing-off", .needs(.manageSubjects), "核销监管对象", of: "核销页",
        version: .checked(RegulatedSubject.self), fields: writingOffFields, draw: { try await writingOffPage($0) }
    ) { try await writeOff($0) } + Route.form(
        "/subjects/{id}/restoration", sentTo: "/subjects/{id}/restoration", .needs(.manageSubjects), "撤销核销",
        version: .checked(RegulatedSubject.self), fields: [], draw: { try await restorationPage($0) }
    ) { try await restore($0) }

    private static let writingOffFields = [
        Field("date", "核销日期", .date, required: true), Field("reason", "核销原因", .multiline(maxLength: 500), required: true),
    ]

    private static func writingOffPage(_ call: Call) async throws -> FormPage<FormModel> {
        let subject = try await subject(call)
        let part = FormPart(note: "核销后不再列入选取、计数和抽取；检查记录保留。", fields: writingOffFields, columns: 1)
        return actPage("核销", subject, part, Values(["version": "\(subject.version)", "date": call.clock.today().description]))
    }

    private static func restorationPage(_ call: Call) async throws -> FormPage<FormModel> {
        let subject = try await subject(call)
        let (date, reason) = (subject.writingOff?.date.description ?? "", subject.writingOff?.reason ?? "")
        let part = FormPart(note: "\(date)核销，原因：\(reason)。撤销后恢复为在册对象。", fields: [], columns: 1)
        return actPage("撤销核销", subject, part, Values(["version": "\(subject.version)"]))
    }

    private static func actPage(_ act: String, _ subject: RegulatedSubject, _ part: FormPart, _ values: Values) -> FormPage<FormModel> {
        let (name, path) = (subject.record.name, "/subjects/\(subject.id)")
        return FormPage(
            act + " " + name, crumbs: [("监管对象", "/subjects"), (name, path)], here: act, parts: [part], values: values,
            submit: [SubmitButton(act)], back: ("返回", path))
    }

    private static func writeOff(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let reading = FormReading(call.form, writingOffFields)
        try reading.finish()
        guard let date = reading.date("date") else { throw Problems("date", "请填写核销日期") }
        let act = SubjectWritingOff(of: id, version: call.seenVersion, on: date, reason: reading.text("reason"))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let uses: SubjectUses = try call.platform.service()
        return try await call.act { transaction, actor in
            try act.make(by: actor, uses: uses, at: now, protection: protection, in: transaction)
            return Done("已核销", goTo: "/subjects/\(id)", id: id.description)
        }
    }

    private static func restore(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let act = SubjectRestoring(of: id, version: call.seenVersion)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try act.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已撤销核销", goTo: "/subjects/\(id)", id: id.description)
        }
    }
}
