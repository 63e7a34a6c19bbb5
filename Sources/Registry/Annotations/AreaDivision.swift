import Authority
import Foundation
import Ledger
import Library
import Storage
import Timekeeping

/// Into which area of its agency an object falls (ELEM-05): by its place on the map, else by words of its address. Where
/// areas meet, the one entered first has it. Whom a person has put somewhere stays there.
package struct AreaDivision: Sendable {
    private let areas: [RegulatoryArea]

    package init(_ areas: [RegulatoryArea]) { self.areas = areas.filter(\.isEnabled) }

    var isEmpty: Bool { areas.allSatisfy { $0.boundary == nil && $0.addressWords.isEmpty } }

    package func area(of place: MapPoint?, addresses: [String]) -> RegulatoryArea? {
        if let place, let area = areas.first(where: { $0.boundary?.contains(place) ?? false }) { return area }
        // of several the longest word says most
        var found: (area: RegulatoryArea, length: Int)?
        for area in areas {
            for word in area.addressWords where word.count > found?.length ?? 0 && addresses.contains(where: { $0.contains(word) }) {
                found = (area, word.count)
            }
        }
        return found?.area
    }
}

/// The objects of an agency are divided among its areas anew, after outlines or words have changed: a job, a few hundred
/// objects a step.
package struct AreaDivisionJob: JobKind {
    package static let jobCode = "registry.areaDivision"
    package let code = AreaDivisionJob.jobCode
    package let label = "按片区范围划分监管对象"
    package let mayCancel = true
    private let perStep: Int

    package init(perStep: Int = 500) { self.perStep = perStep }

    package static let placed = FactKind(code: "registry.subject.placed", sentence: "监管对象“{name}”按范围划入片区/商圈“{area}”")
    package static let displaced = FactKind(code: "registry.subject.displaced", sentence: "监管对象“{name}”不再属于任何片区/商圈的范围")

    private struct Place: Codable {
        var last: Int64 = 0
        var seen = 0
        var changed = 0
        var words: String { "核对\(seen)个对象，划入或改变片区\(changed)个" }
    }

    package func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        let place = job.cursor.isEmpty ? Place() : try Place.read(json: job.cursor)
        let (perStep, now) = (perStep, context.clock.now())
        guard let agency = job.organization else { throw AreaRefused.otherAgency }
        return try await context.commit { transaction in
            let division = AreaDivision(try RegulatoryArea.all(of: agency, in: transaction))
            let found = try PlacedSubject.next(perStep, after: place.last, of: agency, in: transaction)
            var next = place
            for subject in found where try subject.place(division, of: agency, at: now, in: transaction) { next.changed += 1 }
            next.seen += found.count
            next.last = found.last?.serial ?? place.last
            return found.count < perStep
                ? .finished(result: try next.json(), message: next.words)
                : .proceed(cursor: try next.json(), done: next.seen, total: job.total, message: next.words)
        }
    }
}
