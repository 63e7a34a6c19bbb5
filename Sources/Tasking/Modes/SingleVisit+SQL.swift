import Authority
import Importing
import Library
import Registry
import Storage

extension TaskItem {
    /// 监管对象类型 of one item (SUBJ-01).
    package static func subjectClasses(ofItem item: ItemID, in transaction: Transaction) throws -> Set<SubjectClass> {
        Set(stored: try transaction.value("SELECT subject_classes FROM item WHERE id = \(item)", as: String.self) ?? "")
    }
}

extension IssuedSubject {
    /// Whether the agency has an inspection of the object that is not finished (TASK-30).
    func isAwaited(by agency: Organization.ID, in transaction: Transaction) throws -> Bool {
        let finished = TaskSubjectStatus.allCases.filter(\.isFinished), gone = TaskStatus.allCases.filter(\.isFinal)
        return try transaction.value(
            """
            SELECT 1 FROM task_subject v JOIN inspection_task k ON k.id = v.task_id
            WHERE v.subject_id = \(subject) AND v.agency_id = \(agency) AND v.status NOT IN \(list: finished)
                AND k.status NOT IN \(list: gone) AND k.nature = \(TaskNature.formal) LIMIT 1
            """, as: Int.self) != nil
    }
}

extension FormVersionID {
    /// Whether it was once enabled and one of these has come in its place.
    func replaced(by versions: [FormVersionID], in transaction: Transaction) throws -> Bool {
        guard !versions.isEmpty else { return false }
        return try transaction.value(
            """
            SELECT 1 FROM check_form_version v JOIN check_form_version n ON n.form_id = v.form_id
            WHERE v.id = \(self) AND v.status = \(CheckFormVersionStatus.retired) AND n.id IN \(list: versions) LIMIT 1
            """, as: Int.self) != nil
    }
}

extension InspectionTask {
    static func exists(_ id: ID, in transaction: Transaction) throws -> Bool {
        try transaction.value("SELECT 1 FROM inspection_task WHERE id = \(id)", as: Int.self) != nil
    }
}

extension TaskSubject {
    /// The task that a visit is in and whether this officer visits; nil where there is no such visit.
    static func founded(
        _ visit: ID, with officer: Identifier<OfficerMark>, in transaction: Transaction
    ) throws -> (task: InspectionTask.ID, isAssigned: Bool)? {
        let task = try transaction.value("SELECT task_id FROM task_subject WHERE id = \(visit)", as: InspectionTask.ID.self)
        return try task.map { ($0, try isAssigned(officer, to: visit, in: transaction)) }
    }
}
