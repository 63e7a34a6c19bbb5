import ArgumentParser

/// Measures the platform, and kills it to see that nothing is lost.
@main
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mingcha-bench", abstract: "度量与可靠性检验",
        subcommands: [MeasureCommand.self, ReliabilityCommand.self], defaultSubcommand: MeasureCommand.self)
}
