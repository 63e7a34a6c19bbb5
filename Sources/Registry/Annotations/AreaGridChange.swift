import Authority
import Importing
import Ledger
import Library
import Storage
import Timekeeping

/// Where an area lies and who is responsible for it (ELEM-05). Objects are divided anew by a job afterwards.
package struct AreaGridChange: Sendable {
    package let area: RegulatoryArea.ID
    package let version: Int
    package let boundary: AreaBoundary?
    package let addressWords: [String]
    package let officers: [EnforcementOfficer.ID]

    package init(
        of area: RegulatoryArea.ID, version: Int, boundary: AreaBoundary?, addressWords: [String],
        officers: [EnforcementOfficer.ID]
    ) {
        (self.area, self.version, self.boundary) = (area, version, boundary)
        (self.addressWords, self.officers) = (addressWords, officers)
    }

    package static let changed = FactKind(code: "registry.area.gridChanged", sentence: "{actor}划定片区/商圈“{name}”的范围和责任人员")

    /// - Returns: the job that divides the objects of the agency.
    package func make(by actor: Actor, at now: Instant, job: AreaDivisionJob, in transaction: Transaction) throws -> Job.ID {
        try actor.require(.manageSubjects)
        guard let former = try RegulatoryArea.all(of: actor.organization, in: transaction).first(where: { $0.id == area })
        else { throw NotFound() }
        for word in addressWords where !(2...50).contains(word.count) || word.contains(",") { throw AreaRefused.word(word) }
        let known = try EnforcementOfficer.lines(officers, in: transaction)
        guard officers.allSatisfy({ known[$0]?.organization == actor.organization }) else { throw AreaRefused.officerOfOtherAgency }
        try former.updateGrid(self, in: transaction)
        func names(_ ids: [EnforcementOfficer.ID]) throws -> String {
            try EnforcementOfficer.lines(ids, in: transaction).values.map(\.fullName).sorted().joined(separator: "、")
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: actor.organization, noun: "RegulatoryArea", record: area.bytes,
            details: [
                FactDetail.change("范围", former.boundary?.text ?? "", boundary?.text ?? ""),
                FactDetail.change("地址关键字", former.addressWords.joined(separator: "、"), addressWords.joined(separator: "、")),
                FactDetail.change("责任人员", try names(former.officers), try names(officers)),
            ].compactMap { $0 }, values: ["name": former.name]
        ).record(in: transaction)
        return try Job.submit(job, payload: "{}", by: actor, at: now, in: transaction)
    }
}
