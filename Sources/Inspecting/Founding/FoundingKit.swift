import Authority
import Cryptography
import Importing
import Library
import Paperwork
import Registry
import Storage
import Tasking
import Timekeeping

/// What a phone takes along to begin inspections without network (MOB-04, TASK-24, TASK-29): the claimed items with their
/// forms, the special tasks that take objects, and the officers of the agency.
package enum FoundingKit {
    /// - Parameter known: the version that the phone has; then nothing is sent again.
    package static func load(for actor: Actor, known: String?, on date: CalendarDate, in transaction: Transaction) throws -> JSONValue {
        guard let officer = actor.officer else { throw FoundingRefused.notOfficer }
        let contents = try contents(for: actor.organization, in: transaction)
        let tasks = try InspectionTask.joinable(by: actor.organization, in: transaction)
        var head: [JSONValue.Member] = [
            .init("me", .text(officer.description)), .init("day", .text(date.description)),
            .init("agency", .text(try SubjectFacts.agencyName(actor.organization, in: transaction))),
            .init("officers", .list(try officers(of: actor.organization, on: date, in: transaction))),
        ]
        head += Self.words
        head.append(.init("items", .list(contents.items.map(\.json))))
        head.append(.init("tasks", .list(tasks.map(\.json))))
        let version = String(Digest.sha256(JSONValue.object(head).canonical).hex.prefix(16))
        guard version != known else { return .object([.init("version", .text(version)), .init("kit", .null)]) }
        let forms = try contents.forms.map { id in
            JSONValue.object([.init("version", .text(id.description)), .init("form", try form([id], on: date, in: transaction))])
        }
        let ofTasks = try tasks.map { joinable in
            JSONValue.object([
                .init("task", .text(joinable.task.id.description)),
                .init("form", try InspectedForm.load(TaskSubject.ID(), of: joinable.task.id, in: transaction).json(on: date, in: transaction)),
            ])
        }
        return .object([
            .init("version", .text(version)),
            .init("kit", .object(head + [.init("forms", .list(forms)), .init("taskForms", .list(ofTasks))])),
        ])
    }

    /// What is called how; the same for everybody.
    private static let words: [JSONValue.Member] = [
        .init("modes", pairs("mode", modes.map { ($0.rawValue, $0.label) })),
        .init("reassigns", .list(InspectionMode.allCases.filter(\.reassignsOnPhone).map { .text($0.rawValue) })),
        .init("origins", pairs("origin", OriginKind.onTheSpot.map { ($0.rawValue, $0.label) })),
        .init("kinds", pairs("kind", FoundingKind.allCases.map { ($0.rawValue, $0.label) })),
        .init("status", .object([
            .init("status", .text(TaskSubjectStatus.awaitingInspection.rawValue)),
            .init("statusName", .text(TaskSubjectStatus.awaitingInspection.label)),
        ])),
        .init("parties", .object(SubjectClass.allCases.map { .init($0.rawValue, VisitPackage.json(SubjectFacts.party($0))) })),
    ]

    private static func pairs(_ code: String, _ named: [(String, String)]) -> JSONValue {
        .list(named.map { .object([.init(code, .text($0.0)), .init("name", .text($0.1))]) })
    }

    /// The modes that an officer begins on the spot.
    private static let modes = InspectionMode.allCases.filter { $0.founding == .officer }

    /// An item with its forms, by the modes that they serve.
    private struct Offered {
        let id: ItemID
        let name: String
        let classes: Set<SubjectClass>
        var forms: [(mode: InspectionMode, form: TaskItem.Form)] = []

        var json: JSONValue {
            .object([
                .init("id", .text(id.description)), .init("name", .text(name)),
                .init("classes", .list(SubjectClass.allCases.filter(classes.contains).map { .text($0.rawValue) })),
                .init("forms", .list(forms.map { line in
                    .object([
                        .init("version", .text(line.form.version.description)), .init("name", .text(line.form.name)),
                        .init("mode", .text(line.mode.rawValue)),
                    ])
                })),
            ])
        }
    }

    private static func contents(
        for agency: Organization.ID, in transaction: Transaction
    ) throws -> (items: [Offered], forms: [FormVersionID]) {
        var items: [Offered] = [], page = ListPage(size: 100)
        while true {
            let listed = try ItemQueries.claimed(by: agency, kind: .supervision, page: page, in: transaction)
            for line in listed.rows {
                var offered = Offered(id: line.id, name: line.name, classes: try TaskItem.subjectClasses(ofItem: line.id, in: transaction))
                for mode in modes {
                    offered.forms += try TaskItem.offeredForms(line.id, mode, for: agency, in: transaction).map { (mode: mode, form: $0) }
                }
                if !offered.forms.isEmpty { items.append(offered) }
            }
            guard listed.hasNext, let last = listed.lastSerial else { break }
            page = ListPage(size: 100, place: .after(last))
        }
        return (items, Set(items.flatMap { $0.forms.map(\.form.version) }).sorted())
    }

    private static func form(_ versions: [FormVersionID], on date: CalendarDate, in transaction: Transaction) throws -> JSONValue {
        try InspectedForm.load(TaskSubject.ID(), of: InspectionTask.ID(), versions: versions, in: transaction).json(on: date, in: transaction)
    }

    private static func officers(of agency: Organization.ID, on date: CalendarDate, in transaction: Transaction) throws -> [JSONValue] {
        try OfficerCandidate.available(agency, on: date, in: transaction).map { officer in
            .object([
                .init("id", .text(officer.id.description)), .init("name", .text(officer.name)),
                .init("certificate", .text(officer.certificateNumber)),
                .init("until", officer.validUntil.map { .text($0.description) } ?? .null),
            ])
        }
    }
}

extension JoinableTask {
    fileprivate var json: JSONValue {
        .object([
            .init("id", .text(task.id.description)), .init("number", .text(task.number)), .init("name", .text(task.record.name)),
            .init("from", .text(task.record.startDate.description)), .init("to", .text(task.record.endDate.description)),
            .init("classes", .list(SubjectClass.allCases.filter(classes.contains).map { .text($0.rawValue) })),
        ])
    }
}
