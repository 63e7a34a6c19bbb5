import Authority
import Importing
import Library
import Registry
import Storage
import Tasking

/// The objects of the library as a phone looks for them (TASK-24, TASK-29, MOB-03). Telephone numbers stay on the server.
package enum FieldSubjects {
    /// - Parameter words: of name, alias or address, or a code or its end; nil for all of them, page by page.
    package static func load(
        _ words: String?, after place: Int64?, scope: Scope, in transaction: Transaction
    ) throws -> JSONValue {
        var filter = SubjectList.Filter()
        filter.text = words
        let page = ListPage(size: words == nil ? 100 : 20, place: place.map(ListPage.Place.after) ?? .first)
        let listed = try SubjectList.load(filter, scope: scope, page: page, in: transaction)
        return .object([
            .init("subjects", .list(listed.rows.map(line))),
            .init("next", (listed.hasNext ? listed.lastSerial : nil).map { .text(String($0)) } ?? .null),
        ])
    }

    private static func line(_ row: SubjectList.Row) -> JSONValue {
        let isPerson = row.kind.subjectClass == .person
        return .object([
            .init("id", .text(row.id.description)), .init("name", .text(row.name)), .init("creditCode", .text(row.code)),
            .init("class", .text(row.kind.subjectClass.rawValue)), .init("type", .text(row.kind.label)),
            .init("address", .text(row.address)),
            .init("riskLevel", row.riskLevel == .unrated ? .null : .text(row.riskLevel.rawValue)),
            .init("principal", .text(isPerson ? row.name : row.legalRepresentative)),
            .init("title", .text(isPerson ? "本人" : "")),
        ])
    }
}
