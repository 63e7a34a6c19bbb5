import Authority
import Doors
import Library
import Markup
import Storage
import Timekeeping

extension CitationLink {
    package init(_ citation: Citation, on date: CalendarDate, outdated: [Citation] = []) {
        self.init(citation.text, href: citation.provision?.address(on: date), isOutdated: outdated.contains(citation))
    }
}

/// Citations in forms: a combobox that searches the law library. Each value is a provision or free text; what was typed
/// and not chosen is free text too, so that nothing is lost.
enum CitationField {
    static func field(_ name: String, _ label: String, required: Bool = false) -> Field {
        Field(
            name, label, .picker(source: "/options/articles", many: true), required: required,
            hint: "输入法律名称、条号或条文中的文字，从列表中选择；库中没有的可直接填写", takesTyped: true)
    }

    /// Puts what was typed beside what was chosen.
    static func gathered(_ values: Values, _ names: [String]) -> Values {
        var values = values
        for name in names {
            let typed = ArticleWording(values[name + "_text"] ?? "").text
            if !typed.isEmpty { values.set(name, all: values.all(name).filter { !$0.isEmpty } + [typed]) }
            values.set(name + "_text", nil)
        }
        return values
    }

    static func citations(
        _ tokens: [String], kept: [Citation], on date: CalendarDate, _ library: inout LawLibrary
    ) throws -> [Citation] {
        try tokens.filter { !$0.isEmpty }.map { try library.chosen($0, kept: kept, on: date) }
    }

    static func set(_ citations: [Citation], _ name: String, in values: inout Values) {
        values.set(name, all: citations.map(\.token))
        values.set(name + "_label", all: citations.map(\.text))
    }

    /// A form that is drawn again calls its provisions by their names.
    static func labelled(_ values: Values, _ names: [String], _ call: Call) async throws -> Values {
        let given = gathered(values, names)
        let scope = try call.actor().scope
        return try await call.read { transaction in
            var labelled = given
            let library = LawLibrary(scope: scope, in: transaction)
            for name in names {
                labelled.set(name + "_label", all: try given.all(name).map { try library.label(ofToken: $0) })
            }
            return labelled
        }
    }
}
