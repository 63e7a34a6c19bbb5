import Foundation

/// PostgreSQL's own programs, found in PATH; they must not be older than the server.
enum PostgreSQLDump {
    static func save(_ url: String, to path: String) throws(BackupFailure) {
        try run("pg_dump", ["--format=custom", "--no-owner", "--file=" + path], url)
    }

    /// Into an empty database: an object that is there already stops and undoes everything.
    static func load(_ path: String, into url: String) throws(BackupFailure) {
        try run("pg_restore", ["--no-owner", "--exit-on-error", "--single-transaction", path], url)
    }

    private static func run(_ program: String, _ arguments: [String], _ url: String) throws(BackupFailure) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let (shown, password) = withoutPassword(url)
        process.arguments = [program] + arguments + ["--dbname=" + shown]
        var environment = ProcessInfo.processInfo.environment
        // arguments are visible to every user of the machine, the environment is not
        if let password { environment["PGPASSWORD"] = password }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { throw .program(program, code: -1) }
        process.waitUntilExit()
        // what `env` answers for a program that it does not find
        guard process.terminationStatus != 127 else { throw .programMissing(program) }
        guard process.terminationStatus == 0 else { throw .program(program, code: process.terminationStatus) }
    }

    /// `postgres://user:password@host/…` in two parts.
    static func withoutPassword(_ url: String) -> (url: String, password: String?) {
        guard let start = url.range(of: "://"), let at = url[start.upperBound...].firstIndex(of: "@"),
            let colon = url[start.upperBound..<at].firstIndex(of: ":")
        else { return (url, nil) }
        let password = String(url[url.index(after: colon)..<at])
        return (String(url[..<colon] + url[at...]), password.removingPercentEncoding ?? password)
    }
}
