/// Why a command does not touch a store; words for the operator, with what to do.
enum StoreRefused: Error, Equatable, CustomStringConvertible {
    case noStore(String, data: String)
    case noDataFolder(String)
    case alreadyStore(String)
    case strayKeys(String)
    case notUTF8(String)
    case newerStore([String])
    case olderStore([String])
    case keysMissing([String], folder: String)
    case keysForeign([String], folder: String)
    case keysUnproven(String, folder: String)
    case keysReadable(String)
    case unwritable(String, reason: String)
    case otherOwner(String, uid: UInt32)
    case inUse(String, holder: String)
    case unreachable(String)
    case readOnly
    case loading(String)
    case folderNotShared(String, data: String)

    var description: String {
        switch self {
        case .noStore(let location, let data):
            "没有这个库：\(location)（数据文件夹 \(data)）。请核对 --data 和 --database；要在这里新建，请执行 mingcha migrate --new"
        case .noDataFolder(let data):
            "没有数据文件夹 \(data)。数据库在 PostgreSQL 中时，文件和密钥仍在数据文件夹里：请核对 --data；多台服务器须共用同一个数据文件夹"
        case .alreadyStore(let location): "这里已经有一个库，不能再新建：\(location)。要使用它，请去掉 --new；上次新建后没有建成机构的，也去掉 --new 再执行"
        case .strayKeys(let folder):
            "\(folder) 中已有密钥，而数据库是空的：可能是 --database 写错，或数据库尚未恢复。新建的库不能使用别的库的密钥"
        case .notUTF8(let encoding):
            "数据库的字符编码是 \(encoding)，必须是 UTF8。请用 createdb --encoding UTF8 --locale C.UTF-8 --template template0 另建数据库"
        case .newerStore(let names):
            "数据库由更新的版本升级过，本版本不认识：\(names.joined(separator: "、"))。请使用那个版本的程序，或恢复升级前的备份"
        case .olderStore(let names):
            "数据库还没有升级到本版本（缺 \(names.count) 步，从 \(names.first ?? "") 起）。请先用原来版本的程序备份，再执行 mingcha migrate 或启动服务"
        case .keysMissing(let names, let folder):
            "密钥缺失：\(folder) 中没有 \(names.joined(separator: "、"))。请恢复这个库原来的文件夹 keys；多台服务器时，请让本机与其他服务器共用同一个数据文件夹。在此之前不能启动，也不会另造密钥"
        case .keysForeign(let names, let folder):
            "密钥不是这个库的：\(folder) 中的 \(names.joined(separator: "、")) 与数据库中记录的指纹不符。请恢复这个库原来的文件夹 keys；多台服务器时，请让本机与其他服务器共用同一个数据文件夹"
        case .keysUnproven(let reason, let folder):
            "不能证明 \(folder) 中的密钥属于这个库：\(reason)。请恢复这个库原来的文件夹 keys"
        case .keysReadable(let path): "密钥可被其他用户读取：\(path)。请执行 chmod -R go-rwx \(path)"
        case .unwritable(let path, let reason): "不能写入 \(path)：\(reason)"
        case .otherOwner(let path, let uid):
            "\(path) 属于用户 \(uid)，而命令以 root 执行，会留下该用户不能读写的文件。请改用 sudo -u '#\(uid)' 执行"
        case .inUse(let path, let holder): "已有程序在使用 \(path)（\(holder)）：一个 SQLite 数据库只能由一个服务使用"
        case .folderNotShared(let servers, let data):
            "数据文件夹 \(data) 不是正在运行的服务器 \(servers) 所用的那一个：上传的文件会只存在其中一台上。请让每台服务器挂载同一个文件夹；如那台服务器已不再运行，请一分钟后再启动"
        case .readOnly:
            "数据库只读：它是备库，或恢复还没有结束（在数据库中执行 pg_wal_replay_resume()）。请核对 database，或先结束恢复"
        case .loading(let data): "另一个进程正在 \(data) 中载入演示数据，请等它完成后再启动"
        case .unreachable(let reason):
            "\(reason)。请核对 database 中的地址、用户名和数据库名，密码（~/.pgpass 或环境变量 PGPASSWORD），以及数据库是否已启动"
        }
    }
}
