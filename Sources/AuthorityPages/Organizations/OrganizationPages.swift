import Authority
import Doors
import Markup
import Storage

/// 机构管理 (ORG-01, ORG-02): the organisations in scope, founding and changing them.
package enum OrganizationPages {
    static let menu = [
        MenuEntry(.system, "机构管理", "/organizations", icon: "house", .needs(.manageOrganizations), also: ["/organization-tree", "/departments", "/imports/organizations"])
    ]

    static let routes: [Route] = [
        .read("/organizations", .needs(.manageOrganizations), "机构列表", query: filters, as: ListModel<OrganizationRow>.self) {
            try await list($0)
        },
        .read("/organizations/new", .needs(.manageOrganizations), "新建机构页", as: OrganizationForm.self, format: .pageOnly) {
            try await newPage($0, nil)
        },
        .act("/organizations", .needs(.manageOrganizations), "新建机构", version: .notNeeded("新建一条记录，不改变已有的"), form: fields, again: { try await newPage($0, $1) }) {
            try await found($0)
        },
        .read("/organizations/{id}", .needs(.manageOrganizations), "机构详情与修改", as: OrganizationForm.self, changeable: fields) {
            try await editPage($0, nil)
        },
        .act("/organizations/{id}", .needs(.manageOrganizations), "修改机构", version: .checked(Organization.self), form: fields, again: { try await editPage($0, $1) }) {
            try await change($0)
        },
    ]

    package static let filters = [
        Field("q", "机构名称", placeholder: "请输入关键字查询"),
        Field("status", "状态", .choice(Organization.Status.options)),
        PastDay.field,
    ]

    package static let fields = [
        Field("name", "机构名称", .text(maxLength: 100), required: true),
        Field("shortName", "机构简称", .text(maxLength: 20), required: true, hint: "用于任务编号和文书编号"),
        Field("uscc", "统一社会信用代码", .text(maxLength: 18), required: true),
        Field("level", "机构级别", .choice(AgencyLevel.options), required: true),
        Field("parent", "上级机构", .picker(source: "/options/organizations", many: false)),
        Field("division", "行政区划", .picker(source: "/options/divisions", many: false), required: true, hint: "按名称或代码选择；代码表尚未导入时直接填写国家代码", takesTyped: true),
        Field("kind", "机构类型", .choice(OrganizationKind.options), required: true),
        Field("word", "文书代字", .text(maxLength: 20), required: true),
        Field("domains", "执法领域", .choices(EnforcementDomain.options), required: true),
        Field("isEnforcementBody", "是否执法主体", .flag),
        Field("collectionUnitCode", "执收单位编码", .text(maxLength: 40)),
        Field("paymentAccountName", "缴款银行户名", .text(maxLength: 100)),
        Field("paymentAccountNumber", "缴款银行账号", .text(maxLength: 40)),
        Field("fineCode", "罚没编码", .text(maxLength: 40)),
        Field("reconsideration", "行政复议机关", .text(maxLength: 200), hint: "至多两个，以顿号分隔"),
        Field("court", "行政诉讼法院", .text(maxLength: 100)),
        Field("address", "地址", .text(maxLength: 200)),
        Field("postcode", "邮编", .text(maxLength: 6)),
        Field("phone", "联系电话", .text(maxLength: 30)),
        Field("version", "版本", .hidden),
    ]

    private static let parts = [
        FormPart("基本信息", fields: fields.filter { !later.contains($0.name) }),
        FormPart("行政复议和行政诉讼", note: "文书须告知当事人救济途径", fields: fields.filter { remedies.contains($0.name) }),
        FormPart("罚款缴纳", note: "缺少时不能制作罚款决定", fields: fields.filter { payment.contains($0.name) }),
        FormPart("联系方式", fields: fields.filter { contact.contains($0.name) }),
    ]

    private static let remedies: Set = ["reconsideration", "court"]
    private static let payment: Set = ["collectionUnitCode", "paymentAccountName", "paymentAccountNumber", "fineCode"]
    private static let contact: Set = ["address", "postcode", "phone"]
    private static let later = remedies.union(payment).union(contact)

    package static func filter(_ query: Values) -> (named: String?, status: Organization.Status?) {
        let reading = FormReading(query, filters)
        return (reading.optional("q"), reading.choice("status"))
    }

    private static func list(_ call: Call) async throws -> Page {
        let scope = try call.actor().scope
        let ((named, status), page) = (filter(call.query), call.listPage)
        let day = PastDay.asked(call)
        let listed = try await call.read { transaction in
            let found = try Organization.list(scope: scope, named: named, status: status, asOf: day, page: page, in: transaction)
            let names = try AdministrativeDivision.fullNames(
                of: found.rows.compactMap { DivisionCode($0.divisionCode) }, in: transaction)
            return found.map { OrganizationRow($0, division: DivisionCode($0.divisionCode).flatMap { names[$0] }) }
        }
        var screen = ListScreen<OrganizationRow>("机构管理", path: "/organizations", columns: [
            Column("机构名称", .fill) { .link($0.name, href: "/organizations/" + $0.id, note: $0.shortName) },
            Column("机构级别", .small) { .text($0.level) },
            Column("行政区划", .wide) { .lines($0.division, $0.divisionCode) },
            Column("执法主体", .small) { .text($0.isEnforcementBody ? "是" : "否") },
            Column("状态", .small) { .tag($0.status, $0.isEnabled ? .ok : .mute) },
        ])
        screen.filters = filters
        screen.actions = [Action("机构树", "/organization-tree", icon: "list")]
            + Action.exports("/organizations", call, needs: .manageOrganizations) + [
                Action("导入", "/imports/organizations", icon: "upload"),
                Action("新建机构", "/organizations/new", .primary, icon: "plus-lg"),
            ]
        screen.rowActions = { [Action("编辑", "/organizations/" + $0.id)] }
        return screen.page(call, listed)
    }

    private static func newPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        var values = call.form
        if problems == nil {
            let (actor, protection) = (try call.actor(), call.platform.protection)
            let id = call.query["parent"].flatMap { Organization.ID($0) } ?? actor.organization
            let parent = try await call.read { try Organization.load(id, scope: actor.scope, protection: protection, in: $0) }
            values.set("parent", id.description)
            values.set("parent_text", parent.record.name)
            values.set("domains", all: parent.record.domains.map(\.rawValue))
            values.set("word", parent.record.documentWord)
        }
        return page("新建机构", action: "/organizations", call, values: values, problems)
    }

    private static func editPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let actor = try call.actor()
        let id = try call.id(of: Organization.self)
        let protection = call.platform.protection
        let (organization, parent, division) = try await call.read { transaction in
            let found = try Organization.load(id, scope: actor.scope, protection: protection, in: transaction)
            let parent = try found.record.parent.flatMap { try Organization.name(of: $0, in: transaction) }
            let names = try AdministrativeDivision.fullNames(
                of: [DivisionCode(found.record.divisionCode)].compactMap { $0 }, in: transaction)
            return (found, parent, names.values.first)
        }
        let values = problems == nil ? OrganizationForm.values(of: organization, parent: parent, division: division) : call.form
        return page(organization.record.name, action: "/organizations/\(id)", call, values: values, problems)
    }

    private static func page(_ title: String, action: String, _ call: Call, values: Values, _ problems: Problems?) -> Page {
        let token = call.login?.formToken
        let more = action == "/organizations" ? [] : [
            Action("内设机构", action + "/departments", icon: "people"),
            Action.versions(of: action),
        ]
        return Page(title, OrganizationForm(title: title)) { model, html in
            html.crumbs([("机构管理", "/organizations")], here: model.title)
            html.pageHead(model.title, actions: more)
            html.form(
                action: action, parts: parts, values: values, problems: problems, formToken: token,
                submit: [SubmitButton("保存")], back: ("返回", "/organizations"))
        }.changeable(fields, values)
    }

    private static func found(_ call: Call) async throws -> Answer {
        let record = try record(call)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            let id = try OrganizationFounding(record).make(by: actor, at: now, protection: protection, in: transaction)
            return Done("机构已新建", goTo: "/organizations/\(id)", id: id.description)
        }
    }

    private static func change(_ call: Call) async throws -> Answer {
        let record = try record(call)
        let id = try call.id(of: Organization.self)
        let version = call.form["version"].flatMap { Int($0) } ?? 0
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try OrganizationChange(of: id, version: version, to: record)
                .make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已保存", goTo: "/organizations/\(id)", id: id.description)
        }
    }

    private static func record(_ call: Call) throws -> OrganizationRecord {
        var reading = FormReading(call.form.takingTyped("division"), fields)
        let domains = Set(reading.all("domains").compactMap { EnforcementDomain(rawValue: $0) })
        if domains.isEmpty, reading.problems["domains"] == nil { reading.refuse("domains", "请填写执法领域") }
        try reading.finish()
        guard let level: AgencyLevel = reading.choice("level"), let kind: OrganizationKind = reading.choice("kind") else {
            throw Problems(general: "请填写机构级别和机构类型")
        }
        var record = OrganizationRecord(
            parent: reading.optional("parent").flatMap { Organization.ID($0) }, name: reading.text("name"),
            shortName: reading.text("shortName"), unifiedSocialCreditCode: reading.text("uscc"), level: level,
            divisionCode: reading.text("division"), domains: domains,
            isEnforcementBody: reading.flag("isEnforcementBody"), kind: kind, documentWord: reading.text("word"))
        record.collectionUnitCode = reading.text("collectionUnitCode")
        record.paymentAccountName = reading.text("paymentAccountName")
        record.paymentAccountNumber = reading.text("paymentAccountNumber")
        record.fineCode = reading.text("fineCode")
        record.reconsiderationOrgans = reading.text("reconsideration").split(separator: "、").map(String.init)
        record.litigationCourt = reading.text("court")
        record.address = reading.text("address")
        record.postcode = reading.text("postcode")
        record.phone = reading.text("phone")
        return record
    }
}

/// A line of 机构管理.
package struct OrganizationRow: Codable, Sendable {
    package let id: String
    package let name: String
    package let shortName: String
    package let level: String
    package let division: String
    package let divisionCode: String
    package let isEnforcementBody: Bool
    package let status: String
    let isEnabled: Bool

    package init(_ line: OrganizationLine, division whole: String?) {
        id = line.id.description
        name = line.name
        shortName = line.shortName
        level = line.level.label
        division = whole ?? line.divisionCode
        divisionCode = whole == nil ? "" : line.divisionCode
        isEnforcementBody = line.isEnforcementBody
        status = line.status.label
        isEnabled = line.status == .enabled
    }
}

/// The form of an organisation; what can be changed stands in its fields.
struct OrganizationForm: Codable, Sendable {
    let title: String

    static func values(of organization: Organization, parent: String?, division: String?) -> Values {
        let record = organization.record
        var values = Values([
            "name": record.name, "shortName": record.shortName, "uscc": record.unifiedSocialCreditCode,
            "level": record.level.rawValue, "division": record.divisionCode, "kind": record.kind.rawValue,
            "word": record.documentWord, "isEnforcementBody": record.isEnforcementBody ? "1" : "",
            "collectionUnitCode": record.collectionUnitCode, "paymentAccountName": record.paymentAccountName,
            "paymentAccountNumber": record.paymentAccountNumber, "fineCode": record.fineCode,
            "reconsideration": record.reconsiderationOrgans.joined(separator: "、"), "court": record.litigationCourt,
            "address": record.address, "postcode": record.postcode, "phone": record.phone,
            "version": "\(organization.version)", "parent_text": parent ?? "",
            "division_text": division ?? record.divisionCode,
        ])
        values.set("parent", record.parent?.description)
        values.set("domains", all: record.domains.map(\.rawValue))
        return values
    }
}
