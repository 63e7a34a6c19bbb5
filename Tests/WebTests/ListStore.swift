import Foundation
import Library
import Logging
import Registry
import Storage
import TestKit

@testable import Authority
@testable import Doors
@testable import InspectingPages
@testable import mingcha

/// The demonstration county in a store whose statistics are those of large libraries, asked without HTTP.
struct ListStore: Sendable {
    let platform: Platform
    /// May do everything, and look at everything, at a city with its counties, or at one county.
    let people: [Actor]
    /// What stands in the store, by the table: to put in the place of `{id}` and of filters that want one.
    let ids: [String: [String]]
    /// Of an empty table PostgreSQL takes every way for the same.
    let filledTables: Set<String>

    static func each(_ body: @escaping @Sendable (ListStore) async throws -> Void) async throws {
        try await TestStore.each(Assembly.migrations) { database in
            try await TestStore.withFolder { folder in
                var log = Logger(label: "list-plans")
                log.logLevel = .critical
                let wiring = try await Wiring(database: database, data: folder, settings: Platform.Settings(), log: log)
                try await DemoCounty.load(wiring)
                let (people, tables, ids) = try await database.write { transaction in
                    let people = try Self.people(in: transaction)
                    for person in people {
                        _ = try AreaAddition("计划片区").make(by: person, at: wiring.platform.clock.now(), in: transaction)
                    }
                    try Self.changeElements(in: transaction)
                    try Self.refreshStatistics(in: transaction)
                    let tables = try Self.tables(in: transaction)
                    return (people, try Self.filled(tables, in: transaction), try Self.ids(tables, in: transaction))
                }
                try await body(ListStore(platform: wiring.platform, people: people, ids: ids, filledTables: Set(tables)))
            }
        }
    }

    func call(_ route: Route, by person: Actor, id: String? = nil, _ query: Values = Values()) -> Call {
        let session = CurrentSession(
            actor: person, channel: .desktop, mustChangePassword: false, csrfToken: "token", digest: [])
        let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
        let path = route.path.split(separator: "/").map { $0.hasPrefix("{") ? id ?? "" : String($0) }.joined(separator: "/")
        return Call(
            platform: platform, path: "/" + path,
            parameters: Dictionary(names.map { ($0, id ?? "") }, uniquingKeysWith: { first, _ in first }), query: query,
            form: Values(), files: [], body: [], login: Login(session: session), enterprise: nil, wantsJSON: false, partial: nil,
            idempotencyKey: nil, origin: UUID().uuidString, userAgent: "", knownTag: nil, keptCookie: nil, encodings: Encodings(nil),
            notice: nil, referrer: nil)
    }

    /// What the page reads from the store, and the page; nil where there is no such page for that person.
    func read(_ call: Call, _ route: Route) async throws -> (statements: [SQL], page: Page)? {
        let kept = KeptPage()
        do {
            let statements = try await StatementLog.noting {
                if case .page(let page) = try await route.handle(call) { await kept.set(page) }
            }
            return await kept.page.map { (statements, $0) }
        } catch is NotFound {
            return nil
        } catch CallFault.signedOut {
            // the side of the enterprises
            return nil
        } catch is any Refusal {
            return nil
        } catch is Problems {
            return nil
        }
    }

    private actor KeptPage {
        private(set) var page: Page?
        func set(_ page: Page) { self.page = page }
    }
}
