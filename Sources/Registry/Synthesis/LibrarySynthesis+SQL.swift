import Storage

extension RegulatedSubject {
    /// Whether no credit code belongs to a division that exists; two look-ups at the ends of the index of codes.
    static func allInvented(in transaction: Transaction) throws -> Bool {
        let ends = [
            try transaction.value("SELECT code FROM regulated_subject WHERE class = 'organization' ORDER BY code LIMIT 1", as: String.self),
            try transaction.value(
                "SELECT code FROM regulated_subject WHERE class = 'organization' ORDER BY code DESC LIMIT 1", as: String.self),
        ]
        return ends.allSatisfy { $0?.hasPrefix(InventedSubject.codeBeginning) ?? true }
    }

    /// Which of these codes are in the library.
    static func held(_ codes: [String], in transaction: Transaction) throws -> Set<String> {
        Set(try transaction.all("SELECT code FROM regulated_subject WHERE code IN \(list: codes)") { try $0.next() })
    }
}
