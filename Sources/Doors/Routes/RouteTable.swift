import Storage

/// Which methods an address answers to: what is there under another method is said so (405) and not denied (404).
struct RouteTable: Sendable {
    private struct Door: Sendable {
        let segments: [Substring]
        let method: Route.Method
    }

    private let doors: [Door]

    init(_ routes: [Route]) {
        doors = routes.flatMap { route -> [Door] in
            let prefixes = switch route.format {
            case .both: ["", "/api/v1"]
            case .pageOnly: [""]
            case .apiOnly: ["/api/v1"]
            }
            return prefixes.map { Door(segments: ($0 + route.path).split(separator: "/"), method: route.method) }
        }
    }

    /// What stands in an answer's `Allow`.
    func methods(at path: String) -> [String] {
        let asked = path.split(separator: "/")
        let matching = doors.filter { Self.matches($0.segments, asked) }
        // the router goes where more is said in so many words: `/items/claims` is no item
        let closest = matching.map { Self.closeness($0.segments) }.max { $0.lexicographicallyPrecedes($1) }
        let found = Set(matching.filter { Self.closeness($0.segments) == closest }.map(\.method))
        let methods = [Route.Method.get, .post, .put].filter(found.contains).map(\.rawValue)
        return found.contains(.get) ? ["GET", "HEAD"] + methods.dropFirst() : methods
    }

    func fault(at path: String) -> any Error {
        let methods = methods(at: path)
        return methods.isEmpty ? NotFound() : CallFault.wrongMethod(methods)
    }

    private static func closeness(_ pattern: [Substring]) -> [Int] {
        pattern.map { $0.first != "{" ? 2 : $0.last != "}" ? 1 : 0 }
    }

    private static func matches(_ pattern: [Substring], _ asked: [Substring]) -> Bool {
        pattern.count == asked.count && zip(pattern, asked).allSatisfy { part, segment in
            guard part.first == "{", let end = part.firstIndex(of: "}") else { return part == segment }
            let suffix = part[part.index(after: end)...]
            return segment.hasSuffix(suffix) && segment.count > suffix.count
        }
    }
}
