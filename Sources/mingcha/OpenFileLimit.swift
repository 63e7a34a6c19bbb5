import Foundation

/// How many files and connections the system lets this process open at once.
enum OpenFileLimit {
    /// Kept for databases, files and what else the platform opens itself.
    static let ours = 200

    /// Takes as many as may be had, and says how many these are.
    static func raise() -> Int {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(files, &limit) == 0 else { return 1024 }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            setrlimit(files, &limit)
            getrlimit(files, &limit)
        }
        return Int(clamping: limit.rlim_cur)
    }
}
