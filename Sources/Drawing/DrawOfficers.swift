/// The candidates of the officers' draw: the bytes and rows of `officers.txt`, in order of certificate number.
package struct DrawOfficers: Sendable, Hashable {
    package struct Row: Hashable, Sendable {
        package let certificateNumber: String
        package let unit: String
        /// May be 组长.
        package let canLead: Bool

        package init(certificateNumber: String, unit: String, canLead: Bool) {
            self.certificateNumber = certificateNumber
            self.unit = unit
            self.canLead = canLead
        }
    }

    package let bytes: [UInt8]
    package let rows: [Row]

    package init(parsing bytes: [UInt8]) throws(DrawFailure) {
        var cursor = LineCursor(.officers, bytes)
        var rows: [Row] = []
        while let line = try cursor.next() {
            let fields = try cursor.fields(of: line, count: 3)
            let (certificate, unit, flag) = (bytes[fields[0]], bytes[fields[1]], bytes[fields[2]])
            guard certificate.isIdentifier else { throw cursor.failure(.identifier, line) }
            guard unit.isFieldText else { throw cursor.failure(.text, line) }
            guard let lead = flag.decimalNumber, lead <= 1 else { throw cursor.failure(.leadFlag, line) }
            if let last = rows.last, !last.certificateNumber.utf8.lexicographicallyPrecedes(certificate) {
                throw cursor.failure(.order, line)
            }
            rows.append(Row(certificateNumber: certificate.text, unit: unit.text, canLead: lead == 1))
        }
        self.bytes = bytes
        self.rows = rows
    }

    /// Puts the rows into order.
    package init(rows: [Row] = []) throws(DrawFailure) {
        let sorted = rows.sorted {
            $0.certificateNumber.utf8.lexicographicallyPrecedes($1.certificateNumber.utf8)
        }
        let lines = sorted.map { "\($0.certificateNumber)|\($0.unit)|\($0.canLead ? 1 : 0)\n" }
        try self.init(parsing: Array(lines.joined().utf8))
    }
}
