/// The objects of a draw, in order of stratum and id: the bytes of `manifest.txt`, and where in them each object
/// stands. A million objects cost their text and 16 bytes each.
package struct DrawManifest: Sendable {
    package struct Row: Hashable, Sendable {
        package let stratum: String
        package let objectID: String
        /// The number of raffle tickets of the object, 1…100.
        package let weight: Int

        package init(stratum: String, objectID: String, weight: Int = 1) {
            self.stratum = stratum
            self.objectID = objectID
            self.weight = weight
        }
    }

    struct Entry {
        let idStart: Int
        let stratum: UInt32
        let idLength: UInt8
        let weight: UInt8

        var id: Range<Int> { idStart..<idStart + Int(idLength) }
    }

    package let bytes: [UInt8]
    package let strata: [Stratum]
    let entries: [Entry]

    package struct Stratum: Hashable, Sendable {
        package let name: String
        package let size: Int
    }

    package var count: Int { entries.count }

    package init(parsing bytes: [UInt8]) throws(DrawFailure) {
        var reader = ManifestReader(bytes)
        try reader.readAll()
        self.bytes = bytes
        entries = reader.entries
        strata = zip(reader.names, reader.sizes).map { Stratum(name: bytes[$0].text, size: $1) }
    }

    /// Puts the rows into order; the same rows in another order give the same bytes.
    package init(rows: [Row]) throws(DrawFailure) {
        let sorted = rows.map { ($0, Array($0.stratum.utf8), Array($0.objectID.utf8)) }.sorted { one, other in
            one.1 == other.1 ? one.2.lexicographicallyPrecedes(other.2) : one.1.lexicographicallyPrecedes(other.1)
        }
        var bytes: [UInt8] = []
        for (row, _, _) in sorted { bytes += "\(row.stratum)|\(row.objectID)|\(row.weight)\n".utf8 }
        try self.init(parsing: bytes)
    }

    func objectID(_ index: UInt32) -> ArraySlice<UInt8> { bytes[entries[Int(index)].id] }
}

private struct ManifestReader {
    private var cursor: LineCursor
    private(set) var entries: [DrawManifest.Entry] = []
    private(set) var names: [Range<Int>] = []
    private(set) var sizes: [Int] = []

    init(_ bytes: [UInt8]) {
        cursor = LineCursor(.manifest, bytes)
        // A guess at the length of a line, to save copies.
        entries.reserveCapacity(bytes.count / 24)
    }

    mutating func readAll() throws(DrawFailure) {
        while let line = try cursor.next() { try read(line) }
        guard !entries.isEmpty else {
            throw .malformed(file: .manifest, line: 1, problem: .empty, found: "")
        }
        if names.count > 1 { try refuseDuplicates() }
    }

    private mutating func read(_ line: Range<Int>) throws(DrawFailure) {
        let bytes = cursor.bytes
        let fields = try cursor.fields(of: line, count: 3)
        let (stratum, id, weightText) = (fields[0], fields[1], fields[2])
        guard bytes[id].isIdentifier else { throw cursor.failure(.identifier, line) }
        guard let weight = bytes[weightText].decimalNumber, (1...100).contains(weight) else {
            throw cursor.failure(.weight, line)
        }
        if let last = names.last, bytes[last].elementsEqual(bytes[stratum]) {
            guard let former = entries.last?.id, bytes[former].lexicographicallyPrecedes(bytes[id]) else {
                throw cursor.failure(.order, line)
            }
            sizes[sizes.count - 1] += 1
        } else {
            guard bytes[stratum].isStratumName else { throw cursor.failure(.name, line) }
            if let last = names.last, !bytes[last].lexicographicallyPrecedes(bytes[stratum]) {
                throw cursor.failure(.order, line)
            }
            names.append(stratum)
            sizes.append(1)
        }
        entries.append(
            DrawManifest.Entry(
                idStart: id.lowerBound, stratum: UInt32(names.count - 1), idLength: UInt8(id.count),
                weight: UInt8(weight)))
    }

    /// Within a stratum the order has shown already that ids differ; this finds an object in two strata.
    private func refuseDuplicates() throws(DrawFailure) {
        // Hash values first, as they are small; only when two agree are the ids themselves compared.
        var hashes = Set<Int>(minimumCapacity: entries.count)
        let allDiffer = entries.allSatisfy { entry in
            var hasher = Hasher()
            cursor.bytes[entry.id].withUnsafeBytes { hasher.combine(bytes: $0) }
            return hashes.insert(hasher.finalize()).inserted
        }
        if allDiffer { return }
        var ids = Set<ArraySlice<UInt8>>(minimumCapacity: entries.count)
        for (index, entry) in entries.enumerated() where !ids.insert(cursor.bytes[entry.id]).inserted {
            throw .malformed(
                file: .manifest, line: index + 1, problem: .duplicateObject, found: cursor.bytes[entry.id].shown)
        }
    }
}
