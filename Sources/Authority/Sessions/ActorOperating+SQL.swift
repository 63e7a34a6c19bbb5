import Storage

extension Actor {
    /// Nobody's account: stands with what an operator did on the command line.
    package static let operatorAccount = Account.ID("00000000-0000-7000-8000-000000000000")

    /// The operator of the machine, who works on the command line for one organisation and all below it. The ledger
    /// names no person then, because nobody has logged in. Nil when there is no such organisation in use.
    package static func operating(_ organization: Organization.ID, in transaction: Transaction) throws -> Actor? {
        let found = try transaction.first(
            """
            SELECT name, parent_id FROM organization
            WHERE id = \(organization) AND status = \(Organization.Status.enabled)
            """
        ) { (name: try $0.next(String.self), parent: try $0.next(Organization.ID?.self)) }
        guard let found, let nobody = operatorAccount else { return nil }
        return Actor(
            account: nobody, name: "系统操作员", organization: organization, organizationName: found.name,
            permissions: Set(Permission.allCases),
            scope: Scope(organization: organization, reach: found.parent == nil ? .everything : .descendants),
            officer: nil, origin: "命令行")
    }

    /// The same for the organisation of that whole or short name, for the whole tree without one. Nil when nobody is
    /// called so, or several are.
    package static func operating(named name: String?, in transaction: Transaction) throws -> Actor? {
        guard let name else {
            return try transaction.value(
                "SELECT id FROM organization WHERE parent_id IS NULL", as: Organization.ID.self
            ).flatMap { try operating($0, in: transaction) }
        }
        let whole: [Organization.ID] = try transaction.all("SELECT id FROM organization WHERE name = \(name) LIMIT 2") {
            try $0.next()
        }
        let found = whole.isEmpty
            ? try transaction.all("SELECT id FROM organization WHERE short_name = \(name) LIMIT 2") { try $0.next() } : whole
        guard found.count == 1 else { return nil }
        return try operating(found[0], in: transaction)
    }
}
