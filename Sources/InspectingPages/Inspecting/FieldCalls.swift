import Authority
import Cryptography
import Doors
import Inspecting
import Paperwork
import Storage
import Tasking
import Typesetting
import Vault

/// What the field client asks the server (ADR 0002).
package enum FieldCalls {
    static let routes: [Route] = [
        .exchange(.get, "/field/session", .signedIn, "现场端：当前账号与表单令牌", version: .reads) { call in
            let login = try call.officerLogin()
            return .json(JSONValue.object([
                .init("csrf", .text(login.formToken)), .init("now", .integer(call.clock.now().milliseconds)),
                .init("account", .object([
                    .init("id", .text(login.actor.account.description)), .init("name", .text(login.actor.name)),
                ])),
            ]).canonical)
        },
        .exchange(.get, "/field/visits", .needs(.inspect), "现场端：本人的检查", version: .reads, query: [Field("after", "上一页的next")]) { call in
            let officer = try call.officer()
            let (now, after) = (call.clock.now(), call.query["after"].flatMap { Int64($0) })
            return .json(try await call.read { try VisitPackage.heads(of: officer, after: after, at: now, in: $0) }.canonical)
        },
        .exchange(.get, "/field/characters", .needs(.inspect), "现场端：文书可以打印的字符", version: .reads) { call in
            _ = try call.officer()
            let ranges = try call.platform.service(StoredMaterial.self).characters.text
            return .json(JSONValue.object([
                .init("version", .text(String(Digest.sha256(ranges).hex.prefix(16)))), .init("ranges", .text(ranges)),
            ]).canonical)
        },
        .exchange(.get, "/field/visits/{id}", .needs(.inspect), "现场端：检查任务包", version: .reads) { call in
            let visit = try call.id(of: TaskSubject.self)
            let (actor, now, protection) = (try call.actor(), call.clock.now(), call.platform.protection)
            // the first package freezes the basics, therefore a write
            return .json(try await call.database.write {
                try VisitPackage.load(visit, for: actor, at: now, protection: protection, in: $0)
            }.canonical)
        },
        .exchange(.post, "/field/visits/{id}/events", .needs(.inspect), "现场端：上传现场记录", version: .notNeeded("事件以编号和摘要去重，只追加；不同的回答在签字前核对"), bodyLimit: 2 << 20) { call in
            try await deliver(call)
        },
        .exchange(.post, "/field/visits/{id}/submission", .needs(.inspect), "现场端：提交检查结果", version: .notNeeded("以内容摘要核对，内容不同即不成立"), takes: { Schema.of(SubmissionBody.self) }) { call in
            try await submit(call)
        },
        .exchange(.put, "/field/files/{hash}", .needs(.inspect), "现场端：上传证据或签名文件", version: .notNeeded("文件以内容的摘要为名，只新增"), bodyLimit: fileLimit) { call in
            try await keep(call)
        },
        .exchange(.get, "/field/files/{hash}", .needs(.inspect), "现场端：取回证据或签名文件", version: .reads, files: [.jpeg, .png]) { call in try await give(call) },
    ]

    /// A photo of a phone, or a signature.
    private static let fileLimit = 20 << 20

    private static func deliver(_ call: Call) async throws -> Answer {
        let visit = try call.id(of: TaskSubject.self)
        let body = try call.fieldJSON()
        guard let device = body["device"]?.text.flatMap(FieldDevice.ID.init), let sent = body["events"]?.list else {
            throw FieldConflict.malformed
        }
        let events = try sent.map { json in
            guard let event = FieldEvent(json) else { throw FieldConflict.malformed }
            return event
        }
        _ = try call.officer()
        let (actor, now, protection) = (try call.actor(), call.clock.now(), call.platform.protection)
        return .json(try await call.database.write { transaction in
            let outcome = try FieldDelivery(of: events, from: device, to: visit)
                .make(by: actor, at: now, protection: protection, in: transaction)
            return JSONValue.object([
                .init("accepted", .list(outcome.accepted.map { .text($0.description) })),
                .init("rejected", .list(outcome.rejected.map { rejection in
                    .object([
                        .init("id", .text(rejection.event.description)), .init("code", .text(rejection.code)),
                        .init("message", .text(rejection.message)),
                    ])
                })),
                .init("state", try VisitPackage.state(
                    of: visit, for: actor, except: device, protection: protection, in: transaction)),
                .init("now", .integer(now.milliseconds)),
            ])
        }.canonical)
    }

    private static func submit(_ call: Call) async throws -> Answer {
        let visit = try call.id(of: TaskSubject.self)
        let body = try call.fieldJSON()
        guard let device = body["device"]?.text.flatMap(FieldDevice.ID.init),
            let event = body["event"]?.text.flatMap(FieldEvent.ID.init),
            let digest = body["digest"]?.text.flatMap(Digest.init(hex:)),
            call.idempotencyKey.map({ $0 == event.description }) ?? true
        else { throw FieldConflict.malformed }
        let material = try call.platform.service(StoredMaterial.self)
        let (actor, now, protection) = (try call.actor(), call.clock.now(), call.platform.protection)
        return .json(try await call.database.write { transaction in
            try FieldSubmission(of: visit, asked: event, digest: digest)
                .make(by: actor, at: now, protection: protection, material: material, in: transaction)
            return try VisitPackage.state(of: visit, for: actor, except: device, protection: protection, in: transaction)
        }.canonical)
    }

    private static func keep(_ call: Call) async throws -> Answer {
        _ = try call.officer()
        guard let named = call.parameters["hash"], Digest(hex: named) != nil else { throw FieldConflict.fileHash }
        let vault = try call.platform.service(FileVault.self)
        let body = call.body
        let isSame = try await WorkerPool.shared.run(.init(bytes: body.count)) { Digest.sha256(body).hex == named }
        guard isSame else { throw FieldConflict.fileHash }
        try PictureRefused.check(body)
        let kept = try await vault.take(body, named: "现场取证")
        guard kept.type == .jpeg || kept.type == .png else { throw PictureRefused.type }
        if kept.type == .png { try call.platform.service(StoredMaterial.self).note(kept.hash, body) }
        let (actor, now) = (try call.actor(), call.clock.now())
        try await call.database.write { transaction in
            _ = try StoredFile.record(kept, of: actor.organization, by: actor.account, at: now, in: transaction)
        }
        return .json(JSONValue.object([
            .init("sha256", .text(kept.hash.hex)), .init("bytes", .integer(Int64(kept.size))),
        ]).canonical)
    }

    private static func give(_ call: Call) async throws -> Answer {
        guard let hash = call.parameters["hash"].flatMap(Digest.init(hex:)) else { throw NotFound() }
        let officer = try call.officer()
        let vault = try call.platform.service(FileVault.self)
        guard try await call.read({ try FieldFile.isOpen(hash, to: officer, in: $0) }) else { throw NotFound() }
        return .file(FileAnswer(picture: hash, vault))
    }
}

extension Call {
    /// The officer entry of the caller (ORG-14).
    package func officer() throws -> Identifier<OfficerMark> {
        guard let officer = try actor().officer else { throw OfficerMissing() }
        return officer
    }

    func officerLogin() throws -> Login {
        _ = try officer()
        guard let login else { throw CallFault.signedOut }
        return login
    }

    func fieldJSON() throws -> JSONValue {
        do { return try JSONReader.read(body) } catch { throw FieldConflict.malformed }
    }
}

/// What the field client may hand in as a picture: the same two formats that it takes when a photo is chosen (SEC-09).
enum PictureRefused: Refusal, Equatable {
    case empty, type, damaged

    var code: String {
        switch self {
        case .empty: "field.file.empty"
        case .type: "field.file.type"
        case .damaged: "field.file.damaged"
        }
    }

    var message: String {
        switch self {
        case .empty: "文件内容为空，请重新拍摄"
        case .type: "照片应为JPEG或PNG格式"
        case .damaged: "照片已损坏，无法读取，请重新拍摄"
        }
    }

    /// Before anything is kept.
    static func check(_ bytes: [UInt8]) throws(PictureRefused) {
        if bytes.isEmpty { throw .empty }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            guard JPEGSize(bytes) != nil else { throw .damaged }
        } else if !bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            throw .type
        }
    }
}

/// ORG-14: an account that is in no officer library has nothing to do on site.
struct OfficerMissing: Refusal {
    let code = "web.field.notOfficer"
    let message = "非执法人员"
}

extension FieldConflict: Mendable {
    package var remedy: Fault.Remedy? {
        switch self {
        case .gap(let expected): .init(expected: expected)
        case .filesMissing(let hashes): .init(missing: hashes)
        case .forked, .digest, .notSubmitted, .hash, .mixed, .malformed, .tooMany, .fileHash: nil
        }
    }
}
