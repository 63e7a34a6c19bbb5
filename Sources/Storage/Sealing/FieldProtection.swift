/// Keeps sensitive fields unreadable in the database (SEC-06). The keys live outside of it; `Vault` has them.
/// `field` is `table.column` and `record` the bytes of the id: a sealed value moved elsewhere no longer opens.
package protocol FieldProtection: Sendable {
    func seal(_ plain: String, field: StaticString, record: [UInt8]) throws -> [UInt8]
    func open(_ sealed: [UInt8], field: StaticString, record: [UInt8]) throws -> String
    /// A keyed digest, equal for equal texts of one field: for unique indexes and for searching whole values.
    func blindIndex(_ plain: String, field: StaticString) -> [UInt8]
}
