import Authority
import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("法律法规库")
struct LawTests {
    /// A day that does not exist is the first of all.
    private static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(dayNumber: 0) }

    private static func withStatute(_ body: (ItemDesk, Statute.ID) async throws -> Void) async throws {
        try await ItemDesk.each { desk in
            let id = try await desk.add(ItemDesk.statute("甲条例（虚构）", effective: day("2020-01-01"), articles: ["许可经营。", "甲款。\n乙款：\n（一）一项；\n（二）二项。"]))
            try await body(desk, id)
        }
    }

    @Test("LIB-03 有法律法规管理权限的人维护，他人和其他机构不能修改")
    func keepers() async throws {
        try await Self.withStatute { desk, id in
            await #expect(throws: PermissionDenied(permission: .manageLaws)) {
                try await desk.add(ItemDesk.statute("乙条例（虚构）", effective: Self.day("2020-01-01"), articles: ["甲"]), by: .eastPlanner)
            }
            await #expect(throws: StatuteRefused.notMaintainer(agency: Agency.province.name)) {
                try await desk.amend(id, 1, to: "改", from: Self.day("2021-01-01"), by: .eastBusiness)
            }
            await #expect(throws: StatuteRefused.titleTaken) {
                try await desk.add(ItemDesk.statute("甲条例（虚构）", effective: Self.day("2020-01-01"), articles: ["甲"]))
            }
            await #expect(throws: StorageError.overtaken) {
                let record = try await desk.statute(id).record
                try await desk.write {
                    try StatuteChange(of: id, version: 9, to: record).make(by: desk.town[.provinceBusiness], at: desk.town.now, in: $0)
                }
            }
        }
    }

    @Test("LIB-01 下级看得到上级的文件，看不到别的市的文件")
    func visibility() async throws {
        try await Self.withStatute { desk, id in
            #expect(try await desk.statute(id, as: .eastBusiness).id == id)
            let local = try await desk.add(ItemDesk.statute("县级办法（虚构）", effective: Self.day("2020-01-01"), articles: ["甲"]), by: .eastBusiness)
            #expect(try await desk.statute(local, as: .cityBusiness).id == local)
            await #expect(throws: NotFound()) { _ = try await desk.statute(local, as: .outsiderBusiness) }
            let offered = try await desk.offered("县级办法", on: Self.day("2020-02-01"), as: .outsiderBusiness)
            #expect(offered == [])
        }
    }

    @Test("LIB-03 修改条文后，按日期看到当时施行的文字")
    func amendment() async throws {
        try await Self.withStatute { desk, id in
            try await desk.amend(id, 1, to: "许可经营，并公示。", from: Self.day("2022-03-01"))
            #expect(try await desk.words(id, 1, on: Self.day("2022-02-28")) == "许可经营。")
            #expect(try await desk.words(id, 1, on: Self.day("2022-03-01")) == "许可经营，并公示。")
            #expect(try await desk.words(id, 1, on: Self.day("2019-12-31")) == nil)
            await #expect(throws: StatuteRefused.wordingBackdated(Self.day("2022-03-01"))) {
                try await desk.amend(id, 1, to: "再改", from: Self.day("2022-02-01"))
            }
            let record = StatuteRecord(title: "甲条例（虚构）", kind: .localRegulation, effectiveOn: Self.day("2022-03-01"))
            await #expect(throws: StatuteRefused.wordingBackdated(Self.day("2022-03-01"))) {
                try await desk.write {
                    try StatuteChange(of: id, version: 2, to: record).make(by: desk.town[.provinceBusiness], at: desk.town.now, in: $0)
                }
            }
            try await desk.amend(id, 1, to: "许可经营并公示。", from: Self.day("2022-03-01"))
            #expect(try await desk.words(id, 1, on: Self.day("2022-03-01")) == "许可经营并公示。")
            try await desk.amend(id, 3, to: "新增的一条。", from: Self.day("2023-01-01"))
            #expect(try await desk.words(id, 3, on: Self.day("2022-12-31")) == nil)
            #expect(try await desk.words(id, 3, on: Self.day("2023-01-01")) == "新增的一条。")
        }
    }

    @Test("LIB-03 废止以后的事实不能再选用该条文，以前的仍能选用")
    func repeal() async throws {
        try await Self.withStatute { desk, id in
            let before = Self.day("2023-12-31")
            let after = Self.day("2024-01-01")
            let new = try await desk.add(
                ItemDesk.statute("甲条例（虚构）", effective: after, articles: ["新法第一条。"]), replaces: [id])
            let old = try await desk.statute(id)
            #expect(old.repealedOn == after)
            #expect(old.replacedBy == new)
            #expect(old.standing(on: before) == .inForce)
            #expect(old.standing(on: after) == .repealed)
            let provision = Provision(id, ArticleNumber(1))
            #expect(try await desk.chosen(provision.token, on: before).text == "《甲条例（虚构）》第一条")
            await #expect(throws: CitationRefused.notInForce("《甲条例（虚构）》第一条", after)) {
                _ = try await desk.chosen(provision.token, on: after)
            }
            // a form that has it keeps it until somebody replaces it
            let kept = Citation("《甲条例（虚构）》第一条", provision)
            #expect(try await desk.chosen(provision.token, kept: [kept], on: after) == kept)
            #expect(try await desk.outdated([kept], on: before) == [])
            #expect(try await desk.outdated([kept], on: after) == [kept])
            #expect(try await desk.linked("《甲条例（虚构）》第一条", on: before).provision?.statute == id)
            #expect(try await desk.linked("《甲条例（虚构）》第一条", on: after).provision?.statute == new)
            await #expect(throws: StatuteRefused.repealed(after)) {
                try await desk.amend(id, 1, to: "改", from: Self.day("2025-01-01"))
            }
        }
    }

    @Test("LIB-03 单条废止")
    func articleRepeal() async throws {
        try await Self.withStatute { desk, id in
            let date = Self.day("2022-01-01")
            try await desk.write {
                try ArticleRepeal(of: id, version: 1, ArticleNumber(1), from: date)
                    .make(by: desk.town[.provinceBusiness], at: desk.town.now, in: $0)
            }
            #expect(try await desk.words(id, 1, on: Self.day("2021-12-31")) == "许可经营。")
            #expect(try await desk.words(id, 1, on: date) == nil)
            #expect(try await desk.words(id, 2, on: date) != nil)
        }
    }

    @Test("LIB-02 按条、款、项选择；标题和正文都能按任意字查找")
    func choosing() async throws {
        try await Self.withStatute { desk, _ in
            let day = Self.day("2021-01-01")
            #expect(try await desk.offered("甲条例（虚构）第二条", on: day) == [
                "《甲条例（虚构）》第二条", "《甲条例（虚构）》第二条第一款", "《甲条例（虚构）》第二条第二款",
                "《甲条例（虚构）》第二条第二款第（一）项", "《甲条例（虚构）》第二条第二款第（二）项",
            ])
            #expect(try await desk.offered("可经", on: day) == ["《甲条例（虚构）》第一条"])
            #expect(try await desk.offered("可经", on: Self.day("2019-01-01")) == [])
            let found = try await desk.read { transaction in
                var filter = StatuteList.Filter(on: day)
                filter.title = "条例"
                return try StatuteList.load(filter, scope: desk.town[.eastBusiness].scope, page: ListPage(), in: transaction).rows
            }
            #expect(found.map(\.record.title) == ["甲条例（虚构）"])
        }
    }

    @Test("ITEM-16 与法律法规库对得上的文字成为引用，对不上的保持原文")
    func linking() async throws {
        try await Self.withStatute { desk, id in
            let day = Self.day("2021-01-01")
            let found = try await desk.linked("甲条例（虚构）第二条第二款第一项", on: day)
            #expect(found == Citation("《甲条例（虚构）》第二条第二款第（一）项", Provision(id, ArticleNumber(2), paragraph: 2, item: 1)))
            for text in ["《甲条例（虚构）》第二条第五款", "《甲条例（虚构）》第九条", "《未收录条例》第一条", "按规定办理"] {
                #expect(try await desk.linked(text, on: day) == Citation(text))
            }
        }
    }

    @Test("LIB-03 一次导入多个文件：好的入库，坏的说明原因，再次导入不重复")
    func importing() async throws {
        try await ItemDesk.each { desk in
            let kind = "---\n类型: 地方性法规\n---\n"
            var files = (1...20).map { number in
                LawImportSubmission.File(
                    name: "\(number).md", text: kind + "# 第\(number)号示例条例（虚构）\n自2020年1月1日起施行\n第一条 内容\(number)。")
            }
            files.append(.init(name: "坏.md", text: "# 坏条例\n没有条文"))
            let job = try await desk.importLaws(files)
            let report = try await desk.read { try StatuteFile.counts(of: job, in: $0) }
            #expect(report.outcome == "新增20个，更新0个，未变化0个，未导入1个")
            let listed = try await desk.read { try StatuteFile.list(of: job, most: 1, in: $0) }
            #expect(listed.map(\.name) == ["坏.md"])
            #expect(listed.first?.message.contains("没有找到条文") == true)
            files[0] = .init(name: "1.md", text: files[0].text + "更正。")
            let again = try await desk.importLaws(files)
            #expect(try await desk.read { try StatuteFile.counts(of: again, in: $0) }.outcome == "新增0个，更新1个，未变化19个，未导入1个")
            await #expect(throws: LawImportSubmission.Refused.noFiles) { _ = try await desk.importLaws([]) }
            await #expect(throws: PermissionDenied(permission: .manageLaws)) { _ = try await desk.importLaws(files, by: .eastOfficer) }
        }
    }

    @Test("CONF-02 随平台提供的题录载入一次，导入全文时补上条文")
    func delivery() async throws {
        try await ItemDesk.each { desk in
            for _ in 1...2 { try await desk.write { try LawDelivery().make(at: desk.town.now, in: $0) } }
            let delivered = try await desk.read { try Statute.titled(["行政处罚法"], scope: desk.town[.eastBusiness].scope, in: $0) }
            #expect(delivered.map(\.record.title) == ["中华人民共和国行政处罚法"])
            let law = try #require(delivered.first)
            #expect(try await desk.words(law.id, 85, on: Self.day("2021-07-15"))?.contains("工作日") == true)
            await #expect(throws: StatuteRefused.notMaintainer(agency: nil)) {
                try await desk.amend(law.id, 1, to: "示例", from: Self.day("2021-07-15"), by: .eastBusiness)
            }
            try await desk.amend(law.id, 1, to: "示例文字", from: Self.day("2021-07-15"))
            #expect(try await desk.words(law.id, 1, on: Self.day("2021-07-15")) == "示例文字")
            #expect(try await desk.linked("行政处罚法第四十二条第一款", on: Self.day("2024-01-01")).provision?.statute == law.id)
        }
    }

    @Test("BEY-20 法律规则只以新的一行修改：各有施行期间，按日期取数")
    func rules() async throws {
        try await ItemDesk.each { desk in
            try await desk.write { try LawDelivery().make(at: desk.town.now, in: $0) }
            let first = Self.day("2021-07-15")
            let changed = Self.day("2027-01-01")
            let old = try #require(try await desk.read { try LegalRule.holding("penalty.summary.fine", on: first, in: $0) })
            #expect(old.record.numbers == [LegalNumber("公民", 200, "元"), LegalNumber("法人或者其他组织", 3000, "元")])
            #expect(old.record.citation == "《中华人民共和国行政处罚法》第五十一条")
            let record = LegalRuleRecord(
                statute: old.record.statute, article: old.record.article, limits: old.record.limits,
                numbers: [LegalNumber("公民", 300, "元")], verification: .general)
            let next = LegalRuleSuccession(of: old.id, with: record, from: changed, basis: "虚构的修改决定")
            let town = desk.town
            await #expect(throws: LegalRuleSuccession.Refused.notHighest) {
                try await desk.write { try next.make(by: town[.cityBusiness], at: town.now, in: $0) }
            }
            await #expect(throws: LegalRuleSuccession.Refused.backdated(first)) {
                try await desk.write {
                    try LegalRuleSuccession(of: old.id, with: record, from: first, basis: "甲").make(by: town[.provinceBusiness], at: town.now, in: $0)
                }
            }
            try await desk.write { try next.make(by: town[.provinceBusiness], at: town.now, in: $0) }
            await #expect(throws: StorageError.overtaken) {
                try await desk.write { try next.make(by: town[.provinceBusiness], at: town.now, in: $0) }
            }
            let periods = try await desk.read { try LegalRule.periods(of: "penalty.summary.fine", in: $0) }
            #expect(periods.map(\.record.numbers.first?.value) == [200, 300])
            #expect(periods.map(\.validUntil) == [changed, nil])
            #expect(try await desk.read { try LegalRule.holding("penalty.summary.fine", on: Self.day("2026-12-31"), in: $0) }?.id == old.id)
        }
    }
}
