import CZip

/// The parts of a workbook file, inflated in pieces under the limits.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: SheetLimits
    /// Where each part lies, by its name in small letters and with forward slashes: some programs write others.
    private var places: [String: UInt64] = [:]
    private var inflated = 0

    /// A part smaller than this may have any ratio.
    private static let harmlessBytes = 8 << 20
    private static let mostParts = 10_000

    init(file: ByteFile, limits: SheetLimits) throws(SpreadsheetError) {
        try Self.checkDirectory(file)
        var code: Int32 = 0
        guard let opened = zip_open(file.path, ZIP_RDONLY, &code) else { throw .damaged }
        archive = opened
        self.limits = limits
        for (place, name) in names.enumerated() {
            let key = Self.key(String(decoding: name, as: UTF8.self))
            if places[key] == nil { places[key] = UInt64(place) }
        }
    }

    private static func key(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self).lowercased()
    }

    deinit {
        zip_discard(archive)
    }

    /// libzip makes an object of every entry when it opens a file: their number is looked at before.
    private static func checkDirectory(_ file: ByteFile) throws(SpreadsheetError) {
        let tail = try file.read(at: max(0, file.size - 65_536))
        let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
        var start = tail.count - 22
        while start >= 0 {
            if tail[start] == mark[0], tail[start...].starts(with: mark) {
                let entries = Int(tail[start + 10]) | Int(tail[start + 11]) << 8
                guard entries <= mostParts else { throw .unfoldsTooFar }
                return
            }
            start -= 1
        }
        throw .damaged
    }

    func contains(_ name: String) -> Bool {
        places[Self.key(name)] != nil
    }

    /// Hands over the inflated part in pieces. The end of the part is checked against its CRC.
    func read(_ name: String, _ consume: (_ piece: UnsafeBufferPointer<UInt8>, _ isLast: Bool) throws -> Void) throws {
        guard let place = places[Self.key(name)] else { throw SpreadsheetError.damaged }
        try read(at: place, consume)
    }

    /// The names of all parts as bytes, in the encoding of whoever packed them.
    var names: [[UInt8]] {
        (0..<UInt64(max(0, zip_get_num_entries(archive, 0)))).map { index in
            zip_get_name(archive, index, UInt32(ZIP_FL_ENC_RAW)).map(Self.bytes) ?? []
        }
    }

    private static func bytes(_ name: UnsafePointer<CChar>) -> [UInt8] {
        var bytes: [UInt8] = []
        var at = name
        while at.pointee != 0 {
            bytes.append(UInt8(bitPattern: at.pointee))
            at += 1
        }
        return bytes
    }

    func read(at index: UInt64, _ consume: (_ piece: UnsafeBufferPointer<UInt8>, _ isLast: Bool) throws -> Void) throws {
        var facts = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &facts) == 0 else { throw SpreadsheetError.damaged }
        if facts.encryption_method != UInt16(ZIP_EM_NONE) { throw SpreadsheetError.encrypted }
        guard let part = zip_fopen_index(archive, index, 0) else { throw SpreadsheetError.damaged }
        defer { zip_fclose(part) }
        let allowed = max(Self.harmlessBytes, Int(clamping: facts.comp_size).multipliedReportingOverflow(by: limits.inflationRatio).partialValue)
        let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { piece.deallocate() }
        var total = 0
        while true {
            let count = Int(zip_fread(part, piece.baseAddress, UInt64(piece.count)))
            guard count >= 0 else { throw SpreadsheetError.damaged }
            total += count
            inflated += count
            guard total <= allowed, inflated <= limits.inflatedBytes else { throw SpreadsheetError.unfoldsTooFar }
            try consume(UnsafeBufferPointer(rebasing: piece[..<count]), count == 0)
            if count == 0 { return }
        }
    }
}
