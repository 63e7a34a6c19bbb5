@testable import mingcha
@testable import Storage
import TestKit
import Testing

/// Personal data in plain columns is found by what they are called, whoever made them.
enum PersonalColumns {
    /// Columns that are called so and hold no personal data, each with its reason.
    static let harmless = [
        "organization.phone": "机构的公开电话", "organization.payment_account_name": "机构账户的户名",
        "organization.payment_account_number": "密文（SealedFields）",
        "regulated_subject.legal_representative": "登记机关公示的事项", "enterprise_account.legal_representative": "登记机关公示的事项", "regulated_subject.representative_position": "登记机关公示的职务",
        "regulated_subject.liaison": "企业指定的联络人姓名",
    ]

    static func suspicious(_ columns: [String]) -> [String] {
        columns.filter { column in
            let name = column.split(separator: ".").last.map(String.init) ?? column
            let isGuarded = ["_sealed", "_masked", "_index"].contains { name.hasSuffix($0) }
            return !isGuarded && name.contains(/phone|mobile|telephone|citizen|id_card|id_number|bank|payment_account|e_?mail|liaison|representative/)
        }
    }
}

@Suite("个人信息的列")
struct PersonalColumnTests {
    @Test("SEC-06 库中每个像个人信息的列都是密文、掩码或摘要，否则说明为何不是个人信息")
    func store() async throws {
        try await TestStore.each(Assembly.migrations) { database in
            let columns = try await database.read { transaction in
                try StoreTable.all(in: transaction).flatMap { table in table.columns.map { table.name + "." + $0 } }
            }
            let former = PersonalColumns.harmless.keys.map { $0.replacing(".", with: "_former.") }
            let found = PersonalColumns.suspicious(columns)
            #expect(found.filter { PersonalColumns.harmless[$0] == nil && !former.contains($0) } == [])
            #expect(Set(PersonalColumns.harmless.keys).subtracting(columns) == [], "不再有的列")
        }
    }

    @Test("SEC-06 明文的电话、证件、账号列会被发现；密文、掩码和摘要不会")
    func sample() {
        let columns = ["testing_body.phone", "testing_body.phone_sealed", "a.mobile_index", "a.phone_masked", "a.citizen_id", "a.bank_account", "a.name"]
        #expect(PersonalColumns.suspicious(columns) == ["testing_body.phone", "a.citizen_id", "a.bank_account"])
    }
}
