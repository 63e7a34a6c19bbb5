import Authority
import Storage
import Timekeeping

extension OfficerLoad {
    /// Of the officers of one page: ranges of an index, never the whole table.
    package static func load(
        _ officers: [Identifier<OfficerMark>], today: CalendarDate, in transaction: Transaction
    ) throws -> [Identifier<OfficerMark>: OfficerLoad] {
        var loads: [Identifier<OfficerMark>: OfficerLoad] = [:]
        guard !officers.isEmpty else { return loads }
        try transaction.forEach(openStatement(officers)) { loads[try $0.next(), default: OfficerLoad()].open = try $0.next() }
        try transaction.forEach(doneStatement(officers, today: today)) { row in
            let officer: Identifier<OfficerMark> = try row.next()
            loads[officer, default: OfficerLoad()].doneThisMonth = try row.next()
            loads[officer, default: OfficerLoad()].doneThisYear = try row.next()
        }
        try transaction.forEach(lastStatement(officers)) { row in
            let officer: Identifier<OfficerMark> = try row.next()
            let last: Instant? = try row.next()
            if let last { loads[officer, default: OfficerLoad()].lastInspection = last.beijingDate }
        }
        return loads
    }

    static func openStatement(_ officers: [Identifier<OfficerMark>]) -> SQL {
        """
        SELECT officer_id, count(*) FROM task_subject_officer
        WHERE officer_id IN \(list: officers) AND finished_at IS NULL GROUP BY officer_id
        """
    }

    static func doneStatement(_ officers: [Identifier<OfficerMark>], today: CalendarDate) -> SQL {
        let month = today.advanced(days: 1 - today.day).start
        let year = (CalendarDate(year: today.year, month: 1, day: 1) ?? today).start
        return """
            SELECT officer_id, count(*) FILTER (WHERE finished_at >= \(month)), count(*) FROM task_subject_officer
            WHERE officer_id IN \(list: officers) AND finished_at >= \(year) GROUP BY officer_id
            """
    }

    static func lastStatement(_ officers: [Identifier<OfficerMark>]) -> SQL {
        """
        SELECT t.id, (SELECT max(v.started_at) FROM task_subject_officer v WHERE v.officer_id = t.id)
        FROM enforcement_officer t WHERE t.id IN \(list: officers)
        """
    }
}
