import Cryptography

/// The tickets of all objects, and the objects in the order of their tickets.
struct DrawOrder {
    /// One an object, in the order of the manifest.
    let tickets: [Digest]
    /// Indices into the manifest.
    let order: [UInt32]

    init(of manifest: DrawManifest, seed: DrawSeed) {
        let tickets = DrawOrder.tickets(of: manifest, seed: seed)
        // Sorting moves 16 bytes an object; the other 24 of a ticket are looked at only when the first 8 agree.
        var keys = tickets.enumerated().map { SortKey(word: $1.leadingWord, index: UInt32($0)) }
        keys.sort { one, other in
            if one.word != other.word { return one.word < other.word }
            let (ticket, otherTicket) = (tickets[Int(one.index)], tickets[Int(other.index)])
            if ticket != otherTicket { return ticket < otherTicket }
            return manifest.objectID(one.index).lexicographicallyPrecedes(manifest.objectID(other.index))
        }
        self.tickets = tickets
        order = keys.map(\.index)
    }

    private struct SortKey {
        let word: UInt64
        let index: UInt32
    }

    /// The least of an object's raffle tickets, as many as its weight says.
    private static func tickets(of manifest: DrawManifest, seed: DrawSeed) -> [Digest] {
        let prefix = seed.prefix("ticket")
        var tickets: [Digest] = []
        tickets.reserveCapacity(manifest.count)
        var end: [UInt8] = []
        end.reserveCapacity(72)
        for entry in manifest.entries {
            end.removeAll(keepingCapacity: true)
            end += manifest.bytes[entry.id]
            end.append(UInt8(ascii: "|"))
            let length = end.count
            end.appendDecimal(1)
            var least = end.withUnsafeBufferPointer { prefix.digest($0) }
            for number in 1..<Int(entry.weight) {
                end.removeSubrange(length...)
                end.appendDecimal(number + 1)
                least = min(least, end.withUnsafeBufferPointer { prefix.digest($0) })
            }
            tickets.append(least)
        }
        return tickets
    }
}

extension [UInt8] {
    mutating func appendDecimal(_ number: Int) {
        if number >= 10 { appendDecimal(number / 10) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
