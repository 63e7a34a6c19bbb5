import Authority
import Doors
import Library
import Registry
import Storage
import Tasking
import Timekeeping

/// 执法人员 (OFCR): the library as a list, one officer, and the options of pickers.
package enum OfficerPages {
    static let menu = [
        MenuEntry(.elements, "执法人员", "/officers", icon: "person-badge", .needs(.readOfficers), also: ["/imports/officers"])
    ]

    static let routes: [Route] = [
        .read("/officers", .needs(.readOfficers), "执法人员库列表", query: filters + moreFilters + [sorting], as: ListModel<OfficerRow>.self) {
            try await list($0)
        },
        .read("/officers/{id}", .needs(.readOfficers), "执法人员详情", as: OfficerDetail.self, changeable: fields) { try await detail($0) },
        .options("/options/officers", .needs(.readOfficers), "按姓名选择可用的本机构执法人员") { try await options($0) },
        .act("/officers/{id}/withdrawal", .needs(.manageOfficers), "撤回执法人员", version: .checked(EnforcementOfficer.self), asks: RegistryQuestions.officerWithdrawal) { try await withdraw($0) },
    ] + formRoutes

    private typealias Label = EnforcementOfficer.Label

    package static let filters = [
        Field("q", "姓名", placeholder: "请输入关键字查询"),
        Field("certificate", Label.certificateNumber, .text(maxLength: 50), placeholder: "证号全称"),
        Field("status", "状态", .choice(OfficerStatus.options)),
    ]

    private static let sorting = ListSorting.field(OfficerOrder.self)

    package static let moreFilters = [
        Field("qualification", Label.qualification, .choice(OfficerQualification.options)),
        Field("leader", Label.isLeader, .choice([.init("1", "是"), .init("0", "否")])),
        Field("validity", "证件状态", .choice([.init("valid", "有效"), .init("expired", "已过期")])),
        PastDay.field,
    ]

    package static func filter(_ call: Call) -> OfficerList.Filter {
        let reading = FormReading(call.query, filters + moreFilters)
        var filter = OfficerList.Filter()
        filter.text = reading.optional("q")
        filter.certificateNumber = reading.optional("certificate")
        filter.status = reading.choice("status")
        filter.qualification = reading.choice("qualification")
        filter.isLeader = reading.optional("leader").map { $0 == "1" }
        filter.expired = reading.optional("validity").map { .init($0 == "expired", on: call.clock.today()) }
        filter.asOf = PastDay.asked(call)
        return filter
    }

    private static func list(_ call: Call) async throws -> Page {
        let (filter, page, today, actor) = (filter(call), call.listPage(by: OfficerOrder.self), call.clock.today(), try call.actor())
        let listed = try await call.read { transaction in
            let notice = try Parameter.certificateNoticeDays.value(for: actor.organization, in: transaction)
            let lines = try OfficerList.load(filter, scope: actor.scope, page: page, in: transaction)
            let loads = try OfficerLoad.load(lines.rows.map { $0.id.as(OfficerMark.self) }, today: today, in: transaction)
            return lines.map { OfficerRow($0, loads[$0.id.as(OfficerMark.self)] ?? OfficerLoad(), on: today, notice: notice) }
        }
        var screen = ListScreen<OfficerRow>("执法人员", path: "/officers", columns: [
            Column("姓名", .fill) { .link($0.name, href: "/officers/" + $0.id, note: $0.position) },
            Column("所属机构", over: "联系电话", .time) { .lines($0.organization, $0.phone) },
            Column("执法证号", over: "有效期至", .time) { .lines($0.certificateNumber, $0.validUntil) }
                .sorted(by: OfficerOrder.certificate, second: .validity),
            Column("组长", .narrow) { .text($0.isLeader ? "是" : "否") },
            Column("待办", over: "本月/本年", .small) { .lines("\($0.openTasks)", "\($0.doneThisMonth) / \($0.doneThisYear)") },
            Column("最近检查") { .text($0.lastInspection.isEmpty ? "—" : $0.lastInspection) },
            Column("状态", .small) { .tag($0.status, $0.tone) },
        ])
        screen.filters = filters
        screen.moreFilters = moreFilters
        screen.sorting = sorting
        screen.actions = Action.exports("/officers", call, needs: .readOfficers) + [
            Action("导入", "/imports/officers", icon: "upload", needs: .manageOfficers),
            Action("新增", "/officers/new", .primary, icon: "plus-lg", needs: .manageOfficers),
        ]
        screen.rowActions = { [Action("查看", "/officers/" + $0.id)] }
        screen.emptyText = "没有符合条件的执法人员"
        return screen.page(call, listed)
    }

    private static func detail(_ call: Call) async throws -> Page {
        let (actor, today) = (try call.actor(), call.clock.today())
        let officer = try await found(call)
        let acts = OfficerStanding(officer, actor).offers
        let open = acts.map { act in
            switch act {
            case .change: Action("修改", "/officers/\(officer.id)/edit", icon: "pencil")
            case .withdraw: Action("撤回", "/officers/\(officer.id)/withdrawal", .danger, version: officer.version)
            }
        }
        let (actions, token) = (open + [Action.versions(of: "/officers/\(officer.id)")], call.login?.formToken)
        let mark = officer.id.as(OfficerMark.self)
        var model = try await call.read { transaction in
            OfficerDetail(
                officer, try OfficerLoad.load([mark], today: today, in: transaction)[mark] ?? OfficerLoad(), acts: acts, on: today,
                notice: try Parameter.certificateNoticeDays.value(for: actor.organization, in: transaction))
        }
        model.dossier = try await call.read { try OfficerDossier.load(of: officer.id, scope: actor.scope, in: $0) }
        let shown = model
        return Page(officer.record.fullName, shown) { model, html in
            html.officer(model, actions: actions, formToken: token)
        }.changeable(fields, typed(officer))
    }

    package static func found(_ call: Call) async throws -> EnforcementOfficer {
        let id = try call.id(of: EnforcementOfficer.self)
        let (scope, protection) = (try call.actor().scope, call.platform.protection)
        let officer = try await call.read {
            try EnforcementOfficer.find(id, scope: scope, protection: protection, in: $0)
        }
        guard let officer else { throw NotFound() }
        return officer
    }

    /// Only those who may be assigned today (OFCR-06, OFCR-09).
    private static func options(_ call: Call) async throws -> Answer {
        let (actor, today, typed) = (try call.actor(), call.clock.today(), call.query["q"] ?? "")
        let lines = try await call.read { try EnforcementOfficer.available(agency: actor.organization, on: today, in: $0) }
        let matching = lines.filter { typed.isEmpty || $0.fullName.contains(typed) || $0.certificateNumber.contains(typed) }
        return .json(try JSONText.encode(matching.prefix(20).map {
            OptionRow(value: $0.id.description, label: $0.fullName, note: $0.certificateNumber)
        }))
    }

    private static func withdraw(_ call: Call) async throws -> Answer {
        let id = try call.id(of: EnforcementOfficer.self)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try OfficerWithdrawal(of: id).make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已撤回", goTo: "/officers/\(id)", id: id.description)
        }
    }
}
