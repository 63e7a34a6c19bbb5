import Storage

extension BasicInformationCheck {
    /// The organisations in scope, which for a higher level are all below it.
    /// - Parameter others: what later targets check.
    package static func list(
        scope: Scope, named: String? = nil, onlyIncomplete: Bool, others: [any ConfigurationProof], page: ListPage = ListPage(),
        in transaction: Transaction
    ) throws -> Listed<BasicInformationCheck> {
        let checks = own + others.map { (label: $0.label, condition: $0.condition("t.id")) }
        var columns: SQL = "t.id, t.name, t.level"
        for check in checks { columns += ", CASE WHEN \(check.condition) THEN 1 ELSE 0 END" }
        var query = ListQuery("organization", columns: columns)
        query.filter(scope.condition("t.id"))
        query.search(named)
        query.filter("t.status = \(Organization.Status.enabled)")
        if onlyIncomplete { query.filter("NOT (\(checks.map(\.condition).joinedByAnd()))") }
        return try query.load(page, in: transaction) { row in
            BasicInformationCheck(
                organization: try row.next(), name: try row.next(), level: try row.next(),
                ticks: try checks.map { Tick(label: $0.label, isThere: try row.next()) })
        }
    }

    /// The headings of the ticks, in their order.
    package static func labels(others: [any ConfigurationProof]) -> [String] { own.map(\.label) + others.map(\.label) }

    private static var own: [(label: String, condition: SQL)] {
        [
            ("执收单位编码", "t.collection_unit_code <> ''"), ("缴款银行户名", "t.payment_account_name <> ''"),
            ("缴款银行账号", "t.payment_account_number IS NOT NULL"), ("罚没编码", "t.fine_code <> ''"),
            ("电子印章", "t.active_seal_id IS NOT NULL"),
        ]
    }
}
