/// One page of a list, asked for by key and not by offset, so that page 10,000 costs what page 1 costs.
/// Lists run by `serial`, newest first, or by a column that an index holds.
package struct ListPage: Sendable {
    package enum Place: Sendable, Equatable {
        case first, last
        case after(Int64), before(Int64)
        /// The n-th page, for the page jump; exact up to `ListPage.countLimit` rows.
        case number(Int)
    }

    /// Up to this many rows totals and page jumps are exact; beyond it the page says “10000+”.
    package static let countLimit = 10_000
    package static let sizes = [10, 20, 50, 100]

    package var size: Int
    package var place: Place
    /// What the list runs by instead of its key.
    package var sort: ListSort?

    package init(size: Int = 10, place: Place = .first, sort: ListSort? = nil) {
        self.size = Self.sizes.contains(size) ? size : 10
        (self.place, self.sort) = (place, sort)
    }

    /// Rows before the n-th page, whatever number was asked for: never more than can be jumped over.
    static func skipped(before number: Int, size: Int) -> Int { min(min(max(1, number) - 1, countLimit) * size, countLimit) }
}

/// The rows of a page with what the pager needs.
package struct Listed<Element: Sendable>: Sendable {
    package var rows: [Element]
    /// Exact up to `ListPage.countLimit`, or from a kept counter; nil beyond.
    package var total: Int?
    package var hasPrevious: Bool
    package var hasNext: Bool
    package var firstSerial: Int64?
    package var lastSerial: Int64?
    /// The number of this page where it is known.
    package var number: Int?
    /// The list runs by the column that was asked for.
    package internal(set) var isSorted = false
    /// What stands in that column at the first and at the last row.
    package internal(set) var ends: (first: String?, last: String?) = (first: nil, last: nil)

    /// A list that is short and all there.
    package init(whole rows: [Element]) {
        (self.rows, total, number) = (rows, rows.count, 1)
        (hasPrevious, hasNext) = (false, false)
    }

    init(
        rows: [Element], total: Int?, hasPrevious: Bool, hasNext: Bool, firstSerial: Int64?, lastSerial: Int64?, number: Int?
    ) {
        (self.rows, self.total, self.number) = (rows, total, number)
        (self.hasPrevious, self.hasNext) = (hasPrevious, hasNext)
        (self.firstSerial, self.lastSerial) = (firstSerial, lastSerial)
    }

    package func map<Other>(_ change: (Element) throws -> Other) rethrows -> Listed<Other> {
        var other = Listed<Other>(
            rows: try rows.map(change), total: total, hasPrevious: hasPrevious, hasNext: hasNext,
            firstSerial: firstSerial, lastSerial: lastSerial, number: number)
        (other.isSorted, other.ends) = (isSorted, ends)
        return other
    }
}

extension ListPage {
    /// Where the page lies; beyond the end is the last page.
    func place(_ total: Int?) -> Place {
        guard case .number(let number) = place else { return place }
        let skipped = Self.skipped(before: number, size: size)
        if let total, number > 1, skipped >= total { return .last }
        return .number(skipped / size + 1)
    }

    /// The last page holds what is left over, where the total is known.
    func size(at place: Place, _ total: Int?) -> Int {
        guard place == .last, let total, total > 0 else { return size }
        return total % size == 0 ? size : total % size
    }
}

extension ListPage.Place {
    var isBackwards: Bool {
        switch self {
        case .before, .last: true
        case .first, .after, .number: false
        }
    }
}

/// Rows of a list, and beside them their keys.
struct KeyedRows<T> {
    var keys: [Int64] = []
    var rows: [T] = []

    var pairs: [(Int64, T)] { Array(zip(keys, rows)) }

    mutating func removeLast() {
        keys.removeLast()
        rows.removeLast()
    }

    mutating func reverse() {
        keys.reverse()
        rows.reverse()
    }
}

extension Listed {
    init(_ found: KeyedRows<Element>, _ place: ListPage.Place, more: Bool, size: Int, total: Int?) {
        self.init(
            rows: found.rows, total: total, hasPrevious: Self.hasPrevious(place, more),
            hasNext: place.isBackwards ? place != .last : more,
            firstSerial: found.keys.first, lastSerial: found.keys.last, number: Self.number(place, size, total))
    }

    private static func hasPrevious(_ place: ListPage.Place, _ more: Bool) -> Bool {
        switch place {
        case .first: false
        case .after: true
        case .before, .last: more
        case .number(let number): number > 1
        }
    }

    private static func number(_ place: ListPage.Place, _ size: Int, _ total: Int?) -> Int? {
        switch place {
        case .first: 1
        case .number(let number): max(1, number)
        case .last: total.map { max(1, ($0 + size - 1) / size) }
        case .after, .before: nil
        }
    }
}
