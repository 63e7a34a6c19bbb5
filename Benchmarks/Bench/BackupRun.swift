import Cryptography
import Foundation
import Probing
import Storage
import Synchronization

/// R11: a backup is made while people write, and restored on an empty place. What was acknowledged before the backup began
/// is in it, once and whole, with its files; a single damaged byte anywhere in the backup is found before anything is written.
struct BackupRun: Sendable {
    let installation: Installation
    let rounds: Int
    let seed: UInt64
    var people = 6
    /// Visits that are added before each round.
    var visits = 1_000
    /// The most acts that are answered in a round before the backup.
    var mostAnswers = 200

    func report() async throws -> BackupReport {
        var random = SeededRandom(seed: seed)
        var report = BackupReport(seed: seed, rounds: rounds)
        let server = try await onThread { try RunningServer(installation, options: ["--demo"]) }
        defer { server.program.stop() }
        let database = try Database(installation.database)
        defer { database.close() }
        report.engine = database.engine
        let desk = try await VisitDesk.open(database, server)
        let journal = SubmissionJournal(InspectionSubmission(desk, batch: visits), seed: seed)
        for round in 0..<rounds {
            try await journal.submission.prepare(database)
            let folder = installation.data + "/backup-\(round)"
            let count = Int.random(in: 1...mostAnswers, using: &random)
            let known = try await onThread { try backUp(to: folder, while: journal, on: server, after: count) }
            report.acknowledged += known.count
            try await withEmptyPlace(round, like: database.engine) { place in
                let result = try await onThread { try place.run(restoring(folder, in: place)) }
                guard result.code == 0 else { return report.fail("restore: " + result.words) }
                try await compare(place, journal, known: known, into: &report)
            }
            try await withEmptyPlace(round + rounds, like: database.engine) { place in
                try damageOneByte(of: folder, using: &random)
                let result = try await onThread { try place.run(restoring(folder, in: place)) }
                if result.code == 0 { report.unseenDamage += 1 }
            }
            try FileManager.default.removeItem(atPath: folder)
        }
        if let refusal = journal.firstRefusal { report.fail("refused: " + refusal) }
        return report
    }

    /// People hand in results until the backup is made.
    /// - Returns: what had been acknowledged when the backup began.
    private func backUp(
        to folder: String, while journal: SubmissionJournal, on server: RunningServer, after count: Int
    ) throws -> Set<String> {
        let visitor = try Visitor(
            account: journal.submission.account.rawValue, password: DemoStore.password, on: HTTPConnection(port: server.port))
        let known = Mutex(Set<String>())
        let failure = Mutex(String?.none)
        let ended = Mutex(false)
        let before = [journal.answered.count]
        let gone = Mutex(0)
        runThreads(people + 1) { index in
            if index == 0 {
                SubmissionJournal.awaitAnswers(count, of: [journal], since: before) { gone.withLock { $0 == people } }
                known.withLock { $0 = Set(journal.answered.map(\.name)) }
                let arguments = ["backup", "--to", folder, "--data", installation.data, "--database", installation.database]
                let result = Result { try installation.run(arguments) }
                ended.withLock { $0 = true }
                switch result {
                case .success(let ended): if ended.code != 0 { failure.withLock { $0 = ended.words } }
                case .failure(let error): failure.withLock { $0 = "\(error)" }
                }
                return
            }
            let connection = HTTPConnection(port: server.port)
            defer { gone.withLock { $0 += 1 } }
            while !ended.withLock({ $0 }), let entry = journal.open() {
                guard let reply = try? connection.ask(journal.submission.question(visitor, entry)) else { return }
                journal.note(reply, for: entry)
            }
        }
        if let words = failure.withLock({ $0 }) { throw ProbeFailure.programEnded(words) }
        return known.withLock { $0 }
    }

    private func restoring(_ folder: String, in place: Installation) -> [String] {
        ["restore", "--from", folder, "--data", place.data + "/data", "--database", place.database]
    }

    private func withEmptyPlace(
        _ number: Int, like engine: EngineKind, _ body: (Installation) async throws -> Void
    ) async throws {
        let data = installation.data + "/restored-\(number)"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: data) }
        switch engine {
        case .sqlite:
            try await body(Installation(program: installation.program, data: data, database: "sqlite:\(data)/mingcha.sqlite"))
        case .postgresql:
            guard let server = PlaceOptions.postgres else { throw ProbeFailure.cannotStart("PostgreSQL") }
            let name = "restored_\(number)_" + UUID().uuidString.filter { $0 != "-" }
            let database = try PostgreSQLDatabase(named: name, on: server)
            defer { try? database.drop() }
            try await body(Installation(program: installation.program, data: data, database: database.location))
        }
    }

    private func compare(
        _ place: Installation, _ journal: SubmissionJournal, known: Set<String>, into report: inout BackupReport
    ) async throws {
        let restored = try Database(place.database)
        defer { restored.close() }
        let (there, hashes) = try await restored.read { (try journal.submission.traces($0), try Self.fileHashes(in: $0)) }
        report.restored += there.count
        report.lost += known.count { there[$0] == nil }
        report.doubled += there.values.count { $0 > 1 }
        for hash in hashes {
            let path = "\(place.data)/data/files/\(hash.prefix(2))/\(hash.dropFirst(2).prefix(2))/\(hash)"
            report.files += 1
            if Digest.sha256(FileManager.default.contents(atPath: path) ?? Data()).hex != hash { report.wrongFiles += 1 }
        }
        report.damage += try await restored.read { try ReliabilityRun.damage(in: $0) }
        // the store is one that works: the platform starts on it
        let again = Installation(program: place.program, data: place.data + "/data", database: place.database)
        let server = try await onThread { try RunningServer(again) }
        server.program.stop()
    }

    /// One bit somewhere in one of the files of the backup.
    private func damageOneByte(of folder: String, using random: inout SeededRandom) throws {
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.sorted() ?? []
        let whole = try files.filter { try size(of: folder + "/" + $0) > 0 }
        guard let name = whole.randomElement(using: &random) else { return }
        let file = try FileHandle(forUpdating: URL(filePath: folder + "/" + name))
        defer { try? file.close() }
        let place = UInt64.random(in: 0..<UInt64(try size(of: folder + "/" + name)), using: &random)
        try file.seek(toOffset: place)
        guard let byte = try file.read(upToCount: 1)?.first else { return }
        try file.seek(toOffset: place)
        try file.write(contentsOf: [byte ^ UInt8(1 << Int.random(in: 0..<8, using: &random))])
    }

    private func size(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return attributes[.type] as? FileAttributeType == .typeRegular ? attributes[.size] as? Int ?? 0 : 0
    }
}
