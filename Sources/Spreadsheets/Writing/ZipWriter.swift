import Compressing

/// Writes the parts of a workbook one after the other, deflated as they come.
///
/// By hand rather than by libzip, which needs the whole part before it can start, or else marks it ZIP64,
/// which some versions of Excel take for damage.
final class ZipWriter {
    private struct Entry {
        let name: [UInt8]
        let offset: Int
        var crc: UInt = 0
        var stored = 0
        var size = 0
    }

    private let file: OutputFile
    private let stream: DeflateStream
    private var entries: [Entry] = []
    private var current: Entry?

    /// Fast: level 6 makes files a third smaller and takes three times as long.
    private static let level: Int32 = 1
    /// Parts stay below what a ZIP file without extensions can hold.
    private static let mostBytes = 0xFFFF_0000

    init(path: String) throws(SpreadsheetError) {
        file = try OutputFile(path: path)
        // bare, as ZIP wants it
        guard let stream = DeflateStream(.bare, level: Self.level) else { throw .cannotWrite }
        self.stream = stream
    }

    func begin(_ name: String) throws(SpreadsheetError) {
        let entry = Entry(name: Array(name.utf8), offset: file.position, crc: 0)
        current = entry
        stream.restart()
        try file.write([0x50, 0x4B, 0x03, 0x04] + facts(entry) + little(entry.name.count, 2) + little(0, 2) + entry.name)
    }

    func write(_ bytes: [UInt8]) throws(SpreadsheetError) {
        guard var entry = current, !bytes.isEmpty else { return }
        entry.size += bytes.count
        guard entry.size < Self.mostBytes, file.position < Self.mostBytes else { throw .tooManyRowsForWorkbook }
        entry.crc = DeflateStream.checksum(bytes, after: entry.crc)
        entry.stored += try deflated(bytes, last: false)
        current = entry
    }

    func end() throws(SpreadsheetError) {
        guard var entry = current else { return }
        entry.stored += try deflated([], last: true)
        try file.patch(facts(entry), at: entry.offset + 4)
        entries.append(entry)
        current = nil
    }

    func part(_ name: String, _ content: String) throws(SpreadsheetError) {
        try begin(name)
        try write(Array(content.utf8))
        try end()
    }

    func finish() throws(SpreadsheetError) {
        let start = file.position
        for entry in entries {
            try file.write([0x50, 0x4B, 0x01, 0x02] + little(20, 2) + facts(entry) + little(entry.name.count, 2))
            // No extra field, no comment, first disk, no attributes
            try file.write(little(0, 12) + little(entry.offset, 4) + entry.name)
        }
        let length = file.position - start
        let count = little(entries.count, 2)
        try file.write([0x50, 0x4B, 0x05, 0x06] + little(0, 4) + count + count + little(length, 4) + little(start, 4) + little(0, 2))
        try file.finish()
    }

    /// Version 2.0, UTF-8 names, deflated, 1980-01-01 (the same rows make the same file), CRC and sizes.
    private func facts(_ entry: Entry) -> [UInt8] {
        little(20, 2) + little(0x0800, 2) + little(8, 2) + little(0, 2) + little(0x21, 2)
            + little(Int(entry.crc), 4) + little(entry.stored, 4) + little(entry.size, 4)
    }

    private func little(_ number: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> ($0 * 8)) : 0 }
    }

    private func deflated(_ bytes: [UInt8], last: Bool) throws(SpreadsheetError) -> Int {
        var written = 0
        try stream.deflate(bytes, last: last) { (piece: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) in
            written += piece.count
            try file.write(piece)
        }
        return written
    }
}
