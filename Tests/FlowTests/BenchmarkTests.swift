@testable import Bench
import Foundation
import Probing
import Storage
import Testing

/// Figures of `bin/bench`, tiny: what they measure must still be possible. No figure is judged.
@Suite("度量")
struct BenchmarkTests {
    @Test("SUBJ-13 度量用的企业文件合乎导入模板，首次全部新增，再次全部未变化")
    func importing() async throws {
        var place = try PlaceOptions.parse([])
        place.program = siblingProgram("mingcha")
        try await place.withInstallation(on: .sqlite) { installation in
            try DemoStore(installation).make()
            let figures = try await ImportBenchmark(installation, .sqlite, rows: 300).figures()
            #expect(figures.count == 4)
            let log = try String(contentsOfFile: installation.data + "/import.log", encoding: .utf8)
            #expect(log.contains("未变化300行"))
        }
    }

    @Test("OPS-03 度量用的工作簿写出后读得回来")
    func workbook() throws {
        #expect(try WorkbookBenchmark(rows: 50, runs: 1).figures().count == 2)
    }
}
