import Authority
import Cryptography
import Doors
import Inspecting
import Ledger
import Storage
import Tasking
import Vault

/// 现场执法检查 on the desktop (INSP-04, INSP-30): results in scope, one visit, and one's own records.
package enum InspectionPages {
    static let menu = [
        MenuEntry(.work, "检查结果", "/inspections", icon: "clipboard-check", .needs(.readInspections)),
        MenuEntry(.work, "我的检查记录", "/my-inspections", icon: "journal-text", .needs(.inspect), also: ["/inspections"]),
    ]

    static let routes: [Route] = [
        .read("/inspections", .needs(.readInspections), "检查结果列表", query: filters + [sorting], as: ListModel<InspectionRow>.self) { call in
            let scope = try call.actor().scope
            return try await list(screen("检查结果", "/inspections"), filter(call), scope: scope, call)
        },
        .read("/my-inspections", .needs(.inspect), "我的检查记录", query: filters + [sorting], as: ListModel<InspectionRow>.self) { call in
            var filter = filter(call)
            filter.officer = try call.officer()
            return try await list(screen("我的检查记录", "/my-inspections"), filter, scope: nil, call)
        },
        .read("/inspections/{id}", .needsAny([.readInspections, .inspect]), "检查结果详情", as: InspectionDetail.self) { call in
            try await detail(call, nil)
        },
        .file("/inspections/{id}/files/{hash}", .needsAny([.readInspections, .inspect]), "检查的照片和签名", types: [.jpeg, .png]) { call in
            try await picture(call)
        },
        ResultCalls.submission,
    ]

    static let sorting = ListSorting.field(InspectionOrder.self)

    package static let filters = [
        Field("q", "企业名称", placeholder: "请输入关键字查询"), Field("officer", "执法人员", placeholder: "请输入姓名"),
        Field("result", "检查结果", .choice(OverallResult.options)),
        Field("status", "审核状态", .choice(ReviewStatus.options)),
        Field("mode", "检查模式", .choice(InspectionMode.options)),
        Field("from", "提交日期起", .date), Field("to", "提交日期止", .date),
    ]

    package static func filter(_ call: Call) -> InspectionList.Filter {
        let reading = FormReading(call.query, filters)
        var filter = InspectionList.Filter()
        filter.subjectName = reading.optional("q")
        filter.officerName = reading.optional("officer")
        filter.overall = reading.choice("result")
        filter.reviewStatuses = reading.choice("status").map { [$0] } ?? []
        filter.mode = reading.choice("mode")
        filter.from = reading.date("from")
        filter.to = reading.date("to")
        return filter
    }

    package static func list(
        _ screen: ListScreen<InspectionRow>, _ filter: InspectionList.Filter, scope: Scope?, _ call: Call
    ) async throws -> Page {
        let page = call.listPage(by: InspectionOrder.self)
        let listed = try await call.read { try InspectionList.load(filter, scope: scope, page: page, in: $0) }
        return screen.page(call, listed.map(InspectionRow.init))
    }

    package static func screen(_ title: String, _ path: String) -> ListScreen<InspectionRow> {
        var screen = ListScreen<InspectionRow>(title, path: path, columns: [
            Column("企业名称", over: "检查任务", .fill) { .link($0.subjectName, href: "/inspections/" + $0.id, note: $0.taskName) },
            Column("执法人员", over: "检查机构") { .lines($0.officers, $0.agency) },
            Column("检查时间", .wide) { .text($0.time) }.sorted(by: InspectionOrder.ended),
            Column("数据来源", .small) { .text($0.source) },
            Column("检查结果", .small) { .tag($0.result, $0.isProblem ? .warn : .ok) },
            Column("状态", .small) { .tag($0.review, $0.isReturned ? .bad : $0.isPending ? .info : .mute) },
        ])
        screen.filters = Array(filters.prefix(4))
        screen.moreFilters = Array(filters.dropFirst(4))
        screen.sorting = sorting
        screen.rowActions = { [Action("查看", "/inspections/" + $0.id)] }
        screen.emptyText = "没有符合条件的检查结果"
        return screen
    }

    package static func detail(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: TaskSubject.self)
        let protection = call.platform.protection
        let model = try await call.read { transaction in
            let file = try InspectionFile.load(id, for: actor, protection: protection, in: transaction)
            let catalogue = FactCatalogue(InspectionFacts.all + TaskFacts.all)
            let facts = try FactTimeline.of("TaskSubject", id, catalogue: catalogue, in: transaction)
                + FactTimeline.of("Inspection", id, catalogue: catalogue, in: transaction)
            return InspectionDetail(
                file, facts: facts.sorted { ($0.at, $0.id) < ($1.at, $1.id) },
                review: try .of(file.subject, for: actor, in: transaction), for: actor)
        }
        let (token, typed) = (call.login?.formToken, call.form)
        let list = list(of: model, actor, from: call.begunOn)
        var page = Page(model.name, model) { $1.inspection($0, in: list, typed: typed, problems: problems, formToken: token) }
        page.place = list.href
        return page
    }

    /// The list that the person looks at it from: what waits for a review is reviewed, one's own records are one's own.
    private static func list(of inspection: InspectionDetail, _ actor: Actor, from page: String?) -> (label: String, href: String) {
        if inspection.acts.contains(.approveResult) || page?.hasPrefix("/result-reviews") == true, actor.may(.reviewResults) { return ("检查结果审核", "/result-reviews") }
        if actor.may(.inspect), page?.hasPrefix("/my-inspections") == true || !actor.may(.readInspections) { return ("我的检查记录", "/my-inspections") }
        return ("检查结果", "/inspections")
    }

    private static func picture(_ call: Call) async throws -> Answer {
        let actor = try call.actor()
        let id = try call.id(of: TaskSubject.self)
        guard let hash = call.parameters["hash"].flatMap(Digest.init(hex:)) else { throw NotFound() }
        let vault = try call.platform.service(FileVault.self)
        try await call.read { transaction in
            _ = try InspectionFile.visible(id, to: actor, in: transaction)
            guard try InspectionFile.holds(hash, id, in: transaction) else { throw NotFound() }
        }
        return .file(FileAnswer(picture: hash, vault))
    }
}
