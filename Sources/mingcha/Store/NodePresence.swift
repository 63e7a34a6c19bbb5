import Authority
import Doors
import Foundation
import Logging
import Storage
import Timekeeping
import Web

/// Says that this server is at work, and sees by it who else is: a server whose data folder is another one, and a schema
/// that a later release has changed below this one.
struct NodePresence: Sendable {
    let database: Database
    let data: String
    let log: Logger
    let node: ServingNode

    init(database: Database, data: String, log: Logger) {
        (self.database, self.data, self.log) = (database, data, log)
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        node = ServingNode(id: UUID().uuidString, host: host, process: Int64(getpid()), release: Release.version)
    }

    /// What is to be seen of the others.
    struct Sight: Sendable, Equatable {
        var others: [ServingNode] = []
        /// Those of them that do not use this data folder.
        var strangers: [ServingNode] = []
        /// Migrations of a later release.
        var unknown: [String] = []
    }

    /// Before anything is served.
    /// - Throws: `StoreRefused.folderNotShared`.
    func begin() async throws {
        let strangers = try await look(noting: false).strangers
        guard strangers.isEmpty else { throw StoreRefused.folderNotShared(Self.names(strangers), data: data) }
        clearOld()
        _ = try await look(noting: true)
    }

    func run() async {
        var told = Sight()
        while !Task.isCancelled {
            // a database that is away is told of by others
            if let sight = try? await look(noting: true) {
                tell(sight, after: told)
                told = sight
            }
            try? await Task.sleep(for: .seconds(10))
        }
        await leave()
    }

    func leave() async {
        let node = node
        // who is silent counts as gone a minute later all the same
        try? await database.write { try node.leave(in: $0) }
        unlink(mark(of: node))
    }

    func look(noting: Bool) async throws -> Sight {
        if noting { try setMark() }
        let node = node
        var sight = try await database.write { transaction in
            let now = try StoreClock.database(in: transaction) ?? Clock.system.now()
            if noting { try node.note(at: now, in: transaction) }
            return Sight(
                others: try ServingNode.atWork(at: now, in: transaction).filter { $0.id != node.id },
                unknown: try StoreInspection.load(in: transaction).unknown(to: Assembly.migrations))
        }
        sight.strangers = sight.others.filter { access(mark(of: $0), F_OK) != 0 }
        return sight
    }

    private func tell(_ sight: Sight, after told: Sight) {
        if !sight.strangers.isEmpty, sight.strangers != told.strangers {
            log.error("\(StoreRefused.folderNotShared(Self.names(sight.strangers), data: data))")
        }
        if !sight.unknown.isEmpty, sight.unknown != told.unknown {
            log.warning(
                "数据库已由更新的版本升级：本机继续服务，但停止后不能再用本版本启动。请尽快更换本机的程序",
                metadata: ["release": "\(Release.version)", "unknown": "\(sight.unknown.joined(separator: " "))"])
        }
    }

    static func names(_ nodes: [ServingNode]) -> String { nodes.map { "\($0.host)（进程 \($0.process)）" }.joined(separator: "、") }

    private var folder: String { data + "/nodes" }
    private func mark(of node: ServingNode) -> String { folder + "/" + node.id }

    /// A file that only who uses this very folder can see.
    private func setMark() throws {
        mkdir(folder, 0o700)
        let path = mark(of: node)
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreRefused.unwritable(path, reason: SystemWords.of(errno)) }
        futimens(file, nil)
        close(file)
    }

    /// Marks that killed servers left.
    private func clearOld() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            var found = stat()
            if stat(folder + "/" + name, &found) == 0, found.st_mtim.tv_sec < time(nil) - 86_400 { unlink(folder + "/" + name) }
        }
    }
}
