import Authority
import Doors
import Importing
import Ledger
import Markup
import Registry
import Storage
import Timekeeping

/// 历史版本 of the elements (ELEM-06): one page for all of them.
package enum VersionPages {
    static let routes: [Route] = VersionedElement.allCases.map { element in
        .read(element.path + "/{id}/versions", element.access, element.label + "的历史版本", as: VersionHistory.self) { call in
            try await page(element, call)
        }
    }

    private static func page(_ element: VersionedElement, _ call: Call) async throws -> Page {
        let (actor, protection) = (try call.actor(), call.platform.protection)
        guard let id = call.parameters["id"].flatMap({ Identifier<VersionedElement>($0) }) else { throw NotFound() }
        let catalogue: FactCatalogue = try call.platform.service()
        let model = try await call.read { transaction in
            let found = try element.standing(id, for: actor, protection: protection, in: transaction)
            return VersionHistory(
                found, home: element.path + "/\(id)", try FormerVersion.all(of: id, in: element.table, transaction),
                try FactTimeline.of(element.noun, id, catalogue: catalogue, in: transaction))
        }
        return Page(model.name + "的历史版本", model) { model, html in
            html.crumbs([(label: element.label, href: element.path), (label: model.name, href: model.home)], here: "历史版本")
            html.pageHead(model.name + "的历史版本")
            html.versions(model)
        }
    }
}

struct VersionHistory: Codable, Sendable {
    struct Version: Codable, Sendable {
        let number: Int
        let since: String
        /// Missing for the present one.
        let until: String?
        let by: String
        /// What the change did, and what differs from the version before.
        let changes: [String]
    }

    let name: String
    let home: String
    /// The newest first.
    let versions: [Version]

    init(_ present: VersionedElement.Standing, home: String, _ former: [FormerVersion], _ facts: [FactLine]) {
        (name, self.home) = (present.name, home)
        let byInstant = Dictionary(grouping: facts, by: \.at)
        func version(_ number: Int, _ since: Instant, _ until: Instant?) -> Version {
            let made = byInstant[since] ?? []
            return Version(
                number: number, since: since.beijingText, until: until?.beijingText,
                by: made.first?.actorName ?? "",
                changes: made.flatMap { [$0.words, $0.details.words].filter { !$0.isEmpty } })
        }
        versions = [version(present.version, present.since, nil)] + former.map { version($0.version, $0.since, $0.until) }
    }
}

extension HTML {
    fileprivate mutating func versions(_ model: VersionHistory) {
        section(.class("card")) { html in
            html.table(
                "历史版本",
                [
                    Column("版本", .small) { .text("第\($0.number)版") }, Column("起", .time) { .text($0.since) },
                    Column("止", .time) { .text($0.until ?? "至今") }, Column("变更人") { .text($0.by.isEmpty ? "—" : $0.by) },
                    Column("变更内容", .fill) { .words($0.changes.isEmpty ? "—" : $0.changes.joined(separator: "；")) },
                ], rows: model.versions, empty: "没有历史版本")
        }
    }
}
