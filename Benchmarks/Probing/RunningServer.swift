import Foundation

/// The platform as a child process on a data folder and a database, as its operator would run it.
package final class RunningServer: Sendable {
    package let port: UInt16
    package let program: Program
    /// From the start of the program to the first good answer of /readyz.
    package let readyAfter: Duration

    /// - Parameter options: more arguments of `mingcha serve`.
    package init(_ installation: Installation, options: [String] = [], patience: Duration = .seconds(1800)) throws(ProbeFailure) {
        port = try freePort()
        let start = ContinuousClock.now
        program = try Program(
            installation.program,
            ["serve", "--data", installation.data, "--database", installation.database, "--port", "\(port)",
                "--log-level", "warning"] + options,
            log: installation.data + "/serve.log")
        let connection = HTTPConnection(port: port)
        while true {
            if let reply = try? connection.ask(HTTPQuestion("GET", "/readyz")), reply.status == 200 { break }
            if program.exitCode() != nil { throw .programEnded(program.words) }
            guard start.duration(to: .now) < patience else {
                program.kill()
                throw .neverReady(program.words)
            }
            usleep(2_000)
        }
        readyAfter = start.duration(to: .now)
    }
}

/// Where a server of ours is installed for a measurement.
package struct Installation: Sendable {
    /// The path of the program `mingcha`.
    package let program: String
    package let data: String
    /// As `--database` takes it.
    package let database: String

    package init(program: String, data: String, database: String) {
        (self.program, self.data, self.database) = (program, data, database)
    }

    /// Runs one command of the program to its end; gives the exit code and what it wrote.
    package func run(_ arguments: [String]) throws(ProbeFailure) -> (code: Int32, words: String) {
        let command = try Program(program, arguments, log: data + "/\(arguments[0]).log")
        let code = command.waitForExit()
        return (code, command.words)
    }
}

/// The executable of this product that lies beside the running one.
package func siblingProgram(_ name: String) -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(filePath: own).deletingLastPathComponent().appending(path: name).path
}

extension Duration {
    package var milliseconds: Double { Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15 }
}
