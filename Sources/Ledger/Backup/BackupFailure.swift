/// Why a backup or a restore stops; nothing that was there before is changed then.
package enum BackupFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case targetNotEmpty(String)
    case notABackup(String)
    case unsafePath(String)
    case missing(String)
    case changed(String)
    case otherEngine(backup: String)
    /// A file or folder, and why it could not be read or written.
    case unusable(String, String)
    /// A record speaks of a file that is not there, or is another.
    case missingFile(String)
    case damagedFile(String)
    case programMissing(String)
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
        case .unusable(let path, let cause): "无法读取或写入 \(path)：\(cause)"
        case .missingFile(let path): "数据文件夹中缺少记录所引用的文件：\(path)。没有备份；请先从以前的备份取回该文件"
        case .damagedFile(let path): "数据文件夹中的文件已损坏：\(path)。没有备份；请先从以前的备份取回该文件"
        case .programMissing(let name): "本机没有程序 \(name)，备份和恢复 PostgreSQL 需要它：请安装 postgresql-client（版本不低于数据库服务器）"
        case .program(let name, let code): "\(name) 执行失败（\(code)），原因见上"
        case .ledger(let fault): "账本核验未通过：\(fault.message)"
        }
    }
}
