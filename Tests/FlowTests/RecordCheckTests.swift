import Foundation
import Logging
import Paperwork
import Storage
import TestKit
import Testing

@testable import Doors
@testable import mingcha

/// The demonstration county, changed behind the back of the ledger.
@Suite("档案与账本对照")
struct RecordCheckTests {
    @Test("SEC-05 在账本之外改动、删除、调换的文书、检查结果、抽取和公示，逐件指出；没有改动时一件也不指")
    func tampering() async throws {
        try await TestStore.withFolder { folder in
            let database = try Database("sqlite:" + folder + "/mingcha.sqlite")
            defer { database.close() }
            try await database.migrate(Assembly.migrations)
            let wiring = try await Wiring(
                database: database, data: folder, settings: Platform.Settings(), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await DemoCounty.load(wiring)
            let document = try await database.read { try EnforcementDocument.load(RecordTampering.document(in: $0), in: $0) }
            _ = try await wiring.platform.service(DocumentPrinting.self).pdf(of: document)
            let sound = try await RecordCheck(database: database, protection: wiring.platform.protection, chunk: 2).run()
            #expect(sound.faults == [] && sound.looked > 10)
            for (number, tampering) in RecordTampering.all.enumerated() {
                let path = folder + "/copy-\(number).sqlite"
                try database.copyFile(to: path)
                let copy = try Database("sqlite:" + path)
                defer { copy.close() }
                try await copy.write { try tampering.make(in: $0) }
                let faults = try await RecordCheck(database: copy, protection: wiring.platform.protection, chunk: 2).run().faults
                #expect(faults.contains { $0.contains(tampering.told) }, "\(tampering.told)：\(faults)")
            }
        }
    }
}
