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
package typealias LicenceRow = Resource<LicenceRecord, LicenceState>

package struct LicenceState: Codable, Sendable {
    package let id: String
    package let version: Int
    package let standing: String
    package let tone: Tone
    package let file: String?
}

extension LicenceRow {
    package init(_ licence: Licence, today: CalendarDate) {
        let standing = licence.standing(on: today)
        self.init(licence.record, LicenceState(
            id: licence.id.description, version: licence.version, standing: standing.label, tone: standing.tone, file: licence.fileName))
    }

    var title: String { self[\.kind] + " " + self[\.number] }
}

extension LicenceRecord {
    var title: String { kind + " " + number }
}

extension Licence.Standing {
    fileprivate var tone: Tone {
        switch self {
        case .valid: .ok
        case .expiring: .warn
        case .expired: .bad
        case .future: .mute
        }
    }
}

extension HTML {
    /// 证照信息 as a card of an object's page.
    package mutating func licences(_ rows: [LicenceRow], link: (label: String, href: String)?, opensFiles: Bool = true) {
        card("证照信息", link: link, id: "licences") { html in
            html.table("证照信息", [
                Column(LicenceRecord.label(\.kind), .fill) { row in
                    let (kind, number) = (row[\.kind], row[\.number])
                    return opensFiles && row.file != nil ? .link(kind, href: "/licences/\(row.id)/file", note: number) : .lines(kind, number)
                },
                .of(\.issuer, .wide), .of(\.validFrom, .small), .of(\.validUntil, .small),
                Column("状态", .small) { .tag($0.standing, $0.tone) },
            ], rows: rows, empty: "没有登记证照")
        }
    }

    fileprivate mutating func acts(on row: LicenceRow, formToken: String?) {
        h3(text: row.title)
        div(.class("row-acts")) { html in
            html.a(.class("button"), .href("/licences/\(row.id)/edit"), .label("修改 \(row.title)"), text: "修改")
            html.form(.method("post"), .action("/licences/\(row.id)/removal")) { html in
                html.formToken(formToken)
                html.version(row.version)
                html.button(.class("button danger"), .label("删除 \(row.title)"), text: "删除")
            }
        }
    }

    mutating func licenceActs(_ rows: [LicenceRow], formToken: String?) {
        guard !rows.isEmpty else { return }
        card("修改和删除") { html in
            html.ul(.class("results")) { html in
                for row in rows { html.li { $0.acts(on: row, formToken: formToken) } }
            }
        }
    }
}
