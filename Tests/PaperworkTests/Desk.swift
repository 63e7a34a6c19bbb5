import Authority
import Foundation
import Ledger
import Storage
import TestKit
import Timekeeping
import Typesetting
import Vault

@testable import Paperwork

/// The desk of the east county: an inspection is over, its record is to be made.
struct Desk {
    let town: Town
    let vault: FileVault
    let printing: DocumentPrinting
    let material: StoredMaterial
    /// Files of three signatures.
    let signatures: [String]

    enum Inspection {}

    static let migrations = AuthorityMigrations.all + LedgerMigrations.all + VaultMigrations.all + PaperworkMigrations.all
    static let publicURL = "https://mingcha.example"

    static func each(_ body: (Desk) async throws -> Void) async throws {
        try await TestStore.withFolder { folder in
            try await Town.each(migrations) { town in
                let vault = try FileVault(folder: "\(folder)/\(town.database.engine.rawValue)")
                let signatures = try (1...3).map { try vault.keep(Scribble.png(seed: $0), named: "签名.png").hash.hex }
                try await body(Desk(town: town, vault: vault, printing: printing(town, vault), material: StoredMaterial(vault, fonts().characters), signatures: signatures))
            }
        }
    }

    private static let library = Result {
        let assets = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../.assets").standardized.path
        return try FontLibrary(assets: assets)
    }

    static func fonts() throws -> FontLibrary { try library.get() }

    static func printing(_ town: Town, _ vault: FileVault) throws -> DocumentPrinting {
        let fonts = try fonts()
        let queue = TypesettingQueue(fonts)
        return DocumentPrinting(
            database: town.database, clock: town.clock, vault: vault, queue: queue, characters: fonts.characters, protection: town.cipher, publicURL: publicURL)
    }

    /// The bytes of the PDF.
    func printed(_ document: EnforcementDocument) async throws -> [UInt8] {
        try await vault.bytes(of: try await printing.pdf(of: document).hash)
    }

    static let rule = DocumentNumberRecord(kind: .inspectionRecord, regionWord: "白", agencyWord: "应急", documentWord: "检查")

    /// The business administrator of the east county sets up the number rule.
    func setRule(_ record: DocumentNumberRecord = rule, by person: Person = .eastBusiness) async throws {
        let (actor, now) = (town[person], town.now)
        _ = try await town.database.write { try NumberRuleSetting(.new, record).make(by: actor, at: now, in: $0) }
    }

    func confirm(
        _ content: InspectionRecordContent? = nil, matter: Identifier<Inspection> = Identifier(at: TestClock.start), by person: Person = .eastOfficer,
        material: (any DocumentMaterial)? = nil
    ) async throws -> EnforcementDocument {
        let (content, actor, now, cipher, material) = (content ?? self.content, town[person], town.now, town.cipher, material ?? self.material as any DocumentMaterial)
        let agency = town[person.agency]
        return try await town.database.write { transaction in
            try EnforcementDocument.confirm(
                .inspectionRecord(content), of: agency, matter: "Inspection", matter, by: actor, at: now, protection: cipher,
                material: material, in: transaction)
        }
    }

    var content: InspectionRecordContent {
        let start = town.now
        let end = start.advanced(seconds: 95 * 60)
        func signed(_ name: String, _ position: Int) -> InspectionRecordContent.Signed {
            .init(name: name, image: signatures[position], at: end)
        }
        var content = InspectionRecordContent(
            agency: "白石县应急管理局", unit: "白石县喆丰粮油贸易有限责任公司", contact: "温书䶮", telephone: "19900000058",
            place: "一号平房仓、烘干车间", startedAt: start, endedAt: end,
            officers: [
                .init(name: "甘白石", certificateNumber: "99012100017"), .init(name: "乙白石", certificateNumber: "99012100023"),
            ],
            certificatesPresented: true,
            items: [
                .init(item: "安全警示标志设置情况", result: "发现问题"), .init(item: "从业人员安全教育培训情况", result: "发现问题"),
                .init(item: "消防通道畅通情况", result: "未发现问题"), .init(item: "粉尘清扫制度执行情况", result: "未检查", remark: "车间停产"),
            ],
            problems: [
                .init(text: "烘干车间配电箱未设置明显的安全警示标志", violatedProvision: "《中华人民共和国安全生产法》第三十五条"),
                .init(text: "2名新上岗的装卸人员无三级安全生产教育和培训记录。"),
            ],
            disposal: "责令立即整改，2026年3月16日前复查。", officerSignatures: [signed("甘白石", 0), signed("乙白石", 1)],
            principalSignature: .signed(signed("温书䶮", 2)))
        content.address = "白石县城关镇北环路118号"
        content.position = "总经理"
        return content
    }
}

extension EnforcementDocument {
    /// Confirms and reads what was made.
    static func confirm<Noun>(
        _ content: DocumentContent, of organization: Organization.ID, matter noun: StaticString, _ id: Identifier<Noun>,
        by actor: Actor, at now: Instant, protection: any FieldProtection, material: any DocumentMaterial, in transaction: Transaction
    ) throws -> EnforcementDocument {
        let made = try DocumentConfirmation(content, of: organization, in: DocumentMatter(noun, id))
            .make(by: actor, at: now, protection: protection, material: material, in: transaction)
        return try load(made, in: transaction)
    }
}
