import Authority
import Disclosure
import Doors
import InspectingPages
import Paperwork
import Registry
import Storage

/// The enterprise's own file (BEY-32): what the agencies keep about it, and what became of it.
enum EnterpriseFilePages {
    static let routes: [Route] = [
        .read("/enterprise", .enterprise(.anyAccount), "本企业的档案", as: EnterpriseFile.self) { try await file($0) },
        .file("/enterprise/documents/{id}/pdf", .enterprise(.anyAccount), "交付本企业的文书的PDF文件", types: [.pdf]) { try await pdf($0) },
    ]

    private static func file(_ call: Call) async throws -> Page {
        let (actor, protection, today) = (try call.enterpriseActor(), call.platform.protection, call.clock.today())
        let model = try await call.read {
            try EnterpriseFile.load(for: actor, today: today, protection: protection, in: $0)
        }
        return Page(model.name, model, layout: .enterprise) { $1.enterpriseFile($0) }
    }

    /// Of documents only those of a visit at this enterprise that were handed over; every other does not exist.
    private static func pdf(_ call: Call) async throws -> Answer {
        let (actor, id) = (try call.enterpriseActor(), try call.id(of: EnforcementDocument.self))
        let enterprise = actor.enterprise.as(RegulatedSubject.self)
        let document = try await call.read { transaction in
            guard try DisclosedVisit.isDisclosed(id, to: enterprise, in: transaction) else { throw NotFound() }
            return try EnforcementDocument.load(id, in: transaction)
        }
        let (reading, now) = (DocumentReading(of: document), call.clock.now())
        if try await !call.read({ try reading.isKept(of: actor.account.as(Account.self), at: now, in: $0) }) {
            try await call.database.write { try reading.make(by: actor, at: now, in: $0) }
        }
        let printed = try await call.platform.service(DocumentPrinting.self).pdf(of: document)
        return .file(FileAnswer(.kept(printed.hash, try call.platform.service()), type: "application/pdf", downloadName: document.number + ".pdf"))
    }
}
