import Authority
import Foundation
import Ledger
import Spreadsheets
import Storage
import TestKit
import Vault

@testable import Importing
@testable import Library
@testable import Registry

/// Imports files into the libraries of the town, with a runner of jobs that may be dropped and replaced.
struct ImportDesk: Sendable {
    let town: Town
    let folder: String
    let vault: FileVault
    /// What can be imported beside the product's own kinds.
    var libraries: [any SheetImport] = []

    static func each(_ body: (ImportDesk) async throws -> Void) async throws {
        try await Town.each(TestStore.basis + LedgerMigrations.all + ImportingMigrations.all + LibraryMigrations.all + RegistryMigrations.all) { town in
            try await TestStore.withFolder { folder in
                try await body(ImportDesk(town: town, folder: folder, vault: try FileVault(folder: folder)))
            }
        }
    }

    func job() -> ImportJob {
        ImportJob(
            kinds: [
                SubjectImport(), OfficerImport(), ItemImport(.supervision), ItemImport(.spotCheck), CheckFormImport(), CheckMatterImport(),
                OrganizationImport(), DivisionImport(), AccountImport(), LicenceImport(),
            ] + SubjectKindImport.all + libraries, vault: vault, protection: town.cipher,
            checkedPerStep: 2000, appliedPerStep: 500)
    }

    func runner(_ job: ImportJob) -> JobRunner { JobRunner(database: town.database, kinds: [job], clock: town.clock) }

    /// A file with these rows under the template's headings.
    func file(_ sheet: any SheetImport, _ rows: [[String]], format: SheetFormat = .csv) throws -> [UInt8] {
        let path = folder + "/made." + format.rawValue
        let writer = try format.writer(path: path, layout: sheet.layout)
        for row in rows { try writer.append(row) }
        try writer.finish()
        return Array(FileManager.default.contents(atPath: path) ?? Data())
    }

    func submit(
        _ bytes: [UInt8], _ kind: String, by person: Person = .eastBusiness, name: String = "导入.csv", isAttended: Bool = false
    ) async throws -> Job.ID {
        let submission = try await ImportSubmission.prepare(bytes, named: name, kind: kind, for: job(), isAttended: isAttended)
        return try await town.database.write { [town] in try submission.make(by: town[person], at: town.now, in: $0) }
    }

    func confirm(_ id: Job.ID, by person: Person = .eastBusiness) async throws {
        try await town.database.write { [self] transaction in
            try ImportConfirmation(of: id).make(kinds: job(), by: town[person], at: town.now, in: transaction)
        }
    }

    /// Works until nothing is left to do.
    func work() async throws {
        let runner = runner(job())
        while try await runner.runNext() {}
    }

    func look(_ id: Job.ID) async throws -> (job: Job, report: ImportReport) {
        try await town.database.read { [town] transaction in
            let job = try Job.load(id, scope: town[.provinceBusiness].scope, in: transaction)
            guard let report = try ImportReport.load(job, in: transaction) else { throw NotFound() }
            return (job, report)
        }
    }

    /// Hands in, takes the good rows, and tells what came of it.
    func importAll(_ bytes: [UInt8], _ kind: String, by person: Person = .eastBusiness) async throws -> ImportReport {
        let id = try await submit(bytes, kind, by: person)
        try await work()
        if try await look(id).job.state == .awaiting {
            try await confirm(id, by: person)
            try await work()
        }
        return try await look(id).report
    }

    func count(_ scope: Person = .provinceBusiness, _ filter: SubjectList.Filter = .init()) async throws -> Int? {
        try await town.database.read { [town] in
            try SubjectList.load(filter, scope: town[scope].scope, page: ListPage(), in: $0).total
        }
    }

    func subject(_ code: String) async throws -> RegulatedSubject? {
        try await town.database.read { [town] in
            try RegulatedSubject.byCode([code], protection: town.cipher, in: $0)[code]
        }
    }

    static func code(_ number: Int) -> String {
        UnifiedSocialCreditCode(completing: "91990121MA" + String(String(10_000_000 + number).dropFirst()))?.description ?? ""
    }

    /// A good row of the template of enterprises.
    static func row(_ number: Int, name: String? = nil, _ set: [SubjectColumn: String] = [:]) -> [String] {
        SubjectColumn.allCases.map { column in
            if let value = set[column] { return value }
            switch column {
            case .name: return name ?? "白石县第\(number)机械厂"
            case .code: return code(number)
            case .legalRepresentative: return "钟\(number)"
            case .phone: return "199" + String(String(100_000_000 + number).dropFirst())
            case .registeredAddress, .businessAddress: return "白石县工业路\(number)号"
            case .establishedOn: return "2020-05-06"
            case .alias, .entityKind, .registrationStatus, .representativePosition, .liaison, .divisionCode, .postcode,
                .businessScope, .trades, .jurisdiction, .safetyElement, .categories, .riskLevel, .publicCredit, .tradeCredit:
                return ""
            }
        }
    }

    func facts(_ kind: String) async throws -> Int {
        try await town.database.read { try Self.facts(kind, in: $0) }
    }
}
