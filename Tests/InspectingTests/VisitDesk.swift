import Authority
import Cryptography
import Foundation
import Importing
import Ledger
import Library
import Paperwork
import Registry
import Storage
import Synchronization
import Tasking
import TestKit
import Timekeeping

@testable import Inspecting

/// A visit of two officers of the east county to an enterprise that was drawn, with a form of three contents.
struct VisitDesk: Sendable {
    let town: Town
    let task: InspectionTask.ID
    let visit: TaskSubject.ID
    let form: InspectedForm
    let officer: Actor
    let partner: Actor
    /// Hashes of files that the vault has.
    let vault: HeldFiles

    static let migrations = TestStore.basis + LedgerMigrations.all + ImportingMigrations.all + LibraryMigrations.all + RegistryMigrations.all + TaskingMigrations.all
        + PaperworkMigrations.all + InspectingMigrations.all

    static let photo = Digest.sha256("a photo").hex
    /// The picture of somebody's hand.
    static func signature(_ name: String) -> String { Digest.sha256("a signature of \(name)").hex }
    static let principal = "温某"

    static func each(_ mode: InspectionMode = .doubleRandom, _ body: (VisitDesk) async throws -> Void) async throws {
        try await Town.each(migrations) { town in try await body(try await make(mode, town)) }
    }

    private static func make(_ mode: InspectionMode, _ town: Town) async throws -> VisitDesk {
        let rule = DocumentNumberRecord(kind: .inspectionRecord, regionWord: "白", agencyWord: "应急", documentWord: "检查")
        return try await town.database.write { transaction in
            _ = try NumberRuleSetting(.new, rule).make(by: town[.eastBusiness], at: town.now, in: transaction)
            let ids = [
                try addOfficer(.eastOfficer, number: "99012100017", town, in: transaction),
                try addOfficer(.eastPartner, number: "99012100023", town, in: transaction),
            ]
            let version = try addForm(Sample.content(3), town, in: transaction)
            let task = try addTask(mode, version, town, in: transaction)
            let visit = try addVisit(
                task,
                [
                    VisitOfficer(ids[0], name: Person.eastOfficer.name, certificateNumber: "99012100017", agency: town[.eastCounty], isLead: true),
                    VisitOfficer(ids[1], name: Person.eastPartner.name, certificateNumber: "99012100023", agency: town[.eastCounty], isLead: false),
                ], town, in: transaction)
            return VisitDesk(
                town: town, task: task, visit: visit, form: try InspectedForm.load(visit, of: task, in: transaction),
                officer: try actor(.eastOfficer, town, in: transaction), partner: try actor(.eastPartner, town, in: transaction),
                vault: HeldFiles(Set([photo] + [Person.eastOfficer.name, Person.eastPartner.name, principal].map(signature))))
        }
    }

    static func actor(_ person: Person, _ town: Town, in transaction: Transaction) throws -> Actor {
        guard let actor = try Actor.acting(for: town[person].account, origin: "127.0.0.1", in: transaction) else { throw NotFound() }
        return actor
    }

    static func encoded(_ content: CheckFormContent) throws -> Data { try JSONEncoder().encode(content) }

    var outsider: Actor { town[.eastReviewer] }

    /// What the officers find, without anything missing but signatures.
    func fill(_ phone: inout Phone, problem: Bool = true) {
        phone.basics(.principal, "温某")
        phone.basics(.principalTitle, "经理")
        phone.basics(.phone, "19900000058")
        phone.basics(.place, "一号车间")
        phone.basics(.startedAt, "2026-03-02T07:10")
        phone.basics(.endedAt, "2026-03-02T08:40")
        phone.giveNotice()
        phone.answer(form.cards[0].content, .pass)
        phone.answer(form.cards[1].content, .notApplicable)
        phone.answer(form.cards[2].content, problem ? .fail : .pass)
        if problem {
            phone.note(form.cards[2].content, "通道被占用")
            phone.measure(form.cards[2].content, .rectification, due: "2026-03-20")
            phone.photo(form.cards[2].content, Self.photo)
        }
        phone.dispose(problem ? .rectification : .noProblem)
    }

    /// Everybody signs what the events add up to, and the phone asks for submission.
    func sign(_ phone: inout Phone, with others: [FieldEvent] = []) async throws -> FieldSubmission {
        let digest = try await digest(of: phone.events + others)
        for officer in [officer, partner] {
            phone.sign(officer.officer?.description ?? "", officer.name, digest, file: Self.signature(officer.name))
        }
        phone.sign(GivenSignature.principal, Self.principal, digest, file: Self.signature(Self.principal))
        let asked = phone.write("submitted", .init("digest", .text(digest.hex)))
        return FieldSubmission(of: visit, asked: asked.id, digest: digest)
    }

    func digest(of events: [FieldEvent]) async throws -> Digest {
        let basics = try await open()
        return VisitDraft(basics, events).result(of: form).digest(of: form)
    }

    /// Opens the package and gives the frozen basics.
    func open() async throws -> VisitBasics {
        let json = try await write { [self] in
            try VisitPackage.load(visit, for: officer, at: town.now, protection: town.cipher, in: $0)
        }
        return VisitBasics(json["basics"] ?? .null)
    }

    @discardableResult
    func deliver(_ events: [FieldEvent], by actor: Actor? = nil) async throws -> FieldDelivery.Outcome {
        let device = events[0].device
        return try await write { [self] in
            try FieldDelivery(of: events, from: device, to: visit)
                .make(by: actor ?? officer, at: town.now, protection: town.cipher, in: $0)
        }
    }

    func submit(_ submission: FieldSubmission, by actor: Actor? = nil) async throws {
        try await write { [self] in
            try submission.make(by: actor ?? officer, at: town.now, protection: town.cipher, material: vault, in: $0)
        }
    }

    /// A whole inspection from the first event to the receipt.
    @discardableResult
    func inspect(_ phone: inout Phone, problem: Bool = true) async throws -> FieldSubmission {
        _ = try await open()
        fill(&phone, problem: problem)
        let submission = try await sign(&phone)
        try await deliver(phone.events)
        try await submit(submission)
        return submission
    }

    /// - Parameter round: nil for the one that stands.
    func review(
        _ decision: ResultReview.Decision, reason: String = "", round: Int? = nil, by actor: Actor? = nil
    ) async throws {
        try await write { [self] in
            let standing = try Inspection.find(visit, protection: town.cipher, in: $0)?.round ?? 1
            try ResultReview(of: visit, decision, reason: reason, round: round ?? standing)
                .make(by: actor ?? town[.eastReviewer], at: town.now, in: $0)
        }
    }

    func status() async throws -> TaskSubjectStatus {
        try await write { [visit] in try TaskSubject.lock(visit, in: $0).status }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await town.database.write(body)
    }
}

/// Which files are stored, without any disk.
final class HeldFiles: DocumentMaterial {
    private let hashes: Mutex<Set<String>>
    private let blank = Mutex<Set<String>>([])

    init(_ hashes: Set<String>) { self.hashes = Mutex(hashes) }

    func holds(_ hash: Digest) -> Bool { hashes.withLock { $0.contains(hash.hex) } }
    func isSignature(_ hash: Digest) -> Bool { blank.withLock { !$0.contains(hash.hex) } }
    /// As if the fonts had nothing beyond the basic plane, and no control characters.
    func firstUnprintable(in text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first { $0.value > 0xFFFF || ($0.value < 32 && $0 != "\n" && $0 != "\t") }
    }
    func wipe(_ hash: String) { blank.withLock { _ = $0.insert(hash) } }
    func lose(_ hash: String) { hashes.withLock { _ = $0.remove(hash) } }
    func keep(_ hash: String) { hashes.withLock { _ = $0.insert(hash) } }
}
