import Authority
import Registry
import Storage

/// 监管对象 (SUBJ): the library as a list, one subject, and the options of pickers.
package enum SubjectPages {
    package static let menu = [
        MenuEntry(.libraries, "监管对象", "/subjects", icon: "building", .needs(.readSubjects))
    ]

    package static let routes: [Route] = [
        .read("/subjects", .needs(.readSubjects), "监管对象列表", query: filters + moreFilters, as: ListModel<SubjectRow>.self) { call in
            try await list(call)
        },
        .read("/subjects/{id}", .needs(.readSubjects), "监管对象详情", as: SubjectDetail.self) { call in
            try await detail(call)
        },
        .act("/subjects/{id}/full-view", .needs(.readFullData), "查看完整联系电话，并记入操作日志") { try await fullView($0) },
        .get("/options/subjects", .needs(.readSubjects), "按关键字选择监管对象", format: .both) { call in
            try await options(call)
        },
    ] + formRoutes

    static let filters = [
        Field("q", "主体名称", placeholder: "请输入关键字查询"),
        Field("code", RegulatedSubject.Label.code, .text(maxLength: 18), placeholder: "请输入尾号后四位查询"),
        Field("registration", RegulatedSubject.Label.registrationStatus, .choice(RegistrationStatus.allCases.map { .init($0.rawValue, $0.label) })),
    ]

    static let moreFilters = [
        Field("kind", RegulatedSubject.Label.entityKind, .choice(EntityKind.allCases.map { .init($0.rawValue, $0.label) })),
        Field("risk", RegulatedSubject.Label.riskLevel, .choice(grades)),
        Field("credit", RegulatedSubject.Label.publicCredit, .choice(grades)),
    ]

    private static let grades = Grade.allCases.map { Field.Option($0 == .unrated ? "unrated" : $0.rawValue, $0.label) }

    private static func list(_ call: Call) async throws -> Page {
        let scope = try call.actor().scope
        let filter = filter(call.query)
        let page = call.listPage
        let listed = try await call.read { try SubjectList.load(filter, scope: scope, page: page, in: $0) }
        return screen.page(call, listed.map(SubjectRow.init))
    }

    private static func filter(_ query: Values) -> SubjectList.Filter {
        let reading = FormReading(query, filters + moreFilters)
        var filter = SubjectList.Filter()
        filter.text = reading.optional("q")
        filter.codeTail = reading.optional("code")
        filter.registrationStatus = reading.choice("registration")
        filter.entityKind = reading.choice("kind")
        filter.riskLevel = grade(reading.optional("risk"))
        filter.publicCredit = grade(reading.optional("credit"))
        return filter
    }

    private static func grade(_ typed: String?) -> Grade? {
        typed.flatMap { $0 == "unrated" ? .unrated : Grade(rawValue: $0) }
    }

    private static var screen: ListScreen<SubjectRow> {
        var screen = ListScreen<SubjectRow>("监管对象", path: "/subjects", columns: [
            Column("主体名称", .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) },
            Column("主体类型") { .text($0.entityKind) },
            Column("法定代表人") { .lines($0.legalRepresentative, $0.phone) },
            Column("管辖机构", .wide) { .text($0.jurisdiction) },
            Column("风险", .narrow) { .risk($0.riskLevel) },
            Column("信用", .narrow) { .risk($0.publicCredit) },
            Column("登记状态", .small) { .tag($0.registrationStatus, $0.isExisting ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.moreFilters = moreFilters
        screen.actions = [
            Action("新建", "/subjects/new", .primary, icon: "plus-lg", needs: .manageSubjects), Action("导入", "/imports/subjects", icon: "upload", needs: .manageSubjects),
        ]
        screen.rowActions = { [Action("查看", "/subjects/" + $0.id)] }
        screen.emptyText = "没有符合条件的监管对象"
        return screen
    }

    private static func detail(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: RegulatedSubject.self)
        let (protection, today) = (call.platform.protection, call.clock.today())
        let (subject, history) = try await call.read { transaction in
            guard let subject = try RegulatedSubject.find(id, scope: actor.scope, protection: protection, in: transaction)
            else { throw NotFound() }
            let history = actor.may(.readInspections)
                ? try SubjectHistory.load(of: id, scope: actor.scope, today: today, in: transaction) : nil
            return (subject, history)
        }
        let token = call.login?.formToken
        let actions = [
            Action("查看完整信息", "/subjects/\(id)/full-view", .post, icon: "eye", needs: .readFullData),
            Action("修改", "/subjects/\(id)/edit", icon: "pencil", needs: .manageSubjects),
        ].filter { $0.isOffered(to: actor) }
        return Page(subject.record.name, SubjectDetail(subject, history: history)) { $1.subject($0, actions: actions, formToken: token) }
    }

    private static func fullView(_ call: Call) async throws -> Answer {
        let (actor, now, protection) = (try call.actor(), call.clock.now(), call.platform.protection)
        let id = try call.id(of: RegulatedSubject.self)
        let subject = try await call.database.write { transaction in
            try SubjectFullView(of: id).make(by: actor, at: now, protection: protection, in: transaction)
        }
        let actions = [Action("返回", "/subjects/\(id)")]
        return .page(Page(subject.record.name, SubjectDetail(subject, whole: true)) {
            $1.subject($0, actions: actions, formToken: nil)
        })
    }

    private static func options(_ call: Call) async throws -> Answer {
        let scope = try call.actor().scope
        var filter = SubjectList.Filter()
        filter.text = call.query["q"]
        filter.registrationStatus = .existing
        let chosen = filter
        let listed = try await call.read { try SubjectList.load(chosen, scope: scope, page: ListPage(size: 20), in: $0) }
        return .json(try JSONText.encode(listed.rows.map { OptionRow(value: $0.id.description, label: $0.name, note: $0.code) }))
    }
}

/// A line of a picker.
package struct OptionRow: Codable, Sendable {
    package let value: String
    package let label: String
    package let note: String
    package init(value: String, label: String, note: String) { (self.value, self.label, self.note) = (value, label, note) }
}
