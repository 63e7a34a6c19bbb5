import Foundation
import Storage

/// The outline of an area (片区/网格, ELEM-05): a simple polygon, its edges straight between neighbouring corners. Areas are
/// a few kilometres wide and do not reach over the date line, so degrees are taken for plane coordinates.
package struct AreaBoundary: Sendable, Equatable {
    /// Without the first one again at the end.
    package let corners: [MapPoint]

    package static let most = 500

    package init(_ corners: [MapPoint]) throws(BoundaryRefused) {
        var corners = corners
        if corners.count > 1, corners.first == corners.last { corners.removeLast() }
        guard corners.count >= 3 else { throw .tooFew }
        guard corners.count <= Self.most else { throw .tooMany }
        self.corners = corners
        guard isSimple else { throw .crossed }
    }

    /// Whether the place lies inside or on an edge. A ray to the east crosses the outline an odd number of times from within;
    /// the half-open comparison counts a corner once. Whole numbers: nothing is rounded.
    package func contains(_ place: MapPoint) -> Bool {
        var inside = false
        for (a, b) in edges {
            let turn = Self.turn(a, b, place)
            if turn == 0, Self.spans(a, b, place) { return true }
            guard (a.latitude > place.latitude) != (b.latitude > place.latitude) else { continue }
            if (turn > 0) == (b.latitude > a.latitude) { inside.toggle() }
        }
        return inside
    }

    private var edges: [(MapPoint, MapPoint)] { corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) } }

    /// No edge touches another but its neighbours at their common corner, and no edge is a point.
    private var isSimple: Bool {
        let edges = edges
        for first in edges.indices {
            if edges[first].0 == edges[first].1 { return false }
            for second in edges.indices where second > first {
                let (a, b) = (edges[first], edges[second])
                if second == first + 1 || (first == 0 && second == edges.count - 1) {
                    // neighbours may only share their corner, not fold back
                    let (before, corner, after) = second == first + 1 ? (a.0, a.1, b.1) : (b.0, b.1, a.1)
                    if Self.turn(before, corner, after) == 0, !Self.spans(before, after, corner) { return false }
                } else if Self.meet(a, b) { return false }
            }
        }
        return true
    }

    /// Positive when c lies left of the way from a to b; at most some 10^17.
    private static func turn(_ a: MapPoint, _ b: MapPoint, _ c: MapPoint) -> Int {
        (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude) * (c.longitude - a.longitude)
    }

    /// Whether c, on the line through a and b, lies between them.
    private static func spans(_ a: MapPoint, _ b: MapPoint, _ c: MapPoint) -> Bool {
        min(a.longitude, b.longitude) <= c.longitude && c.longitude <= max(a.longitude, b.longitude)
            && min(a.latitude, b.latitude) <= c.latitude && c.latitude <= max(a.latitude, b.latitude)
    }

    private static func meet(_ one: (MapPoint, MapPoint), _ two: (MapPoint, MapPoint)) -> Bool {
        let (a, b) = (turn(one.0, one.1, two.0).signum(), turn(one.0, one.1, two.1).signum())
        let (c, d) = (turn(two.0, two.1, one.0).signum(), turn(two.0, two.1, one.1).signum())
        if a != b, c != d { return true }
        return (a == 0 && spans(one.0, one.1, two.0)) || (b == 0 && spans(one.0, one.1, two.1))
            || (c == 0 && spans(two.0, two.1, one.0)) || (d == 0 && spans(two.0, two.1, one.1))
    }
}

package enum BoundaryRefused: Refusal, Equatable {
    case tooFew, tooMany, crossed, noPolygon
    case notAPlace(line: Int)

    package var code: String {
        switch self {
        case .tooFew: "registry.boundary.tooFew"
        case .tooMany: "registry.boundary.tooMany"
        case .crossed: "registry.boundary.crossed"
        case .noPolygon: "registry.boundary.noPolygon"
        case .notAPlace: "registry.boundary.notAPlace"
        }
    }

    package var message: String {
        switch self {
        case .tooFew: "范围至少需要3个点"
        case .tooMany: "范围最多\(AreaBoundary.most)个点"
        case .crossed: "范围的边线相互交叉或重叠，请按顺序填写各点"
        case .noPolygon: "文件中没有多边形（GeoJSON Polygon）"
        case .notAPlace(let line): "第\(line)行应为“经度,纬度”，如 106.551557,29.563010"
        }
    }

    package var field: String? {
        switch self {
        case .tooFew, .tooMany, .crossed, .notAPlace: "corners"
        case .noPolygon: "geojson"
        }
    }
}
