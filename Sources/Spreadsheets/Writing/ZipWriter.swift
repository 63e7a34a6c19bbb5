import CZlib

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
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let space = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    private var entries: [Entry] = []
    private var current: Entry?

    /// Fast: level 6 makes files a third smaller and takes three times as long.
    private static let level: Int32 = 1
    /// Parts stay below what a ZIP file without extensions can hold.
    private static let mostBytes = 0xFFFF_0000

    init(path: String) throws(SpreadsheetError) {
        file = try OutputFile(path: path)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        // A raw deflate stream, as ZIP wants it.
        guard deflateInit2_(stream, Self.level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            throw .cannotWrite
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        space.deallocate()
    }

    func begin(_ name: String) throws(SpreadsheetError) {
        let entry = Entry(name: Array(name.utf8), offset: file.position, crc: crc32(0, nil, 0))
        current = entry
        deflateReset(stream)
        try file.write([0x50, 0x4B, 0x03, 0x04] + facts(entry) + little(entry.name.count, 2) + little(0, 2) + entry.name)
    }

    func write(_ bytes: [UInt8]) throws(SpreadsheetError) {
        guard var entry = current, !bytes.isEmpty else { return }
        entry.size += bytes.count
        guard entry.size < Self.mostBytes, file.position < Self.mostBytes else { throw .tooManyRowsForWorkbook }
        entry.crc = bytes.withUnsafeBufferPointer { crc32(entry.crc, $0.baseAddress, UInt32($0.count)) }
        entry.stored += try deflated(bytes, Z_NO_FLUSH)
        current = entry
    }

    func end() throws(SpreadsheetError) {
        guard var entry = current else { return }
        entry.stored += try deflated([], Z_FINISH)
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

    private func deflated(_ bytes: [UInt8], _ flush: Int32) throws(SpreadsheetError) -> Int {
        var input = bytes
        var written = 0
        var failure: SpreadsheetError?
        input.withUnsafeMutableBufferPointer { source in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            repeat {
                stream.pointee.next_out = space.baseAddress
                stream.pointee.avail_out = UInt32(space.count)
                _ = CZlib.deflate(stream, flush)
                let count = space.count - Int(stream.pointee.avail_out)
                written += count
                do throws(SpreadsheetError) { try file.write(UnsafeBufferPointer(rebasing: space[..<count])) } catch { failure = error }
            } while failure == nil && stream.pointee.avail_out == 0
        }
        if let failure { throw failure }
        return written
    }
}
