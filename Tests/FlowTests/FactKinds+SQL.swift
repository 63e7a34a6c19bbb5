import Storage

enum FactKinds {
    static func all(in transaction: Transaction) throws -> Set<String> {
        Set(try transaction.all("SELECT DISTINCT kind FROM fact") { try $0.next(String.self) })
    }
}
