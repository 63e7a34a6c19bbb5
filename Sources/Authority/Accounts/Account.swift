import Storage

/// A person's account (账号, ORG-10, A.2).
package struct Account: Sendable {
    package typealias ID = Identifier<Account>
}
