import Foundation

/// What the kernel knows of processes, from /proc.
package enum ProcessFigures {
    /// User and system time of these processes and of the children they have waited for, in milliseconds.
    package static func cpuMilliseconds(_ processes: [pid_t]) -> Double {
        let perSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
        let ticks = processes.reduce(0.0) { sum, process in
            // fields 14 to 17: utime, stime, cutime, cstime
            sum + stat(process).dropFirst(11).prefix(4).reduce(0.0) { $0 + (Double($1) ?? 0) }
        }
        return ticks * 1000 / perSecond
    }

    /// CPU time of the calling thread, in seconds.
    package static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The process and every one below it: PostgreSQL's server with all its backends.
    package static func tree(of root: pid_t) -> [pid_t] {
        var parents: [pid_t: pid_t] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let process = pid_t(name), let parent = parent(of: process) else { continue }
            parents[process] = parent
        }
        var found = [root]
        var position = 0
        while position < found.count {
            found += parents.filter { $0.value == found[position] }.keys.sorted()
            position += 1
        }
        return found
    }

    package static func parent(of process: pid_t) -> pid_t? { stat(process).dropFirst().first.flatMap { pid_t($0) } }

    /// Proportional set size in megabytes: shared pages count by their share.
    package static func proportionalMegabytes(_ process: pid_t) -> Double? {
        let rollup = try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)
        let line = rollup?.split(separator: "\n").first { $0.hasPrefix("Pss:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
    }

    /// The most memory that the process has held so far, in megabytes.
    package static func peakMegabytes(_ process: pid_t) -> Double? {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
    }

    /// The fields of /proc/PID/stat from the third (state) on; the second is a name that may hold spaces.
    private static func stat(_ process: pid_t) -> [Substring] {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return [] }
        return text[text.index(after: end)...].split(separator: " ")
    }
}
