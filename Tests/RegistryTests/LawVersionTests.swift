import Ledger
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

@Suite("法律法规的导入和版本")
struct LawVersionTests {
    private static func file(_ effective: String, _ words: String, repealed: String? = nil, note: String = "") -> LawImportSubmission.File {
        let end = repealed.map { "\n废止日期: \($0)" } ?? ""
        return .init(
            name: effective + ".txt",
            text: "---\n标题: 示例道路条例（虚构）\n类型: 行政法规\n施行日期: \(effective)\(end)\n---\n\(note)\n第一条 \(words)")
    }

    @Test("LIB-03 再次导入写明废止日期的文件，记为自该日起废止，题注不丢失；日期更正后以后一次为准")
    func repealedByFile() async throws {
        try await ItemDesk.each { desk in
            _ = try await desk.importLaws([Self.file("2022-03-29", "甲。", note: "2004年4月30日国务院令第406号公布")])
            let read = try await desk.readLaws([Self.file("2022-03-29", "甲。", repealed: "2023-07-20")])
            let draft = try #require(try await desk.files(read).first?.draft)
            #expect(try await desk.read { try draft.besides(scope: desk.town[.provinceBusiness].scope, in: $0) } == [
                "库中已有自2022-03-29起施行的这一版，将补全、更正其条文，记为自2023-07-20起废止",
            ])
            let job = try await desk.importLaws([Self.file("2022-03-29", "甲。", repealed: "2023-07-20")])
            #expect(try await desk.files(job).map(\.outcome) == [.changed])
            let statute = try #require(try await desk.versions("示例道路条例（虚构）").first)
            #expect(statute.repealedOn == CalendarDate("2023-07-20"))
            #expect(statute.record.preamble == "2004年4月30日国务院令第406号公布")
            let again = try await desk.importLaws([Self.file("2022-03-29", "甲。", repealed: "2023-07-20")])
            #expect(try await desk.files(again).map(\.outcome) == [.unchanged])
            _ = try await desk.importLaws([Self.file("2022-03-29", "甲。", repealed: "2023-08-01")])
            #expect(try await desk.versions("示例道路条例（虚构）").first?.repealedOn == CalendarDate("2023-08-01"))
        }
    }

    @Test("LIB-03 新版取代旧版：导入前说明，导入后旧版自新版施行之日起废止，以后的事实不能引用旧版")
    func newerVersion() async throws {
        try await ItemDesk.each { desk in
            _ = try await desk.importLaws([Self.file("2022-03-29", "旧文字。")])
            let job = try await desk.readLaws([Self.file("2023-07-20", "新文字。")])
            let draft = try #require(try await desk.files(job).first?.draft)
            #expect(try await desk.read { try draft.besides(scope: desk.town[.provinceBusiness].scope, in: $0) } == ["取代自2022-03-29起施行的旧版，旧版自2023-07-20起废止"])
            #expect(try await desk.versions("示例道路条例（虚构）").count == 1)
            try await desk.write { try LawImportConfirmation(of: job).make(by: desk.town[.provinceBusiness], at: desk.town.now, in: $0) }
            try await desk.workOnLaws()
            let (new, old) = (try await desk.versions("示例道路条例（虚构）")[0], try await desk.versions("示例道路条例（虚构）")[1])
            #expect(old.repealedOn == CalendarDate("2023-07-20"))
            #expect(old.replacedBy == new.id)
            let (before, after) = (try #require(CalendarDate("2023-01-01")), try #require(CalendarDate("2024-01-01")))
            #expect(try await desk.linked("《示例道路条例（虚构）》第一条", on: before).provision?.statute == old.id)
            #expect(try await desk.linked("《示例道路条例（虚构）》第一条", on: after).provision?.statute == new.id)
            let token = Provision(old.id, ArticleNumber(1)).token
            await #expect(throws: CitationRefused.notInForce("《示例道路条例（虚构）》第一条", after)) { _ = try await desk.chosen(token, on: after) }
            // an older text that comes in late ends where the next begins
            _ = try await desk.importLaws([Self.file("2010-01-01", "更旧的文字。")])
            #expect(try await desk.versions("示例道路条例（虚构）").last?.repealedOn == CalendarDate("2022-03-29"))
        }
    }

    @Test("LIB-03 读出的内容先列出，可为整批或所选文件更正，不导入的不进库，缺少类型的说明原因")
    func corrections() async throws {
        try await ItemDesk.each { desk in
            let files = (1...3).map { LawImportSubmission.File(name: "\($0).txt", text: "# 示例\($0)号办法（虚构）\n自2024年3月1日起施行\n第一条 甲。") }
            let job = try await desk.readLaws(files)
            #expect(try await desk.files(job).map { $0.draft?.missing } == Array(repeating: ["不能确定类型，请更正，或在文件开头写明，如“类型: 部门规章”"], count: 3))
            var correction = StatuteDraftCorrection()
            (correction.kind, correction.issuer) = (.departmentalRule, "示例部")
            let batch = correction
            correction = StatuteDraftCorrection()
            correction.isLeftOut = true
            let leaving = correction
            await #expect(throws: NotFound.self) {
                try await desk.write { try LawImportCorrection(of: job, files: [], batch).make(by: desk.town[.outsiderBusiness], at: desk.town.now, in: $0) }
            }
            try await desk.write { transaction in
                let person = desk.town[.provinceBusiness]
                #expect(try LawImportCorrection(of: job, files: [], batch).make(by: person, at: desk.town.now, in: transaction) == 3)
                #expect(try LawImportCorrection(of: job, files: [2], leaving).make(by: person, at: desk.town.now, in: transaction) == 1)
                try LawImportConfirmation(of: job).make(by: person, at: desk.town.now, in: transaction)
            }
            try await desk.workOnLaws()
            #expect(try await desk.files(job).map(\.outcome) == [.created, .leftOut, .created])
            let statute = try #require(try await desk.versions("示例3号办法（虚构）").first)
            #expect(statute.record.kind == .departmentalRule)
            #expect(statute.record.issuer == "示例部")
            await #expect(throws: JobRefused.notAwaiting) {
                try await desk.write { try LawImportCorrection(of: job, files: [], batch).make(by: desk.town[.provinceBusiness], at: desk.town.now, in: $0) }
            }
        }
    }

    @Test("LIB-02 每个词都要出现；法律在法规前，规范性文件在后，现行有效的在已废止的前")
    func ranking() async throws {
        try await ItemDesk.each { desk in
            func file(_ title: String, _ kind: String, _ words: String, repealed: String = "") -> LawImportSubmission.File {
                .init(name: title, text: "---\n标题: \(title)\n类型: \(kind)\n施行日期: 2020-01-01\n\(repealed)\n---\n第一条 \(words)")
            }
            _ = try await desk.importLaws([
                file("甲法（虚构）", "法律", "堆场应当设置围栏，并定期检查。"), file("堆场围栏条例（虚构）", "行政法规", "围栏高于两米。"),
                file("堆场围栏旧法（虚构）", "法律", "围栏。", repealed: "废止日期: 2021-01-01"), file("堆场和围栏的通知（虚构）", "规范性文件", "围栏牢固。"),
            ])
            let date = try #require(CalendarDate("2024-01-01"))
            var filter = StatuteList.Filter(on: date)
            filter.title = "围栏 堆场"
            let wanted = filter
            func titles(_ page: ListPage = ListPage()) async throws -> [String] {
                try await desk.read { try StatuteList.load(wanted, scope: desk.town[.provinceBusiness].scope, page: page, in: $0).rows.map(\.record.title) }
            }
            #expect(try await titles() == ["堆场围栏条例（虚构）", "堆场和围栏的通知（虚构）", "堆场围栏旧法（虚构）"])
            let articles = try await desk.read {
                try ArticleList.load("检查 围栏", kinds: [], on: date, scope: desk.town[.provinceBusiness].scope, page: ListPage(), in: $0).rows.map(\.title)
            }
            #expect(articles == ["甲法（虚构）"])
            let all = try await desk.read {
                try ArticleList.load("围栏", kinds: [], on: date, scope: desk.town[.provinceBusiness].scope, page: ListPage(), in: $0).rows.map(\.title)
            }
            #expect(all == ["甲法（虚构）", "堆场围栏条例（虚构）", "堆场和围栏的通知（虚构）"])
        }
    }
}
