import Cryptography

/// The ticket of one object, and which of its raffle numbers gave it (BEY-12).
package struct DrawTicket: Sendable, Hashable {
    package let digest: Digest
    package let number: Int

    package init(of objectID: String, weight: Int, seed: String, by algorithm: DigestAlgorithm) {
        let all = (1...max(1, weight)).map { (digest: Digest.of(Self.text(objectID, $0, seed: seed), by: algorithm), number: $0) }
        let least = all.min { $0.digest < $1.digest } ?? all[0]
        (digest, number) = (least.digest, least.number)
    }

    /// What anybody can compute again with one command.
    package static func text(_ objectID: String, _ number: Int, seed: String) -> String {
        "draw1|ticket|\(seed)|\(objectID)|\(number)"
    }
}

extension DrawManifest {
    /// A few lines of all objects in order of their numbers, whatever their strata: the one that a number would stand in is
    /// found by the first numbers.
    package struct Page: Sendable, Equatable {
        package let firstID: String
        /// `object|stratum|weight`, a line each.
        package let lines: [UInt8]

        package init(firstID: String, lines: [UInt8]) { (self.firstID, self.lines) = (firstID, lines) }

        /// The object's stratum and weight; nil where it is not here.
        package func row(of objectID: String) -> Row? {
            let key = Array((objectID + "|").utf8)
            for line in lines.split(separator: UInt8(ascii: "\n")) where line.starts(with: key) {
                let fields = line.split(separator: UInt8(ascii: "|"))
                guard fields.count == 3, let weight = fields[2].decimalNumber else { return nil }
                return Row(stratum: fields[1].text, objectID: objectID, weight: weight)
            }
            return nil
        }
    }

    package static let linesOfPage = 128

    package func forEachPage(_ body: (Page) throws -> Void) rethrows {
        var order = entries.indices.map { UInt32($0) }
        // one stratum stands in this order already
        if strata.count > 1 { order.sort { objectID($0).lexicographicallyPrecedes(objectID($1)) } }
        let names = strata.map { Array($0.name.utf8) }
        for start in stride(from: 0, to: order.count, by: Self.linesOfPage) {
            var lines: [UInt8] = []
            for index in order[start..<min(start + Self.linesOfPage, order.count)] {
                let entry = entries[Int(index)]
                lines += bytes[entry.id]
                lines.append(UInt8(ascii: "|"))
                lines += names[Int(entry.stratum)]
                lines.append(UInt8(ascii: "|"))
                lines.appendDecimal(Int(entry.weight))
                lines.append(UInt8(ascii: "\n"))
            }
            try body(Page(firstID: objectID(order[start]).text, lines: lines))
        }
    }
}
