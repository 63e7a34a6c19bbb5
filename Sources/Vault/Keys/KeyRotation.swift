import Storage

/// A change of the sealing key that is under way: values are sealed anew part by part, and what was cut off goes on.
package struct KeyRotation: Sendable, Equatable {
    let serial: Int64
    package let key: String
    /// The column that is being sealed anew, and the last record; both empty at the beginning.
    package private(set) var column: String
    package private(set) var record: [UInt8]
    /// How many values were sealed anew.
    package private(set) var count: Int
    /// How many it had been when this round through all columns began.
    let before: Int

    init(serial: Int64, key: String, column: String, record: [UInt8], count: Int, before: Int) {
        (self.serial, self.key, self.column, self.record, self.count, self.before) = (serial, key, column, record, count, before)
    }

    /// - Parameter record: empty behind the end of the column.
    package func reached(_ column: String, _ record: [UInt8], adding count: Int) -> KeyRotation {
        KeyRotation(serial: serial, key: key, column: column, record: record, count: self.count + count, before: before)
    }

    /// Whether this round found anything to seal anew. A server sees the new key a moment later than this process: what it
    /// sealed with the old one meanwhile, in a column that was through, is found by a further round.
    package var foundAnything: Bool { count > before }

    /// From the first column again.
    package func nextRound() -> KeyRotation {
        KeyRotation(serial: serial, key: key, column: "", record: [], count: count, before: count)
    }
}
