import ArgumentParser
import Foundation
import Probing
import Storage

/// On which databases, and with which program.
struct PlaceOptions: ParsableArguments {
    enum Choice: String, ExpressibleByArgument, CaseIterable { case sqlite, postgres, both }

    @Option(help: "在哪种数据库上") var database = Choice.both
    @Option(help: "mingcha 程序；默认为本程序旁边的那个") var program = siblingProgram("mingcha")

    @Option(help: "度量已经装好的库，不新建：数据文件夹") var keptData: String?
    @Option(help: "该库的数据库地址") var keptDatabase: String?

    var isKept: Bool { keptData != nil }

    /// PostgreSQL only where there is one: `bin/with-postgres` says where.
    func engines() throws -> [EngineKind] {
        if let keptDatabase { return [keptDatabase.hasPrefix("sqlite:") ? .sqlite : .postgresql] }
        switch database {
        case .sqlite: return [.sqlite]
        case .both: return Self.postgres == nil ? [.sqlite] : [.sqlite, .postgresql]
        case .postgres:
            guard Self.postgres != nil else { throw ValidationError("没有 PostgreSQL：请用 bin/with-postgres 运行") }
            return [.postgresql]
        }
    }

    static var postgres: String? { ProcessInfo.processInfo.environment["MINGCHA_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 } }

    /// As `withInstallation`, but on PostgreSQL with a database instead of a schema: a backup takes a database whole.
    func withWholeInstallation<T>(on engine: EngineKind, _ body: (Installation) async throws -> T) async throws -> T {
        guard engine == .postgresql, let server = Self.postgres else { return try await withInstallation(on: engine, body) }
        let database = try PostgreSQLDatabase(named: "bench_" + UUID().uuidString.filter { $0 != "-" }, on: server)
        defer { try? database.drop() }
        return try await withFolder { data in
            try await body(Installation(program: program, data: data, database: database.location))
        }
    }

    /// A data folder and a database of their own, gone afterwards; or those that are kept.
    func withInstallation<T>(on engine: EngineKind, _ body: (Installation) async throws -> T) async throws -> T {
        if let keptData, let keptDatabase {
            return try await body(Installation(program: program, data: keptData, database: keptDatabase))
        }
        return try await withFolder { data in
            switch engine {
            case .sqlite:
                return try await body(Installation(program: program, data: data, database: "sqlite:\(data)/mingcha.sqlite"))
            case .postgresql:
                guard let url = Self.postgres else { throw ValidationError("没有 PostgreSQL") }
                let schema = try PostgreSQLSchema(named: (data as NSString).lastPathComponent, in: url)
                defer { try? schema.drop() }
                return try await body(Installation(program: program, data: data, database: schema.location))
            }
        }
    }

    private func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
        let name = "mingcha-bench-" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let data = FileManager.default.temporaryDirectory.appending(path: name).path
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: data) }
        return try await body(data)
    }
}
