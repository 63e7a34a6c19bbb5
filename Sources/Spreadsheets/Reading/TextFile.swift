import Foundation

/// A text file as people hand it in: in any of the encodings of Chinese texts, alone or with others in a ZIP.
package struct TextFile: Sendable, Equatable {
    package let name: String
    package let text: String

    package init(name: String, text: String) { (self.name, self.text) = (name, text) }

    /// Of names of files whose text can be read.
    package static let endings = [".md", ".markdown", ".txt", ".docx"]

    /// One file, or the text files of a ZIP; other files in it are passed over.
    package static func read(_ bytes: [UInt8], named name: String) throws -> [TextFile] {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw SpreadsheetError.oldWord }
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            guard isText(name) else { return [] }
            return [TextFile(name: name, text: try decoded(bytes))]
        }
        let kept = try TemporaryFile(holding: bytes, ending: ".zip")
        defer { withExtendedLifetime(kept) {} }
        var limits = SheetLimits()
        limits.inflatedBytes = 128 << 20
        let archive = try ZipArchive(file: try ByteFile(path: kept.path), limits: limits)
        if archive.contains(WordDocument.part) { return [TextFile(name: name, text: try WordDocument.text(of: archive))] }
        var files: [TextFile] = []
        for (index, raw) in archive.names.enumerated() {
            let name = try decoded(raw).split(separator: "/").last.map(String.init) ?? ""
            guard isText(name), !name.hasPrefix(".") else { continue }
            var content: [UInt8] = []
            try archive.read(at: UInt64(index)) { piece, _ in content.append(contentsOf: piece) }
            if content.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
                // a document, and no further archive
                guard name.lowercased().hasSuffix(".docx") else { continue }
                files += try read(content, named: name).prefix(1)
            } else {
                files.append(TextFile(name: name, text: try decoded(content)))
            }
        }
        return files
    }

    private static func isText(_ name: String) -> Bool { endings.contains { name.lowercased().hasSuffix($0) } }

    /// UTF-8 or UTF-16 with or without mark, else GB18030.
    static func decoded(_ bytes: [UInt8]) throws -> String {
        if TextEncoding.isUTF32(bytes) { throw SpreadsheetError.unsupported }
        if bytes.starts(with: [0xFF, 0xFE]) { return try converted(Array(bytes.dropFirst(2)), .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try converted(Array(bytes.dropFirst(2)), .utf16BigEndian) }
        if bytes.contains(0) {
            var order = WideOrder()
            order.take(bytes)
            if let wide = order.encoding { return try converted(bytes, wide) }
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return try String(validating: body, as: UTF8.self) ?? converted(Array(body), .gb18030)
    }

    private static func converted(_ bytes: [UInt8], _ encoding: TextEncoding) throws -> String {
        var out: [UInt8] = []
        try bytes.withUnsafeBufferPointer { input in
            try Transcoder(from: encoding).feed(input, isLast: true) { out.append(contentsOf: $0) }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
