import Storage

extension VersionedElement {
    func present(_ id: Identifier<VersionedElement>, in transaction: Transaction) throws -> Standing {
        let found = try transaction.first(statement(id)) { row in
            Standing(name: try row.next(), version: try row.next(), since: try row.next())
        }
        guard let found else { throw NotFound() }
        return found
    }

    private func statement(_ id: Identifier<VersionedElement>) -> SQL {
        switch self {
        case .agency: "SELECT name, version, updated_at FROM organization WHERE id = \(id)"
        case .officer: "SELECT full_name, version, updated_at FROM enforcement_officer WHERE id = \(id)"
        case .item: "SELECT name, version, updated_at FROM item WHERE id = \(id)"
        case .form: "SELECT name, version, updated_at FROM check_form WHERE id = \(id)"
        case .subject: "SELECT name, version, updated_at FROM regulated_subject WHERE id = \(id)"
        case .equipment: "SELECT number, version, updated_at FROM enforcement_equipment WHERE id = \(id)"
        case .law: "SELECT title, version, updated_at FROM statute WHERE id = \(id)"
        }
    }
}
