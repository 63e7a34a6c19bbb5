/// The central directory of a ZIP file: enough to tell an Office file from any other, and to refuse dangerous ones
/// before anybody unpacks them.
struct ZipDirectory {
    let names: Set<String>
    /// What the entries claim to unpack to.
    let unpackedSize: Int

    /// An Office file that unpacks to more is an attack.
    static let mostUnpacked = 1 << 30
    private static let mostEntries = 20_000

    /// Word and Excel files without macros; nil for everything else.
    var officeType: FileType? {
        guard names.contains("[Content_Types].xml"), unpackedSize <= Self.mostUnpacked,
            !names.contains(where: Self.isDangerous)
        else { return nil }
        if names.contains("xl/workbook.xml") { return .xlsx }
        return names.contains("word/document.xml") ? .docx : nil
    }

    /// Macros, old macro sheets and programs, in whatever letters they are written; paths that lead outside.
    private static func isDangerous(_ name: String) -> Bool {
        let name = name.lowercased().replacing("\\", with: "/")
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.hasPrefix("/") || parts.contains("..") || parts.contains("macrosheets") || parts.contains("dialogsheets")
            || parts.contains("activex") || (parts.last.map { $0.hasPrefix("vba") && $0.hasSuffix(".bin") } ?? false)
    }

    /// - Parameters:
    ///   - size: of the whole file.
    ///   - read: bytes of the file from an offset on.
    /// - Returns: nil when there is no readable directory.
    init?(size: Int, read: (_ offset: Int, _ count: Int) throws -> [UInt8]) rethrows {
        // the end record is 22 bytes and a comment of at most 65,535
        let tailLength = min(size, 22 + 65_535)
        let tail = try read(size - tailLength, tailLength)
        guard let end = Self.endRecord(in: tail) else { return nil }
        let (count, length, start) = (
            Self.number(tail, end + 10, 2), Self.number(tail, end + 12, 4), Self.number(tail, end + 16, 4))
        guard count <= Self.mostEntries, length <= 16 << 20, start + length <= size else { return nil }
        guard let entries = Self.entries(try read(start, length), count: count) else { return nil }
        // some programs of Windows write xl\\workbook.xml
        names = Set(entries.map { String($0.name.map { $0 == "\\" ? "/" : $0 }) })
        unpackedSize = entries.reduce(0) { $0 + $1.unpacked }
    }

    private static func endRecord(in tail: [UInt8]) -> Int? {
        guard tail.count >= 22 else { return nil }
        return stride(from: tail.count - 22, through: 0, by: -1).first { number(tail, $0, 4) == 0x0605_4B50 }
    }

    private static func entries(_ bytes: [UInt8], count: Int) -> [(name: String, unpacked: Int)]? {
        var entries: [(name: String, unpacked: Int)] = []
        var at = 0
        for _ in 0..<count {
            guard at + 46 <= bytes.count, number(bytes, at, 4) == 0x0201_4B50 else { return nil }
            let nameLength = number(bytes, at + 28, 2)
            let next = at + 46 + nameLength + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
            guard next <= bytes.count else { return nil }
            entries.append((
                String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self), number(bytes, at + 24, 4)))
            at = next
        }
        return entries
    }

    /// Little-endian.
    private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int {
        bytes[at..<at + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
