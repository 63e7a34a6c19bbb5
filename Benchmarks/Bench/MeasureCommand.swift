import ArgumentParser
import Foundation
import Probing
import Storage

/// Measures the figures of docs/benchmarks.md.
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "度量：每行输出一个 JSON 对象",
        discussion: "P1 P2 P4 P5 P6 P8 P9 P12 P13 lists draw documents；不写名称时全部度量。")

    @Argument(help: "要度量的项目") var names: [String] = []
    @OptionGroup var place: PlaceOptions
    @Option(help: "监管对象的数量") var subjects = 1_000_000
    @Option(help: "执法人员的数量") var officers = 10_000
    @Option(help: "每项度量几次") var runs = 5
    @Option(help: "每次多少个请求") var requests = 2_000
    @Option(help: "抽取的对象数量") var objects = 1_000_000
    @Option(help: "图标与字体文件夹") var assets = ".assets"

    private static let ofServer: Set = ["P1", "P2", "P4", "P5", "P6", "P12", "P13", "lists"]
    private static let ofCommands: Set = ["P8"]
    private static let inProcess: Set = ["draw", "documents", "P9"]

    func validate() throws {
        let unknown = names.filter { !Self.ofServer.union(Self.inProcess).union(Self.ofCommands).contains($0) }
        guard unknown.isEmpty else { throw ValidationError("没有这些项目：\(unknown.joined(separator: " "))") }
        guard runs > 0, requests > 0, subjects >= 1000, objects >= 1000 else { throw ValidationError("数量太小") }
    }

    func run() async throws {
        if wants("draw") { try DrawBenchmark(objects: objects, runs: runs).figure().show() }
        if wants("documents") { try DocumentBenchmark(assets: assets, runs: runs).figure().show() }
        if wants("P9") { for figure in try WorkbookBenchmark(rows: min(subjects, 100_000), runs: runs).figures() { figure.show() } }
        if wants("P8") {
            for engine in try place.engines() where !place.isKept {
                try await place.withInstallation(on: engine) { installation in
                    try DemoStore(installation).make()
                    for figure in try await ImportBenchmark(installation, engine, rows: subjects).figures() { figure.show() }
                }
            }
        }
        guard names.isEmpty || !Self.ofServer.isDisjoint(with: names) else { return }
        for engine in try place.engines() {
            try await place.withInstallation(on: engine) { installation in try await measure(installation, engine) }
        }
    }

    private func wants(_ name: String) -> Bool { names.isEmpty || names.contains(name) }

    private func measure(_ installation: Installation, _ engine: EngineKind) async throws {
        if !place.isKept { try DemoStore(installation).fill(subjects: subjects, officers: officers) }
        let subject = try await Measured(installation, engine, runs: runs, requests: requests)
        defer { subject.end() }
        if wants("P6") { try await SessionBenchmark(subject).figure().show() }
        if wants(engine == .sqlite ? "P1" : "P2") { try await ResultBenchmark(subject).figure().show() }
        if wants("P4") { try await ListBenchmark(subject, .county, subjects: subjects).figure().show() }
        if wants("P5") { try await ListBenchmark(subject, .province, subjects: subjects).figure().show() }
        if wants("lists") { for figure in try await ListSweep(subject, subjects: subjects).figures() { figure.show() } }
        if wants("P12") { for figure in try MemoryBenchmark(subject).figures() { figure.show() } }
        if wants("P13") { for figure in try StartBenchmark(subject).figures() { figure.show() } }
    }
}
