import Authority
import Storage

/// Tells accounts of enterprises which registered organisation they belong to (ORG-25).
package struct EnterpriseRegister: EnterpriseFinding {
    package init() {}

    package func enterprise(coded code: UnifiedSocialCreditCode, in transaction: Transaction) throws -> EnterpriseEntry? {
        try EnterpriseEntry.find("t.code = \(code.description)", in: transaction)
    }

    package func enterprise(_ id: Identifier<EnterpriseMark>, in transaction: Transaction) throws -> EnterpriseEntry? {
        try EnterpriseEntry.find("t.id = \(id)", in: transaction)
    }
}
