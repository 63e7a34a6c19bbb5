@testable import Bench
import Probing
import Storage
import Testing

/// The runs P16 and R10 of `bin/bench --reliability`, tiny: what is answered, never how fast.
@Suite("过载与慢速连接", .serialized)
struct OverloadTests {
    private func place() throws -> PlaceOptions {
        var place = try PlaceOptions.parse([])
        place.program = siblingProgram("mingcha")
        return place
    }

    @Test("过载时只有完成和“请稍后重试”两种应答，后者都说明时间；现场提交和存活检查全部通过")
    func overload() async throws {
        try await place().withInstallation(on: .sqlite) { installation in
            var run = OverloadRun(installation: installation)
            (run.people, run.few, run.span, run.times, run.visits) = (96, 4, nil, 4, 50)
            let report = try await run.report()
            #expect(report.isOrderly, "\(report.line)")
            #expect(report.crowd.done.count + report.crowd.refused.count == 96 * 4)
        }
    }

    @Test("有人慢慢发送、不读取、提交1GB时，其他人照常得到应答，过大的提交全部被拒绝")
    func slow() async throws {
        try await place().withInstallation(on: .sqlite) { installation in
            var run = SlowRun(installation: installation)
            (run.slow, run.huge, run.span, run.times) = (30, 2, nil, 5)
            let report = try await run.report()
            #expect(report.isOrderly, "\(report.line)")
            #expect(report.hugeRefused == 2)
        }
    }
}
