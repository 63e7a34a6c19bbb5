import Doors
import Foundation

/// What a button of the editor does with a row where no script does it: the page comes back with the rows in their new
/// order and everything that was typed (progressive enhancement of app/rows.js). As text: `up:KEY`.
struct CheckFormRowAct {
    enum What: String {
        case up, down, copy, remove
        case addItem = "add-item", addPoint = "add-point", addBelow = "add-below"
    }

    let what: What
    let key: String

    init?(_ text: String?) {
        let sides = (text ?? "").split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = sides.first, let what = What(rawValue: first) else { return nil }
        (self.what, key) = (what, sides.count > 1 ? sides[1] : "")
    }

    /// - Returns: what was typed, with the layout after the act; copied rows have copies of the values.
    func applied(to typed: Values) -> Values {
        guard var layout = CheckFormForms.layout(of: typed) else { return typed }
        var values = typed
        values.set("row", nil)
        let place = layout.place(of: key)
        switch (what, place) {
        case (.addItem, _): layout.items.append(.init(key: Self.newKey(), points: [Self.newKey()]))
        case (.addPoint, .item(let item)?): layout.items[item].points.append(Self.newKey())
        case (.addBelow, .point(let item, let point)?): layout.items[item].points.insert(Self.newKey(), at: point + 1)
        case (.remove, let place?): layout.remove(place)
        case (.up, let place?): layout.move(place, by: -1)
        case (.down, let place?): layout.move(place, by: 1)
        case (.copy, .point(let item, let point)?):
            layout.items[item].points.insert(Self.copy(key, in: &values), at: point + 1)
        case (.copy, .item(let item)?):
            let points = layout.items[item].points.map { Self.copy($0, in: &values) }
            layout.items.insert(.init(key: Self.copy(key, in: &values), points: points), at: item + 1)
        case (.addPoint, _), (.addBelow, _), (.remove, nil), (.up, nil), (.down, nil), (.copy, nil): return values
        }
        values.set("layout", layout.text)
        return values
    }

    private static func newKey() -> String { UUID().uuidString.lowercased() }

    /// Copies what was typed into the row under a new key.
    private static func copy(_ key: String, in values: inout Values) -> String {
        let copy = newKey()
        for name in values.names where name.contains("." + key) {
            values.set(name.replacing("." + key, with: "." + copy), all: values.all(name))
        }
        return copy
    }
}

extension CheckFormLayout {
    enum Place {
        case item(Int)
        case point(Int, Int)
    }

    func place(of key: String) -> Place? {
        for (number, item) in items.enumerated() {
            if item.key == key { return .item(number) }
            if let point = item.points.firstIndex(of: key) { return .point(number, point) }
        }
        return nil
    }

    mutating func remove(_ place: Place) {
        switch place {
        case .item(let item): items.remove(at: item)
        case .point(let item, let point): items[item].points.remove(at: point)
        }
    }

    /// A content at the end of its check item goes over to the next one.
    mutating func move(_ place: Place, by step: Int) {
        switch place {
        case .item(let item):
            if items.indices.contains(item + step) { items.swapAt(item, item + step) }
        case .point(let item, let point):
            if items[item].points.indices.contains(point + step) { return items[item].points.swapAt(point, point + step) }
            guard items.indices.contains(item + step) else { return }
            let moved = items[item].points.remove(at: point)
            items[item + step].points.insert(moved, at: step < 0 ? items[item + step].points.count : 0)
        }
    }
}
