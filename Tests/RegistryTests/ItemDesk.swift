import Authority
import Ledger
import Storage
import TestKit

@testable import Importing
@testable import Library
@testable import Registry

/// People of the town at work on the directory of items.
struct ItemDesk: Sendable {
    let town: Town

    static func each(_ body: (ItemDesk) async throws -> Void) async throws {
        try await Town.each(TestStore.basis + LedgerMigrations.all + ImportingMigrations.all + LibraryMigrations.all + RegistryMigrations.all) { try await body(ItemDesk(town: $0)) }
    }

    static func supervision(_ code: String) -> ItemRecord {
        ItemRecord(
            itemCode: code, name: "对烟花爆竹经营单位的行政检查", domain: .emergency,
            legalBasis: "《烟花爆竹安全管理条例》第五条")
    }

    static func spotCheck(_ code: String, parts: Set<Item.ID>) -> ItemRecord {
        ItemRecord(
            itemCode: code, name: "烟花爆竹经营安全抽查", domain: .emergency,
            legalBasis: "《烟花爆竹安全管理条例》第五条", supervisionItems: parts)
    }

    static let wrongRecords: [(ItemRecord, ItemRefused)] = {
        var unnamed = supervision("990000000002")
        unnamed.name = " "
        var misnamed = supervision("990000000002")
        misnamed.name = "烟花爆竹检查"
        var unfounded = supervision("990000000002")
        unfounded.legalBasis = ""
        return [
            (supervision(""), .missing(MissingField("事项编码"))), (supervision("99000000000"), .codeInvalid),
            (supervision("99000000000A"), .codeInvalid), (unnamed, .missing(MissingField("事项名称"))),
            (misnamed, .nameForm), (unfounded, .missing(MissingField("监管依据"))),
        ]
    }()

    @discardableResult
    func create(_ kind: ItemKind, _ record: ItemRecord, by person: Person) async throws -> Item.ID {
        try await write { try ItemCreation(kind, record).make(by: town[person], at: town.now, in: $0) }
    }

    func change(_ item: Item.ID, version: Int, to record: ItemRecord, by person: Person) async throws {
        try await write {
            try ItemChange(of: item, version: version, to: record).make(by: town[person], at: town.now, in: $0)
        }
    }

    func set(_ item: Item.ID, _ status: ItemStatus, by person: Person) async throws {
        try await write { transaction in
            let version = try Item.load(item, scope: town[person].scope, in: transaction).version
            try ItemStatusChange(of: item, version: version, to: status).make(in: ActContext(town[person], at: town.now, in: transaction))
        }
    }

    func claim(_ item: Item.ID, by person: Person) async throws {
        try await write { try ItemClaim(of: item).make(by: town[person], at: town.now, in: $0) }
    }

    func giveBack(_ item: Item.ID, inUse: Bool, by person: Person) async throws {
        let uses = ItemUses([Occupied(isInUse: inUse)])
        try await write { try ItemReturn(of: item).make(by: town[person], uses: uses, at: town.now, in: $0) }
    }

    func load(_ item: Item.ID, by person: Person) async throws -> Item {
        try await read { try Item.load(item, scope: town[person].scope, in: $0) }
    }

    /// What plans and tasks look at.
    func line(_ item: Item.ID, for agency: Agency = .eastCounty) async throws -> ItemLine? {
        try await read { try ItemQueries.lines([item], for: town[agency], in: $0).first }
    }

    func offered(to agency: Agency) async throws -> [Item.ID] {
        try await read {
            try ItemQueries.claimed(by: town[agency], kind: .supervision, in: $0).rows.map(\.id)
        }
    }

    func list(as person: Person = .eastBusiness, _ narrow: (inout ItemList.Filter) -> Void) async throws -> [Item.ID] {
        var filter = ItemList.Filter()
        narrow(&filter)
        let chosen = filter
        return try await read {
            try ItemList.load(chosen, scope: town[person].scope, page: ListPage(), in: $0).rows.map(\.id)
        }
    }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await town.database.write(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await town.database.read(body)
    }
}

/// Stands for the tasks of a later target.
private struct Occupied: ItemUse {
    let isInUse: Bool

    func hasUnfinishedTask(of item: Item.ID, at agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        isInUse
    }

    func usedItems(in year: Int, in transaction: Transaction) throws -> [Organization.ID: Int] { [:] }
}
