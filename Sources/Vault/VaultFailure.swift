/// What can go wrong with the folder of files and keys; words for the operator.
package enum VaultFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadableKeys(path: String)
    case unwritable(path: String, reason: String)
    /// No room on the disk; nothing of the file was kept.
    case full(path: String)
    /// The row is there and its file is not, or is another: the folder was damaged.
    case damaged(hash: String)

    package var description: String {
        switch self {
        case .unreadableKeys(let path): "密钥文件缺失或损坏：\(path)。请从备份恢复这个库原来的密钥文件"
        case .unwritable(let path, let reason): "文件无法写入：\(path)（\(reason)）"
        case .full(let path): "磁盘空间不足，文件无法写入：\(path)"
        case .damaged(let hash): "存储的文件缺失或损坏：\(hash)"
        }
    }
}
