import Compressing

/// The central directory of a ZIP file: enough to tell an Office file from any other, and to refuse dangerous ones
/// before anybody unpacks them.
struct ZipDirectory {
    let names: Set<String>
    /// What the entries claim to unpack to.
    let unpackedSize: Int
    /// No two entries have one name, in whatever letters: readers would differ in which of them they take.
    let isUnambiguous: Bool
    /// What the parts are declared to be, in small letters; nil where it can't be read. Office goes by this and by no name.
    let declared: String?

    /// An Office file that unpacks to more is an attack.
    static let mostUnpacked = 1 << 30
    private static let mostEntries = 20_000

    /// Word and Excel files; nil for everything else.
    /// - Throws: `UploadRefused.active` for one that brings macros or programs along.
    func officeType() throws(UploadRefused) -> FileType? {
        guard isUnambiguous, unpackedSize <= Self.mostUnpacked, !names.contains(where: Self.leadsOutside), let declared,
            !["&", "<!"].contains(where: declared.contains),
            let type = names.contains("xl/workbook.xml") ? FileType.xlsx : names.contains("word/document.xml") ? .docx : nil
        else { return nil }
        guard !names.contains(where: Self.isActive), !Self.activeTypes.contains(where: declared.contains) else { throw .active }
        return type
    }

    private static let typesName = "[Content_Types].xml"
    /// Of a few hundred parts; real ones are much smaller.
    private static let longestTypes = 1 << 20
    /// Macros and packed objects whatever their parts are called.
    private static let activeTypes = ["macroenabled", "vbaproject", "vbadata", "macrosheet", "dialogsheet", "activex", "oleobject"]
    /// The figures of a chart, which Office embeds as a table of its own.
    private static let harmlessEndings = [".xlsx", ".docx", ".pptx"]

    /// Macros, old macro sheets, programs and objects of other programs, in whatever letters they are written.
    private static func isActive(_ name: String) -> Bool {
        let parts = parts(of: name)
        guard let last = parts.last else { return false }
        return parts.contains("macrosheets") || parts.contains("dialogsheets") || parts.contains("activex")
            || last.hasPrefix("vba") && last.hasSuffix(".bin")
            || parts.contains("embeddings") && !last.isEmpty && !harmlessEndings.contains(where: last.hasSuffix)
    }

    private static func leadsOutside(_ name: String) -> Bool {
        let parts = parts(of: name)
        return parts.first?.isEmpty == true || parts.contains("..")
    }

    private static func parts(of name: String) -> [Substring] {
        name.lowercased().replacing("\\", with: "/").split(separator: "/", omittingEmptySubsequences: false)
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
        isUnambiguous = Set(entries.map { $0.name.lowercased() }).count == entries.count
        guard let types = entries.first(where: { $0.name == Self.typesName }),
            let content = try Self.content(of: types, size: size, read)
        else {
            declared = nil
            return
        }
        // UTF-16 would be allowed, and nobody writes it
        declared = content.contains(0) ? nil : String(decoding: content, as: UTF8.self).lowercased()
    }

    private static func content(
        of entry: Entry, size: Int, _ read: (_ offset: Int, _ count: Int) throws -> [UInt8]
    ) rethrows -> [UInt8]? {
        guard entry.packed <= longestTypes, entry.start + 30 <= size else { return nil }
        let head = try read(entry.start, 30)
        let start = entry.start + 30 + number(head, 26, 2) + number(head, 28, 2)
        guard number(head, 0, 4) == 0x0403_4B50, start + entry.packed <= size else { return nil }
        let packed = try read(start, entry.packed)
        return switch entry.method {
        case 0: packed
        case 8: Inflating.inflated(packed, limit: longestTypes)
        case _: nil
        }
    }

    private struct Entry {
        let name: String
        let method: Int
        let packed: Int
        let unpacked: Int
        /// Of its local header.
        let start: Int
    }

    private static func endRecord(in tail: [UInt8]) -> Int? {
        guard tail.count >= 22 else { return nil }
        return stride(from: tail.count - 22, through: 0, by: -1).first { number(tail, $0, 4) == 0x0605_4B50 }
    }

    private static func entries(_ bytes: [UInt8], count: Int) -> [Entry]? {
        var entries: [Entry] = []
        var at = 0
        for _ in 0..<count {
            guard at + 46 <= bytes.count, number(bytes, at, 4) == 0x0201_4B50 else { return nil }
            let nameLength = number(bytes, at + 28, 2)
            let next = at + 46 + nameLength + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
            guard next <= bytes.count else { return nil }
            entries.append(Entry(
                name: String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self), method: number(bytes, at + 10, 2),
                packed: number(bytes, at + 20, 4), unpacked: number(bytes, at + 24, 4), start: number(bytes, at + 42, 4)))
            at = next
        }
        return entries
    }

    /// Little-endian.
    private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int {
        bytes[at..<at + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
