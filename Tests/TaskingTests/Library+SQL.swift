import Authority
import Foundation
import Importing
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// Matters and forms as the Registry keeps them, without its rules.
enum Library {
    static func item(
        _ code: String, _ kind: ItemKind = .spotCheck, enabled: Bool = true, claimedBy claims: [Organization.ID],
        forms: [String] = ["抽查表"], keptBy keeper: Organization.ID, at now: Instant, in transaction: Transaction
    ) throws -> (item: ItemID, forms: [FormVersionID]) {
        let id = ItemID(at: now)
        try transaction.execute(
            """
            INSERT INTO item (id, version, kind, item_code, name, domain, legal_basis, subject_classes, level,
                organization_id, status, created_at, updated_at)
            VALUES (\(id), 1, \(kind), \(code), \("对事项" + code + "的行政检查"), 'emergency', '', 'organization', 'province',
                \(keeper), \(enabled ? ItemStatus.enabled : .disabled), \(now), \(now))
            """)
        for agency in claims {
            try transaction.execute(
                """
                INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by)
                VALUES (\(id), \(agency), \(now), \(id))
                """)
        }
        return (id, try forms.map { try form($0 + code, of: id, keptBy: keeper, at: now, in: transaction) })
    }

    private static func form(
        _ name: String, of item: ItemID, keptBy keeper: Organization.ID, at now: Instant, in transaction: Transaction
    ) throws -> FormVersionID {
        let form = CheckForm.ID(at: now), version = FormVersionID(at: now)
        try transaction.execute(
            """
            INSERT INTO check_form (id, version, name, scope_level, organization_id, modes, status, kind, created_at, updated_at)
            VALUES (\(form), 1, \(name), 'province', \(keeper), 'daily,doubleRandom,special', 'enabled', 'library', \(now), \(now))
            """)
        try transaction.execute("INSERT INTO check_form_item (form_id, item_id) VALUES (\(form), \(item))")
        try transaction.execute(
            """
            INSERT INTO check_form_version (id, form_id, number, answer_scale, content, result_template, status, created_at)
            VALUES (\(version), \(form), 1, 'problem', \(try content(of: name)), \(try ResultTemplate.general.json), 'enabled', \(now))
            """)
        return version
    }

    /// Two check items: one that every form has in the same words, one of its own.
    private static func content(of name: String) throws -> String {
        let content = CheckFormContent(items: [
            CheckItem(name: "证照", points: [CheckPoint(text: "是否亮照经营")]),
            CheckItem(name: name, points: [CheckPoint(text: name + "之一"), CheckPoint(text: name + "之二")]),
        ])
        return String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
    }

    static func put(_ item: ItemID, about classes: String, into task: InspectionTask.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE item SET subject_classes = \(classes) WHERE id = \(item)")
        try transaction.execute("INSERT INTO task_item (task_id, item_id, origin) VALUES (\(task), \(item), 'manual')")
    }

    static func disable(_ item: ItemID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE item SET status = \(ItemStatus.disabled) WHERE id = \(item)")
    }

    static func claim(_ item: ItemID, by agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO item_claim (item_id, organization_id, claimed_at, claimed_by) VALUES (\(item), \(agency), 0, \(item))
            ON CONFLICT (item_id, organization_id) DO NOTHING
            """)
    }

    static func messages(to account: Account.ID, in transaction: Transaction) throws -> [String] {
        try transaction.all("SELECT title FROM message WHERE account_id = \(account) ORDER BY serial") { try $0.next() }
    }

    static func facts(about record: [UInt8], in transaction: Transaction) throws -> [String] {
        try transaction.all("SELECT kind FROM fact WHERE record_id = \(record) ORDER BY serial") { try $0.next() }
    }

    static func subjects(of agency: Organization.ID, in transaction: Transaction) throws -> [SubjectID] {
        try transaction.all("SELECT id FROM regulated_subject WHERE jurisdiction_id = \(agency) ORDER BY code") { try $0.next() }
    }

    static func demote(_ agency: Organization.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE organization SET is_enforcement_body = 0 WHERE id = \(agency)")
    }
}
