import Authority
import Registry
import Storage

/// 综合对象库管理: the library with its switch 机构类对象 / 人员类对象 / 附属类对象 (SUBJ-01, Appendix H).
enum SubjectListPage {
    static let query = [Field("tab", "对象类别", .choice(SubjectClass.allCases.map { .init($0.rawValue, $0.libraryLabel) }))]
        + shortFilters(.organization) + moreFilters(.organization) + [typeFilter(.attached)]

    static func page(_ call: Call) async throws -> Page {
        let scope = try call.actor().scope
        let subjectClass = call.query["tab"].flatMap(SubjectClass.init(rawValue:)) ?? .organization
        let filter = filter(call.query, subjectClass)
        let page = call.listPage
        let listed = try await call.read { try SubjectList.load(filter, scope: scope, page: page, in: $0) }
        return screen(subjectClass, type: filter.kind).page(call, listed.map(SubjectRow.init))
    }

    /// What is asked of the first row of filters, and what only on demand.
    private static func shortFilters(_ subjectClass: SubjectClass) -> [Field] {
        switch subjectClass {
        case .organization:
            [
                Field("q", "主体名称", placeholder: "请输入关键字查询"),
                Field("code", RegulatedSubject.Label.code, .text(maxLength: 18), placeholder: "请输入尾号后四位查询"),
                Field("registration", RegulatedSubject.Label.registrationStatus, .choice(RegistrationStatus.allCases.map { .init($0.rawValue, $0.label) })),
            ]
        case .person:
            [Field("q", "姓名", placeholder: "请输入关键字查询"), Field("code", RegulatedSubject.Label.objectCode, .text(maxLength: 18)), statusFilter]
        case .attached: [Field("q", "名称", placeholder: "名称、编号、使用单位"), typeFilter(subjectClass), statusFilter]
        }
    }

    private static func moreFilters(_ subjectClass: SubjectClass) -> [Field] {
        switch subjectClass {
        case .organization:
            [
                Field("kind", RegulatedSubject.Label.entityKind, .choice(EntityKind.allCases.map { .init($0.rawValue, $0.label) })),
                Field("trade", RegulatedSubject.Label.trades, .text(maxLength: 50), placeholder: "行业全称，如 钢铁企业"),
                Field("category", RegulatedSubject.Label.categories, .choice(EnterpriseCategory.allCases.map { .init($0.rawValue, $0.label) })),
                Field("safety", RegulatedSubject.Label.safetyElement, .choice(SafetyElement.allCases.filter { $0 != .none }.map { .init($0.rawValue, $0.label) })),
                Field("risk", RegulatedSubject.Label.riskLevel, .choice(grades)),
                Field("credit", RegulatedSubject.Label.publicCredit, .choice(grades)),
                statusFilter,
            ]
        case .person, .attached: []
        }
    }

    private static let statusFilter = Field(
        "status", RegulatedSubject.Label.status,
        .choice(SubjectStatus.allCases.filter { $0 != .registered }.map { .init($0.rawValue, $0.label) }),
        placeholder: SubjectStatus.registered.label)

    private static func typeFilter(_ subjectClass: SubjectClass) -> Field {
        Field("type", RegulatedSubject.Label.type, .choice(subjectClass.kinds.map { .init($0.rawValue, $0.label) }))
    }

    private static let grades = Grade.allCases.map { Field.Option($0 == .unrated ? "unrated" : $0.rawValue, $0.label) }

    static func filter(_ query: Values, _ subjectClass: SubjectClass) -> SubjectList.Filter {
        let reading = FormReading(query, shortFilters(subjectClass) + moreFilters(subjectClass))
        var filter = SubjectList.Filter()
        filter.subjectClass = subjectClass
        filter.kind = reading.choice("type")
        filter.status = reading.choice("status") ?? .registered
        filter.text = reading.optional("q")
        filter.codeTail = reading.optional("code")
        filter.registrationStatus = reading.choice("registration")
        filter.entityKind = reading.choice("kind")
        filter.trade = reading.optional("trade")
        filter.category = reading.choice("category")
        filter.safetyElement = reading.choice("safety")
        filter.riskLevel = grade(reading.optional("risk"))
        filter.publicCredit = grade(reading.optional("credit"))
        return filter
    }

    private static func grade(_ typed: String?) -> Grade? {
        typed.flatMap { $0 == "unrated" ? .unrated : Grade(rawValue: $0) }
    }

    private static func screen(_ subjectClass: SubjectClass, type: SubjectKind?) -> ListScreen<SubjectRow> {
        var screen = ListScreen<SubjectRow>("监管对象", path: "/subjects", columns: columns(subjectClass))
        screen.tabs = SubjectClass.allCases.map {
            Tab($0.libraryLabel, "/subjects?tab=" + $0.rawValue, isCurrent: $0 == subjectClass)
        }
        screen.filters = shortFilters(subjectClass)
        screen.moreFilters = moreFilters(subjectClass)
        screen.actions = actions(subjectClass, type: type)
        screen.rowActions = { row in
            let isOpen = row.isRegistered
            return [
                Action("查看", "/subjects/" + row.id),
                Action("编辑", "/subjects/\(row.id)/edit", needs: .manageSubjects),
            ] + (isOpen ? [Action("核销", "/subjects/\(row.id)/writing-off", needs: .manageSubjects)] : [])
        }
        screen.emptyText = "没有符合条件的监管对象"
        return screen
    }

    /// Attached objects are entered by their type; which one is asked first.
    private static func actions(_ subjectClass: SubjectClass, type: SubjectKind?) -> [Action] {
        let kind = type ?? subjectClass.kinds[0]
        let new = subjectClass == .attached && type == nil ? "/subjects/types" : "/subjects/new?type=\(kind.rawValue)"
        let file = subjectClass == .attached && type == nil ? "/subjects/types" : "/imports/\(kind.slug)"
        return [
            Action("新建", new, .primary, icon: "plus-lg", needs: .manageSubjects),
            Action("导入", file, icon: "upload", needs: .manageSubjects),
        ]
    }

    private static func columns(_ subjectClass: SubjectClass) -> [Column<SubjectRow>] {
        switch subjectClass {
        case .organization:
            [
                Column("主体名称", .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) },
                Column("主体类型") { .text($0.entityKind) },
                Column("法定代表人") { .lines($0.legalRepresentative, $0.phone) },
                Column("管辖机构", .wide) { .text($0.jurisdiction) },
                Column("风险", .narrow) { .risk($0.riskLevel) },
                Column("信用", .narrow) { .risk($0.publicCredit) },
                Column("登记状态", .small) { .tag($0.registrationStatus, $0.isExisting ? .ok : .mute) },
            ]
        case .person:
            [
                Column("姓名", .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) },
                Column("身份证号码", .wide) { .text($0.citizenID) },
                Column("联系电话") { .text($0.phone) },
                Column("住址", .wide) { .text($0.address) },
                Column("管辖机构", .wide) { .text($0.jurisdiction) },
                Column("状态", .small) { .tag($0.status, $0.statusTone) },
            ]
        case .attached:
            [
                Column("名称", .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) },
                Column("对象类型", .small) { .text($0.type) },
                Column("编号", .wide) { .text($0.number) },
                Column("所在位置", .wide) { .text($0.address) },
                Column("相关单位", .wide) { .text($0.holder) },
                Column("管辖机构", .wide) { .text($0.jurisdiction) },
                Column("状态", .small) { .tag($0.status, $0.statusTone) },
            ]
        }
    }
}
