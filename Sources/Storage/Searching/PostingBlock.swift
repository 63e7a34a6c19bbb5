/// A set of rows out of 8,192 with neighbouring serials: which of them hold a term. Stored as a bitmap of 1 KB, or as
/// the ascending 16-bit numbers of its members where that is shorter.
struct PostingBlock: Equatable {
    /// Rows a block.
    static let size: Int64 = 8192

    static func number(of serial: Int64) -> Int64 { serial / size }
    static func offset(of serial: Int64) -> Int { Int(serial % size) }

    private static let words = Int(size) / 64
    private static let bitmapBytes = Int(size) / 8

    private var bits: [UInt64]

    init() { bits = [UInt64](repeating: 0, count: Self.words) }

    /// Nil when the bytes are no block.
    init?(_ stored: UnsafeRawBufferPointer) {
        self.init()
        if stored.count == Self.bitmapBytes {
            for word in 0..<Self.words {
                bits[word] = UInt64(littleEndian: stored.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self))
            }
            return
        }
        guard stored.count % 2 == 0, stored.count < Self.bitmapBytes else { return nil }
        for place in stride(from: 0, to: stored.count, by: 2) {
            let offset = Int(UInt16(littleEndian: stored.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
            guard offset < Int(Self.size) else { return nil }
            insert(offset)
        }
    }

    var stored: [UInt8] {
        let count = count
        guard count * 2 < Self.bitmapBytes else { return bits.map(\.littleEndian).withUnsafeBytes { Array($0) } }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 2)
        forEach { offset in
            bytes.append(UInt8(truncatingIfNeeded: offset))
            bytes.append(UInt8(truncatingIfNeeded: offset >> 8))
        }
        return bytes
    }

    /// The rows in their order, which sorting many short runs would take longer for.
    static func ascending(_ offsets: [UInt16]) -> [UInt16] {
        var block = PostingBlock()
        for offset in offsets { block.insert(Int(offset)) }
        var ascending: [UInt16] = []
        ascending.reserveCapacity(offsets.count)
        block.forEach { ascending.append(UInt16($0)) }
        return ascending
    }

    /// The same for few members, without the bitmap in between.
    static func stored(ascending offsets: ArraySlice<UInt16>) -> [UInt8] {
        guard offsets.count * 2 < bitmapBytes else {
            var block = PostingBlock()
            for offset in offsets { block.insert(Int(offset)) }
            return block.stored
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(offsets.count * 2)
        for offset in offsets {
            bytes.append(UInt8(truncatingIfNeeded: offset))
            bytes.append(UInt8(truncatingIfNeeded: offset >> 8))
        }
        return bytes
    }

    var count: Int { bits.reduce(0) { $0 + $1.nonzeroBitCount } }
    var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

    func contains(_ offset: Int) -> Bool { bits[offset >> 6] >> UInt64(offset & 63) & 1 == 1 }
    mutating func insert(_ offset: Int) { bits[offset >> 6] |= 1 << UInt64(offset & 63) }
    mutating func remove(_ offset: Int) { bits[offset >> 6] &= ~(1 << UInt64(offset & 63)) }

    mutating func formIntersection(_ other: PostingBlock) {
        for word in 0..<Self.words { bits[word] &= other.bits[word] }
    }

    mutating func formUnion(_ other: PostingBlock) {
        for word in 0..<Self.words { bits[word] |= other.bits[word] }
    }

    /// Adds the serials of its members in that direction, until there are `count`.
    func add(to serials: inout [Int64], upTo count: Int, descending: Bool, block: Int64, where isAsked: (Int64) -> Bool) {
        let first = block * Self.size
        for step in 0..<Self.words {
            let word = descending ? Self.words - 1 - step : step
            var rest = bits[word]
            while rest != 0 {
                guard serials.count < count else { return }
                let bit = descending ? 63 - rest.leadingZeroBitCount : rest.trailingZeroBitCount
                rest &= ~(1 << UInt64(bit))
                let serial = first + Int64(word << 6 | bit)
                if isAsked(serial) { serials.append(serial) }
            }
        }
    }

    /// Ascending.
    func forEach(_ visit: (Int) -> Void) {
        for word in 0..<Self.words {
            var rest = bits[word]
            while rest != 0 {
                visit(word << 6 | rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }
}
