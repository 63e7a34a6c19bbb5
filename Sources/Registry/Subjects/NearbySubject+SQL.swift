import Authority
import Foundation
import Importing
import Library
import Storage

/// A registered object with a place, and how far it is.
package struct NearbySubject: Sendable {
    package let id: RegulatedSubject.ID
    package let name: String
    package let type: String
    package let address: String
    package let metres: Int

    /// How many are shown at most.
    package static let limit = 100

    /// Nearest first. The index finds the rectangle around the place; within it distances are measured one by one.
    package static func load(
        around place: MapPoint, kilometres: Int, scope: Scope, in transaction: Transaction
    ) throws -> [NearbySubject] {
        // a degree of latitude is 111.2 km; of longitude less, the nearer to a pole
        let height = Int(Double(kilometres) / 111.2 * 1_000_000)
        let width = Int(Double(height) / max(0.01, cos(radians(place.latitude))))
        let found = try transaction.all(
            """
            SELECT t.id, t.name, t.kind, t.entity_kind, t.business_address, t.latitude, t.longitude FROM regulated_subject t
            WHERE t.latitude BETWEEN \(place.latitude - height) AND \(place.latitude + height)
                AND t.longitude BETWEEN \(place.longitude - width) AND \(place.longitude + width)
                AND t.status = \(SubjectStatus.registered) AND \(scope.condition("t.jurisdiction_id")) LIMIT 5000
            """
        ) { row in
            let id: RegulatedSubject.ID = try row.next(), name: String = try row.next()
            let type = SubjectRecord.typeLabel(try row.next(), try row.next())
            return NearbySubject(
                id: id, name: name, type: type, address: try row.next(),
                metres: distance(place, latitude: try row.next(), longitude: try row.next()))
        }
        return Array(found.filter { $0.metres <= kilometres * 1000 }.sorted { ($0.metres, $0.name) < ($1.metres, $1.name) }.prefix(limit))
    }

    private static func radians(_ millionths: Int) -> Double { Double(millionths) / 1_000_000 * .pi / 180 }

    /// On a sphere of the earth's mean radius, in metres.
    private static func distance(_ place: MapPoint, latitude: Int, longitude: Int) -> Int {
        let (a, b) = (radians(place.latitude), radians(latitude))
        let (up, across) = ((b - a) / 2, (radians(longitude) - radians(place.longitude)) / 2)
        let chord = sin(up) * sin(up) + cos(a) * cos(b) * sin(across) * sin(across)
        return Int((2 * 6_371_009 * asin(min(1, chord.squareRoot()))).rounded())
    }
}
