import Authority
import Importing
import Ledger
import Library
import Registry
import Storage
import Timekeeping

extension SetupCheck {
    /// What an agency has.
    struct Findings {
        let organization: Organization.ID
        let hasDivisions: Bool
        let missingForFines: [String]
        let hasReconsideration: Bool
        let hasCourt: Bool
        let departments: Int
        let items: Int
        let spotCheckItems: Int
        let forms: Int
        let subjects: Int
        let officers: Int
        let numberRules: Int
        /// The roles of each account in use.
        private let roles: [Account.ID: Set<Role>]

        func accounts(with wanted: Set<Role>) -> Int { roles.values.count { !$0.isDisjoint(with: wanted) } }

        init(of agency: Organization.ID, today: CalendarDate, in transaction: Transaction) throws {
            organization = agency
            hasDivisions = try !AdministrativeDivision.isTableEmpty(in: transaction)
            let fields = try transaction.first(
                """
                SELECT collection_unit_code, payment_account_name, payment_account_number, fine_code, reconsideration_organ,
                    litigation_court FROM organization WHERE id = \(agency)
                """
            ) { row in
                let fines = [
                    ("执收单位编码", try row.next(String.self).isEmpty), ("缴款银行户名", try row.next(String.self).isEmpty),
                    ("缴款银行账号", try row.next([UInt8]?.self) == nil), ("罚没编码", try row.next(String.self).isEmpty),
                ]
                return (fines.filter(\.1).map(\.0), try !row.next(String.self).isEmpty, try !row.next(String.self).isEmpty)
            }
            guard let fields else { throw NotFound() }
            (missingForFines, hasReconsideration, hasCourt) = fields
            departments = try Department.all(of: agency, enabledOnly: true, in: transaction).count
            roles = try Self.roles(of: agency, in: transaction)
            items = try Self.count(Self.itemsOf(agency), in: transaction)
            spotCheckItems = try Self.count(
                "SELECT 1 FROM item WHERE kind = \(ItemKind.spotCheck) AND status = \(ItemStatus.enabled)", in: transaction)
            forms = try Self.count(Self.formsOf(agency), in: transaction)
            subjects = try Counter.value("subjects", agency.description, in: transaction)
            officers = try EnforcementOfficer.available(agency: agency, on: today, in: transaction).count
            numberRules = try Self.count(
                "SELECT 1 FROM document_number_rule WHERE organization_id = \(agency)", in: transaction)
        }

        /// No further than what a page says as “1000”.
        private static func count(_ rows: SQL, in transaction: Transaction) throws -> Int {
            try transaction.value("SELECT count(*) FROM (\(rows) LIMIT 1000) found") ?? 0
        }

        /// Only what is claimed can be put into plans and tasks, also of what the agency has made itself (ITEM-06).
        private static func itemsOf(_ agency: Organization.ID) -> SQL {
            """
            SELECT id FROM item WHERE kind = \(ItemKind.supervision) AND status = \(ItemStatus.enabled)
                AND id IN (SELECT item_id FROM item_claim WHERE organization_id = \(agency))
            """
        }

        /// Those of the agency and of the agencies above it.
        private static func formsOf(_ agency: Organization.ID) -> SQL {
            """
            SELECT f.id FROM check_form f JOIN organization_ancestry up ON up.ancestor_id = f.organization_id
            WHERE up.organization_id = \(agency) AND EXISTS (SELECT 1 FROM check_form_version v
                WHERE v.form_id = f.id AND v.status = \(CheckFormVersionStatus.enabled))
            """
        }

        private static func roles(of agency: Organization.ID, in transaction: Transaction) throws -> [Account.ID: Set<Role>] {
            var found: [Account.ID: Set<Role>] = [:]
            try transaction.forEach(
                """
                SELECT t.id, g.role FROM account t JOIN role_grant g ON g.account_id = t.id
                WHERE t.organization_id = \(agency) AND t.status <> \(AccountStatus.disabled)
                """
            ) { found[try $0.next(), default: []].insert(try $0.next()) }
            return found
        }
    }
}
