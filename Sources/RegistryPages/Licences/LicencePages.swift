import Authority
import Doors
import Library
import Registry
import Storage
import Timekeeping
import Vault

/// 证照信息 of an object (ELEM-04, A.6).
enum LicencePages {
    static let routes: [Route] = Route.form(
        "/subjects/{id}/licences", sentTo: "/subjects/{id}/licences", .needs(.manageSubjects), looking: .needs(.readSubjects), "登记证照",
        of: "监管对象的证照", version: .notNeeded("新建一条记录，不改变已有的"), fields: fields, bodyLimit: Route.uploadLimit, draw: { try await list($0) }
    ) { try await add($0) } + Route.form(
        "/licences/{id}/edit", sentTo: "/licences/{id}", .needs(.manageSubjects), "修改证照", version: .checked(Licence.self), fields: fields,
        bodyLimit: Route.uploadLimit, draw: { try await editPage($0) }
    ) { try await change($0) } + [
        .act("/licences/{id}/removal", .needs(.manageSubjects), "删除证照", version: .checked(Licence.self), asks: RegistryQuestions.licenceRemoval) { try await remove($0) },
        .file("/licences/{id}/file", .needs(.readSubjects), "证照的附件", types: scans) { try await file($0) },
    ]

    private static let fields = LicenceRecord.fields + [
        Field("file", "附件", .file(accept: ".pdf,.png,.jpg,.jpeg", many: false), hint: "证照的扫描件，不超过50MB")
    ]

    private static func list(_ call: Call) async throws -> FormPage<LicenceList> {
        let (actor, id, protection, today) = (
            try call.actor(), try call.id(of: RegulatedSubject.self), call.platform.protection, call.clock.today()
        )
        let (subject, licences) = try await call.read { transaction in
            guard let subject = try RegulatedSubject.find(id, scope: actor.scope, protection: protection, in: transaction)
            else { throw NotFound() }
            return (subject, try Licence.all(of: id, in: transaction))
        }
        let model = LicenceList(
            subject: id.description, name: subject.record.name, mayChange: actor.may(.manageSubjects) && subject.status != .writtenOff,
            licences: licences.map { LicenceRow($0, today: today) })
        let path = "/subjects/\(id)/licences"
        let taking = model.licences.isEmpty ? [] : Action.exports(path, call.query, needs: .readSubjects)
        let bringing = model.mayChange ? [Action("导入", "/imports/licences", icon: "upload", needs: .manageSubjects)] : []
        return FormPage(
            "证照信息", model, window: "证照信息 " + model.name, note: model.name, crumbs: [("监管对象", "/subjects"), (model.name, "/subjects/" + model.subject)],
            actions: bringing + taking, parts: model.mayChange ? [FormPart("登记证照", fields: fields)] : [], submit: [SubmitButton("登记")]
        ) { html, token in
            html.licences(model.licences, link: nil)
            if model.mayChange { html.licenceActs(model.licences, formToken: token) }
        }
    }

    private static func add(_ call: Call) async throws -> Answer {
        let addition = LicenceAddition(to: try call.id(), try call.record(fields), file: try await kept(call))
        return try await call.make { act in
            let licence = try addition.make(in: act)
            return Done("证照已登记", goTo: "/subjects/\(addition.subject)/licences", id: licence.description)
        }
    }

    private static func editPage(_ call: Call) async throws -> FormPage<LicenceRow> {
        let licence = try await visible(call)
        let back = "/subjects/\(licence.subject)/licences"
        return FormPage(
            "修改证照", LicenceRow(licence, today: call.clock.today()), note: licence.record.title, crumbs: [("监管对象", "/subjects"), ("证照信息", back)], here: "修改",
            parts: [FormPart(fields: fields)], values: Values(of: licence.record, version: licence.version), back: ("返回", back))
    }

    private static func change(_ call: Call) async throws -> Answer {
        let subject = try await visible(call).subject
        let change = LicenceChange(of: try call.id(), version: call.seenVersion, to: try call.record(fields), file: try await kept(call))
        return try await call.make { act in
            try change.make(in: act)
            return Done("证照已保存", goTo: "/subjects/\(subject)/licences", id: change.licence.description)
        }
    }

    private static func remove(_ call: Call) async throws -> Answer {
        let subject = try await visible(call).subject
        let removal = LicenceRemoval(of: try call.id(), version: call.seenVersion)
        return try await call.make { act in
            try removal.make(in: act)
            return Done("证照已删除", goTo: "/subjects/\(subject)/licences")
        }
    }

    private static func file(_ call: Call) async throws -> Answer {
        let licence = try await visible(call)
        let stored = try await call.read { transaction in try licence.file.flatMap { try StoredFile.load($0, in: transaction) } }
        let vault = try call.platform.service(FileVault.self)
        guard let file = stored?.kept else { throw NotFound() }
        return .file(FileAnswer(.kept(file.hash, vault), type: file.type.mediaType, downloadName: file.downloadName))
    }

    /// Of an object in scope; anything else does not exist for the caller.
    private static func visible(_ call: Call) async throws -> Licence {
        let (actor, id, protection) = (try call.actor(), try call.id(of: Licence.self), call.platform.protection)
        return try await call.read { transaction in
            guard let licence = try Licence.find(id, in: transaction),
                try RegulatedSubject.find(licence.subject, scope: actor.scope, protection: protection, in: transaction) != nil
            else { throw NotFound() }
            return licence
        }
    }

    private static let scans: [FileType] = [.pdf, .png, .jpeg]

    private static func kept(_ call: Call) async throws -> KeptFile? {
        guard let upload = call.files.first(where: { $0.field == "file" }) else { return nil }
        let kept = try await call.platform.service(FileVault.self).take(upload.bytes, named: upload.name)
        guard scans.contains(kept.type) else { throw Problems("file", "附件应为PDF、PNG或JPG文件") }
        return kept
    }
}
