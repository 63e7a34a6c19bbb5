import Foundation
import Synchronization

/// A program under measurement, started as a child. It writes to a log file.
package final class Program: Sendable {
    package let process: pid_t
    private let log: String
    private let ended = Mutex<Int32?>(nil)

    package init(_ path: String, _ arguments: [String], log: String) throws(ProbeFailure) {
        self.log = log
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, path, &actions, nil, &words, environ) == 0 else { throw .cannotStart(path) }
        process = child
    }

    /// The end of what it wrote.
    package var words: String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return String(text.suffix(1000))
    }

    /// The exit code, 128 and more for signals; nil while it runs.
    package func exitCode() -> Int32? { reap(WNOHANG) }

    package func waitForExit() -> Int32 { reap(0) ?? -1 }

    /// `kill -9`: nothing of the program runs any more when this returns.
    package func kill() { signal(SIGKILL) }

    /// Asks it to end, and waits.
    package func stop() { signal(SIGTERM) }

    private func signal(_ number: Int32) {
        guard exitCode() == nil else { return }
        _ = Foundation.kill(process, number)
        _ = waitForExit()
    }

    private func reap(_ options: Int32) -> Int32? {
        ended.withLock { ended in
            if ended != nil { return ended }
            var status: Int32 = 0
            guard waitpid(process, &status, options) == process else { return nil }
            let signal = status & 0x7F
            ended = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            return ended
        }
    }
}
