import Storage

extension FieldSubmission {
    /// Whether this very submission was taken before, in this round or an earlier one.
    func isDone(in transaction: Transaction) throws -> Bool {
        try transaction.value(
            """
            SELECT 1 FROM inspection WHERE id = \(visit) AND submission_event = \(event)
            UNION ALL SELECT 1 FROM returned_result WHERE inspection_id = \(visit) AND submission_event = \(event)
            """, as: Int.self) != nil
    }
}
