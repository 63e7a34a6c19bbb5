import Authority
import Doors
import Inspecting
import Library
import Registry
import Storage

/// 执法情报: what is known of an object from all inspections, newest first (SUBJ-20).
extension SubjectPages {
    static let intelligenceRoutes: [Route] = [
        .read("/subjects/{id}/intelligence", .needs(.readInspections), "执法情报", as: SubjectIntelligence.self) { try await intelligencePage($0) }
    ]

    private static func intelligencePage(_ call: Call) async throws -> Page {
        let (actor, subject) = (try call.actor(), try await subject(call))
        let today = call.clock.today()
        let model = try await call.read { transaction in
            SubjectIntelligence(
                subject, try SubjectHistory.load(of: subject.id, scope: actor.scope, today: today, in: transaction),
                try SubjectProblem.all(of: subject.id, scope: actor.scope, in: transaction),
                try Workshop.all(of: subject.id, in: transaction))
        }
        return Page("执法情报 " + subject.record.name, model) { $1.subjectIntelligence($0) }
    }
}

struct SubjectIntelligence: Codable, Sendable {
    struct Problem: Codable, Sendable {
        let inspection: String
        let date: String
        let agency: String
        let content: String
        let description: String
        let measures: String
    }

    let id: String
    let name: String
    let code: String
    let riskLevel: String
    let publicCredit: String
    let tradeCredit: String
    let registrationStatus: String
    let equipment: String
    let history: SubjectHistory
    let problems: [Problem]

    init(_ subject: RegulatedSubject, _ history: SubjectHistory, _ problems: [SubjectProblem], _ workshops: [Workshop]) {
        id = subject.id.description
        name = subject.record.name
        code = subject.objectCode
        riskLevel = subject.record.riskLevel.label
        publicCredit = subject.record.publicCredit.label
        tradeCredit = subject.record.tradeCredit.label
        registrationStatus = subject.record.registrationStatus.label
        equipment = EquipmentTotal.totals(of: workshops).map(\.words).joined(separator: "；")
        self.history = history
        self.problems = problems.map { problem in
            let measures = problem.measures.map { $0.kind.ordered + ($0.due.isEmpty ? "" : "（期限\($0.due)）") }
            return Problem(
                inspection: problem.inspection.description, date: problem.submittedAt.beijingDate.description,
                agency: problem.agencyName, content: problem.content, description: problem.description,
                measures: measures.joined(separator: "、"))
        }
    }
}
