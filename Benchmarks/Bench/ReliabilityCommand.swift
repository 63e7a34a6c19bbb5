import ArgumentParser
import Foundation
import Probing
import Storage

/// Kills the server while people work, and backs it up while they do: nothing acknowledged is lost, nothing is doubled
/// (R1, R11).
struct ReliabilityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reliability", abstract: "可靠性：提交中反复 kill -9，核对已确认的一条不少、一条不多",
        discussion: "通过时退出码为 0。同一 --seed 给出同样的中断时刻。")

    @OptionGroup var place: PlaceOptions
    @Option(help: "中断几次") var rounds = 200
    @Option(help: "PostgreSQL 上中断几次") var postgresRounds: Int?
    @Option(help: "随机种子；默认每次不同") var seed: UInt64?
    @Option(help: "同时提交的人数") var people = 8
    @Option(help: "过载和慢速连接各试多少秒；0 为不做（P16、R10）") var overload = 60
    @Option(help: "写入中备份并在空处恢复几次（R11）") var backups = 20

    func run() async throws {
        let seed = seed ?? UInt64.random(in: 1...999_999)
        say("seed \(seed)")
        var passes = true
        for engine in try place.engines() {
            let rounds = engine == .postgresql ? postgresRounds ?? rounds : rounds
            if rounds > 0 {
                try await place.withInstallation(on: engine) { installation in
                    var run = ReliabilityRun(installation: installation, rounds: rounds, seed: seed)
                    run.people = people
                    let report = try await run.report()
                    FileHandle.standardOutput.write(Data((report.line + "\n").utf8))
                    if !report.ledgerIsClean { say(report.ledgerWords) }
                    if let refusal = report.firstRefusal { say(refusal) }
                    passes = passes && report.passes
                }
            }
            if overload > 0 { passes = try await withstands(engine) && passes }
            guard backups > 0 else { continue }
            try await place.withWholeInstallation(on: engine) { installation in
                let report = try await BackupRun(installation: installation, rounds: backups, seed: seed).report()
                FileHandle.standardOutput.write(Data((report.line + "\n").utf8))
                report.failures.forEach { say($0) }
                passes = passes && report.passes
            }
        }
        if !passes { throw ExitCode.failure }
    }

    /// Too many visitors, and slow ones.
    private func withstands(_ engine: EngineKind) async throws -> Bool {
        let crowd = try await place.withInstallation(on: engine) { installation in
            var run = OverloadRun(installation: installation)
            run.span = .seconds(overload)
            return try await run.report()
        }
        FileHandle.standardOutput.write(Data((crowd.line + "\n").utf8))
        let slow = try await place.withInstallation(on: engine) { installation in
            var run = SlowRun(installation: installation)
            run.span = .seconds(overload)
            return try await run.report()
        }
        FileHandle.standardOutput.write(Data((slow.line + "\n").utf8))
        return crowd.passes && slow.passes
    }
}
