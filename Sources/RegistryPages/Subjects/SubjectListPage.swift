import Authority
import Doors
import Importing
import Library
import Registry
import Storage

/// 综合对象库管理: the library with its switch 机构类对象 / 人员类对象 / 附属类对象 (SUBJ-01, Appendix H).
package enum SubjectListPage {
    package static let query = [Field("tab", "对象类别", .choice(SubjectClass.allCases.map { .init($0.rawValue, $0.libraryLabel) }))]
        + Field.union(SubjectClass.allCases.map { shortFilters($0) + moreFilters($0) })
        + [sorting, PastDay.field, Field("item", "检查对象名录库", hint: "any 为已标注任一事项，或事项的编号"), Field("area", "片区/商圈")]

    static let sorting = ListSorting.field(SubjectOrder.self)

    package static func page(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let subjectClass = call.query["tab"].flatMap(SubjectClass.init(rawValue:)) ?? .organization
        var filter = filter(call.query, subjectClass, agency: actor.organization)
        filter.asOf = PastDay.asked(call)
        let (chosen, page) = (filter, call.listPage(by: SubjectOrder.self))
        let (listed, library) = try await call.read { transaction in
            let library = try AnnotationLibrary.asked(for: actor.organization, in: transaction)
            let listed = try SubjectList.load(chosen, scope: actor.scope, page: page, in: transaction)
            return (listed, try library())
        }
        var screen = screen(subjectClass, type: chosen.kind)
        screen.moreFilters += annotationFilters(library, subjectClass)
        if !listed.rows.isEmpty {
            screen.actions.append(Action("批量标注", "/subjects/annotations?" + call.query.urlEncoded, needs: .manageSubjects))
        }
        screen.actions += [
            Action("片区/商圈", "/areas", needs: .manageSubjects), Action("附近", "/subjects/nearby", needs: .readSubjects),
        ]
        screen.actions += Action.exports("/subjects", call, needs: .readSubjects)
        screen.moreFilters.append(PastDay.field)
        return screen.page(call, listed.map { SubjectRow($0, for: actor) })
    }

    /// 执法对象 of the special programme: the enterprises of industry and trade; what is entered here is one at once
    /// (SUBJ-15, SUBJ-16).
    static func programme(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        var filter = filter(call.query, .organization, agency: actor.organization)
        filter.safetyElement = .industryTrade
        filter.asOf = PastDay.asked(call)
        let (chosen, page) = (filter, call.listPage(by: SubjectOrder.self))
        let (listed, totals) = try await call.read { transaction in
            let listed = try SubjectList.load(chosen, scope: actor.scope, page: page, in: transaction)
            return (listed, try EquipmentTotal.words(of: listed.rows.map(\.id), in: transaction))
        }
        var screen = ListScreen<SubjectRow>("专项执法对象", path: "/enterprises", columns: [
            Column("企业名称", over: RegulatedSubject.Label.code, .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) }
                .sorted(by: nil, second: SubjectOrder.code),
            Column("生产经营地址", .wide) { .text($0.address) },
            Column("行业类型", .wide) { .words($0.trades) },
            Column("设备合计", .wide) { .words($0.equipment) },
        ])
        screen.filters = [
            Field("q", "企业名称", placeholder: "请输入关键字查询"),
            Field("trade", RegulatedSubject.Label.trades, .choice(ProgrammeTrade.allCases.map { .init($0.label, $0.label) })),
        ]
        screen.moreFilters = [statusFilter, PastDay.field]
        screen.sorting = sorting
        screen.actions = [Action("新建企业", "/subjects/new?safety=industryTrade", .primary, icon: "plus-lg", needs: .manageSubjects)]
        screen.rowActions = rowActions
        screen.emptyText = "没有符合条件的企业"
        return screen.page(call, listed.map { row in
            var line = SubjectRow(row, for: actor)
            line.equipment = totals[row.id] ?? ""
            return line
        })
    }

    /// 标注 as filters: the directory of inspection objects of the own agency, and its areas (SUBJ-05, SUBJ-06).
    private static func annotationFilters(_ library: AnnotationLibrary, _ subjectClass: SubjectClass) -> [Field] {
        let items = library.items.filter { $0.classes.contains(subjectClass) }.map { Field.Option($0.id.description, $0.name) }
        let areas = library.areas.map { Field.Option($0.id.description, $0.name) }
        return [Field("item", "检查对象名录库", .choice([.init("any", "已标注任一事项")] + items))]
            + (areas.isEmpty ? [] : [Field("area", "片区/商圈", .choice(areas))])
    }

    /// What is asked of the first row of filters, and what only on demand; the same for every call.
    private static func shortFilters(_ subjectClass: SubjectClass) -> [Field] { filters[subjectClass]?.short ?? [] }
    private static func moreFilters(_ subjectClass: SubjectClass) -> [Field] { filters[subjectClass]?.more ?? [] }

    private static let filters = Dictionary(uniqueKeysWithValues: SubjectClass.allCases.map {
        ($0, (short: short($0), more: more($0)))
    })

    private static func short(_ subjectClass: SubjectClass) -> [Field] {
        switch subjectClass {
        case .organization:
            [
                Field("q", "主体名称", placeholder: "请输入关键字查询"),
                Field("code", RegulatedSubject.Label.code, .text(maxLength: 18), placeholder: "请输入尾号后四位查询"),
                Field("registration", RegulatedSubject.Label.registrationStatus, .choice(RegistrationStatus.options)),
            ]
        case .person:
            [Field("q", "姓名", placeholder: "请输入关键字查询"), Field("code", RegulatedSubject.Label.objectCode, .text(maxLength: 18)), statusFilter]
        case .attached: [Field("q", "名称", placeholder: "名称、编号、使用单位"), typeFilter(subjectClass), statusFilter]
        }
    }

    private static func more(_ subjectClass: SubjectClass) -> [Field] {
        switch subjectClass {
        case .organization:
            [
                Field("kind", RegulatedSubject.Label.entityKind, .choice(EntityKind.options)),
                Field("trade", RegulatedSubject.Label.trades, .text(maxLength: 50), placeholder: "行业全称，如 钢铁企业"),
                Field("category", RegulatedSubject.Label.categories, .choice(EnterpriseCategory.options)),
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

    package static func filter(_ query: Values, _ subjectClass: SubjectClass, agency: Organization.ID) -> SubjectList.Filter {
        let reading = FormReading(query, shortFilters(subjectClass) + moreFilters(subjectClass))
        var filter = SubjectList.Filter()
        filter.subjectClass = subjectClass
        filter.kind = reading.choice("type")
        filter.status = reading.choice("status") ?? .registered
        filter.text = reading.optional("q")
        filter.codeTail = reading.optional("code")
        filter.registrationStatus = reading.choice("registration")
        filter.entityKind = reading.choice("kind")
        filter.area = query["area"].flatMap { RegulatoryArea.ID($0) }
        if let item = query["item"], !item.isEmpty {
            filter.directory = item == "any" ? .init(of: agency, item: nil) : Item.ID(item).map { .init(of: agency, item: $0) }
        }
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
        screen.sorting = sorting
        screen.actions = actions(subjectClass, type: type)
        screen.rowActions = rowActions
        screen.emptyText = "没有符合条件的监管对象"
        return screen
    }

    /// 查看, 编辑, 标注, 核销, 执法情报 (SUBJ-06, SUBJ-16)
    private static func rowActions(_ row: SubjectRow) -> [Action] {
        let path = "/subjects/" + row.id
        let offered: [Action] = row.acts.compactMap { act in
            switch act {
            case .change: Action("编辑", path + "/edit")
            case .annotate: Action("标注", path + "/annotation")
            case .writeOff: Action("核销", path + "/writing-off")
            case .restore: Action("撤销核销", path + "/restoration")
            case .submit, .equip: nil
            }
        }
        return [Action("查看", path)] + offered + [Action("执法情报", path + "/intelligence", needs: .readInspections)]
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

    private static func columns(_ subjectClass: SubjectClass) -> [Column<SubjectRow>] { allColumns[subjectClass] ?? [] }

    private static let allColumns = Dictionary(uniqueKeysWithValues: SubjectClass.allCases.map { ($0, makeColumns($0)) })

    private static func makeColumns(_ subjectClass: SubjectClass) -> [Column<SubjectRow>] {
        switch subjectClass {
        case .organization:
            [
                Column("主体名称", over: RegulatedSubject.Label.code, .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) }
                    .sorted(by: nil, second: SubjectOrder.code),
                Column("主体类型") { .text($0.entityKind) },
                Column("法定代表人") { .lines($0.legalRepresentative, $0.phone) },
                Column("管辖机构", .wide) { .text($0.jurisdiction) },
                Column("风险", .narrow) { .risk($0.riskLevel) },
                Column("信用", .narrow) { .risk($0.publicCredit) },
                Column("登记状态", .small) { .tag($0.registrationStatus, $0.isExisting ? .ok : .mute) },
            ]
        case .person:
            [
                Column("姓名", over: RegulatedSubject.Label.objectCode, .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) }
                    .sorted(by: nil, second: SubjectOrder.code),
                Column("身份证号码", .wide) { .text($0.citizenID) },
                Column("联系电话") { .text($0.phone) },
                Column("住址", over: "管辖机构", .wide) { .lines($0.address, $0.jurisdiction) },
                Column("状态", .small) { .tag($0.status, $0.statusTone) },
            ]
        case .attached:
            [
                Column("名称", over: RegulatedSubject.Label.objectCode, .fill) { .link($0.name, href: "/subjects/" + $0.id, note: $0.code) }
                    .sorted(by: nil, second: SubjectOrder.code),
                Column("编号", over: "对象类型", .wide) { .lines($0.number, $0.type) },
                Column("所在位置", over: "管辖机构", .wide) { .lines($0.address, $0.jurisdiction) },
                Column("相关单位", .wide) { .text($0.holder) },
                Column("状态", .small) { .tag($0.status, $0.statusTone) },
            ]
        }
    }
}
