import Doors
import Foundation
import Markup
import Registry

/// An area drawn in plain lines: no map of anybody else lies under it.
struct AreaGridModel: Codable, Sendable {
    struct Outline: Codable, Sendable {
        let name: String
        /// As SVG takes them.
        let points: String
        let isOwn: Bool
    }

    struct Dot: Codable, Sendable {
        let x: Int
        let y: Int
        let isInside: Bool
    }

    let id: String
    let name: String
    let agency: String
    let outlines: [Outline]
    let dots: [Dot]
    let width: Int
    let height: Int
    /// Where the drawing lies on the map, for tapped points: its north-west corner and the degrees a unit.
    let west: Double
    let north: Double
    let across: Double
    let down: Double
    /// Nothing has a place yet.
    let isEmpty: Bool
    let hint: String

    private static let breadth = 1000.0

    init(_ area: RegulatoryArea, of agency: String, beside others: [RegulatoryArea], places: [AreaPlace]) {
        id = area.id.description
        name = area.name
        self.agency = agency
        let (own, shown) = (area.id, [area] + others)
        let corners = (area.boundary.map { $0.corners } ?? []) + (area.boundary == nil ? places.map(\.place) : [])
            + (area.boundary == nil ? others.flatMap { $0.boundary?.corners ?? [] } : [])
        isEmpty = corners.isEmpty
        let frame = Frame(corners)
        (west, north, across, down) = (frame.west, frame.north, frame.across, frame.down)
        width = Int(Self.breadth)
        height = Int(frame.height)
        outlines = shown.compactMap { area in
            area.boundary.map { boundary in
                Outline(
                    name: area.name, points: boundary.corners.map { frame.point($0) }.map { "\($0.0),\($0.1)" }.joined(separator: " "),
                    isOwn: area.id == own)
            }
        }.reversed()
        let inside = places.filter { area.boundary?.contains($0.place) ?? false }
        dots = places.map { place in
            let (x, y) = frame.point(place.place)
            return Dot(x: x, y: y, isInside: area.boundary?.contains(place.place) ?? false)
        }.filter { (0...1000).contains($0.x) && (0...Int(frame.height)).contains($0.y) }
        hint = area.boundary == nil
            ? "尚未划定范围" : "范围\(area.boundary?.corners.count ?? 0)个点；图中显示有经纬度的对象\(places.count)个，其中\(inside.count)个在范围内"
    }

    /// North is up; a degree of longitude is drawn as wide as it is at that latitude.
    private struct Frame {
        let west: Double
        let north: Double
        let across: Double
        let down: Double
        let height: Double

        init(_ corners: [MapPoint]) {
            let longitudes = corners.map { Double($0.longitude) / 1e6 }, latitudes = corners.map { Double($0.latitude) / 1e6 }
            let (left, right) = (longitudes.min() ?? 0, longitudes.max() ?? 0), (bottom, top) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
            let narrowing = max(0.05, cos((bottom + top) / 2 * .pi / 180))
            // a tenth around it, and never less than some hundred metres
            let breadth = max((right - left) * 1.2, (top - bottom) * 1.2 / narrowing, 0.005)
            let tall = max((top - bottom) * 1.2, 0.003)
            west = (left + right) / 2 - breadth / 2
            north = (bottom + top) / 2 + tall / 2
            across = breadth / AreaGridModel.breadth
            down = across * narrowing
            height = max(300, min(1200, tall / down))
        }

        func point(_ place: MapPoint) -> (Int, Int) {
            (Int((Double(place.longitude) / 1e6 - west) / across), Int((north - Double(place.latitude) / 1e6) / down))
        }
    }
}

extension HTML {
    mutating func areaMap(_ model: AreaGridModel) {
        card("示意图") { html in
            html.div(.class("card-body")) { html in
                html.p(.class("hint"), text: model.hint)
                if model.isEmpty { html.p(.class("hint"), text: "先填写一个点、导入 GeoJSON，或为监管对象填写经纬度，即可在图上点选。") }
                html.element("svg", [
                    .class("plain-map"), .attribute("viewBox", "0 0 \(model.width) \(model.height)"), .attribute("role", "img"),
                    .attribute("aria-label", "片区范围示意图"), .attribute("data-outline", "corners"),
                    .attribute("data-west", "\(model.west)"), .attribute("data-north", "\(model.north)"),
                    .attribute("data-across", "\(model.across)"), .attribute("data-down", "\(model.down)"),
                ]) { html in
                    for outline in model.outlines {
                        html.element("polygon", [
                            .attribute("class", outline.isOwn ? "own" : "other"), .attribute("points", outline.points),
                        ]) { html in html.element("title", []) { $0.text(outline.name) } }
                    }
                    for dot in model.dots {
                        html.element("circle", [
                            .attribute("class", dot.isInside ? "in" : "out"), .attribute("cx", "\(dot.x)"), .attribute("cy", "\(dot.y)"),
                            .attribute("r", "5"),
                        ]) { _ in }
                    }
                    html.element("polyline", [.class("typed")]) { _ in }
                }
            }
        }
    }
}
