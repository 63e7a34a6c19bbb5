import Authority
import Foundation
import Ledger
import Storage
import Timekeeping

/// What an operator watches beside the calls: jobs, disk, backup, memory.
package struct OperatingFigures: Sendable {
    /// The data folder: its disk is the one that fills.
    package let data: String

    package init(data: String) { self.data = data }

    package func all(at now: Instant, in transaction: Transaction) throws -> [Figure] {
        let jobs = try Job.counts(in: transaction)
        let backup = try BackupRecord.last(in: transaction)
        var figures = [
            Figure("mingcha_jobs", .gauge, "Jobs by state.", [JobState.queued, .running, .awaiting, .failed].map {
                ("{state=\"\($0.rawValue)\"}", Double(jobs[$0] ?? 0))
            }),
            Figure(
                "mingcha_last_backup_timestamp_seconds", .gauge, "When the last backup ended; 0 when there was none.",
                backup.map { Double($0.endedAt.milliseconds) / 1000 } ?? 0),
        ]
        let nodes = Dictionary(grouping: try ServingNode.atWork(at: now, in: transaction), by: \.release)
        let byRelease: [(suffix: String, value: Double)] = nodes.sorted { $0.key < $1.key }.map {
            (suffix: "{version=\"\($0.key)\"}", value: Double($0.value.count))
        }
        // on SQLite nobody is noted
        if !byRelease.isEmpty { figures.append(Figure("mingcha_nodes", .gauge, "Servers at work on this database, by release.", byRelease)) }
        return figures
    }

    var ofMachine: [Figure] {
        [Figure("mingcha_build_info", .gauge, "Which release runs.", [("{version=\"\(Release.version)\"}", 1)])] + disk + process
    }

    private var disk: [Figure] {
        var found = statvfs()
        guard statvfs(data, &found) == 0 else { return [] }
        return [
            Figure("mingcha_disk_free_bytes", .gauge, "Free on the disk of the data folder.", Double(found.f_bavail) * Double(found.f_frsize)),
            Figure("mingcha_disk_size_bytes", .gauge, "Size of the disk of the data folder.", Double(found.f_blocks) * Double(found.f_frsize)),
        ]
    }

    private var process: [Figure] {
        let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        let pages = words.count > 1 ? Double(words[1]) ?? 0 : 0
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return [
            Figure("process_resident_memory_bytes", .gauge, "Memory of the process.", pages * Double(sysconf(Int32(_SC_PAGESIZE)))),
            Figure("process_open_fds", .gauge, "Open files and connections.", Double(files)),
            Figure("process_max_fds", .gauge, "Most files and connections that may be open.", Double(limit.rlim_cur)),
            Figure("process_start_time_seconds", .gauge, "When the process started.", Self.startedAt),
        ]
    }

    /// Taken when the platform is put together.
    private static let startedAt = Date().timeIntervalSince1970
}
