import Library

/// Which rows the editor of a check form has, in their order: check items with their contents, each under a key that its
/// fields carry in their names. A known row's key is its id. `items` as text: `key:key,key;key:key`.
struct CheckFormLayout: Equatable {
    struct Item: Equatable {
        let key: String
        var points: [String]
    }

    var items: [Item]

    static let mostItems = 60
    static let mostPoints = 600

    init(items: [Item]) { self.items = items }

    /// One empty row for a new form.
    init(_ content: CheckFormContent) {
        items = content.items.map { Item(key: $0.id.description, points: $0.points.map(\.id.description)) }
        if items.isEmpty { items = [Item(key: "new-1", points: ["new-2"])] }
    }

    /// - Returns: nil for what the editor would never write.
    init?(_ text: String) {
        var seen: Set<String> = []
        var items: [Item] = []
        for part in text.split(separator: ";") {
            let sides = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let points = sides.count > 1 ? sides[1].split(separator: ",").map(String.init) : []
            for key in [sides[0]] + points {
                guard Self.isKey(key), seen.insert(key).inserted else { return nil }
            }
            items.append(Item(key: sides[0], points: points))
        }
        guard items.count <= Self.mostItems, seen.count - items.count <= Self.mostPoints else { return nil }
        self.items = items
    }

    private static func isKey(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 122) || $0 == 45 }
    }

    var text: String { items.map { $0.key + ":" + $0.points.joined(separator: ",") }.joined(separator: ";") }
    var points: [String] { items.flatMap(\.points) }
}
