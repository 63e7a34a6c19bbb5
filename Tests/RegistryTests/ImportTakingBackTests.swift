import Authority
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("撤回导入")
struct ImportTakingBackTests {
    private static func imported(
        _ rows: [[String]], _ sheet: any SheetImport, _ desk: ImportDesk, by person: Person = .eastBusiness
    ) async throws -> Job.ID {
        let id = try await desk.submit(try desk.file(sheet, rows), sheet.code, by: person, isAttended: true)
        try await desk.work()
        try await desk.confirm(id, by: person)
        try await desk.work()
        desk.town.time.advance(minutes: 1)
        return id
    }

    private static func takeBack(
        _ id: Job.ID, _ desk: ImportDesk, by person: Person = .eastBusiness, uses: [any RecordUse] = []
    ) async throws -> Job {
        let imports = desk.job()
        let taking = ImportTakingBackJob(imports: imports, uses: uses, perStep: 2)
        let (town, now) = (desk.town, desk.town.now)
        let job = try await town.database.write { transaction in
            try ImportTakingBack(of: id).make(kinds: imports, job: taking, by: town[person], at: now, in: transaction)
        }
        let runner = JobRunner(database: town.database, kinds: [imports, taking], clock: town.clock)
        while try await runner.runNext() {}
        return try await town.database.read { try Job.load(job, scope: town[.provinceBusiness].scope, in: $0) }
    }

    @Test("SUBJ-13 撤回导入：新增的删除，更新的恢复导入前的内容，搜索和计数都回到导入前，记入日志；不能再撤回一次")
    func back() async throws {
        try await ImportDesk.each { desk in
            _ = try await Self.imported((1...3).map { ImportDesk.row($0) }, SubjectImport(), desk)
            let rows = [ImportDesk.row(1), ImportDesk.row(2, name: "白石县新名称机械厂")] + (4...6).map { ImportDesk.row($0) }
            let second = try await Self.imported(rows, SubjectImport(), desk)
            #expect(try await desk.count() == 6)
            let touched = try #require(try await desk.look(second).report.touched)
            #expect(touched.created == 3)
            #expect(touched.changed == 1)
            await #expect(throws: NotFound.self) { _ = try await Self.takeBack(second, desk, by: .eastOfficer) }
            let job = try await Self.takeBack(second, desk)
            #expect(job.message == "已撤回：删除3条，恢复1条")
            #expect(try await desk.count() == 3)
            #expect(try await desk.subject(ImportDesk.code(2))?.record.name == "白石县第2机械厂")
            #expect(try await desk.subject(ImportDesk.code(5)) == nil)
            var filter = SubjectList.Filter()
            filter.text = "第5机械厂"
            #expect(try await desk.count(.provinceBusiness, filter) == 0)
            #expect(try await desk.facts("registry.import.takenBack") == 1)
            await #expect(throws: ImportRefused.nothingToTakeBack) { _ = try await Self.takeBack(second, desk) }
            // what came in again is new again
            #expect(try await desk.importAll(try desk.file(SubjectImport(), rows), "subjects").state.created == 3)
        }
    }

    @Test("SUBJ-13 导入之后有人改过的记录，整次撤回被拒绝并列出名称，没有改动任何记录")
    func builtOn() async throws {
        try await ImportDesk.each { desk in
            let id = try await Self.imported((1...5).map { ImportDesk.row($0) }, SubjectImport(), desk)
            let subject = try #require(try await desk.subject(ImportDesk.code(4)))
            var record = subject.record
            record.liaison = "柳四"
            let change = SubjectChange(of: subject.id, version: subject.version, to: record)
            try await desk.town.database.write { [town = desk.town] in
                try change.make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
            }
            let job = try await Self.takeBack(id, desk)
            #expect(job.message == "不能撤回，没有改动任何记录：1条记录在导入之后已有变化——“白石县第4机械厂”之后已被修改")
            #expect(try await desk.count() == 5)
            #expect(try await desk.look(id).report.touched != nil)
            #expect(try await desk.facts("registry.import.takenBack") == 0)
        }
    }

    private static func officers(_ desk: ImportDesk) async throws -> [String: String] {
        let rows = try await desk.town.database.read { [town = desk.town] in
            try OfficerList.load(OfficerList.Filter(), scope: town[.eastBusiness].scope, page: ListPage(), in: $0).rows
        }
        return Dictionary(rows.map { ($0.fullName, $0.certificateNumber) }) { first, _ in first }
    }

    @Test("OFCR-05 撤回执法人员的导入：新增的删除、账号不再指向它，更新的恢复；已在检查中的，整次不撤回")
    func officerImport() async throws {
        try await ImportDesk.each { desk in
            func row(_ person: Person, _ number: String) -> [String] {
                [person.name, person.citizenID, "科员", person.mobile, "", number, "2028-01-31", "", "", "", "", "应急", "否"]
            }
            let first = try await Self.imported([row(.eastOfficer, "A001")], OfficerImport(), desk)
            let second = try await Self.imported([row(.eastOfficer, "A009"), row(.eastPartner, "A002")], OfficerImport(), desk)
            #expect(try await Self.officers(desk) == [Person.eastOfficer.name: "A009", Person.eastPartner.name: "A002"])
            #expect(try await Self.takeBack(second, desk).message == "已撤回：删除1条，恢复1条")
            #expect(try await Self.officers(desk) == [Person.eastOfficer.name: "A001"])
            // the version has moved on: what the first import has made was built on
            #expect(try await Self.takeBack(first, desk).message.hasPrefix("不能撤回，没有改动任何记录：1条记录在导入之后已有变化"))
            let third = try await Self.imported([row(.eastPartner, "A002")], OfficerImport(), desk)
            #expect(try await Self.takeBack(third, desk, uses: [InUse()]).message.contains("“\(Person.eastPartner.name)”已被其他记录使用"))
            #expect(try await Self.officers(desk).count == 2)
        }
    }

    /// Everything is in a task.
    private struct InUse: RecordUse {
        func isUsed(_ record: ImportedRecord.ID, in transaction: Transaction) throws -> Bool { true }
    }

    @Test("ORG-22 撤回机构和用户的导入：上下级一起撤回；下面有了账号的不撤回，账号先撤回即可")
    func treeImport() async throws {
        try await ImportDesk.each { desk in
            let code = Agency.township.unifiedSocialCreditCode
            let rows = [
                ["东山镇人民政府", "东山镇", code, "乡级", Agency.eastCounty.name, "990121102", "应急", "街道（乡镇）", "东", "是"],
                ["东山镇执法队", "东山队", code, "乡级", "东山镇人民政府", "990121102", "应急", "", "东", "否"],
            ]
            let first = try await Self.imported(rows, OrganizationImport(), desk, by: .eastAdmin)
            let citizen = try #require(CitizenIDNumber(completing: "99010019850704901"))
            let account = ["新来者", "19900000901", citizen.description, "东山镇执法队", "科员", "U-901", "执法人员"]
            let second = try await Self.imported([account], AccountImport(), desk, by: .eastAdmin)
            func founded() async throws -> Bool {
                try await desk.town.database.read { [town = desk.town] in
                    try Organization.named("东山镇执法队", scope: town[.eastAdmin].scope, in: $0) != nil
                }
            }
            #expect(try await Self.takeBack(first, desk, by: .eastAdmin).message.contains("“东山镇执法队”已被其他记录使用"))
            #expect(try await founded())
            #expect(try await Self.takeBack(second, desk, by: .eastAdmin).message == "已撤回：删除1条，恢复0条")
            #expect(try await Self.takeBack(first, desk, by: .eastAdmin).message == "已撤回：删除2条，恢复0条")
            #expect(try await !founded())
        }
    }

    @Test("ITEM-24 撤回监管事项的导入：新增的删除，更新的恢复；已用于检查表单的，整次不撤回；表单撤回后即可")
    func itemImport() async throws {
        try await ImportDesk.each { desk in
            let items = ItemImport(.supervision)
            func row(_ code: String, _ name: String) -> [String] { [code, Self.named(name), "应急", "《某法》第一条", "", ""] }
            func names() async throws -> [String] {
                try await desk.town.database.read { [town = desk.town] in
                    try Item.all(.supervision, scope: town[.provinceBusiness].scope, in: $0).map(\.record.name)
                }
            }
            _ = try await Self.imported([row("990000000001", "甲")], items, desk, by: .provinceBusiness)
            let second = try await Self.imported(
                [row("990000000001", "甲改"), row("990000000002", "乙")], items, desk, by: .provinceBusiness)
            let form = CheckFormImport()
            let line = form.layout.columns.map { column in
                switch column.heading {
                case CheckForm.Label.name: "甲表"
                case CheckForm.Label.itemCode: "990000000002"
                case CheckForm.Label.checkItem: "设备"
                case CheckForm.Label.point: "一"
                case CheckForm.Label.modes: "日常检查"
                case _: ""
                }
            }
            let third = try await Self.imported([line], form, desk)
            #expect(try await Self.takeBack(second, desk, by: .provinceBusiness).message.contains("“\(Self.named("乙"))”已被其他记录使用"))
            #expect(try await names() == [Self.named("甲改"), Self.named("乙")])
            #expect(try await Self.takeBack(third, desk).message == "已撤回：删除1条，恢复0条")
            #expect(try await Self.takeBack(second, desk, by: .provinceBusiness).message == "已撤回：删除1条，恢复1条")
            #expect(try await names() == [Self.named("甲")])
        }
    }

    @Test("ORG-22 撤回用户的导入：更新的账号恢复导入前的姓名、手机号和所属机构；库中存放的导入前内容已加密")
    func accountChange() async throws {
        try await ImportDesk.each { desk in
            let person = Person.eastOfficer
            func row(_ name: String, _ mobile: String, _ position: String) -> [String] {
                [name, mobile, person.citizenID, "", position, "", "执法人员"]
            }
            func standing() async throws -> [String] {
                try await desk.town.database.read { [town = desk.town] in
                    let found = try Account.load(
                        town[person].account, scope: town[.provinceBusiness].scope, at: town.now, protection: town.cipher, in: $0)
                    return [found.record.name, found.record.mobile, found.record.position, found.organization.description]
                }
            }
            let before = try await standing()
            let id = try await Self.imported([row("改名者", "19900000907", "新职务")], AccountImport(), desk, by: .eastAdmin)
            #expect(try await standing()[0] == "改名者")
            let kept = try await desk.town.database.read {
                try $0.all("SELECT former_sealed FROM import_touch") { try $0.next([UInt8]?.self) }
            }
            let sealed = try #require(kept.first ?? nil)
            #expect(!String(decoding: sealed, as: UTF8.self).contains(person.mobile))
            #expect(try await Self.takeBack(id, desk, by: .eastAdmin).message == "已撤回：删除0条，恢复1条")
            #expect(try await standing() == before)
        }
    }

    @Test("ITEM-24 撤回抽查事项和检查表单的导入：更新的恢复导入前的对应监管事项、检查内容和抽查方式")
    func partsAndForms() async throws {
        try await ImportDesk.each { desk in
            func item(_ code: String, _ name: String, _ parts: String? = nil) -> [String] {
                parts.map { [code, Self.named(name), "应急", $0, "", ""] } ?? [code, Self.named(name), "应急", "《某法》第一条", "", ""]
            }
            let supervision = [item("990000000001", "甲"), item("990000000002", "乙")]
            _ = try await Self.imported(supervision, ItemImport(.supervision), desk, by: .provinceBusiness)
            let spotCheck = ItemImport(.spotCheck)
            func line(_ sheet: any SheetImport, _ cells: [String: String]) -> [String] { sheet.layout.columns.map { cells[$0.heading] ?? "" } }
            func spot(_ parts: String) -> [String] {
                line(spotCheck, [
                    Item.Label.itemCode: "990000000003", Item.Label.name: Self.named("丙"), Item.Label.domain: "应急",
                    Item.Label.legalBasis: "《某法》第一条", "对应监管事项编码": parts,
                ])
            }
            func parts() async throws -> Int {
                try await desk.town.database.read { try Item.byCode(["990000000003"], in: $0)["990000000003"]?.record.supervisionItems.count ?? 0 }
            }
            _ = try await Self.imported([spot("990000000001")], spotCheck, desk, by: .provinceBusiness)
            let changed = try await Self.imported([spot("990000000001、990000000002")], spotCheck, desk, by: .provinceBusiness)
            #expect(try await parts() == 2)
            #expect(try await Self.takeBack(changed, desk, by: .provinceBusiness).message == "已撤回：删除0条，恢复1条")
            #expect(try await parts() == 1)

            let form = CheckFormImport()
            func content(_ text: String, mode: String) -> [String] {
                line(form, [
                    CheckForm.Label.name: "甲表", CheckForm.Label.itemCode: "990000000002", CheckForm.Label.checkItem: "设备",
                    CheckForm.Label.point: text, CheckForm.Label.modes: mode,
                ])
            }
            func standing() async throws -> (modes: Int, texts: [String]) {
                try await desk.town.database.read { [town = desk.town] in
                    let found = try #require(try CheckForm.find(named: "甲表", of: town[.eastBusiness].organization, in: $0))
                    let latest = try CheckFormVersion.all(of: found.id, in: $0).first
                    return (found.record.modes.count, latest?.content.points.map(\.text) ?? [])
                }
            }
            _ = try await Self.imported([content("一", mode: "日常检查")], form, desk)
            let more = try await Self.imported([content("二", mode: "专项检查")], form, desk)
            #expect(try await standing() == (2, ["一", "二"]))
            #expect(try await Self.takeBack(more, desk).message == "已撤回：删除0条，恢复1条")
            #expect(try await standing() == (1, ["一"]))
        }
    }

    @Test("ELEM-04 撤回证照的导入：新增的删除，更新的恢复导入前的内容；之后又有变化的不撤回")
    func licenceImport() async throws {
        try await ImportDesk.each { desk in
            let subject = try await desk.register(try SubjectTests.record(1, desk))
            let code = try #require(try await desk.subject(ImportDesk.code(1))).objectCode
            func row(_ number: String, _ issuer: String) -> [String] { [code, "食品经营许可证", number, issuer, "", ""] }
            let first = try await Self.imported([row("JY-1", "甲局"), row("JY-2", "甲局")], LicenceImport(), desk)
            let second = try await Self.imported([row("JY-1", "乙局"), row("JY-3", "乙局")], LicenceImport(), desk)
            #expect(try await Self.takeBack(first, desk).message == "不能撤回，没有改动任何记录：1条记录在导入之后已有变化——“食品经营许可证 JY-1”之后已被修改")
            #expect(try await desk.licences(of: subject).count == 3)
            #expect(try await Self.takeBack(second, desk).message == "已撤回：删除1条，恢复1条")
            let issuers = try await desk.licences(of: subject).map { [$0.record.number, $0.record.issuer] }
            #expect(Set(issuers) == [["JY-1", "甲局"], ["JY-2", "甲局"]])
        }
    }

    @Test("SUBJ-13 每种导入都说得出撤回能做什么：不能撤回的不留记号", arguments: Self.kinds.indices)
    func reach(_ place: Int) {
        let (kind, reach) = Self.kinds[place]
        #expect(kind.canBeTakenBack == reach, "\(kind.code)")
    }

    private static let kinds: [(any SheetImport, Bool)] = [
        (SubjectImport(), true), (OfficerImport(), true), (OrganizationImport(), true), (ItemImport(.supervision), true),
        (ItemImport(.spotCheck), true), (CheckFormImport(), true), (AccountImport(), true), (LicenceImport(), true),
        (DivisionImport(), false), (CheckMatterImport(), false),
    ]

    private static func named(_ thing: String) -> String { "对\(thing)的行政检查" }
}
