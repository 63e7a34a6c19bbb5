import Doors
import Importing
import Library
import Markup
import Registry
import Timekeeping

struct LicenceList: Codable, Sendable {
    let subject: String
    let name: String
    let mayChange: Bool
    let licences: [LicenceRow]
}

/// A licence as pages show it.
package struct LicenceRow: Codable, Sendable {
    package let id: String
    package let version: Int
    package let kind: String
    package let number: String
    package let issuer: String
    package let validFrom: String
    /// 长期 without an end.
    package let validUntil: String
    package let standing: String
    package let tone: Tone
    package let file: String?

    package init(_ licence: Licence, today: CalendarDate) {
        id = licence.id.description
        version = licence.version
        kind = licence.record.kind
        number = licence.record.number
        issuer = licence.record.issuer
        validFrom = licence.record.validFrom?.description ?? ""
        validUntil = licence.record.untilWords
        let standing = licence.standing(on: today)
        self.standing = standing.label
        tone =
            switch standing {
            case .valid: .ok
            case .expiring: .warn
            case .expired: .bad
            case .future: .mute
            }
        file = licence.fileName
    }
}

extension HTML {
    /// 证照信息 as a card of an object's page.
    package mutating func licences(_ rows: [LicenceRow], link: (label: String, href: String)?, opensFiles: Bool = true) {
        card("证照信息", link: link, id: "licences") { html in
            html.table("证照信息", [
                Column("证照类型", .fill) { row in
                    opensFiles && row.file != nil ? .link(row.kind, href: "/licences/\(row.id)/file", note: row.number) : .lines(row.kind, row.number)
                },
                Column("发证机关", .wide) { .text($0.issuer) }, Column("有效期自", .small) { .text($0.validFrom) },
                Column("有效期至", .small) { .text($0.validUntil) },
                Column("状态", .small) { .tag($0.standing, $0.tone) },
            ], rows: rows, empty: "没有登记证照")
        }
    }

    mutating func licencePage(_ model: LicenceList, fields: [Field], values: Values, problems: Problems?, formToken: String?) {
        crumbs([("监管对象", "/subjects"), (model.name, "/subjects/" + model.subject)], here: "证照信息")
        pageHead("证照信息", note: model.name)
        licences(model.licences, link: nil)
        guard model.mayChange else { return }
        if !model.licences.isEmpty {
            card("修改和删除") { html in
                html.ul(.class("results")) { html in
                    for row in model.licences { html.li { $0.licenceActs(row, formToken: formToken) } }
                }
            }
        }
        form(
            action: "/subjects/\(model.subject)/licences", parts: [FormPart("登记证照", fields: fields)], values: values,
            problems: problems, formToken: formToken, submit: [SubmitButton("登记")])
    }

    private mutating func licenceActs(_ row: LicenceRow, formToken: String?) {
        h3(text: row.kind + " " + row.number)
        div(.class("row-acts")) { html in
            html.a(.class("button"), .href("/licences/\(row.id)/edit"), .label("修改 \(row.kind) \(row.number)"), text: "修改")
            html.form(.method("post"), .action("/licences/\(row.id)/removal")) { html in
                html.formToken(formToken)
                html.input(.type("hidden"), .name("version"), .value("\(row.version)"))
                html.button(.class("button danger"), .label("删除 \(row.kind) \(row.number)"), text: "删除")
            }
        }
    }
}
