import Foundation

/// One text file of the project, with its path below the project's folder.
struct SourceFile {
    var path: String
    var text: String

    /// The lines with their numbers; what follows `//` outside a string is left out.
    var code: [(number: Int, text: Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            (index + 1, line.withoutComment)
        }
    }

    var lineCount: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }
}

/// What a check finds fault with; a check finds nothing in a tree that keeps the rule.
struct Fault: CustomStringConvertible, Equatable {
    var path: String
    var line: Int?
    var message: String

    var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(message)" }
}

/// The project as it lies on disk.
enum SourceTree {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func file(_ path: String) throws -> SourceFile {
        SourceFile(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }

    /// The files below `folders` whose names end in one of `endings`, in the order of their paths.
    static func files(in folders: [String], endings: [String] = [".swift"]) throws -> [SourceFile] {
        let manager = FileManager.default
        return try folders.flatMap { folder -> [SourceFile] in
            guard let walk = manager.enumerator(atPath: root.appending(path: folder).path()) else { return [] }
            return try walk.compactMap { $0 as? String }
                .filter { name in endings.contains { name.hasSuffix($0) } }
                .map { try file("\(folder)/\($0)") }
        }
        .sorted { $0.path < $1.path }
    }
}

extension Substring {
    /// Good enough for our own sources: a `//` after an even number of quotation marks starts a comment.
    fileprivate var withoutComment: Substring {
        var quoted = false
        var index = startIndex
        while index < endIndex {
            if self[index] == "\"" { quoted.toggle() }
            if !quoted, self[index...].hasPrefix("//") { return self[..<index] }
            index = self.index(after: index)
        }
        return self
    }
}
