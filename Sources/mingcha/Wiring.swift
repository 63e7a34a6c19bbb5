import Authority
import Disclosure
import Doors
import Foundation
import Importing
import Ledger
import Library
import Logging
import Paperwork
import Registry
import Storage
import Tasking
import TaskingPages
import Timekeeping
import Typesetting
import Vault
import Web

/// The running parts, put together once.
struct Wiring: Sendable {
    let platform: Platform
    let sequencer: Sequencer
    let jobs: JobRunner
    let imports: ImportJob
    let exports: ExportJob
    let data: String

    init(database: Database, data: String, settings: Platform.Settings, log: Logger, clock: Clock = .system) async throws {
        let protection = try FieldCipher(keysIn: data + "/keys")
        database.seal(with: DerivedRowSealing(protection))
        let ledgerKeys = try LedgerKeys.load(folder: data + "/keys")
        sequencer = Sequencer(
            database: database, keys: ledgerKeys, anchor: try CheckpointAnchor(folder: data), clock: clock
        ) { error in
            log.error("账本暂未能写入，稍后再试", metadata: ["cause": "\(OperatorWords.sentence(error))"])
        }
        let watch = VaultWatch { log.error("文件库中的文件有问题", metadata: ["cause": "\($0)"]) }
        let vault = try FileVault(folder: data + "/files", malware: settings.malware, watch: watch)
        imports = ImportJob(kinds: Assembly.imports, vault: vault, protection: protection)
        // a library of a million objects is a larger file than anybody uploads
        exports = ExportJob(
            kinds: Assembly.exports, vault: try vault.forOwnFiles(limit: 1 << 30), protection: protection)
        let annotations = AnnotationJob(protection: protection), proposals = ProposalJob()
        let takingBack = ImportTakingBackJob(imports: imports, uses: [TaskRecordUse()])
        let kinds: [any JobKind] = [imports, exports, annotations, AreaDivisionJob(), LawImportJob(), takingBack, proposals]
        jobs = JobRunner(database: database, kinds: kinds, clock: clock) { error in
            log.error("后台任务出错", metadata: ["cause": "\(OperatorWords.sentence(error))"])
        }
        self.data = data
        let fonts = try FontLibrary(assets: settings.assets)
        let printing = DocumentPrinting(
            database: database, clock: clock, vault: try vault.forOwnFiles(), queue: TypesettingQueue(fonts), characters: fonts.characters, protection: protection,
            publicURL: settings.publicURL, overprint: settings.purpose.warning ?? "")
        platform = Platform(
            database: database, clock: clock, settings: settings, log: log, protection: protection,
            officers: OfficerRegister(protection: protection, clock: clock),
            assets: AssetStore(folder: BrowserAssets.folder, icons: settings.assets),
            services: [
                sequencer, ledgerKeys, LedgerTree(), jobs, vault, imports, exports, annotations, takingBack, proposals, Assembly.facts,
                printing, StoredMaterial(vault, fonts.characters), OriginThrottle(clock: clock), DrawFileShelf(), OperatingFigures(data: data),
                DataStandard(routes: Assembly.routes, imports: Assembly.imports, codes: Assembly.codes),
                ItemUses([TaskItemUse()]), SubjectUses([TaskSubjectUse()]),
            ])
    }
}
