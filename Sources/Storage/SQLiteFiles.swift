import Glibc

/// The files of an SQLite database, which nobody but the owner may read, whatever the umask and whatever was before.
enum SQLiteFiles {
    /// SQLite gives its -wal and -shm files the rights of the database file.
    static func closeToOthers(_ path: String) throws {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw errno == ENOSPC || errno == EDQUOT
                ? StorageError.full : StorageError.unavailable("数据库文件无法打开：\(path)（\(SystemWords.of(errno))）")
        }
        let isClosed = fchmod(file, 0o600) == 0
        close(file)
        guard isClosed else { throw StorageError.unavailable("数据库文件的权限无法收紧：\(path)") }
        for ending in ["-wal", "-shm", "-journal"] where access(path + ending, F_OK) == 0 { chmod(path + ending, 0o600) }
    }
}
