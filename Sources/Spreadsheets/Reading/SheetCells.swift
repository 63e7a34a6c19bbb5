/// The cells of a row as one run of UTF-8 bytes. A cell becomes a `String` when it is asked for: most rows of a large
/// table are read to see that nothing is wrong with them.
package struct SheetCells: RandomAccessCollection, Sendable, Equatable, ExpressibleByArrayLiteral {
    /// Where each cell ends, four bytes each, then the cells.
    private let bytes: [UInt8]
    package let count: Int

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package init(_ cells: some Collection<String>) { self.init(cells, longNumbers: []) }

    /// - Parameter longNumbers: the places of cells that a spreadsheet program keeps as numbers of more digits than it
    ///   can hold.
    init(_ cells: some Collection<String>, longNumbers: [Int]) {
        var row = SheetRow()
        for cell in cells { row.append(cell) }
        self = row.cells(marking: longNumbers)
    }

    package init(arrayLiteral cells: String...) { self.init(cells) }

    fileprivate init(bytes: [UInt8], count: Int) { (self.bytes, self.count) = (bytes, count) }

    /// A cell that the row lacks is empty.
    package subscript(place: Int) -> String { withBytes(place) { String(decoding: $0, as: UTF8.self) } }

    package func withBytes<T>(_ place: Int, _ use: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        guard place < count else { return try use(UnsafeRawBufferPointer(start: nil, count: 0)) }
        return try bytes.withUnsafeBytes { raw in
            let start = place == 0 ? 0 : Int(raw.loadUnaligned(fromByteOffset: 4 * place - 4, as: UInt32.self) & ~Self.mark)
            let end = Int(raw.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self) & ~Self.mark)
            return try use(UnsafeRawBufferPointer(rebasing: raw[(4 * count + start)..<(4 * count + end)]))
        }
    }

    /// Set in the end of a cell: no row is two gigabytes long.
    fileprivate static let mark: UInt32 = 1 << 31

    /// Whether the cell is a number of more digits than spreadsheet programs hold, so that the last of them are made up.
    package func isLongNumber(_ place: Int) -> Bool {
        place < count && bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self) & Self.mark != 0 }
    }

    /// Whether nothing can be seen in the cell.
    package func isBlank(_ place: Int) -> Bool {
        withBytes(place) { cell in
            // a printing sign or a Han character settles it; what else there is, is looked at closely
            if cell.contains(where: { (0x21...0x7E).contains($0) || (0xE4...0xE9).contains($0) }) { return false }
            return !String(decoding: cell, as: UTF8.self).unicodeScalars
                .contains { !Characters.isSpace($0) && !Characters.isInvisible($0) }
        }
    }
}

/// A row on its way: cells are added to the same memory row after row.
struct SheetRow {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// The number of cells up to the last that is not empty.
    private var filled = 0

    var isEmpty: Bool { filled == 0 }
    var count: Int { ends.count }

    mutating func append(_ cell: String) {
        bytes.append(contentsOf: cell.utf8)
        endCell(isEmpty: cell.isEmpty)
    }

    mutating func append(_ cell: [UInt8]) {
        bytes.append(contentsOf: cell)
        endCell(isEmpty: cell.isEmpty)
    }

    private mutating func endCell(isEmpty: Bool) {
        ends.append(UInt32(bytes.count))
        if !isEmpty { filled = ends.count }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        filled = 0
    }

    /// Without the empty cells at the end.
    func cells(marking marked: [Int] = []) -> SheetCells {
        let length = filled == 0 ? 0 : Int(ends[filled - 1])
        let all = [UInt8](unsafeUninitializedCapacity: 4 * filled + length) { out, count in
            let raw = UnsafeMutableRawBufferPointer(out)
            for place in 0..<filled { raw.storeBytes(of: ends[place], toByteOffset: 4 * place, as: UInt32.self) }
            for place in marked where place < filled {
                raw.storeBytes(of: ends[place] | SheetCells.mark, toByteOffset: 4 * place, as: UInt32.self)
            }
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: raw[(4 * filled)...]).copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<length])) }
            count = 4 * filled + length
        }
        return SheetCells(bytes: all, count: filled)
    }
}
