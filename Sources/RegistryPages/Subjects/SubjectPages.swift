import Authority
import Doors
import Library
import Registry
import Storage
import Tasking

/// 监管对象 (SUBJ): the library as a list, one subject, and the options of pickers.
package enum SubjectPages {
    static let menu = [
        MenuEntry(.subjects, "手动添加对象", "/subjects/by-hand", icon: "plus-lg", .needs(.addSubjectsByHand)),
        MenuEntry(.subjects, "监管对象", "/subjects", icon: "building", .needs(.readSubjects), also: ["/areas", "/licences", "/workshops", "/imports/licences"] + ImportPages.subjectPaths),
        MenuEntry(.subjects, "专项执法对象", "/enterprises", icon: "building", .needs(.readSubjects)),
    ]

    static let routes: [Route] = [
        .read("/subjects", .needs(.readSubjects), "监管对象列表", query: SubjectListPage.query, as: ListModel<SubjectRow>.self) { call in
            try await SubjectListPage.page(call)
        },
        .read("/enterprises", .needs(.readSubjects), "专项检查的执法对象（工贸企业）", query: SubjectListPage.query, as: ListModel<SubjectRow>.self) { call in
            try await SubjectListPage.programme(call)
        },
        .read("/subjects/{id}", .needs(.readSubjects), "监管对象详情", as: SubjectDetail.self, changeable: allFields) { call in
            try await detail(call)
        },
        .read("/subjects/types", .needs(.manageSubjects), "附属类对象的类型", as: SubjectTypes.self, format: .pageOnly) { _ in
            Page("附属类对象", SubjectTypes()) { $1.subjectTypes($0) }
        },
        .act("/subjects/{id}/full-view", .needs(.readFullData), "查看完整电话和身份证号码，并记入操作日志", version: .notNeeded("只查看，不改变任何内容"), answers: [SubjectDetail.self]) { try await fullView($0) },
        .options("/options/subjects", .needs(.readSubjects), "按关键字选择监管对象", query: optionFilters) { call in
            try await options(call)
        },
    ] + formRoutes + equipmentRoutes + writingOffRoutes + annotationRoutes + bulkRoutes
        + byHandRoutes + nearbyRoutes + intelligenceRoutes + LicencePages.routes

    private static func detail(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: RegulatedSubject.self)
        let (protection, today) = (call.platform.protection, call.clock.today())
        let (subject, history, notes, dossier) = try await call.read { transaction in
            guard let subject = try RegulatedSubject.find(id, scope: actor.scope, protection: protection, in: transaction)
            else { throw NotFound() }
            let history = actor.may(.readInspections)
                ? try SubjectHistory.load(of: id, scope: actor.scope, today: today, in: transaction) : nil
            return (
                subject, history, try SubjectNotes.load(of: subject, for: actor, in: transaction),
                try SubjectDossier.load(of: subject, for: actor, today: today, in: transaction)
            )
        }
        let (token, form) = (call.login?.formToken, Self.form(subject.record.kind))
        var values = form.typed(subject)
        values.set(typeField.name, subject.record.kind.rawValue)
        // what is a draft stays one
        if subject.status == .draft { values.set(stepField.name, DraftStep.draft.rawValue) }
        let acts = SubjectStanding(subject.status, actor).offers
        let whole = Action("查看完整信息", "/subjects/\(id)/full-view", .post, icon: "eye", needs: .readFullData)
        let actions = ([whole] + ways(on: subject, acts) + [Action.versions(of: "/subjects/\(id)")]).filter { $0.isOffered(to: actor) }
        return Page(subject.record.name, SubjectDetail(subject, history: history, notes: notes, dossier: dossier, acts: acts)) {
            $1.subject($0, actions: actions, formToken: token)
        }.changeable([typeField, stepField, .version] + form.fields(of: subject), values)
    }

    /// What is known of it beside its page, and what may be done with it in its state.
    private static func ways(on subject: RegulatedSubject, _ acts: [SubjectAct]) -> [Action] {
        let path = "/subjects/\(subject.id)"
        let isOrganization = subject.record.kind == .organization
        let equipment = isOrganization && subject.record.trades.contains { ProgrammeTrade(label: $0) != nil }
            ? [Action("设备信息", path + "/equipment", icon: "list-check")] : []
        let beside: [Action] = switch subject.status {
        case .draft: []
        case .incomplete, .registered:
            equipment + [
                Action("执法情报", path + "/intelligence", icon: "clipboard-check", needs: .readInspections),
            ] + (isOrganization ? [Action("企业账号", "/enterprise-accounts?subject=\(subject.id)", icon: "people", needs: .verifyEnterprises)] : []) + [
                Action("证照信息", path + "/licences", icon: "file-earmark-text"),
            ]
        case .writtenOff: equipment
        }
        return beside + acts.compactMap { act in
            switch act {
            case .annotate: Action("标注", path + "/annotation")
            case .change: Action("修改", path + "/edit", icon: "pencil")
            case .submit: Action("下一步", path + "/equipment", .primary)
            case .writeOff: Action("核销", path + "/writing-off")
            case .restore: Action("撤销核销", path + "/restoration")
            case .equip: nil
            }
        }
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

    private static let optionFilters = [
        Field("class", "对象类别", .choice(SubjectClass.allCases.map { .init($0.rawValue, $0.libraryLabel) })),
        Field("type", RegulatedSubject.Label.type, .choice(SubjectKind.options)),
        Field("code", RegulatedSubject.Label.code, .text(maxLength: 18)),
    ]

    private static func options(_ call: Call) async throws -> Answer {
        let scope = try call.actor().scope
        var filter = SubjectList.Filter()
        filter.text = call.query["q"]
        filter.subjectClass = call.query["class"].flatMap(SubjectClass.init(rawValue:))
        // SUBJ-11: 存续 unless the object is no organisation; those are entered as existing
        filter.registrationStatus = .existing
        filter.codeTail = call.query["code"]
        filter.kind = call.query["type"].flatMap(SubjectKind.init(rawValue:))
        let chosen = filter
        let today = call.clock.today()
        let (rows, visits) = try await call.read { transaction in
            let rows = try SubjectList.load(chosen, scope: scope, page: ListPage(size: 20), in: transaction).rows
            return (rows, try EnterpriseVisit.counts(of: rows.map(\.id), on: today, in: transaction))
        }
        // CALM-01: whoever picks an enterprise sees how often it was visited
        return .json(try JSONText.encode(rows.map { row in
            OptionRow(value: row.id.description, label: row.name, note: row.code + (visits[row.id].map { " · " + $0.words } ?? ""))
        }))
    }
}
