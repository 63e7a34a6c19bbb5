import Authority
import Cryptography
import Disclosure
import Inspecting
import Storage
import Tasking
import Timekeeping
import Vault

/// The visits of the demo's tasks.
extension DemoScenes {
    /// Enters results for the objects of a task.
    /// - Parameter problemAt: the place of the object where a problem is found.
    /// - Returns: the inspections that have a result now.
    func inspectAll(
        of task: InspectionTask.ID, problemAt: Int?, review: Bool, atMost limit: Int = .max
    ) async throws -> [TaskSubject.ID] {
        let pictures = try DemoSignature.pictures.map { try vault.keep($0, named: "签名.png").hash.hex }
        let visits = try await database.read { transaction in
            try TaskSubject.objects(of: task, page: ListPage(size: 50), in: transaction).rows
        }
        for (place, visit) in visits.enumerated() where place < limit {
            try await submit(visit, hasProblem: place == problemAt, pictures: pictures)
            if review { try await approve(visit.subject.id) }
        }
        return visits.prefix(limit).map(\.subject.id)
    }

    private func submit(_ visit: VisitLine, hasProblem: Bool, pictures: [String]) async throws {
        let (now, material, protection) = (clock.now(), material, protection)
        guard let account = officers.first else { return }
        try await database.write { transaction in
            let officer = try DemoLibraries.actor(account, in: transaction)
            let form = try InspectedForm.load(visit.subject.id, of: visit.subject.task, in: transaction)
            var result = VisitResult()
            result.basics = DemoScenes.basics(of: visit, from: now.advanced(seconds: -3600), to: now)
            result.answers = form.cards.enumerated().map { index, card in
                var answer = CheckAnswer(card.content)
                answer.answer = .pass
                if hasProblem, index == 5 {
                    answer.answer = .fail
                    answer.note = "库房内有三袋面粉超过保质期，未及时清理。"
                    answer.measures = [Measure(.rectification, due: now.beijingDate.advanced(days: 7).description)]
                }
                return answer
            }
            result.disposal = .init(disposal: hasProblem ? .rectification : .noProblem, note: "")
            var signatures: [String: GivenSignature] = [:]
            for (index, person) in visit.officers.enumerated() {
                signatures[person.officer.description] = GivenSignature(
                    name: person.name, file: pictures[index % pictures.count], digest: nil, at: now.milliseconds)
            }
            signatures[GivenSignature.principal] = GivenSignature(
                name: "现场负责人", file: pictures[2 % pictures.count], digest: nil, at: now.milliseconds)
            _ = try ResultSubmission(
                of: visit.subject.id, from: .desktop, result, notice: NoticeGiven(certificatesShown: true, rightsTold: true),
                signatures: signatures, refusal: nil
            ).make(by: officer, at: now, protection: protection, material: material, in: transaction)
        }
    }

    private static func basics(of visit: VisitLine, from start: Instant, to end: Instant) -> VisitBasics {
        VisitBasics([
            .unit: visit.subject.name, .principal: "现场负责人", .principalTitle: "店长", .phone: "19900009999",
            .address: visit.subject.address, .place: "经营场所及库房", .startedAt: minute(start),
            .endedAt: minute(end), .experts: "", .joint: "否",
        ])
    }

    /// As the field page writes a time.
    private static func minute(_ instant: Instant) -> String { "\(instant.beijingDate)T\(instant.beijingClock.prefix(5))" }

    private func approve(_ visit: TaskSubject.ID) async throws {
        let (now, receivers) = (clock.now(), receivers)
        guard let account = staff[.resultReviewer] else { return }
        try await database.write { transaction in
            let reviewer = try DemoLibraries.actor(account, in: transaction)
            try ResultReview(of: visit, .approved, reason: "", round: 1).make(by: reviewer, at: now, telling: receivers, in: transaction)
        }
    }

    func publish(_ inspections: [TaskSubject.ID]) async throws {
        let now = clock.now()
        try await database.write { transaction in
            let publisher = try actor(.businessAdmin, in: transaction)
            for inspection in inspections {
                _ = try Publishing(of: inspection.as(InspectionMark.self)).make(by: publisher, at: now, in: transaction)
            }
        }
    }
}
