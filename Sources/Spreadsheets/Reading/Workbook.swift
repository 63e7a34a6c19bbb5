/// An XLSX file: which part holds the sheet wanted, and what its cells refer to.
struct Workbook {
    private let archive: ZipArchive
    private let limits: SheetLimits
    private let sheetPart: String
    private let stringsPart: String?
    private let formats: CellFormats

    init(file: ByteFile, sheet: String?, limits: SheetLimits) throws(SpreadsheetError) {
        do {
            archive = try ZipArchive(file: file, limits: limits)
            self.limits = limits
            let book = try Self.bookPart(archive)
            let links = try Self.links(of: book, archive)
            let contents = try XMLParser.parse(book, in: archive, BookListener())
            let visible = contents.sheets.filter { sheet == nil ? !$0.isHidden : $0.name == sheet }
            guard let chosen = visible.first, let link = links.first(where: { $0.id == chosen.link }) else {
                throw SpreadsheetError.noSheet
            }
            sheetPart = link.target
            stringsPart = links.first { $0.kind == "sharedStrings" }?.target
            formats = try Self.formats(links, archive, is1904: contents.is1904)
        } catch let error as SpreadsheetError {
            throw error
        } catch {
            throw .damaged
        }
    }

    /// - Returns: the cells that were made one.
    func forEachRow(_ body: (Int, SheetCells) throws -> Void) throws -> [MergedRange] {
        let strings = SharedStrings(limits: limits)
        if let stringsPart {
            _ = try XMLScanner.parse(stringsPart, in: archive, SharedStringsListener(strings: strings, longest: limits.cellBytes))
        }
        return try withoutActuallyEscaping(body) { body in
            let listener = SheetListener(limits: limits, strings: strings, formats: formats, deliver: body)
            return try XMLScanner.parse(sheetPart, in: archive, listener).merged
        }
    }

    private static func bookPart(_ archive: ZipArchive) throws -> String {
        guard archive.contains("[Content_Types].xml") else { throw SpreadsheetError.unsupported }
        let book = try links(of: "", archive).first { $0.kind == "officeDocument" }?.target ?? "xl/workbook.xml"
        if book.hasSuffix(".bin") { throw SpreadsheetError.oldFormat }
        guard archive.contains(book) else { throw SpreadsheetError.unsupported }
        return book
    }

    private static func formats(_ links: [PartLink], _ archive: ZipArchive, is1904: Bool) throws -> CellFormats {
        guard let part = links.first(where: { $0.kind == "styles" })?.target, archive.contains(part) else {
            return CellFormats(is1904: is1904)
        }
        return try XMLParser.parse(part, in: archive, FormatsListener(is1904: is1904)).formats
    }

    /// What a part refers to, by its relationships part; "" is the package itself.
    private static func links(of part: String, _ archive: ZipArchive) throws -> [PartLink] {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let relationships = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
        guard archive.contains(relationships) else { return [] }
        return try XMLParser.parse(relationships, in: archive, LinksListener(folder: folder)).links
    }
}

/// One reference from a part to another.
struct PartLink {
    let id: String
    /// The last word of its type: worksheet, sharedStrings, styles, officeDocument.
    let kind: String
    /// Its name in the archive.
    let target: String
}

private struct LinksListener: XMLListener {
    let folder: String
    var links: [PartLink] = []
    var failure: (any Error)?

    init(folder: String) {
        self.folder = folder
    }

    mutating func begin(_ tag: XMLTag, _ attributes: XMLAttributes) {
        guard tag == .relationship else { return }
        let found = attributes.dictionary()
        guard let id = found["Id"], let type = found["Type"], let target = found["Target"], found["TargetMode"] != "External" else { return }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        links.append(PartLink(id: id, kind: kind, target: resolve(target)))
    }

    mutating func end(_ tag: XMLTag) {}
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {}

    private func resolve(_ target: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var path: [Substring] = folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}

private struct BookListener: XMLListener {
    struct Sheet {
        let name: String
        let link: String
        let isHidden: Bool
    }

    var sheets: [Sheet] = []
    var is1904 = false
    var failure: (any Error)?

    init() {}

    mutating func begin(_ tag: XMLTag, _ attributes: XMLAttributes) {
        if tag == .workbookProperties {
            is1904 = ["1", "true"].contains(attributes.dictionary()["date1904"] ?? "")
        } else if tag == .sheet {
            let found = attributes.dictionary()
            let isHidden = ["hidden", "veryHidden"].contains(found["state"] ?? "")
            sheets.append(Sheet(name: found["name"] ?? "", link: found["id"] ?? "", isHidden: isHidden))
        }
    }

    mutating func end(_ tag: XMLTag) {}
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {}
}
