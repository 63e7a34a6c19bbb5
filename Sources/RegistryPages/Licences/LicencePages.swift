import Authority
import Doors
import Library
import Registry
import Storage
import Timekeeping
import Vault

/// 证照信息 of an object (ELEM-04, A.6).
enum LicencePages {
    static let routes: [Route] = [
        .read("/subjects/{id}/licences", .needs(.readSubjects), "监管对象的证照", as: LicenceList.self) { try await list($0, nil) },
        .act(
            "/subjects/{id}/licences", .needs(.manageSubjects), "登记证照", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, bodyLimit: Route.uploadLimit,
            again: { try await list($0, $1) }
        ) { try await add($0) },
        .read("/licences/{id}/edit", .needs(.manageSubjects), "修改证照页", as: LicenceRow.self, format: .pageOnly) { try await editPage($0, nil) },
        .act(
            "/licences/{id}", .needs(.manageSubjects), "修改证照", version: .checked(Licence.self), form: fields, bodyLimit: Route.uploadLimit,
            again: { try await editPage($0, $1) }
        ) { try await change($0) },
        .act("/licences/{id}/removal", .needs(.manageSubjects), "删除证照", version: .checked(Licence.self), asks: RegistryQuestions.licenceRemoval) { try await remove($0) },
        .file("/licences/{id}/file", .needs(.readSubjects), "证照的附件", types: scans) { try await file($0) },
    ]

    private static let fields = LicenceRecord.fields + [
        Field("file", "附件", .file(accept: ".pdf,.png,.jpg,.jpeg", many: false), hint: "证照的扫描件，不超过50MB")
    ]

    private static func list(_ call: Call, _ problems: Problems?) async throws -> Page {
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
        let (typed, token, query) = (call.form, call.login?.formToken, call.query)
        return Page("证照信息 " + model.name, model) { model, html in
            html.licencePage(model, query: query, fields: fields, values: typed, problems: problems, formToken: token)
        }
    }

    private static func add(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let addition = LicenceAddition(to: id, try call.record(fields), file: try await kept(call))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            let licence = try addition.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("证照已登记", goTo: "/subjects/\(id)/licences", id: licence.description)
        }
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let licence = try await visible(call)
        let model = LicenceRow(licence, today: call.clock.today())
        let (typed, token) = (problems == nil ? Values(of: licence.record, version: licence.version) : call.form, call.login?.formToken)
        let back = "/subjects/\(licence.subject)/licences"
        return Page("修改证照", model) { model, html in
            html.crumbs([("监管对象", "/subjects"), ("证照信息", back)], here: "修改")
            html.pageHead("修改证照", note: model.title)
            html.form(
                action: "/licences/" + model.id, parts: [FormPart(fields: fields + [.version])], values: typed, problems: problems,
                formToken: token, submit: [SubmitButton("保存")], back: ("返回", back))
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let subject = try await visible(call).subject
        let change = LicenceChange(
            of: try call.id(), version: call.seenVersion, to: try call.record(fields), file: try await kept(call))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try change.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("证照已保存", goTo: "/subjects/\(subject)/licences", id: change.licence.description)
        }
    }

    private static func remove(_ call: Call) async throws -> Answer {
        let subject = try await visible(call).subject
        let removal = LicenceRemoval(of: try call.id(), version: call.seenVersion)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try removal.make(by: actor, at: now, protection: protection, in: transaction)
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
