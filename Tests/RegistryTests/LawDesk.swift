import Authority
import Ledger
import Storage
import TestKit
import Timekeeping

@testable import Importing
@testable import Library
@testable import Registry

/// The library of the invented town. Its statutes say that they are invented.
extension ItemDesk {
    static let fireworks = """
        ---
        类型: 地方性法规
        ---
        # 云泽省烟花爆竹示例条例（虚构）

        （2020年3月1日云泽省示例人民代表大会常务委员会通过 自2020年5月1日起施行）

        目 录
        第一章 总则
        第二章 附则

        ## 第一章 总则

        **第一条** 为了举例，制定本条例。

        第二条　经营单位应当遵守下列规定：
        （一）取得许可；
        （二）在许可的范围内经营。
        前款规定适用于零售。

        第二条之一 第一条规定的举例，由本条说明。
        第三条规定的内容不另起一条。

        ## 第二章 附则

        第三条 本条例自2020年5月1日起施行。
        """

    static func statute(_ title: String, effective: CalendarDate, articles: [String]) -> StatuteText {
        StatuteText(
            StatuteRecord(title: title, kind: .localRegulation, issuer: "云泽省示例人大", effectiveOn: effective),
            articles: articles.enumerated().map { .init(ArticleNumber($0 + 1), ArticleWording($1)) })
    }

    @discardableResult
    func add(_ text: StatuteText, replaces: [Statute.ID] = [], by person: Person = .provinceBusiness) async throws -> Statute.ID {
        try await write { try StatuteAddition(text, replaces: replaces).make(by: town[person], at: town.now, in: $0) }
    }

    func statute(_ id: Statute.ID, as person: Person = .provinceBusiness) async throws -> Statute {
        try await read { try Statute.load(id, scope: town[person].scope, in: $0) }
    }

    func amend(
        _ id: Statute.ID, _ number: Int, to words: String, from date: CalendarDate, by person: Person = .provinceBusiness
    ) async throws {
        let version = try await statute(id, as: person).version
        try await write {
            try ArticleAmendment(of: id, version: version, ArticleNumber(number), to: ArticleWording(words), from: date)
                .make(by: town[person], at: town.now, in: $0)
        }
    }

    /// The words of an article in force on a day.
    func words(_ id: Statute.ID, _ number: Int, on date: CalendarDate) async throws -> String? {
        try await read {
            try StatuteArticle.wordings(of: ArticleNumber(number), in: id, $0).first { $0.isInForce(on: date) }?.wording.text
        }
    }

    func offered(_ typed: String, on date: CalendarDate, as person: Person = .eastBusiness) async throws -> [String] {
        try await read {
            try LawLibrary(scope: town[person].scope, in: $0).offered(typed, on: date).map(\.citation.text)
        }
    }

    func linked(_ text: String, on date: CalendarDate) async throws -> Citation {
        try await read {
            var library = LawLibrary(scope: town[.eastBusiness].scope, in: $0)
            return try library.linked([Citation(text)], on: date)[0]
        }
    }

    func chosen(_ token: String, kept: [Citation] = [], on date: CalendarDate) async throws -> Citation {
        try await read {
            var library = LawLibrary(scope: town[.eastBusiness].scope, in: $0)
            return try library.chosen(token, kept: kept, on: date)
        }
    }

    func outdated(_ citations: [Citation], on date: CalendarDate) async throws -> [Citation] {
        try await read { try LawLibrary(scope: town[.eastBusiness].scope, in: $0).outdated(citations, on: date) }
    }

    func importLaws(_ files: [LawImportSubmission.File], by person: Person = .provinceBusiness) async throws -> Job.ID {
        let job = try await write { try LawImportSubmission(files, isAttended: false).make(by: town[person], at: town.now, in: $0) }
        try await workOnLaws()
        return job
    }

    /// As on the page: what was read waits to be looked at.
    func readLaws(_ files: [LawImportSubmission.File], by person: Person = .provinceBusiness) async throws -> Job.ID {
        let job = try await write { try LawImportSubmission(files).make(by: town[person], at: town.now, in: $0) }
        try await workOnLaws()
        return job
    }

    func workOnLaws() async throws {
        let runner = JobRunner(database: town.database, kinds: [LawImportJob()])
        while try await runner.runNext() {}
    }

    func files(_ job: Job.ID) async throws -> [StatuteFile] {
        try await read { try StatuteFile.list(of: job, most: 100, in: $0) }.sorted { $0.number < $1.number }
    }

    func versions(_ title: String) async throws -> [Statute] {
        try await read { try Statute.titled([title], scope: town[.provinceBusiness].scope, in: $0) }
    }
}
