/// Who must not inspect whom (回避): declared conflicts, who inspected it last time, who lacks the specialty. The
/// bytes and rows of `recusals.txt`, in order of certificate number and object. A row may name somebody who is not
/// a candidate of this draw; it has no effect then.
package struct DrawRecusals: Sendable, Hashable {
    package struct Row: Hashable, Sendable {
        package let certificateNumber: String
        package let objectID: String

        package init(certificateNumber: String, objectID: String) {
            self.certificateNumber = certificateNumber
            self.objectID = objectID
        }

        fileprivate func precedes(_ other: Row) -> Bool {
            certificateNumber == other.certificateNumber
                ? objectID.utf8.lexicographicallyPrecedes(other.objectID.utf8)
                : certificateNumber.utf8.lexicographicallyPrecedes(other.certificateNumber.utf8)
        }
    }

    package let bytes: [UInt8]
    package let rows: [Row]

    package init(parsing bytes: [UInt8]) throws(DrawFailure) {
        var cursor = LineCursor(.recusals, bytes)
        var rows: [Row] = []
        while let line = try cursor.next() {
            let fields = try cursor.fields(of: line, count: 2)
            guard bytes[fields[0]].isIdentifier, bytes[fields[1]].isIdentifier else {
                throw cursor.failure(.identifier, line)
            }
            let row = Row(certificateNumber: bytes[fields[0]].text, objectID: bytes[fields[1]].text)
            if let last = rows.last, !last.precedes(row) { throw cursor.failure(.order, line) }
            rows.append(row)
        }
        self.bytes = bytes
        self.rows = rows
    }

    /// Puts the rows into order and leaves out repetitions: one pair may be recused for several reasons.
    package init(rows: [Row] = []) throws(DrawFailure) {
        let lines = Set(rows).sorted { $0.precedes($1) }.map { "\($0.certificateNumber)|\($0.objectID)\n" }
        try self.init(parsing: Array(lines.joined().utf8))
    }
}
