import Authority
import Foundation
import Ledger
import Probing
import Tasking
import Testing

@testable import Doors
@testable import mingcha

/// A record of the county for every place that a path of the product names: `/items/{id}`, `/laws/{id}/articles/{article}`.
///
/// They stand here and not in `Area`: a program in production carries no data of tests, and what the demonstration lacks is made
/// as people make it, by the acts of the product. That none is forgotten is tested by name (`SampleTests`).
struct Samples: Sendable {
    let server: DemoServer
    /// Of the county, with every role that somebody there can have.
    let keeper: DemoServer.Resident
    /// By place: the path with its names filled in.
    private(set) var paths: [String: String] = [:]

    static let keeperName = "唐晓舟"
    private static let guardianName = "周启明"

    static func settle(in server: DemoServer) async throws -> Samples {
        try await server.database.write {
            try ForeignRecords.grantEverything(to: keeperName, in: $0)
            try ForeignRecords.grant([.securityAdmin], to: guardianName, in: $0)
        }
        let actor = try #require(try await server.database.read { try DemoServer.residents(in: $0) }.first { $0.name == keeperName }).actor
        let keeper = DemoServer.Resident(name: keeperName, actor: actor, visitor: server.resident(keeperName).visitor)
        let guardian = server.resident(guardianName)
        try await server.settleRoles(of: keeper, opening: "/security")
        try await server.settleRoles(of: guardian, opening: "/security")
        var samples = Samples(server: server, keeper: keeper)
        try await samples.makeLibraries(guardedBy: guardian)
        try await samples.makePlans()
        try await samples.makeJointTask()
        try await samples.makeJobs()
        try await samples.makeExemption()
        let agency = actor.organization
        try await server.database.write { try Samples.settleSecondParty(of: agency, in: $0) }
        let found = try await server.database.read { try Samples.found(agency: agency, in: $0) }
        samples.paths.merge(found) { made, _ in made }
        // what is read of a login is good for a second, and the partner is younger
        while !(try await server.ask([keeper.visitor.get("/element-breaks")])[0].text.contains(RoleRows.partner)) {}
        for library in DeclaredLibraries.all { try await samples.makeEntry(of: library) }
        try await samples.makePicture()
        try await samples.makeLicence(of: samples.paths["/subjects/{id}"]?.split(separator: "/").last.map(String.init) ?? "")
        return samples
    }

    /// The places of the product's paths behind a login, with the routes that name them.
    static let places = Dictionary(grouping: Assembly.routes.filter { $0.access != .everyone && place(of: $0) != nil }) { place(of: $0) ?? "" }

    /// Names in paths that are the same for everybody: what stands there belongs to no agency and nobody.
    static let ofEverybody = [
        "/parameters/{parameter}": "每个机构都看到自己的设定", "/imports/{kind}": "导入的种类，人人相同",
        "/legal-rules/{id}": "法律规则对所有机构相同", "/field/files/{hash}": "以内容为名；上传与取回由现场端的测试核对",
    ]

    /// The path as far as it names something.
    static func place(of route: Route) -> String? {
        let parts = route.path.split(separator: "/")
        guard let last = parts.lastIndex(where: { $0.hasPrefix("{") }) else { return nil }
        return "/" + parts[...last].joined(separator: "/")
    }

    /// The path of a route, at its sample.
    func path(of route: Route) -> String? {
        if let own = paths[route.path] { return own }
        guard let place = Self.place(of: route) else { return route.path }
        return paths[place].map { $0 + route.path.dropFirst(place.count) }
    }

    /// Whether somebody of the county, or of its enterprise, opens the sample.
    func isOpen(_ address: Address) async throws -> Bool {
        guard let path = path(of: address.route) else { return false }
        let people = ([keeper] + server.countyPeople).filter { address.route.access.admits($0.actor) }.map(\.visitor)
        let enterprises = server.enterprises.filter { address.route.access.admits($0.kind) }.map(\.visitor)
        for visitor in people + enterprises {
            if try await server.ask([visitor.get(address.prefix + path)])[0].status == 200 { return true }
        }
        return false
    }

    /// Sends a form with what is needed filled in, and tells the id of what was made.
    @discardableResult
    private func make(
        _ path: String, at target: String? = nil, by person: DemoServer.Resident? = nil, _ typed: [String: [String]] = [:], version: String? = nil
    ) async throws -> String {
        struct Made: Decodable { let id: String? }
        let route = try #require(Assembly.routes.first { $0.method == .post && $0.path == path }, "\(path)")
        let json = FilledForm.json(route, typed: typed, version: version)
        let reply = try await server.ask([(person ?? keeper).visitor.post("/api/v1" + (target ?? path), json: json)])[0]
        #expect(reply.status == 200, "\(path)：\(reply.status) \(reply.text.prefix(400))")
        return try JSONDecoder().decode(Made.self, from: Data(reply.body)).id ?? ""
    }

    private mutating func makeLibraries(guardedBy guardian: DemoServer.Resident) async throws {
        let agency = keeper.actor.organization
        // whoever administers, guards and audits has no other part (SEC-07)
        let admin = server.resident("许慎行")
        paths["/departments/{id}"] = "/departments/" + (try await make(
            "/organizations/{id}/departments", at: "/organizations/\(agency)/departments", by: admin, ["name": ["执法二科"]]))
        let matter = try await make("/check-matters", ["violated": ["《安全生产法》第三十六条"]])
        paths["/check-matters/{id}"] = "/check-matters/" + matter
        paths["/inspection-types/{id}"] = "/inspection-types/" + (try await make("/inspection-types", ["matters": [matter]]))
        paths["/result-templates/{key}"] = "/result-templates/" + (try await make("/result-templates", [
            "name": ["样例模板"], "noProblem": ["合格"], "problem": ["不合格"], "notInspectable": ["无法检查"],
            "disposals": ["noProblem", "rectification"],
        ]))
        let item = try await make("/items", [
            "itemCode": ["990101000001"], "name": ["对样例单位的行政检查"], "legalBasis": ["《安全生产法》第六十五条"],
        ])
        paths["/items/{id}"] = "/items/" + item
        try await make("/items/{id}/claim", at: "/items/\(item)/claim", version: "1")
        let form = try await make("/forms", [
            "name": ["样例检查表"], "items": ["990101000001"], "modes": ["daily"], "layout": ["new-1:new-2"], "item.new-1": ["现场管理"],
            "text.new-2": ["是否张贴操作规程"], "violated.new-2": ["《安全生产法》第四十四条"], "fieldLabel0": ["从业人数"], "fieldKind0": ["text"],
        ])
        paths["/forms/{id}"] = "/forms/" + form
        try await make("/forms/{id}/enabling", at: "/forms/\(form)/enabling", version: "1")
        let law = try await make("/laws", ["title": ["青石县样例规定"], "text": ["第一条 为了样例。\n第二条 各单位应当遵守。"]])
        paths["/laws/{id}"] = "/laws/" + law
        paths["/laws/{id}/articles/{article}"] = "/laws/\(law)/articles/1"
        paths["/security/findings/{id}"] = "/security/findings/" + (try await make("/security/findings", by: guardian))
    }

    /// What the demonstration has not is added by the library's own form.
    private mutating func makeEntry<Record: EntryRecord>(of record: Record.Type) async throws {
        let agency = keeper.actor.organization
        if let found = try await server.database.read({ try Samples.entry(of: record, agency: agency, in: $0) }) {
            paths[Record.place] = found
        } else {
            paths[Record.place] = Record.home + "/" + (try await make(Record.home))
        }
    }

    /// Drafts, with what hangs on them.
    private mutating func makePlans() async throws {
        _ = try await plan("样例草稿")
        let waiting = try await plan("样例待审"), issued = try await plan("样例计划")
        try await upload("/plans/\(issued)/attachments", "attachment", "样例.txt", Array("样例".utf8))
        let reviewer = server.resident("沈若兰")
        for plan in [waiting, issued] {
            try await make(
                "/plans/{id}/submission", at: "/plans/\(plan)/submission", ["reviewer": ["\(reviewer.actor.account)"]],
                version: "\(try await version(of: "/plans/" + plan))")
        }
        let seen = try await version(of: "/plans/" + issued)
        let approval = try await server.ask([reviewer.visitor.post("/api/v1/plans/\(issued)/approval", json: "{\"version\":\(seen)}")])[0]
        #expect(approval.status == 200, "\(approval.text.prefix(400))")
        paths["/plans/{id}"] = "/plans/" + issued
        paths["/task-volumes/{id}"] = "/task-volumes/" + (try await make("/task-volumes", ["year": [year], "family": ["daily"], "volume": ["1000"]]))
        paths["/plan-reviews/{id}"] = "/plan-reviews/" + waiting
        let byForm = try await task("byForm")
        paths["/tasks/{id}"] = "/tasks/" + byForm
        try await upload("/tasks/\(byForm)/attachments", "attachment", "样例.txt", Array("样例".utf8))
        let byItem = try await task("byItem"), form = "/tasks/\(byItem)/dynamic-form"
        // what it offers is taken whole
        let offered = try await server.ask([keeper.visitor.get("/api/v1" + form)])[0]
        let made = try await server.ask([keeper.visitor.post("/api/v1" + form, json: offered.text)])[0]
        #expect(made.status == 200, "\(made.text.prefix(400)) \(offered.text.prefix(800))")
        for route in ["/tasks/{id}/dynamic-form", "/tasks/{id}/dynamic-form/preview"] { paths[route] = route.replacing("{id}", with: byItem) }
    }

    /// A task of several agencies that waits for the answer of one below the county.
    private mutating func makeJointTask() async throws {
        let county = keeper.actor.organization, today = server.platform.clock.today()
        let item = try await make("/items", [
            "itemCode": ["990101000002"], "name": ["对样例配合单位的行政检查"], "legalBasis": ["《消防法》第五十三条"],
        ])
        let form = try await make("/forms", [
            "name": ["样例配合检查表"], "items": ["990101000002"], "modes": ["daily"], "layout": ["new-1:new-2"], "item.new-1": ["通道"],
            "text.new-2": ["疏散通道是否畅通"], "violated.new-2": ["《消防法》第二十八条"],
        ])
        try await make("/forms/{id}/enabling", at: "/forms/\(form)/enabling", version: "1")
        let partner = try await server.database.write { transaction in
            let partner = try RoleRows.settlePartner(under: county, in: transaction)
            try RoleRows.claim(item, by: partner, in: transaction)
            return partner
        }
        let own = paths["/items/{id}"]?.split(separator: "/").last.map(String.init) ?? ""
        let task = try await make("/tasks", [
            "mode": ["daily"], "name": ["样例联合任务"], "nature": ["formal"], "year": [year], "source": ["adHoc"], "then": ["confirm"],
            "startDate": [today.description], "endDate": [today.advanced(days: 30).description], "leadDomain": ["marketRegulation"],
            "contentMode": ["byForm"], "items": [own], "taskType": [AgencySpan.crossAgency.rawValue], "partners": [partner.description],
            "partnerItems": [item], "invitationDeadline": [today.advanced(days: 5).description],
        ])
        paths["/tasks/{id}/invitation"] = "/tasks/\(task)/invitation"
    }

    private func version(of path: String) async throws -> Int {
        struct Seen: Decodable { let version: Int }
        return try JSONDecoder().decode(Seen.self, from: Data(try await server.ask([keeper.visitor.get("/api/v1" + path)])[0].body)).version
    }

    private func plan(_ name: String) async throws -> String {
        let today = server.platform.clock.today()
        return try await make("/plans", [
            "family": ["daily"], "name": [name], "year": [year], "then": ["draft"], "contentLevel": ["general"], "leadDomain": ["marketRegulation"],
            "items": [paths["/items/{id}"]?.split(separator: "/").last.map(String.init) ?? ""], "ways": ["onSite"],
            "termStart": [today.description], "termEnd": [today.advanced(days: 30).description], "creditRule": ["notRequired"],
        ])
    }

    private var year: String { "\(server.platform.clock.today().year)" }

    private func task(_ content: String) async throws -> String {
        let today = server.platform.clock.today()
        let item = paths["/items/{id}"]?.split(separator: "/").last.map(String.init) ?? ""
        return try await make("/tasks", [
            "mode": ["daily"], "name": ["样例任务 " + content], "nature": ["formal"], "year": [year], "source": ["adHoc"],
            "startDate": [today.description], "endDate": [today.advanced(days: 30).description], "leadDomain": ["marketRegulation"],
            "contentMode": [content], "items": [item],
        ])
    }

    /// Work that runs behind, and what people sent for it.
    private mutating func makeJobs() async throws {
        let job = try await make("/subjects/exports", at: "/subjects/exports?format=csv")
        let template = try await server.ask([keeper.visitor.get("/imports/subjects/template.csv")])[0].body
        let faulty = try await upload("/imports/subjects", "file", "对象.csv", template + Array("无效\r\n".utf8))
        let runner = try server.platform.service(JobRunner.self)
        while try await runner.runNext() {}
        for file in ["problems.csv", "problems.xlsx"] { paths["/imports/{kind}/" + file] = "/imports/\(faulty)/" + file }
        paths["/jobs/{id}"] = "/jobs/" + job
        paths["/exports/{id}"] = "/exports/" + job
        let law = try await upload("/laws/imports", "files", "样例办法.txt", Array("样例办法\n第一条 为了样例。".utf8))
        paths["/laws/imports/{id}"] = "/laws/imports/" + law
        paths["/parameters/{parameter}"] = "/parameters/\(Parameter.allCases[0].rawValue)"
        paths["/imports/{kind}"] = "/imports/subjects"
        // the form of one kind
        paths["/subjects/by-hand/new"] = "/subjects/by-hand/new?type=person"
        let keys: LedgerKeys = try server.platform.service()
        try await Sequencer(database: server.database, keys: keys).catchUp()
    }

    /// Sends a file and tells the id of what was made.
    @discardableResult
    private func upload(_ path: String, _ field: String, _ name: String, _ bytes: [UInt8], _ typed: [String: String] = [:]) async throws -> String {
        struct Made: Decodable { let id: String? }
        let parts = typed.sorted { $0.key < $1.key }.map { "--b\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n\($0.value)\r\n" }.joined()
        let head = parts + "--b\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n\r\n"
        let reply = try await server.ask([HTTPQuestion(
            "POST", "/api/v1" + path, headers: [("Cookie", keeper.visitor.cookie), ("X-CSRF-Token", keeper.visitor.formToken)],
            type: "multipart/form-data; boundary=b", body: Array(head.utf8) + bytes + Array("\r\n--b--\r\n".utf8))])[0]
        #expect(reply.status == 200, "\(path)：\(reply.status) \(reply.text.prefix(400))")
        return try JSONDecoder().decode(Made.self, from: Data(reply.body)).id ?? ""
    }

    /// A request for a visit beyond the cap: of an agency that allows none, for as long as it takes to ask.
    private mutating func makeExemption() async throws {
        let none = ["A", "B", "C", "D", "Unrated"].map { ("limit" + $0, ["0"]) }
        let cap = try await make("/inspection-caps", Dictionary(uniqueKeysWithValues: none + [("year", [year])]))
        let agency = keeper.actor.organization
        let (task, subject) = try await server.database.read { try Samples.choice(of: agency, in: $0) }
        let request = try await make(
            "/tasks/{id}/subjects/exemptions", at: "/tasks/\(task)/subjects/exemptions", ["subject": [subject]],
            version: "\(try await version(of: "/tasks/" + task))")
        paths["/cap-exemptions/{id}"] = "/cap-exemptions/" + request
        try await make("/inspection-caps/{id}/disabling", at: "/inspection-caps/\(cap)/disabling", version: "1")
    }

    /// A picture that belongs to a visit.
    fileprivate func makePicture() async throws {
        let (visit, hash) = (paths["/field/visits/{id}"]?.split(separator: "/").last, paths["/field/files/{hash}"]?.split(separator: "/").last)
        let (named, of) = (String(try #require(hash)), String(try #require(visit)))
        try await server.database.write { try Samples.note(file: named, of: of, in: $0) }
    }

    /// A licence with its scan.
    fileprivate mutating func makeLicence(of subject: String) async throws {
        let licence = try await upload(
            "/subjects/\(subject)/licences", "file", "证照.pdf", Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".utf8),
            ["kind": "食品经营许可证", "number": "样例0001", "issuer": "青石县市场监督管理局", "validFrom": "2026-01-01"])
        paths["/licences/{id}"] = "/licences/" + licence
    }
}
