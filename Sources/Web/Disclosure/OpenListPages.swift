import AuthorityPages
import Disclosure
import Doors
import InspectingPages
import Markup
import RegistryPages
import Storage

/// Lists of items and plans that everybody may read without login (PUB-05, BEY-60).
package enum OpenListPages {
    static let routes: [Route] = [
        .read("/public/items", .everyone, "公开的抽查事项清单", query: itemFilters, as: ListModel<PublicItem>.self) { call in
            let (filter, page) = try (admitted(call, itemFilters), call.listPage)
            let listed = try await call.read { try OpenItem.list(filter, page: page, in: $0) }
            return open(.items, call, listed.map(PublicItem.init)) { $0.publicItem($1) }
        },
        .read("/public/plans", .everyone, "公开的年度计划", query: planFilters, as: ListModel<PublicPlan>.self) { call in
            let (filter, page) = try (admitted(call, planFilters), call.listPage)
            let listed = try await call.read { try OpenPlan.list(filter, page: page, in: $0) }
            return open(.plans, call, listed.map(PublicPlan.init)) { $0.publicPlan($1) }
        },
    ]

    static let itemFilters = [
        Field("q", "抽查事项名称", placeholder: "抽查事项名称"), Field("code", "事项编码", placeholder: "编码的开头"),
        Field("agency", "制定机构", placeholder: "机构全称"),
    ]
    static let planFilters = [
        Field("q", "计划名称", placeholder: "计划名称"), Field("code", "计划编号", placeholder: "编号的开头"),
        Field("agency", "制定机构", placeholder: "机构全称"), Field("year", "计划年度", .integer(2000...2100)),
    ]

    private static func admitted(_ call: Call, _ fields: [Field]) throws -> OpenFilter {
        try call.platform.service(OriginThrottle.self).admit(call.origin)
        let reading = FormReading(call.query, fields)
        var filter = OpenFilter()
        filter.text = reading.optional("q")
        filter.code = reading.optional("code")
        filter.agency = reading.optional("agency")
        filter.year = fields.contains { $0.name == "year" } ? reading.integer("year") : nil
        return filter
    }

    private static func open<Row: Codable & Sendable>(
        _ part: PublicPart, _ call: Call, _ listed: Listed<Row>, row: @escaping @Sendable (inout HTML, Row) -> Void
    ) -> Page {
        let query = call.query
        let model = ListModel(listed, call: call, path: call.path)
        return Page(part.title, model, layout: .open) { $1.publicList(part, $0, query: query, row: row) }
    }
}

/// The parts of the public side, as its tabs show them.
enum PublicPart: CaseIterable, Sendable {
    case results, items, plans

    var title: String {
        switch self {
        case .results: "检查结果公示"
        case .items: "抽查事项清单"
        case .plans: "年度计划"
        }
    }

    var path: String {
        switch self {
        case .results: "/public"
        case .items: "/public/items"
        case .plans: "/public/plans"
        }
    }

    var filters: [Field] {
        switch self {
        case .results: PublicPages.filters
        case .items: OpenListPages.itemFilters
        case .plans: OpenListPages.planFilters
        }
    }

    var emptyText: String {
        switch self {
        case .results: "没有符合条件的公示结果"
        case .items: "没有符合条件的抽查事项"
        case .plans: "没有符合条件的年度计划"
        }
    }
}

/// Open data (BEY-60).
struct PublicItem: Codable, Sendable {
    let code: String
    let name: String
    let domain: String
    let agency: String
    let legalBasis: [String]

    init(_ item: OpenItem) {
        code = item.code
        name = item.name
        domain = item.domain.label
        agency = item.organizationName
        legalBasis = item.legalBases
    }
}

struct PublicPlan: Codable, Sendable {
    let number: String
    let year: Int
    let name: String
    let family: String
    let agency: String
    let term: String
    let items: [String]

    init(_ plan: OpenPlan) {
        number = plan.number
        year = plan.year
        name = plan.name
        family = plan.family
        agency = plan.organizationName
        term = plan.term
        items = plan.items
    }
}
