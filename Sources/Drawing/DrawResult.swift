import Cryptography

/// `result.txt`: who was drawn, with which officers, and who stands by.
package struct DrawResult: Sendable, Hashable {
    package struct Selected: Sendable, Hashable {
        package let rank: Int
        package let stratum: String
        package let objectID: String
        package let ticket: Digest
        /// Certificate numbers, the leader first; empty when only objects were drawn.
        package let team: [String]
    }

    package struct Reserve: Sendable, Hashable {
        package let rank: Int
        package let stratum: String
        package let objectID: String
        package let ticket: Digest
    }

    package let seed: Digest
    package let selected: [Selected]
    package let reserve: [Reserve]

    package init(parsing bytes: [UInt8]) throws(DrawFailure) {
        var cursor = LineCursor(.result, bytes)
        let key = Array("seed=".utf8)
        guard let first = try cursor.next() else {
            throw .malformed(file: .result, line: 1, problem: .missingLine, found: "")
        }
        guard bytes[first].starts(with: key), let seed = bytes[first].dropFirst(key.count).lowercaseDigest else {
            throw cursor.failure(.hash, first)
        }
        var (selected, reserve): ([Selected], [Reserve]) = ([], [])
        while let line = try cursor.next() {
            switch bytes[line].first {
            case UInt8(ascii: "S") where reserve.isEmpty:
                let row = try ResultRow(line, of: cursor, fieldCount: 6, rank: selected.count + 1)
                selected.append(
                    Selected(
                        rank: row.rank, stratum: row.stratum, objectID: row.objectID, ticket: row.ticket,
                        team: bytes[row.fields[5]].split(separator: UInt8(ascii: ",")).map(\.text)))
            case UInt8(ascii: "R"):
                let row = try ResultRow(line, of: cursor, fieldCount: 5, rank: reserve.count + 1)
                reserve.append(
                    Reserve(rank: row.rank, stratum: row.stratum, objectID: row.objectID, ticket: row.ticket))
            case _: throw cursor.failure(.resultKind, line)
            }
        }
        self.seed = seed
        self.selected = selected
        self.reserve = reserve
    }

    /// Written straight from the compact form: a million reserves are about 100 MB of text.
    static func bytes(
        seed: DrawSeed, manifest: DrawManifest, order: DrawOrder, selection: DrawSelection, teams: [[String]]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(100 + manifest.bytes.count + manifest.count * 80)
        bytes += "seed=\(seed.digest)\n".utf8
        let names = manifest.strata.map { Array($0.name.utf8) }
        func append(_ kind: String, _ rank: Int, _ index: UInt32) {
            let entry = manifest.entries[Int(index)]
            bytes += kind.utf8
            bytes.appendDecimal(rank)
            bytes.append(UInt8(ascii: "|"))
            bytes += names[Int(entry.stratum)]
            bytes.append(UInt8(ascii: "|"))
            bytes += manifest.bytes[entry.id]
            bytes.append(UInt8(ascii: "|"))
            order.tickets[Int(index)].appendHex(to: &bytes)
        }
        for (position, index) in selection.selected.enumerated() {
            append("S|", position + 1, index)
            bytes += "|\(teams[position].joined(separator: ","))\n".utf8
        }
        for (position, index) in selection.reserve.enumerated() {
            append("R|", position + 1, index)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}

/// What lines of both kinds have.
private struct ResultRow {
    let fields: [Range<Int>]
    let rank: Int
    let stratum: String
    let objectID: String
    let ticket: Digest

    init(_ line: Range<Int>, of cursor: LineCursor, fieldCount: Int, rank: Int) throws(DrawFailure) {
        fields = try cursor.fields(of: line, count: fieldCount)
        guard fields[0].count == 1 else { throw cursor.failure(.resultKind, line) }
        guard cursor.bytes[fields[1]].decimalNumber == rank else { throw cursor.failure(.rank, line) }
        guard cursor.bytes[fields[2]].isStratumName else { throw cursor.failure(.name, line) }
        guard cursor.bytes[fields[3]].isIdentifier else { throw cursor.failure(.identifier, line) }
        guard let ticket = cursor.bytes[fields[4]].lowercaseDigest else { throw cursor.failure(.hash, line) }
        self.rank = rank
        stratum = cursor.bytes[fields[2]].text
        objectID = cursor.bytes[fields[3]].text
        self.ticket = ticket
    }
}
