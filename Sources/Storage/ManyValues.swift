extension SQL {
    /// The expression is one of these; on PostgreSQL they are one value, so that lists of all lengths share a statement
    /// whose plan is kept.
    static func among(_ values: [Int64], _ expression: SQL, _ engine: EngineKind) -> SQL {
        switch engine {
        case .sqlite: expression + "IN \(list: values.padded())"
        case .postgresql:
            expression + SQL(made: "= ANY (?)", [.bytes(PostgreSQLArray.bytes(values.count, ofType: 20) { index, bytes in
                bytes.append(bigEndian: Int32(8))
                bytes.append(bigEndian: values[index])
            })])
        }
    }
}

/// The binary form of an array of one dimension.
private enum PostgreSQLArray {
    /// - Parameter type: the object id of the type of its elements.
    static func bytes(_ count: Int, ofType type: Int32, _ element: (Int, inout [UInt8]) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + count * 16)
        // dimensions, whether one is NULL, type; length and first index of the dimension
        for number in [count == 0 ? 0 : 1, 0, type] { bytes.append(bigEndian: number) }
        guard count > 0 else { return bytes }
        for number in [Int32(count), 1] { bytes.append(bigEndian: number) }
        for index in 0..<count { element(index, &bytes) }
        return bytes
    }
}

extension [UInt8] {
    mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
