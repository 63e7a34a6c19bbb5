import Authority
import Markup

@testable import Doors
@testable import Storage
@testable import mingcha

/// The statements that pages read by, each shape once.
struct PlannedStatements {
    /// Of one shape: where it was met first, and whether something was asked for there.
    private struct Met {
        let statement: SQL
        let place: String
        let isFiltered: Bool
    }

    private var met: [String: Met] = [:]
    private(set) var unfiltering: Set<String> = []
    private(set) var undeclared: Set<String> = []
    /// How many lists had filters.
    private(set) var lists = 0

    mutating func add(_ route: Route, _ person: Actor, _ store: ListStore) async throws {
        let places = route.path.contains("{") ? store.ids.values.joined().sorted() : [""]
        for id in places {
            guard let plain = try await store.read(store.call(route, by: person, id: id, Values(ListSample.always(route))), route) else { continue }
            note(plain.statements, "\(route.path)", isFiltered: false)
            noteForm(of: plain.page, route)
            try await addFilters(route, person, store, id: id, plain.statements)
            return
        }
    }

    private mutating func addFilters(
        _ route: Route, _ person: Actor, _ store: ListStore, id: String, _ plain: [SQL]
    ) async throws {
        let fields = route.query.map { (name: $0.name, values: ListSample.values($0, route, store)) }.filter { !$0.values.isEmpty }
        if !fields.isEmpty { lists += 1 }
        let plainKeys = plain.map(Self.key)
        for chosen in Self.combinations(fields) {
            var query = chosen
            for (name, value) in ListSample.always(route) { query.set(name, value) }
            guard let read = try await store.read(store.call(route, by: person, id: id, query), route) else { continue }
            note(read.statements, "\(route.path)?\(query.urlEncoded)", isFiltered: !Set(query.names).subtracting(["tab", ListSorting.name]).isEmpty)
            noteForm(of: read.page, route)
            if chosen.names.count == 1, let name = chosen.names.first, offered.contains("\(route.path) \(name)") {
                let place = "\(route.path) \(name)"
                if read.statements.map(Self.key) == plainKeys { unfiltering.insert(place) } else { effective.insert(place) }
            }
        }
        unfiltering.subtract(effective)
    }

    /// The filters that stand on a page.
    private var offered: Set<String> = []
    /// With somebody's view or some value they changed what was read.
    private var effective: Set<String> = []

    /// All values singly, the first ones two by two, and all together; all subsets where they are few.
    static func combinations(_ fields: [(name: String, values: [String])]) -> [Values] {
        var all: [Values] = fields.flatMap { field in field.values.map { Values([field.name: $0]) } }
        func together(_ chosen: [(name: String, values: [String])]) -> Values {
            Values(Dictionary(chosen.map { ($0.name, $0.values[0]) }, uniquingKeysWith: { first, _ in first }))
        }
        if fields.count <= 5 {
            all += (1..<max(1, 1 << fields.count)).map { bits in
                together(fields.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
            }
        } else {
            for first in fields.indices { for second in fields.indices where second > first { all.append(together([fields[first], fields[second]])) } }
            all.append(together(fields))
        }
        return all
    }

    private mutating func note(_ statements: [SQL], _ place: String, isFiltered: Bool) {
        for statement in statements {
            let former = met[statement.text]
            if former == nil || (isFiltered && former?.isFiltered == false) {
                met[statement.text] = Met(statement: statement, place: place, isFiltered: isFiltered)
            }
        }
    }

    private static func key(_ statement: SQL) -> String { "\(statement.text) \(statement.values)" }

    /// The fields of the forms on the page that ask it again.
    private mutating func noteForm(of page: Page, _ route: Route) {
        var html = HTML()
        page.body(&html)
        let text = String(decoding: html.bytes, as: UTF8.self)
        let declared = Set(route.query.map(\.name) + ["tab", "size"] + Call.placing)
        for form in text.matches(of: /<form class="filter"[^>]*>(.*?)<\/form>/.dotMatchesNewlines()) {
            for field in form.1.matches(of: /name="([^"]*)"/) where field.1 != "tab" {
                offered.insert("\(route.path) \(field.1)")
                if !declared.contains(String(field.1)) { undeclared.insert("\(route.path) \(field.1)") }
            }
        }
    }

    /// What reads a large table whole, with its plan.
    func faults(_ store: ListStore) async throws -> [String] {
        let all = met.values.sorted { $0.place < $1.place }
        let plans = try await store.plans(of: all.map(\.statement))
        return zip(all, plans).compactMap { met, steps in
            let whole = ListPlan(statement: met.statement, steps: steps).wholeTables
                .filter { store.filledTables.contains($0) && !SmallTables.names.contains($0) }
            // without a filter a list is read along its key as far as its page
            let isPage = !met.isFiltered && met.statement.text.contains("LIMIT")
            return whole.isEmpty || isPage
                ? nil : "\(met.place)：\(whole.joined(separator: "、"))\n  \(met.statement.text)\n  \(steps.joined(separator: "\n  "))"
        }
    }
}

/// Tables that hold what agencies set up and plan: some ten thousand rows in a large province, and not a row for every
/// object, visit or act. A table that is not named here is large.
enum SmallTables {
    static let names: Set = [
        "organization", "organization_search", "administrative_division", "administrative_division_search", "department",
        "account", "account_search", "role_grant", "login_throttle", "parameter", "security_finding", "security_review",
        "item", "item_search", "item_claim", "spot_check_item_part", "check_form", "check_form_search", "check_form_item",
        "check_form_version", "check_matter", "check_matter_search", "inspection_type", "inspection_type_search",
        "inspection_type_matter", "statute", "statute_search", "legal_rule", "legal_rule_search", "officer_pool",
        "officer_pool_search", "regulatory_area", "testing_body", "testing_body_search", "enforcement_equipment", "enforcement_equipment_search",
        "document_number_rule", "annual_plan", "annual_plan_search", "annual_plan_item", "annual_plan_agency",
        "inspection_task", "inspection_task_search", "plan_receipt", "parameter_setting", "statute_article", "sampling_category", "draw", "draw_search", "demo_account",
    ]
}
