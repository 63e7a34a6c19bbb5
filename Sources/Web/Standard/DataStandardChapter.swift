import Doors
import Markup

/// One chapter of the standard: an entity, an import template or a code list.
package struct DataStandardChapter: Codable, Sendable {
    enum Kind: String, CaseIterable {
        case entities, templates, codes

        var label: String {
            switch self {
            case .entities: "实体"
            case .templates: "导入模板"
            case .codes: "代码表"
            }
        }
    }

    package let title: String
    package let entity: DataStandard.Entity?
    package let codeList: CodeList?

    /// Nil when the standard has no such chapter.
    /// - Parameter name: the identifier as addresses have it: some hold Chinese words.
    init?(_ kind: Kind, _ name: String, of standard: DataStandard) {
        switch kind {
        case .entities: entity = standard.entities.first { Values.encoded($0.identifier) == name }
        case .templates: entity = standard.templates.first { Values.encoded($0.identifier) == name }
        case .codes: entity = nil
        }
        codeList = kind == .codes ? standard.codeLists.first { Values.encoded($0.identifier) == name } : nil
        guard let name = entity?.name ?? codeList?.name, let identifier = entity?.identifier ?? codeList?.identifier else { return nil }
        title = "\(name)（\(identifier)）"
    }

    static func address(_ kind: Kind, _ identifier: String) -> String { "/public/data-standard/\(kind.rawValue)/\(Values.encoded(identifier))" }
}

extension DataStandard {
    /// What each chapter is called, in the order of the standard.
    func contents(_ kind: DataStandardChapter.Kind) -> [(name: String, address: String)] {
        let all =
            switch kind {
            case .entities: entities.map { ($0.name, $0.identifier) }
            case .templates: templates.map { ($0.name, $0.identifier) }
            case .codes: codeLists.map { ($0.name, $0.identifier) }
            }
        return all.map { ($0.0, DataStandardChapter.address(kind, $0.1)) }
    }
}
