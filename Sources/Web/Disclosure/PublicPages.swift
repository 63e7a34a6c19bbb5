import Disclosure
import Doors
import InspectingPages
import RegistryPages
import Storage

/// What everybody may read without login (PUB-05, BEY-60).
package enum PublicPages {
    static let routes: [Route] = [
        .read("/public", .everyone, "公示的检查结果", query: filters, as: ListModel<PublicResult>.self, format: .pageOnly) {
            try await list($0)
        },
        .read("/public/results", .everyone, "公示的检查结果", query: filters, as: ListModel<PublicResult>.self, format: .apiOnly) {
            try await list($0)
        },
        .read("/public/results/{id}", .everyone, "一条公示的检查结果", as: PublicResult.self) { try await detail($0) },
        .read("/public/subjects/{code}", .everyone, "一个检查对象的全部公示", as: ListModel<PublicResult>.self) { try await subject($0) },
    ]

    static let filters = [
        Field("q", "企业名称或统一社会信用代码", placeholder: "企业名称或统一社会信用代码"),
        Field("agency", "检查机构", placeholder: "机构全称"),
        Field("from", "检查日期自", .date),
        Field("to", "至", .date),
    ]

    private static func list(_ call: Call) async throws -> Page {
        try call.platform.service(OriginThrottle.self).admit(call.origin)
        let reading = FormReading(call.query, filters)
        var filter = Publication.Filter()
        filter.text = reading.optional("q")
        filter.agency = reading.optional("agency")
        filter.from = reading.date("from")
        filter.to = reading.date("to")
        let (chosen, page, query) = (filter, call.listPage, call.query)
        let listed = try await call.read { try Publication.open(chosen, page: page, in: $0) }
        let model = ListModel(listed.map(PublicResult.init), call: call, path: call.wantsJSON ? "/public/results" : "/public")
        return Page("检查结果公示", model, layout: .open) { model, html in
            html.publicList(.results, model, query: query) { $0.publicLine($1) }
        }
    }

    /// The page of an enterprise, as far as something about it is published (PUB-06); natural persons have none (PUB-03).
    private static func subject(_ call: Call) async throws -> Page {
        try call.platform.service(OriginThrottle.self).admit(call.origin)
        var filter = Publication.Filter()
        let code = call.parameters["code"] ?? ""
        filter.subjectCode = code
        let (chosen, page) = (filter, call.listPage)
        let listed = try await call.read { try Publication.open(chosen, page: page, in: $0) }
        guard !code.isEmpty, let name = listed.rows.first?.subjectName else { throw NotFound() }
        let model = ListModel(listed.map(PublicResult.init), call: call, path: call.path)
        return Page(name, model, layout: .open) { $1.publicSubject(name, code, $0) }
    }

    private static func detail(_ call: Call) async throws -> Page {
        try call.platform.service(OriginThrottle.self).admit(call.origin)
        let id = try call.id(of: Publication.self)
        let publication = try await call.read { try Publication.open(id, in: $0) }
        return Page(publication.subjectName, PublicResult(publication), layout: .open) { $1.publicResult($0) }
    }
}
