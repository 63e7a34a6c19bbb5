import AuthorityPages
import Disclosure
import Doors
import InspectingPages
import Markup
import Registry
import RegistryPages
import Storage
import Tasking

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
        .read("/public/caps", .everyone, "公开的年度检查频次上限", query: capFilters, as: ListModel<PublicCap>.self) { call in
            let (filter, page) = try (admitted(call, capFilters), call.listPage)
            let (listed, delivered) = try await call.read { transaction in
                (
                    try OpenCap.list(agency: filter.agency, year: filter.year, page: page, in: transaction).map { PublicCap($0) },
                    page.place == .first ? PublicCap(delivered: try CapStandard.delivered(in: transaction)) : nil
                )
            }
            return open(.caps, call, listed) { $0.publicCap($1) } above: { html in
                if let delivered { html.ul(.class("results")) { $0.li { $0.publicCap(delivered) } } }
            }
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

    static let capFilters = [
        Field("agency", "制定机构", placeholder: "机构全称"), Field("year", "适用年度", .integer(2000...2100)),
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
        _ part: PublicPart, _ call: Call, _ listed: Listed<Row>, row: @escaping @Sendable (inout HTML, Row) -> Void,
        above: @escaping @Sendable (inout HTML) -> Void = { _ in }
    ) -> Page {
        let query = call.query
        let model = ListModel(listed, call: call, path: call.path)
        return Page(part.title, model, layout: .open) { $1.publicList(part, $0, query: query, row: row, above: above) }
    }
}

/// The parts of the public side, as its tabs show them.
enum PublicPart: CaseIterable, Sendable {
    case results, items, plans, caps

    var title: String {
        switch self {
        case .results: "检查结果公示"
        case .items: "抽查事项清单"
        case .plans: "年度计划"
        case .caps: "年度检查频次上限"
        }
    }

    var path: String {
        switch self {
        case .results: "/public"
        case .items: "/public/items"
        case .plans: "/public/plans"
        case .caps: "/public/caps"
        }
    }

    var filters: [Field] {
        switch self {
        case .results: PublicPages.filters
        case .items: OpenListPages.itemFilters
        case .plans: OpenListPages.planFilters
        case .caps: OpenListPages.capFilters
        }
    }

    var emptyText: String {
        switch self {
        case .results: "没有符合条件的公示结果"
        case .items: "没有符合条件的抽查事项"
        case .plans: "没有符合条件的年度计划"
        case .caps: "各机构没有另作规定，按上面的标准执行"
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

/// 年度检查频次上限 as everybody may read it (BEY-30): how often one agency comes to an enterprise of each credit level.
struct PublicCap: Codable, Sendable {
    struct Limit: Codable, Sendable {
        let level: String
        /// Missing where there is no cap.
        let visits: Int?
        let words: String
    }

    let name: String
    /// Missing for what holds where nobody has laid down anything.
    let agency: String?
    let year: Int?
    let limits: [Limit]
    let exemptions: [String]
    let basis: String

    init(_ cap: OpenCap) { self.init(cap.name, cap.agency, cap.year, cap.standard) }

    init(delivered standard: CapStandard) { self.init("没有另作规定的机构", nil, nil, standard) }

    private init(_ name: String, _ agency: String?, _ year: Int?, _ standard: CapStandard) {
        (self.name, self.agency, self.year, basis) = (name, agency, year, standard.basis)
        limits = Grade.allCases.map { Limit(level: $0.label, visits: standard.limits[$0], words: standard.words($0)) }
        exemptions = CapExemptKind.allCases.filter(standard.exemptions.contains).map(\.label)
    }
}
