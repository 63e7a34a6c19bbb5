import Foundation

/// The targets that Package.swift declares and what each may import, read from its text.
struct Manifest {
    /// Target → the modules it declares to use.
    var uses: [String: Set<String>] = [:]
    /// Modules of packages that are not ours.
    var products: Set<String> = []

    init(_ text: String) {
        let products = Dictionary(
            text.matches(of: /let (\w+) = Target\.Dependency\.product\(name: "(\w+)"/).map { (String($0.1), String($0.2)) },
            uniquingKeysWith: { first, _ in first })
        self.products = Set(products.values)
        for match in text.matches(of: /\b(module|tests|system|executableTarget|executable|target)\(\s*(?:name: )?"(\w+)"/) {
            let end = Self.end(ofCallAt: match.range.upperBound, in: text)
            let call = text[match.range.upperBound..<end]
            var used: Set<String> = []
            if let list = call.firstMatch(of: /(?:uses|dependencies): \[([^\]]*)\]/) {
                for item in list.1.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespacesAndNewlines) }) where !item.isEmpty {
                    used.insert(item.hasPrefix("\"") ? item.trimmingCharacters(in: ["\""]) : products[item, default: item])
                }
            }
            // `products:` also names the executable; the target comes later and knows more.
            if match.1 == "executable", uses[String(match.2)] != nil { continue }
            uses[String(match.2)] = used
        }
    }

    private static func end(ofCallAt start: String.Index, in text: String) -> String.Index {
        var depth = 1
        var index = start
        while index < text.endIndex {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return index }
            index = text.index(after: index)
        }
        return text.endIndex
    }

    static func current() throws -> Manifest { Manifest(try SourceTree.file("Package.swift").text) }
}
