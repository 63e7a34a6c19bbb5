/// Why a backup or a restore stops; nothing that was there before is changed then.
package enum BackupFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case targetNotEmpty(String)
    case notABackup(String)
    case unsafePath(String)
    case missing(String)
    case changed(String)
    case otherEngine(backup: String)
    case unreadable(String)
    case program(String, code: Int32)
    case ledger(LedgerFault)

    package var description: String {
        switch self {
        case .targetNotEmpty(let path): "目标不为空，为避免覆盖已停止：\(path)"
        case .notABackup(let path): "不是完整的备份（缺少清单）：\(path)"
        case .unsafePath(let path): "备份清单中的路径不合法：\(path)"
        case .missing(let path): "备份缺少文件：\(path)"
        case .changed(let path): "备份文件已被改动或损坏：\(path)"
        case .otherEngine(let backup): "数据库类型与备份不一致，备份中为 \(backup)"
        case .unreadable(let path): "无法读取或写入：\(path)"
        case .program(let name, let code): "\(name) 执行失败（\(code)）"
        case .ledger(let fault): "账本核验未通过：\(fault.message)"
        }
    }
}
