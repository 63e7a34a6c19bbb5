/// What a store can answer instead of a result.
package enum StorageError: Error, Sendable, Equatable {
    /// A named constraint holds against the write; one place translates names into refusals.
    case constraint(String)
    /// More work is waiting than the bound allows: answer 503 with Retry-After.
    case overloaded
    /// The statement ran longer than its limit.
    case timedOut
    /// The transaction met another one; it is tried again by the store and reaches callers only after several tries.
    case conflict
    /// No room on the disk; nothing of the transaction was kept.
    case full
    /// The disk reports errors, or the database does not answer; nothing of the transaction was kept.
    case unavailable(String)
    /// A fault of ours: wrong SQL, wrong type, a closed store.
    case broken(String)
    case unreadable(column: Int, type: String)
    /// Somebody else changed the record since it was read (OPS-04).
    case overtaken
}

extension StorageError {
    /// OPS-04, exact text.
    package static let overtakenMessage = "数据已被他人修改，请刷新后重试"
}

extension StorageError: CustomStringConvertible {
    /// For the operator: in the log and on the terminal.
    package var description: String {
        switch self {
        case .constraint(let name): "数据不符合约束“\(name)”"
        case .overloaded: "等待数据库的请求过多"
        case .timedOut: "数据库语句超过时限"
        case .full: "磁盘空间不足，没有写入"
        case .conflict: "与同时进行的其他写入冲突，多次重试仍未成功"
        case .unavailable(let reason): reason
        case .broken(let reason): "数据库操作出错：\(reason)"
        case .unreadable(let column, let type): "数据库返回的第\(column + 1)列不能读作 \(type)"
        case .overtaken: Self.overtakenMessage
        }
    }
}
