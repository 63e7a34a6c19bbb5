import ArgumentParser
import CMalloc
import Doors
import Foundation
import Storage
import Web

/// The command line of the platform; every job of it is a subcommand.
@main
struct Mingcha: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mingcha", abstract: "明察：行政检查与执法监管平台", version: "mingcha \(Release.version)",
        subcommands: [
            ServeCommand.self,
            CheckCommand.self,
            MigrateCommand.self,
            UserCommand.self,
            ImportCommand.self,
            SynthesizeCommand.self,
            DrawCommand.self,
            LedgerCommand.self,
            KeysCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            MoveCommand.self,
        ])

    static func main() async {
        // glibc would give each thread a heap of its own, and keep in all of them what one has freed
        mallopt(M_ARENA_MAX, 2)
        // whatever is made here is the owner's alone: database, keys, files, backups
        umask(0o077)
        do {
            try await run(try parseAsRoot())
        } catch {
            CommandWords.end(with: error)
        }
    }

    private static func run(_ command: any ParsableCommand) async throws {
        var command = command
        do {
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            guard let words = OperatorWords(error) else { throw error }
            FileHandle.standardError.write(Data("mingcha：\(words.text)\n".utf8))
            Foundation.exit(words.code)
        }
    }
}
