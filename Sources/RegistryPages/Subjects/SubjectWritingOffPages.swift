import Authority
import Doors
import Library
import Registry
import Storage

/// 核销 and its undoing (SUBJ-19).
extension SubjectPages {
    static let writingOffRoutes: [Route] = [
        .read("/subjects/{id}/writing-off", .needs(.manageSubjects), "核销页", as: SubjectFormModel.self, format: .pageOnly) { try await writingOffPage($0, nil) },
        .act("/subjects/{id}/writing-off", .needs(.manageSubjects), "核销监管对象", version: .checked(RegulatedSubject.self), form: writingOffFields, again: { try await writingOffPage($0, $1) }) { try await writeOff($0) },
        .read("/subjects/{id}/restoration", .needs(.manageSubjects), "撤销核销页", as: SubjectFormModel.self, format: .pageOnly) { try await restorationPage($0, nil) },
        .act("/subjects/{id}/restoration", .needs(.manageSubjects), "撤销核销", version: .checked(RegulatedSubject.self), form: [OrganizationSubjectForm.version], again: { try await restorationPage($0, $1) }) { try await restore($0) },
    ]

    private static let writingOffFields = [
        Field("date", "核销日期", .date, required: true), Field("reason", "核销原因", .multiline(maxLength: 500), required: true),
        OrganizationSubjectForm.version,
    ]

    private static func writingOffPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let subject = try await subject(call)
        var values = call.form
        if problems == nil {
            values.set("date", call.clock.today().description)
            values.set("version", "\(subject.version)")
        }
        return actPage(
            "核销 " + subject.record.name, FormPart(note: "核销后不再列入选取、计数和抽取；检查记录保留。", fields: writingOffFields, columns: 1),
            subject, "writing-off", "核销", call, values, problems)
    }

    private static func restorationPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let subject = try await subject(call)
        let (date, reason) = (subject.writingOff?.date.description ?? "", subject.writingOff?.reason ?? "")
        return actPage(
            "撤销核销 " + subject.record.name,
            FormPart(note: "\(date)核销，原因：\(reason)。撤销后恢复为在册对象。", fields: [OrganizationSubjectForm.version], columns: 1),
            subject, "restoration", "撤销核销", call, Values(["version": "\(subject.version)"]), problems)
    }

    private static func actPage(
        _ title: String, _ part: FormPart, _ subject: RegulatedSubject, _ act: String, _ button: String, _ call: Call,
        _ values: Values, _ problems: Problems?
    ) -> Page {
        let (token, path) = (call.login?.formToken, "/subjects/\(subject.id)")
        return Page(title, SubjectFormModel(title: title)) { model, html in
            html.crumbs([("监管对象", "/subjects"), (subject.record.name, path)], here: button)
            html.pageHead(model.title)
            html.form(
                action: path + "/" + act, parts: [part], values: values, problems: problems, formToken: token,
                submit: [SubmitButton(button)], back: ("返回", path))
        }
    }

    private static func writeOff(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let reading = FormReading(call.form, writingOffFields)
        try reading.finish()
        guard let date = reading.date("date") else { throw Problems("date", "请填写核销日期") }
        let act = SubjectWritingOff(of: id, version: reading.integer("version") ?? 0, on: date, reason: reading.text("reason"))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        let uses: SubjectUses = try call.platform.service()
        return try await call.act { transaction, actor in
            try act.make(by: actor, uses: uses, at: now, protection: protection, in: transaction)
            return Done("已核销", goTo: "/subjects/\(id)", id: id.description)
        }
    }

    private static func restore(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let act = SubjectRestoring(of: id, version: call.form["version"].flatMap { Int($0) } ?? 0)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try act.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已撤销核销", goTo: "/subjects/\(id)", id: id.description)
        }
    }
}
