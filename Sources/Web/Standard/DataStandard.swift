import Doors
import Importing
import InspectingPages
import RegistryPages
import Spreadsheets

/// 执法数据标准 (STD-04): every entity with its fields, and every code list. It is read off the declarations that pages,
/// the API and the import templates are made of; nothing here is written a second time.
package struct DataStandard: Codable, Sendable {
    package struct Field: Codable, Sendable, Equatable {
        package let identifier: String
        package let label: String
        /// 文本, 整数, 日期 …
        package let type: String
        /// Characters, or the range of a number; empty where there is none.
        package let length: String
        package let isRequired: Bool
        /// The identifier of a code list; empty where there is none.
        package let codeList: String
        /// 读取, 填写 or both.
        package let use: String
        package let note: String
    }

    package struct Entity: Codable, Sendable {
        /// The path of the API, or the code of an import template.
        package let identifier: String
        package let name: String
        package let fields: [Field]
    }

    package let entities: [Entity]
    package let templates: [Entity]
    package let codeLists: [CodeList]

    /// - Parameters:
    ///   - routes: of the whole product.
    ///   - imports: what people can import.
    ///   - codes: the code lists of records.
    package init(routes: [Route], imports: [any SheetImport], codes: [CodeList]) {
        var lists = codes
        let known = FieldLabels(routes)
        let groups = Dictionary(grouping: routes.filter { $0.entity != nil }) { $0.entity ?? "" }
        entities = groups.keys.sorted().compactMap { key in
            Entity(key, of: groups[key] ?? [], labels: known, lists: &lists)
        }
        templates = imports.map { Entity(template: $0, lists: &lists) }
        codeLists = lists
    }
}

extension Route {
    /// The group of addresses a resource of the API has; nil for what is none.
    fileprivate var entity: String? {
        guard format != .pageOnly, let first = path.split(separator: "/").first.map(String.init),
            !["options", "assets", "logout", "login", "password", "session", "session-check"].contains(first), !path.hasSuffix("/session")
        else { return nil }
        return first
    }
}

/// What a name is called, where the forms of the product call it by one word only.
struct FieldLabels {
    private var known: [String: Set<String>] = [:]

    init(_ routes: [Route]) {
        for field in routes.flatMap({ $0.form + $0.query }) { known[field.name, default: []].insert(field.label) }
    }

    subscript(_ name: String) -> String? {
        guard let words = known[name], words.count == 1 else { return nil }
        return words.first
    }
}

extension DataStandard.Entity {
    /// Nil for a resource without any field.
    init?(_ key: String, of routes: [Route], labels: FieldLabels, lists: inout [CodeList]) {
        let reads = routes.filter { $0.method == .get }
        let index = reads.first { $0.path == "/" + key } ?? reads.first
        let title = index?.summary ?? routes.first?.summary ?? key
        var fields: [DataStandard.Field] = []
        for form in routes.flatMap(\.form) where form.isPublished {
            if let place = fields.firstIndex(where: { $0.identifier == form.name }) {
                fields[place] = fields[place].joined(with: DataStandard.Field(form, lists: &lists))
            } else {
                fields.append(DataStandard.Field(form, lists: &lists))
            }
        }
        for property in reads.compactMap({ $0.answer?() }).flatMap({ $0.flattened() }) {
            if let place = fields.firstIndex(where: { $0.identifier == property.name }) {
                fields[place] = fields[place].alsoRead
            } else {
                fields.append(DataStandard.Field(property, label: labels[property.name] ?? ""))
            }
        }
        guard !fields.isEmpty else { return nil }
        (identifier, name, self.fields) = (key, title.replacing(/：.*$/, with: "").replacing(/(列表|页)$/, with: ""), fields)
    }

    init(template: any SheetImport, lists: inout [CodeList]) {
        identifier = template.code
        name = template.label + "导入模板"
        fields = template.layout.columns.map { DataStandard.Field($0, lists: &lists) }
    }
}

extension Field {
    /// Hidden fields and passwords are no data.
    fileprivate var isPublished: Bool {
        switch kind {
        case .hidden, .password: false
        case .text, .multiline, .integer, .date, .choice, .choices, .flag, .picker, .file: true
        }
    }
}

extension Schema {
    /// The properties with their paths: `rows[].name`; the frame of a list is no data.
    fileprivate func flattened(_ prefix: String = "") -> [(name: String, type: String, isRequired: Bool)] {
        switch self {
        case .object(let properties):
            let isList = prefix.isEmpty && properties.first?.name == "rows"
            return properties.filter { !isList || $0.name == "rows" }.flatMap { property in
                isList ? property.schema.elements.flattened() : property.schema.leaves(prefix + property.name, property.isRequired)
            }
        case .array(let items): return items.flattened(prefix)
        case .any(let schemas): return schemas.flatMap { $0.flattened(prefix) }
        case .string, .integer, .number, .boolean, .map: return []
        }
    }

    private var elements: Schema { if case .array(let items) = self { items } else { self } }

    private func leaves(_ name: String, _ isRequired: Bool) -> [(name: String, type: String, isRequired: Bool)] {
        switch self {
        case .string: [(name, "文本", isRequired)]
        case .integer: [(name, "整数", isRequired)]
        case .number: [(name, "数值", isRequired)]
        case .boolean: [(name, "是否", isRequired)]
        case .map: [(name, "键值", isRequired)]
        case .any(let schemas): schemas.flatMap { $0.leaves(name, isRequired) }
        case .object: flattened(name + ".")
        case .array(let items):
            if case .object = items { items.flattened(name + "[].") } else { items.leaves(name + "[]", isRequired) }
        }
    }
}
