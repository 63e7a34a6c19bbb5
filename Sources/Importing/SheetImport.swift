import Authority
import Spreadsheets
import Storage
import Timekeeping

/// A kind of table that people import: what its template looks like, how a row becomes a record, and how records enter
/// the library. Everything else (checking the whole file, asking, applying in batches, reporting) is the same for all.
package protocol SheetImport: Sendable {
    associatedtype Record: Sendable

    /// In addresses and in jobs: `subjects`.
    var code: String { get }
    /// What people call the records: 监管对象.
    var label: String { get }
    var permission: Permission { get }
    var layout: SheetLayout { get }

    /// One row, cells in the order of the layout; pure, because a row is read when it is checked and again when it is
    /// applied.
    func read(_ cells: SheetCells, context: ImportContext) -> Result<Record, ImportProblems>

    /// Two rows of one file with the same key contradict each other.
    func key(_ record: Record) -> String

    /// What is applied at once: for most kinds the rows as they are.
    associatedtype Batch: Sendable = [ImportRow<Record>]

    /// Does what can be done with the rows ahead of the transaction that applies them, while another batch is applied.
    func ready(_ rows: [ImportRow<Record>], at now: Instant, context: ImportContext) throws -> Batch

    /// Applies a batch in one transaction: one outcome a row, in order. A row that is refused leaves no trace and keeps
    /// no other row from being applied.
    func apply(
        _ batch: Batch, by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> [ImportOutcome]

    /// Rows that rest on earlier ones of the same file are checked together, and so many at most; nil where each stands
    /// for itself.
    var checkedTogether: Int? { get }

    /// Whether `forecast` only reads; large libraries are not written to and taken back again for a look.
    var forecastsByReading: Bool { get }

    /// What `apply` would do with the batch.
    func forecast(
        _ batch: Batch, by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> ImportLook

    /// Whether an import can be taken back (撤回导入): what was new leaves the library, what was changed becomes what it was.
    /// It is said before anything is written.
    var canBeTakenBack: Bool { get }

    /// Where the records of the rows stand, by place: asked before and after, so that the import can be taken back. Nil for
    /// kinds whose imports are not.
    func standings(
        _ batch: Batch, context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]?

    /// A record that an import of this kind has touched, on its way back; nil where there is no such record any more, or not
    /// for who takes back.
    func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord?
}

extension SheetImport {
    package var checkedTogether: Int? { nil }
    package var forecastsByReading: Bool { false }
    package var canBeTakenBack: Bool { false }

    package func standings(
        _ batch: Batch, context: ImportContext, in transaction: Transaction
    ) throws -> [Int: ImportTouch.Standing]? { nil }

    package func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? { nil }

    package func forecast(
        _ batch: Batch, by actor: Actor, at now: Instant, context: ImportContext, in transaction: Transaction
    ) throws -> ImportLook { try rehearse(batch, by: actor, at: now, context: context, in: transaction) }
}

extension SheetImport where Batch == [ImportRow<Record>] {
    /// The standings of rows that stand for one record each.
    package func standings(
        of rows: Batch, _ standing: (Record) throws -> ImportTouch.Standing?
    ) rethrows -> [Int: ImportTouch.Standing] {
        var standings: [Int: ImportTouch.Standing] = [:]
        for (place, row) in rows.enumerated() { standings[place] = try standing(row.record) }
        return standings
    }

    package func ready(_ rows: [ImportRow<Record>], at now: Instant, context: ImportContext) throws -> Batch { rows }
}

extension SheetImport {
    /// A row, unless a cell of it is wrong in every kind of table; both are told together.
    package func reading(_ cells: SheetCells, context: ImportContext) -> Result<Record, ImportProblems> {
        let faults = ImportProblem.faults(of: cells, layout)
        guard !faults.isEmpty else { return read(cells, context: context) }
        guard case .failure(let others) = read(cells, context: context) else { return .failure(ImportProblems(faults)) }
        // what the kind says of the same cells only follows from the fault
        let told = Set(faults.map(\.column))
        return .failure(ImportProblems(faults + others.all.filter { !told.contains($0.column) }))
    }
}

extension ImportProblem {
    package static func faults(of cells: SheetCells, _ layout: SheetLayout) -> [ImportProblem] {
        zip(cells.indices, layout.columns).compactMap { place, column in
            CellFault.of(cells, place, in: column).map { ImportProblem(column.heading, $0.message) }
        }
    }
}

/// What is known before the rows are read.
package struct ImportContext: Sendable {
    package let actor: Actor
    package let today: CalendarDate
    package let protection: any FieldProtection
    /// The enabled agencies in scope, by name and by short name; nil where a short name means several.
    private let agencies: [String: Organization.ID?]
    /// The codes of the table of divisions; empty where there is none yet.
    private let divisions: Set<DivisionCode>

    package init(
        actor: Actor, today: CalendarDate, protection: any FieldProtection, agencies: [OrganizationLine],
        divisions: Set<DivisionCode> = []
    ) {
        self.divisions = divisions
        self.actor = actor
        self.today = today
        self.protection = protection
        var named: [String: Organization.ID?] = [:]
        for agency in agencies where agency.status == .enabled {
            named[agency.shortName] = named[agency.shortName] == nil ? .some(agency.id) : .some(nil)
        }
        // a whole name wins over somebody's short name
        for agency in agencies where agency.status == .enabled { named[agency.name] = agency.id }
        self.agencies = named
    }

    package func mayStand(_ division: DivisionCode) -> Bool { divisions.isEmpty || divisions.contains(division) }

    package func agency(named name: String) -> Organization.ID? { agencies[name] ?? nil }

    package static func load(
        for actor: Actor, today: CalendarDate, protection: any FieldProtection, in transaction: Transaction
    ) throws -> ImportContext {
        ImportContext(
            actor: actor, today: today, protection: protection,
            agencies: try Organization.tree(scope: actor.scope, in: transaction),
            divisions: try AdministrativeDivision.allCodes(in: transaction))
    }
}

package struct ImportRow<Record: Sendable>: Sendable {
    /// As a spreadsheet program numbers it.
    package let number: Int
    package let record: Record

    package init(number: Int, record: Record) { (self.number, self.record) = (number, record) }
}

/// One thing that is wrong with a row.
package struct ImportProblem: Sendable, Equatable {
    /// The heading; empty when it is about the whole row.
    package let column: String
    package let message: String

    package init(_ column: String, _ message: String) { (self.column, self.message) = (column, message) }
}

package struct ImportProblems: Error, Sendable, Equatable, ExpressibleByArrayLiteral {
    package var all: [ImportProblem]
    package init(arrayLiteral problems: ImportProblem...) { all = problems }
    package init(_ problems: [ImportProblem]) { all = problems }
}

/// What became of a row.
package enum ImportOutcome: Sendable, Equatable {
    case created, changed, unchanged
    case refused(String)
}
