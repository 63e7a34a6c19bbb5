import ArgumentParser
import CMalloc

/// The command line of the platform; every job of it is a subcommand.
@main
struct Mingcha: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mingcha", abstract: "明察：行政检查与执法监管平台",
        subcommands: [
            ServeCommand.self,
            MigrateCommand.self,
            UserCommand.self,
            ImportCommand.self,
            SynthesizeCommand.self,
            DrawCommand.self,
            LedgerCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
        ])

    static func main() async {
        // glibc would give each thread a heap of its own, and keep in all of them what one has freed
        mallopt(M_ARENA_MAX, 2)
        await main(nil)
    }
}
