import Authority
import Doors
import Library
import Registry
import Storage
import Timekeeping

/// 执法资源库: 法律法规, 部门规章, 安全标准, 相关文件 (LIB-01 to LIB-03). What is law is there for everybody who is signed in.
package enum LawPages {
    static let menu = [
        MenuEntry(.libraries, "法律法规", "/laws", icon: "book", .signedIn, also: ["/legal-rules"])
    ]

    static let routes: [Route] = [
        .read("/laws", .signedIn, "法律法规查询", query: filters + moreFilters + [tab], as: ListModel<LawRow>.self) { try await list($0) },
        .read("/laws/articles", .signedIn, "按正文查找条文", query: articleFilters, as: ListModel<ArticleRow>.self) { try await articles($0) },
        .get("/laws/cited", .signedIn, "打开引用的条文，按日期", query: [Field("q", "引用"), onDay]) { try await cited($0) },
        .read("/laws/{id}", .signedIn, "法律法规正文，按日期", query: [onDay], as: LawDetail.self, changeable: changed) { try await detail($0) },
        .options("/options/articles", .signedIn, "按法律名称、条号或文字选择现行有效的条款", query: [onDay]) {
            try await options($0)
        },
        .options("/options/statutes", .needs(.manageLaws), "按标题选择法律法规") { try await statutes($0) },
    ] + actRoutes + articleRoutes + importRoutes

    static let changed = LawForms.record + [LawForms.version]
    package static let tab = Field("tab", "类别", .hidden)
    static let onDay = Field("on", "日期", .date)

    package static let filters = [
        Field("q", Statute.Label.title, placeholder: "标题或文号中的任意文字"),
        Field("issuer", "发文单位"),
        Field("kind", Statute.Label.kind, .choice(StatuteKind.options)),
    ]

    package static let moreFilters = [
        Field("standing", Statute.Label.standing, .choice(StatuteStanding.options)),
        Field("on", "时效的日期", .date),
        PastDay.field,
    ]

    static let articleFilters = [
        Field("q", "正文", placeholder: "条文中的任意文字"),
        Field("kind", Statute.Label.kind, .choice(StatuteKind.options)),
        Field("on", "施行于", .date),
    ]

    package static func tabs(_ current: String) -> [Tab] {
        [Tab("全部", "/laws", isCurrent: current == "")]
            + LawShelf.allCases.map { Tab($0.label, "/laws?tab=" + $0.rawValue, isCurrent: current == $0.rawValue) }
            + [
                Tab("条文检索", "/laws/articles", isCurrent: current == "articles"),
                Tab("法律规则", "/legal-rules", isCurrent: current == "rules of law"),
            ]
    }

    package static func day(_ call: Call) -> CalendarDate { call.query["on"].flatMap { CalendarDate($0) } ?? call.clock.today() }

    package static func filter(_ call: Call) -> StatuteList.Filter {
        let reading = FormReading(call.query, filters + moreFilters)
        var filter = StatuteList.Filter(on: day(call))
        filter.title = reading.optional("q")
        filter.issuer = reading.optional("issuer")
        let shelf = LawShelf(rawValue: call.query["tab"] ?? "")
        filter.kinds = reading.choice("kind", as: StatuteKind.self).map { [$0] } ?? shelf?.kinds ?? []
        filter.standing = reading.choice("standing")
        filter.asOf = PastDay.asked(call)
        return filter
    }

    private static func list(_ call: Call) async throws -> Page {
        let (scope, page, today) = (try call.actor().scope, call.listPage, day(call))
        let shelf = LawShelf(rawValue: call.query["tab"] ?? "")
        let chosen = filter(call)
        let listed = try await call.read { try StatuteList.load(chosen, scope: scope, page: page, in: $0) }
        var screen = ListScreen<LawRow>("法律法规", path: "/laws", columns: [
            Column(Statute.Label.title, .fill) { .link($0.title, href: "/laws/" + $0.id, note: $0.documentNumber) },
            Column(Statute.Label.kind) { .text($0.kind) },
            Column(Statute.Label.issuer, .wide) { .text($0.issuer) },
            Column(Statute.Label.promulgatedOn) { .text($0.promulgatedOn) },
            Column(Statute.Label.effectiveOn) { .text($0.effectiveOn) },
            Column(Statute.Label.standing, .small) { .tag($0.standing, $0.tone) },
        ])
        screen.tabs = tabs(shelf?.rawValue ?? "")
        screen.filters = filters
        screen.moreFilters = moreFilters
        screen.actions = Action.exports("/laws", call, needs: .readItems) + [
            Action("导入", "/laws/imports/new", icon: "upload", needs: .manageLaws),
            Action("新增", "/laws/new", .primary, icon: "plus-lg", needs: .manageLaws),
        ]
        screen.rowActions = { [Action("查看", "/laws/" + $0.id)] }
        screen.emptyText = "没有符合条件的法律法规"
        return screen.page(call, listed.map { LawRow($0, on: today) })
    }

    private static func articles(_ call: Call) async throws -> Page {
        let (scope, page, today) = (try call.actor().scope, call.listPage, day(call))
        let reading = FormReading(call.query, articleFilters)
        let words = reading.text("q")
        let kinds = reading.choice("kind", as: StatuteKind.self).map { [$0] } ?? []
        let listed = try await call.read {
            try ArticleList.load(words, kinds: kinds, on: today, scope: scope, page: page, in: $0)
        }
        var screen = ListScreen<ArticleRow>("条文检索", path: "/laws/articles", columns: [
            Column("条文", .wide) { .link($0.label, href: $0.href, note: $0.title) },
            Column("正文", .fill) { .words($0.words) },
            Column(Statute.Label.kind) { .text($0.kind) },
        ])
        screen.tabs = tabs("articles")
        screen.filters = articleFilters
        screen.rowActions = { [Action("查看", $0.href)] }
        screen.emptyText = "没有符合条件的条文"
        return screen.page(call, listed.map { ArticleRow($0, on: today) })
    }

    private static func detail(_ call: Call) async throws -> Page {
        let (actor, asked) = (try call.actor(), day(call))
        let id = try call.id(of: Statute.self)
        let (model, values) = try await call.read { transaction in
            let statute = try Statute.load(id, scope: actor.scope, in: transaction)
            let mayKeep = try actor.may(.manageLaws) && statute.isKept(by: actor, in: transaction)
            let successor = try statute.replacedBy.flatMap { try Statute.seen($0, scope: actor.scope, in: transaction) }
            let use = actor.may(.manageForms) ? try StatuteUse.of(id, scope: actor.scope, in: transaction) : nil
            let model = LawDetail(
                statute, try StatuteArticle.all(of: id, in: transaction), asked: asked, successor: successor, use: use,
                mayKeep: mayKeep)
            return (model, LawForms.values(statute))
        }
        let token = call.login?.formToken
        return Page(model.title, model) { $1.law($0, formToken: token) }.changeable(changed, values)
    }

    /// What words cite: the article, or, where the library does not know it, the search for it.
    private static func cited(_ call: Call) async throws -> Answer {
        let (scope, today, words) = (try call.actor().scope, day(call), call.query["q"] ?? "")
        let citation = try await call.read { transaction in
            var library = LawLibrary(scope: scope, in: transaction)
            return try library.linked([Citation(words)], on: today)[0]
        }
        let search = "/laws?q=" + Values.encoded(CitedWords(words)?.title ?? words)
        return .done(Done("", goTo: citation.provision?.address(on: today) ?? search))
    }

    private static func options(_ call: Call) async throws -> Answer {
        let (scope, today, typed) = (try call.actor().scope, day(call), call.query["q"] ?? "")
        guard !typed.isEmpty else { return .json(try JSONText.encode([OptionRow]())) }
        let lines = try await call.read { try LawLibrary(scope: scope, in: $0).offered(typed, on: today) }
        return .json(try JSONText.encode(lines.map {
            OptionRow(value: $0.citation.token, label: $0.citation.text, note: "自\($0.since)起施行；" + ($0.words.isEmpty ? "条文未录入" : $0.words))
        }))
    }

    private static func statutes(_ call: Call) async throws -> Answer {
        let (scope, today) = (try call.actor().scope, call.clock.today())
        var filter = StatuteList.Filter(on: today)
        filter.title = call.query["q"]
        let chosen = filter
        let listed = try await call.read { try StatuteList.load(chosen, scope: scope, page: ListPage(size: 20), in: $0) }
        return .json(try JSONText.encode(listed.rows.filter { $0.repealedOn == nil }.map {
            OptionRow(value: $0.id.description, label: $0.record.title, note: "自\($0.record.effectiveOn)起施行")
        }))
    }
}
