import Foundation

/// What the sources seal, read out of them.
enum SealingCalls {
    /// Every name of a field that a value is sealed for or opened as.
    static func fields() throws -> Set<String> {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources")
        var found = Set<String>()
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        for file in files where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.contains("blindIndex(") {
                for match in line.matches(of: /field: "([a-z_]+\.[a-z_]+)"/) { found.insert(String(match.1)) }
                for match in line.matches(of: /sealed: SealedColumn\([^)]*of: "([a-z_]+\.[a-z_]+)"\)/) { found.insert(String(match.1)) }
                for match in line.matches(of: /static let \w+: StaticString = "([a-z_]+\.[a-z_]+)"/) { found.insert(String(match.1)) }
            }
        }
        return found
    }
}
