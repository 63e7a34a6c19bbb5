import Foundation
import Typesetting

/// A rendered document, looked at with the tools of poppler-utils, which know nothing of us.
struct Printed {
    let bytes: [UInt8]

    static let assets = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../.assets").standardized.path

    private static let library = Result { try FontLibrary(assets: assets) }

    static func fonts() throws -> FontLibrary { try library.get() }

    init(_ sheet: Sheet, with typesetter: Typesetter? = nil) throws {
        bytes = try (typesetter ?? Typesetter(Self.fonts())).render(sheet)
    }

    /// All text, in the order in which it was drawn.
    func text() throws -> String { try tool("pdftotext", ["-raw", "-enc", "UTF-8"], output: ["-"]) }

    /// Text without spaces and line breaks, which depend on the layout.
    func letters() throws -> String { try Self.letters(text()) }

    static func letters(_ text: String) -> String {
        String(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value != 0x200B })
    }

    /// The letters line by line, as they stand on the page.
    func lines() throws -> [String] {
        try tool("pdftotext", ["-layout", "-enc", "UTF-8"], output: ["-"]).split(separator: "\n").map { Self.letters(String($0)) }
    }

    func fontTable() throws -> [[String]] {
        try tool("pdffonts", []).split(separator: "\n").dropFirst(2)
            .map { $0.split(separator: " ").map(String.init) }
    }

    func pageCount() throws -> Int {
        let line = try tool("pdfinfo", []).split(separator: "\n").first { $0.hasPrefix("Pages:") }
        return line.flatMap { Int($0.dropFirst(6).trimmingCharacters(in: .whitespaces)) } ?? 0
    }

    /// Set TYPESETTING_KEEP to a folder to look at what the tests print.
    func keep(_ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["TYPESETTING_KEEP"] else { return }
        try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent("\(name).pdf"))
    }

    private func tool(_ name: String, _ options: [String], output: [String] = []) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try Self.run(name, options + [file.path] + output)
    }

    static func run(_ name: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(name)")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
