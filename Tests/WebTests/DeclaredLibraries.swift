import Importing
import Storage

@testable import Authority
@testable import mingcha

/// The libraries of the product that are declared (docs/adding-a-noun.md): every one has an export.
enum DeclaredLibraries {
    static let all: [any EntryRecord.Type] = Assembly.exports.compactMap { ($0 as? any LibraryExport)?.record }
}

private protocol LibraryExport {
    var record: any EntryRecord.Type { get }
}

extension EntryExport: LibraryExport {
    fileprivate var record: any EntryRecord.Type { Record.self }
}

extension EntryRecord {
    static var home: String { "/" + library.code }
    static var place: String { home + "/{id}" }
    static var keyName: String { attributes[library.key]?.name ?? "" }
}
