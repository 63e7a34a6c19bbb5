import Glibc

/// The strings of a workbook that cells refer to by number, however many.
///
/// They lie one after the other, each behind its length, in blocks; the first blocks stay in memory, the
/// rest goes to a nameless temporary file and comes back through a small cache. Only the place of every
/// sixteenth string is kept.
final class SharedStrings {
    private static let blockSize = 1 << 18
    private static let stride = 16
    private static let cachedBlocks = 16
    /// In place of a length: the next string begins in the next block.
    private static let continues = UInt32.max

    private let blocksInMemory: Int
    private var memory: [[UInt8]] = []
    private var current: [UInt8] = []
    private var spilled = 0
    private var descriptor: Int32 = -1
    private var cache: [(block: Int, bytes: [UInt8])] = []
    private var places: [Int] = []
    private var last: (number: Int, place: Int)?
    private(set) var count = 0

    init(limits: SheetLimits) {
        blocksInMemory = max(1, limits.sharedStringBytesInMemory / Self.blockSize)
        current.reserveCapacity(Self.blockSize)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private var currentBlock: Int { memory.count + spilled }

    /// No string is longer than a cell may be, so each fits into one block.
    func append(_ bytes: [UInt8]) throws(SpreadsheetError) {
        if current.count + bytes.count + 8 > Self.blockSize { try closeBlock() }
        if count % Self.stride == 0 { places.append(currentBlock * Self.blockSize + current.count) }
        appendLength(UInt32(bytes.count))
        current.append(contentsOf: bytes)
        count += 1
    }

    subscript(_ number: Int) -> String? {
        get throws(SpreadsheetError) {
            guard number >= 0, number < count else { return nil }
            var (at, place) = (number - number % Self.stride, places[number / Self.stride])
            if let last, last.number <= number, last.number > at { (at, place) = last }
            while true {
                let block = try self.block(place / Self.blockSize)
                let offset = place % Self.blockSize
                let length = offset + 4 <= block.count ? Self.length(block, offset) : Self.continues
                if length == Self.continues {
                    place = (place / Self.blockSize + 1) * Self.blockSize
                } else if at == number {
                    last = (at, place)
                    return block.withUnsafeBufferPointer {
                        String(decoding: UnsafeBufferPointer(rebasing: $0[(offset + 4)..<(offset + 4 + Int(length))]), as: UTF8.self)
                    }
                } else {
                    at += 1
                    place += 4 + Int(length)
                }
            }
        }
    }

    private func appendLength(_ length: UInt32) {
        withUnsafeBytes(of: length.littleEndian) { current.append(contentsOf: $0) }
    }

    private static func length(_ block: [UInt8], _ offset: Int) -> UInt32 {
        block.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    }

    private func closeBlock() throws(SpreadsheetError) {
        appendLength(Self.continues)
        if memory.count < blocksInMemory {
            memory.append(current)
        } else {
            try spill(current)
            spilled += 1
        }
        current.removeAll(keepingCapacity: true)
    }

    private func block(_ number: Int) throws(SpreadsheetError) -> [UInt8] {
        if number < memory.count { return memory[number] }
        if number == currentBlock { return current }
        if cache.isEmpty { cache = Array(repeating: (-1, []), count: Self.cachedBlocks) }
        let slot = number % Self.cachedBlocks
        if cache[slot].block != number { cache[slot] = (number, try fetch(number - memory.count)) }
        return cache[slot].bytes
    }

    private func spill(_ block: [UInt8]) throws(SpreadsheetError) {
        if descriptor < 0 { descriptor = try TemporaryFile.nameless() }
        var padded = block
        padded.append(contentsOf: repeatElement(0, count: Self.blockSize - block.count))
        let written = pwrite(descriptor, padded, padded.count, off_t(spilled * Self.blockSize))
        guard written == padded.count else { throw .cannotWrite }
    }

    private func fetch(_ spilledBlock: Int) throws(SpreadsheetError) -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, Self.blockSize, off_t(spilledBlock * Self.blockSize)))
        }
        guard bytes.count == Self.blockSize else { throw .cannotOpen }
        return bytes
    }
}

/// Fills `SharedStrings` from their part.
struct SharedStringsListener: XMLListener {
    let strings: SharedStrings
    let longest: Int
    var failure: (any Error)?
    private var bytes: [UInt8] = []
    private var isText = false
    private var isPhonetic = false

    init(strings: SharedStrings, longest: Int) {
        self.strings = strings
        self.longest = longest
    }

    mutating func begin(_ tag: XMLTag, _ attributes: XMLAttributes) {
        if tag == .sharedString { bytes.removeAll(keepingCapacity: true) }
        if tag == .phonetic { isPhonetic = true }
        if tag == .text { isText = !isPhonetic }
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        guard isText else { return }
        bytes.append(contentsOf: text)
        if bytes.count > longest { failure = SpreadsheetError.cellTooLong(row: 1) }
    }

    mutating func end(_ tag: XMLTag) {
        if tag == .text { isText = false }
        if tag == .phonetic { isPhonetic = false }
        guard tag == .sharedString else { return }
        do { try strings.append(bytes) } catch { failure = error }
    }
}
