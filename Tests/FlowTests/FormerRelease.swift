import Foundation

@testable import InspectingPages
@testable import Storage
@testable import TaskingPages
@testable import mingcha

/// A filled store as a former release left it: its migrations by name, and a few rows of each table out of the invented
/// county. When a release is made, both files are written anew out of a store of it.
struct FormerRelease {
    let migrations: [Migration]
    private let lines: [String]

    private struct Table: Decodable {
        let table: String
        let columns: [String]
    }

    private enum Value: Decodable {
        case known(SQLValue)

        private struct Bytes: Decodable { let hex: String }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .known(.null)
            } else if let number = try? container.decode(Int64.self) {
                self = .known(.integer(number))
            } else if let text = try? container.decode(String.self) {
                self = .known(.text(text))
            } else {
                let hex = Array(try container.decode(Bytes.self).hex.utf8)
                self = .known(.bytes(stride(from: 0, to: hex.count, by: 2).map {
                    UInt8(String(decoding: hex[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
                }))
            }
        }

        var value: SQLValue { if case .known(let value) = self { value } else { .null } }
    }

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Former")
        let names = try String(contentsOf: folder.appending(path: "migrations.txt"), encoding: .utf8).split(separator: "\n").map(String.init)
        let known = Dictionary(Assembly.migrations.map { ($0.id, $0) }) { first, _ in first }
        // steps are never changed: the ones of that time still are what they were
        migrations = names.compactMap { known[$0] }
        guard migrations.count == names.count else { throw StorageError.broken("a released migration is gone") }
        lines = try String(contentsOf: folder.appending(path: "rows.jsonl"), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    func fill(_ transaction: Transaction) throws {
        var table: Table?
        for line in lines {
            let data = Data(line.utf8)
            if line.hasPrefix("{") {
                table = try JSONDecoder().decode(Table.self, from: data)
            } else if let table {
                let values = try JSONDecoder().decode([Value].self, from: data).map(\.value)
                let places = repeatElement("?", count: values.count).joined(separator: ", ")
                // what the migrations themselves have put there is as it was
                try transaction.execute(SQL(
                    made: "INSERT INTO \(table.table) (\(table.columns.joined(separator: ", "))) VALUES (\(places)) ON CONFLICT DO NOTHING", values))
            }
        }
        guard transaction.engine == .postgresql else { return }
        for table in try StoreTable.all(in: transaction) where table.countsSerials {
            _ = try transaction.value(
                SQL(made: "SELECT setval(pg_get_serial_sequence('\(table.name)', 'serial'), (SELECT coalesce(max(serial), 0) + 1 FROM \(table.name)))"),
                as: Int64.self)
        }
    }

    /// How many rows each table has.
    static func counts(in transaction: Transaction) throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try StoreTable.all(in: transaction).map { ($0.name, try $0.count(in: transaction)) })
    }
}
