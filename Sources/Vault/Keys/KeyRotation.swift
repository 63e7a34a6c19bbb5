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

    init(serial: Int64, key: String, column: String, record: [UInt8], count: Int) {
        (self.serial, self.key, self.column, self.record, self.count) = (serial, key, column, record, count)
    }

    /// - Parameter record: empty behind the end of the column.
    package func reached(_ column: String, _ record: [UInt8], adding count: Int) -> KeyRotation {
        KeyRotation(serial: serial, key: key, column: column, record: record, count: self.count + count)
    }
}
