import Authority
import AuthorityPages
import Doors
import InspectingPages
import Library
import Paperwork
import Registry
import Spreadsheets
import Storage
import Tasking
import Timekeeping

/// What a search over everything has found, a group a library (PORT-04).
package struct SearchModel: Codable, Sendable {
    struct Found: Codable, Sendable {
        let label: String
        let note: String
        let href: String
    }

    struct Group: Codable, Sendable {
        let title: String
        let found: [Found]
        /// The list of the library with the same words, where there is more.
        let more: String?
    }

    let words: String
    let groups: [Group]
    /// Said where nothing was found or asked.
    let hint: String?

    /// So many of a library are shown.
    static let shown = 6

    static func load(
        _ typed: String, for actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> SearchModel {
        let words = Cleaning.text(typed)
        guard !words.isEmpty else {
            return SearchModel(words: "", groups: [], hint: "输入名称、编号或代码的一部分：有权查看的监管对象、任务、计划、执法人员、文书、机构、用户和法律法规一起查找。")
        }
        let search = Search(words: words, actor: actor, now: now, today: now.beijingDate, protection: protection, transaction: transaction)
        let groups = try [
            actor.may(.readSubjects) ? search.subjects() : nil, actor.may(.readTasks) ? search.tasks() : nil,
            actor.may(.readPlans) ? search.plans() : nil, actor.may(.readOfficers) ? search.officers() : nil,
            actor.may(.readDocuments) ? search.documents() : nil, actor.may(.manageOrganizations) ? search.organizations() : nil,
            actor.may(.manageAccounts) ? search.accounts() : nil, search.laws(), search.articles(),
        ].compactMap { $0 }.filter { !$0.found.isEmpty }
        return SearchModel(
            words: words, groups: groups,
            hint: groups.isEmpty ? "没有找到与“\(words)”相符的内容。可以换用较短的词，或用空格分开几个词；统一社会信用代码可以只输入开头或末尾几位。" : nil)
    }
}

/// One search, library by library, each within the scope of who asks.
private struct Search {
    let words: String
    let actor: Actor
    let now: Instant
    let today: CalendarDate
    let protection: any FieldProtection
    let transaction: Transaction

    private var asked: String { "?q=" + Values.encoded(words) }

    private func group<Row: Sendable>(
        _ title: String, _ listed: Listed<Row>, more: String?, _ found: (Row) -> SearchModel.Found
    ) -> SearchModel.Group {
        let rows = listed.rows.prefix(SearchModel.shown).map(found)
        let hasMore = listed.hasNext || listed.rows.count > SearchModel.shown
        return SearchModel.Group(title: title, found: rows, more: hasMore ? more : nil)
    }

    func subjects() throws -> SearchModel.Group {
        let coded = try SubjectList.withCode(
            Cleaning.code(words), scope: actor.scope, most: SearchModel.shown + 1, in: transaction)
        if !coded.isEmpty {
            return group("监管对象", Listed(whole: coded), more: "/subjects?code=" + Values.encoded(Cleaning.code(words))) {
                .init(label: $0.name, note: $0.code + " · " + $0.jurisdictionName, href: "/subjects/\($0.id)")
            }
        }
        var filter = SubjectList.Filter()
        filter.text = words
        let listed = try SubjectList.load(filter, scope: actor.scope, page: ListPage(), in: transaction)
        return group("监管对象", listed, more: "/subjects" + asked) {
            .init(label: $0.name, note: [$0.code, $0.jurisdictionName].filter { !$0.isEmpty }.joined(separator: " · "), href: "/subjects/\($0.id)")
        }
    }

    func tasks() throws -> SearchModel.Group {
        group("检查任务", try InspectionTask.found(words, scope: actor.scope, in: transaction), more: "/tasks?tab=all&name=" + Values.encoded(words)) {
            .init(label: $0.name, note: [$0.number, $0.status.label, $0.organizationName].filter { !$0.isEmpty }.joined(separator: " · "), href: "/tasks/\($0.id)")
        }
    }

    func plans() throws -> SearchModel.Group {
        group("年度计划", try AnnualPlan.found(words, for: actor, in: transaction), more: "/plans?name=" + Values.encoded(words)) {
            .init(label: $0.name, note: [$0.number, "\($0.year)年度", $0.organizationName].filter { !$0.isEmpty }.joined(separator: " · "), href: "/plans/\($0.id)")
        }
    }

    func officers() throws -> SearchModel.Group {
        var filter = OfficerList.Filter()
        filter.text = words
        return group("执法人员", try OfficerList.load(filter, scope: actor.scope, page: ListPage(), in: transaction), more: "/officers" + asked) {
            .init(label: $0.fullName, note: [$0.certificateNumber, $0.organizationName].joined(separator: " · "), href: "/officers/\($0.id)")
        }
    }

    func documents() throws -> SearchModel.Group {
        var filter = EnforcementDocument.Filter()
        filter.text = words
        let listed = try EnforcementDocument.list(filter, scope: actor.scope, page: ListPage(), in: transaction).map(DocumentRow.init)
        return group("文书", listed, more: "/documents" + asked) {
            .init(label: $0.number, note: [$0.kind, $0.party].filter { !$0.isEmpty }.joined(separator: " · "), href: "/documents/" + $0.id)
        }
    }

    func organizations() throws -> SearchModel.Group {
        group("机构", try Organization.list(scope: actor.scope, named: words, in: transaction), more: "/organizations" + asked) {
            .init(label: $0.name, note: [$0.level.label, $0.divisionCode].filter { !$0.isEmpty }.joined(separator: " · "), href: "/organizations/\($0.id)")
        }
    }

    func accounts() throws -> SearchModel.Group {
        var filter = AccountFilter()
        filter.words = words
        let listed = try Account.list(scope: actor.scope, filter: filter, at: now, protection: protection, in: transaction)
        return group("用户", listed, more: "/accounts" + asked) {
            .init(label: $0.name, note: [$0.organizationName, $0.position].filter { !$0.isEmpty }.joined(separator: " · "), href: "/accounts/\($0.id)")
        }
    }

    func laws() throws -> SearchModel.Group {
        var filter = StatuteList.Filter(on: today)
        filter.title = words
        return group("法律法规", try StatuteList.load(filter, scope: actor.scope, page: ListPage(), in: transaction), more: "/laws" + asked) {
            .init(
                label: $0.record.title,
                note: [$0.record.kind.label, $0.record.documentNumber, $0.standing(on: today).label].filter { !$0.isEmpty }.joined(separator: " · "),
                href: "/laws/\($0.id)")
        }
    }

    func articles() throws -> SearchModel.Group {
        let listed = try ArticleList.load(words, kinds: [], on: today, scope: actor.scope, page: ListPage(), in: transaction)
        return group("法律条文", listed, more: "/laws/articles" + asked) { line in
            .init(
                label: "《\(line.title)》" + line.article.number.citedLabel, note: String(line.article.wording.text.prefix(60)),
                href: Provision(line.article.statute, line.article.number).address(on: today))
        }
    }
}
