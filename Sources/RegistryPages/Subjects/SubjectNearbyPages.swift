import Authority
import Doors
import Registry
import Storage

/// 附近对象: objects with a place, nearest first; a list, so that it needs no map.
extension SubjectPages {
    static let nearbyRoutes: [Route] = [
        .read("/subjects/nearby", .needs(.readSubjects), "附近的监管对象，按距离排列", query: nearbyFields, as: NearbyModel.self) { try await nearbyPage($0) }
    ]

    static let nearbyFields = PlaceFields.all + [
        Field("within", "距离", .choice([1, 5, 20, 100].map { .init("\($0)", "\($0)公里") }))
    ]

    private static func nearbyPage(_ call: Call) async throws -> Page {
        let scope = try call.actor().scope
        var reading = FormReading(call.query, nearbyFields)
        let place = PlaceFields.read(&reading)
        let problems = reading.problems.isEmpty ? nil : reading.problems
        let within = min(max(reading.integer("within") ?? 5, 1), 100)
        let found = try await call.read { transaction in
            try place.map { try NearbySubject.load(around: $0, kilometres: within, scope: scope, in: transaction) } ?? []
        }
        let (model, query) = (NearbyModel(asked: place != nil, rows: found.map(NearbyRow.init)), call.query)
        return Page("附近对象", model) { $1.nearby($0, query: query, problems: problems) }
    }
}

struct NearbyModel: Codable, Sendable {
    let asked: Bool
    let rows: [NearbyRow]
}

struct NearbyRow: Codable, Sendable {
    let id: String
    let name: String
    let type: String
    let address: String
    /// 350米, 2.4公里
    let distance: String

    init(_ subject: NearbySubject) {
        (id, name, type, address) = (subject.id.description, subject.name, subject.type, subject.address)
        let metres = subject.metres
        distance = metres < 1000 ? "\(metres)米" : "\(metres / 1000).\(metres % 1000 / 100)公里"
    }
}
