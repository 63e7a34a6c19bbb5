import Authority
import Importing
import Library
import Storage
import Timekeeping

/// What decides on the area of an object.
struct PlacedSubject {
    let serial: Int64
    let id: RegulatedSubject.ID
    let version: Int
    let name: String
    let place: MapPoint?
    let addresses: [String]
    let area: RegulatoryArea.ID?

    /// The objects of an agency that nobody has put into an area by hand, in the order they came.
    static func next(
        _ count: Int, after serial: Int64, of agency: Organization.ID, in transaction: Transaction
    ) throws -> [PlacedSubject] {
        try load("t.jurisdiction_id = \(agency) AND t.serial > \(serial) AND t.area_by_hand = 0 ORDER BY t.serial LIMIT \(count)", in: transaction)
    }

    /// Nil when somebody has put it where it is.
    static func one(_ id: RegulatedSubject.ID, in transaction: Transaction) throws -> PlacedSubject? {
        try load("t.id = \(id) AND t.area_by_hand = 0", in: transaction).first
    }

    private static func load(_ condition: SQL, in transaction: Transaction) throws -> [PlacedSubject] {
        try transaction.all(
            """
            SELECT t.serial, t.id, t.version, t.name, t.latitude, t.longitude, t.business_address, t.registered_address, t.area_id
            FROM regulated_subject t WHERE \(condition)
            """
        ) { row in
            PlacedSubject(
                serial: try row.next(), id: try row.next(), version: try row.next(), name: try row.next(),
                place: MapPoint(latitude: try row.next(Int?.self), longitude: try row.next(Int?.self)),
                addresses: [try row.next(), try row.next()], area: try row.next())
        }
    }

    /// - Returns: whether the object came into another area.
    func place(
        _ division: AreaDivision, of agency: Organization.ID, at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        let found = division.area(of: place, addresses: addresses)
        guard found?.id != area else { return false }
        try transaction.executeVersioned(
            """
            UPDATE regulated_subject SET area_id = \(found?.id), version = version + 1, updated_at = \(now)
            WHERE id = \(id) AND version = \(version)
            """)
        try Fact(
            kind: found == nil ? AreaDivisionJob.displaced : AreaDivisionJob.placed, actor: nil, at: now, organization: agency,
            noun: "RegulatedSubject", record: id.bytes, values: ["name": name, "area": found?.name ?? ""]
        ).record(in: transaction)
        return true
    }
}

extension RegulatedSubject {
    /// With the act that entered or changed the object: its area follows its place.
    static func place(_ id: ID, of agency: Organization.ID, in transaction: Transaction) throws {
        let division = AreaDivision(try RegulatoryArea.all(of: agency, in: transaction))
        guard !division.isEmpty, let subject = try PlacedSubject.one(id, in: transaction) else { return }
        let area = division.area(of: subject.place, addresses: subject.addresses)?.id
        guard area != subject.area else { return }
        try transaction.execute("UPDATE regulated_subject SET area_id = \(area) WHERE id = \(id)")
    }
}

/// An object on the drawing of an area.
package struct AreaPlace: Sendable {
    package let place: MapPoint

    /// As many as a drawing holds.
    private static let most = 300

    package static func some(of agency: Organization.ID, in transaction: Transaction) throws -> [AreaPlace] {
        try transaction.all(
            """
            SELECT t.latitude, t.longitude FROM regulated_subject t
            WHERE t.jurisdiction_id = \(agency) AND t.latitude IS NOT NULL LIMIT \(most)
            """
        ) { MapPoint(latitude: try $0.next(Int?.self), longitude: try $0.next(Int?.self)) }.compactMap { $0.map(AreaPlace.init) }
    }
}
