import Foundation
import Spreadsheets

extension AreaBoundary {
    /// A corner a line, 经度,纬度; Chinese commas and blanks will do. Nil for nothing but blank lines.
    package static func read(typed text: String) throws(BoundaryRefused) -> AreaBoundary? {
        var corners: [MapPoint] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let parts = line.split { $0 == "," || $0 == "，" || $0.isWhitespace }
            if parts.isEmpty { continue }
            guard parts.count == 2, let longitude = Double(parts[0]), let latitude = Double(parts[1]),
                let corner = MapPoint(latitude: latitude, longitude: longitude)
            else { throw .notAPlace(line: index + 1) }
            corners.append(corner)
        }
        return corners.isEmpty ? nil : try AreaBoundary(corners)
    }

    /// Coordinates are pairs of numbers, and a boundary has some hundred of them.
    private static let bounds = JSONScanner.Limits(depth: 12, pieces: 200_000, text: 10_000)

    /// The outer ring of the first polygon of a GeoJSON file (RFC 7946), also within a Feature or a collection.
    package static func read(geoJSON bytes: [UInt8]) throws(BoundaryRefused) -> AreaBoundary {
        do { try JSONScanner.scan(bytes, bounds) { _ in } } catch { throw .noPolygon }
        guard let json = try? JSONSerialization.jsonObject(with: Data(bytes)), let ring = ring(json, depth: 0) else { throw .noPolygon }
        var corners: [MapPoint] = []
        for place in ring {
            guard let numbers = place as? [Any], numbers.count >= 2, let longitude = numbers[0] as? Double,
                let latitude = numbers[1] as? Double, let corner = MapPoint(latitude: latitude, longitude: longitude)
            else { throw .noPolygon }
            corners.append(corner)
        }
        return try AreaBoundary(corners)
    }

    private static func ring(_ json: Any, depth: Int) -> [Any]? {
        guard depth < 4, let object = json as? [String: Any] else { return nil }
        switch object["type"] as? String {
        case "Polygon": return (object["coordinates"] as? [Any])?.first as? [Any]
        case "MultiPolygon": return ((object["coordinates"] as? [Any])?.first as? [Any])?.first as? [Any]
        case "Feature": return object["geometry"].flatMap { ring($0, depth: depth + 1) }
        case "FeatureCollection": return (object["features"] as? [Any])?.lazy.compactMap { ring($0, depth: depth + 1) }.first
        default: return nil
        }
    }

    /// As typed and as stored.
    package var text: String { corners.map { "\($0.longitudeText),\($0.latitudeText)" }.joined(separator: "\n") }
}
