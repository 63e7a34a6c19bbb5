import Authority
import Cryptography
import Foundation
import Storage
import TestKit
import Testing

@testable import Paperwork

@Suite("文书的确认与作废")
struct DocumentTests {
    @Test("DOC-05 未配置编号规则的文书不能确认")
    func noRule() async throws {
        try await Desk.each { desk in
            let refused = await #expect(throws: DocumentRefused.self) { try await desk.confirm() }
            #expect(refused == .noNumberRule)
            #expect(refused?.message == "未配置文书编号规则")
        }
    }

    @Test("DOC-11 缺少当事人、人员不足、未出示证件、时间颠倒、未签名、拒签无见证人的记录不能确认")
    func incomplete() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            func refusal(_ change: (inout InspectionRecordContent) -> Void) async -> InspectionRecordRefused? {
                var content = desk.content
                change(&content)
                let changed = content
                return await #expect(throws: InspectionRecordRefused.self) { try await desk.confirm(changed) }
            }
            #expect(await refusal { $0.unit = "" } == .missing(MissingField("被检查单位")))
            #expect(await refusal { $0.officers.removeLast() } == .tooFewOfficers)
            #expect(await refusal { $0.certificatesPresented = false } == .certificatesNotPresented)
            #expect(await refusal { $0.endedAt = $0.startedAt.advanced(seconds: -1) } == .endsBeforeStart)
            #expect(await refusal { $0.officerSignatures.removeLast() } == .officerUnsigned(name: "乙白石"))
            #expect(await refusal { $0.principalSignature = .refused(reason: "不认可", witness: "", witnessSignature: nil) }
                == .missing(MissingField("见证人")))
        }
    }

    @Test("DOC-05 同一事项的同种文书只确认一次；没有现场检查权限的人和机构范围外的人不能确认")
    func onceOnly() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let matter = Identifier<Desk.Inspection>(at: TestClock.start)
            _ = try await desk.confirm(matter: matter)
            await #expect(throws: DocumentRefused.alreadyMade) { try await desk.confirm(matter: matter, by: .eastPartner) }
            await #expect(throws: PermissionDenied.self) { try await desk.confirm(by: .eastReviewer) }
            let (content, actor, agency, now, cipher, material) = (
                desk.content, desk.town[.westOfficer], desk.town[.eastCounty], desk.town.now, desk.town.cipher, desk.material)
            await #expect(throws: NotFound.self) {
                try await desk.town.database.write { transaction in
                    _ = try EnforcementDocument.confirm(
                        .inspectionRecord(content), of: agency, matter: "Inspection", matter, by: actor, at: now,
                        protection: cipher, material: material, in: transaction)
                }
            }
        }
    }

    @Test("DOC-07 冻结的内容与此前各版本写出的逐字节相同，任何字符、任何缺省都一样")
    func frozenBytes() async throws {
        try await Desk.each { desk in
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let odd = String(String.UnicodeScalarView((0...0x180).compactMap { Unicode.Scalar($0) })) + "䶮𠮷\u{2028}/\\\"é"
            let signed = InspectionRecordContent.Signed(name: odd, image: "ab", at: desk.town.now)
            var contents = [desk.content]
            for principal: InspectionRecordContent.PrincipalSignature in [
                .onPaper, .signed(signed), .refused(reason: odd, witness: "证人", witnessSignature: nil),
                .refused(reason: "", witness: odd, witnessSignature: signed),
            ] {
                var content = desk.content
                content.principalSignature = principal
                (content.statement, content.unit, content.conclusion) = (odd, odd, odd)
                content.party = .thing
                content.fields = [.init(label: odd, value: ""), .init(label: "温度", value: "-3.5")]
                content.otherSignatures = [.init(role: "专家", signed: signed)]
                content.photos = [.init(image: "cd", caption: odd)]
                contents.append(content)
                (content.fields, content.otherSignatures, content.photos, content.problems, content.officers) = ([], [], [], [], [])
                content.certificatesPresented = false
                contents.append(content)
            }
            for content in contents {
                let former = String(decoding: try encoder.encode(content), as: UTF8.self)
                #expect(DocumentContent.inspectionRecord(content).json == former)
            }
        }
    }

    @Test("DOC-07、SEC-06 内容确认时冻结，密封保存，读出时与确认的一致")
    func frozen() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let document = try await desk.confirm()
            let cipher = desk.town.cipher
            let content = try await desk.town.database.read { try document.content(protection: cipher, in: $0) }
            #expect(content == .inspectionRecord(desk.content))
            #expect(document.contentHash == .sha256(content.json))
            let sealed = try await desk.town.database.read { transaction in
                try transaction.value("SELECT content_sealed FROM enforcement_document WHERE id = \(document.id)", as: [UInt8].self)
            }
            let bytes = try #require(sealed)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("19900000058"))
        }
    }

    @Test("DOC-18、DOC-05 作废须说明理由，编号保留；作废后可以重新制作，得到新的编号")
    func voiding() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let matter = Identifier<Desk.Inspection>(at: TestClock.start)
            let first = try await desk.confirm(matter: matter)
            await #expect(throws: DocumentRefused.reasonMissing) { try await desk.void(first, " ") }
            await #expect(throws: DocumentRefused.notOwnDocument) { try await desk.void(first, "填写有误", by: .eastPartner) }
            await #expect(throws: NotFound.self) { try await desk.void(first, "填写有误", by: .westBusiness) }
            try await desk.void(first, "填写有误")
            await #expect(throws: DocumentRefused.notVoidable(.voided)) { try await desk.void(first, "再次", by: .eastBusiness) }
            let second = try await desk.confirm(matter: matter)
            #expect(second.number == "（白）应急检查〔2026〕0002号")
            let found = try await desk.town.database.read { try EnforcementDocument.all(of: first.matter, in: $0) }
            #expect(found.map(\.status) == [.confirmed, .voided])
            #expect(found.last?.number == first.number)
            #expect(found.last?.voidReason == "填写有误")
        }
    }

    @Test("SEC-05 确认与作废各记一条事实，带编号、内容摘要和理由")
    func facts() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let document = try await desk.confirm()
            try await desk.void(document, "填写有误")
            let facts = try await desk.town.database.read { transaction in
                try transaction.all("SELECT kind, payload FROM fact WHERE record_id = \(document.id) ORDER BY serial") { row in
                    (kind: try row.next(String.self), payload: try FactPayload(json: try row.next()))
                }
            }
            #expect(facts.map(\.kind) == ["paperwork.document.confirmed", "paperwork.document.voided"])
            #expect(facts.first?.payload.words(actor: "甘白石") == "甘白石确认文书现场检查记录 （白）应急检查〔2026〕0001号")
            #expect(facts.first?.payload.details.first?.after == document.contentHash.hex)
            #expect(facts.last?.payload.details.last?.after == "填写有误")
        }
    }

    @Test("SEC-08 文书列表和单个文书只有范围内的机构能看到；按编号、当事人和状态查找")
    func listing() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let document = try await desk.confirm()
            func found(_ person: Person, _ change: (inout EnforcementDocument.Filter) -> Void = { _ in }) async throws -> [EnforcementDocument.ID] {
                var filter = EnforcementDocument.Filter()
                change(&filter)
                let (chosen, scope) = (filter, desk.town[person].scope)
                return try await desk.town.database.read {
                    try EnforcementDocument.list(chosen, scope: scope, page: ListPage(), in: $0).rows.map(\.id)
                }
            }
            #expect(try await found(.eastReviewer) == [document.id])
            #expect(try await found(.provinceSupervisor) == [document.id])
            #expect(try await found(.westOfficer).isEmpty)
            #expect(try await found(.outsiderBusiness).isEmpty)
            #expect(try await found(.eastReviewer) { $0.text = "喆丰粮油" } == [document.id])
            #expect(try await found(.eastReviewer) { $0.text = "应急检查〔2026〕0001号" } == [document.id])
            #expect(try await found(.eastReviewer) { $0.status = .voided }.isEmpty)
            #expect(try await found(.eastReviewer) { $0.from = desk.town.now.beijingDate.advanced(days: 1) }.isEmpty)
            let outsider = desk.town[.outsiderOfficer].scope
            await #expect(throws: NotFound.self) {
                try await desk.town.database.read { _ = try EnforcementDocument.load(document.id, scope: outsider, in: $0) }
            }
        }
    }
}

extension Desk {
    func void(_ document: EnforcementDocument, _ reason: String, by person: Person = .eastOfficer) async throws {
        let (actor, now) = (town[person], town.now)
        try await town.database.write { transaction in
            let version = try EnforcementDocument.load(document.id, in: transaction).version
            try DocumentVoiding(of: document.id, version: version, reason: reason).make(by: actor, at: now, in: transaction)
        }
    }
}
