import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// A task that comes about with its one object, its form and its officers in one step (TASK-29, TASK-30, TASK-32): made,
/// established, issued and assigned by the acts that every task goes through.
struct SingleVisit {
    let task: InspectionTask.ID
    let mode: InspectionMode
    /// Of a test task, whose end comes (TASK-08).
    let test: TestExpiry?
    let item: ItemID
    /// Nil for all that serve the item (ITEM-20).
    let form: FormVersionID?
    let subject: IssuedSubject
    let origin: TaskOrigin
    /// The day on which it begins.
    let day: CalendarDate

    /// Days of its term: whoever begins at once is not late because the signature follows the next morning.
    private static let days = 7

    /// What can be said of item and form. A form that was replaced while a phone had no network stays good (ITEM-13).
    func permitContents(
        for agency: Organization.ID, in transaction: Transaction
    ) throws -> (item: ItemLine, forms: [FormVersionID]) {
        guard let line = try ItemQueries.lines([item], for: agency, in: transaction).first else { throw TaskRefused.itemUnknown }
        let offered = try TaskItem.offeredForms(item, mode, for: agency, in: transaction)
        try TaskItemIntake(item: line, mode: mode, isNew: true, formsOffered: offered.count).permit()
        guard try TaskItem.subjectClasses(ofItem: item, in: transaction).contains(subject.subjectClass) else { throw FoundingRefused.classNotCovered }
        let versions = offered.map(\.version)
        guard let form else { return (line, versions) }
        guard try versions.contains(form) || form.replaced(by: versions, in: transaction) else { throw TaskRefused.formUnknown }
        return (line, [form])
    }

    func make(
        _ contents: (item: ItemLine, forms: [FormVersionID]), officers: [VisitOfficer], by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> TaskSubject.ID {
        let agency = try ActingAgency.load(actor.organization, in: transaction)
        try agency.requireEnforcementBody()
        var record = TaskRecord(
            name: "\(mode.label)：\(subject.name)", year: day.year, source: .adHoc, from: day, to: day.advanced(days: Self.days - 1))
        record.nature = test == nil ? .formal : .test
        record.testExpiry = test
        record.leadDomain = contents.item.domain
        (record.subjectSelection, record.officerSelection) = (.manual, .manual)
        record.remark = origin.words
        let number = try agency.nextTaskNumber(mode, year: record.year, in: transaction)
        if try InspectionTask.exists(task, in: transaction) { throw FoundingRefused.idTaken }
        // the same call at the same moment: it waits, and then finds what the other has made
        do { try InspectionTask.insert(task, record, mode: mode, number: number, by: actor, at: now, in: transaction) }
        catch StorageError.constraint { throw StorageError.conflict }
        try TaskItem.insert(item, origin: .manual, forms: contents.forms, into: task, in: transaction)
        try origin.insert(of: task, in: transaction)
        let made = try InspectionTask.lock(task, in: transaction)
        try made.record(
            TaskFacts.made, by: actor, at: now,
            details: try record.details(from: nil, mode, in: transaction) + origin.details
                + [FactDetail("检查人员", before: nil, after: officers.map(\.name).joined(separator: "、"))],
            in: transaction)
        try made.setStatus(.awaitingSubjects, at: now, in: transaction)
        try made.setEstablished(on: day, in: transaction)
        let visits = try TaskIssuing(of: task, to: [subject]).make(by: actor, at: now, in: transaction)
        guard let visit = visits.first else { throw StorageError.broken("a visit took no row") }
        try TaskSubject.lock(visit, in: transaction).assign(officers, by: actor, at: now, in: transaction)
        return visit
    }
}
