/// A setting that cannot be meant so, by its name.
enum SettingRefused: Error, Equatable, CustomStringConvertible {
    case unreadableFile(String)
    case malformedFile(String, line: Int?)
    case twice(String, in: String)
    case flag(String, String)
    case unknown(String, in: String, known: [String])
    case unknownVariable(String, known: [String])
    case wrongKind(String, in: String)
    case number(String, String)
    case port(String)
    case logLevel(String)
    case address(String, String)
    case publicURL(String)
    case connections(String, Int)
    case clamdWhenDown(String)
    case clamd(String)
    case database(String)
    case missingAssets(String)
    case missingResources(String)
    case cannotListen(String, reason: String)

    var description: String {
        switch self {
        case .unreadableFile(let path): "配置文件无法读取：\(path)"
        case .malformedFile(let path, let line): "配置文件不是正确的 JSON 对象：\(path)" + (line.map { "，第 \($0) 行有误" } ?? "")
        case .twice(let name, let path): "配置文件 \(path) 中“\(name)”写了两次，请只留一处"
        case .flag(let name, let value): "\(name) 应为 1 或 0，现为“\(value)”"
        case .unknown(let name, let path, let known): "配置文件 \(path) 中的“\(name)”不是设置项；设置项有 \(known.joined(separator: "、"))"
        case .unknownVariable(let name, let known): "环境变量 \(name) 不是设置项；设置项有 \(known.joined(separator: "、"))"
        case .wrongKind(let name, let path): "配置文件 \(path) 中“\(name)”的值类型不正确"
        case .number(let name, let value): "\(name) 应为整数，现为“\(value)”"
        case .port(let value): "监听端口 port 应在 1 到 65535 之间，现为 \(value)"
        case .logLevel(let value): "日志级别 logLevel 应为 trace、debug、info、notice、warning、error 或 critical，现为“\(value)”"
        case .address(let name, let value): "\(name) 中的“\(value)”不是地址，应写作 10.0.0.5、10.0.0.0/24 或 fd00::/8"
        case .publicURL(let value): "对外访问地址 publicURL 应以 https:// 或 http:// 开头并写明主机，不带路径，现为“\(value)”"
        case .connections(let name, let value): "\(name) 应为正整数，现为 \(value)"
        case .clamdWhenDown(let value): "clamdWhenDown 应为 refuse（拒绝上传）或 accept（不查毒即保存），现为“\(value)”"
        case .clamd(let value): "clamd 应为套接字的绝对路径，如 /run/clamav/clamd.ctl，现为“\(value)”"
        case .database(let value): "数据库地址 database 应为 sqlite:路径 或 postgres://…，现为“\(value)”"
        case .missingAssets(let path): "图标与字体文件夹 assets 缺失或不完整：\(path)（其中应有 icons.svg 和 fonts/fandol）。请从安装包复制，或在源代码目录执行 bin/setup"
        case .missingResources(let path): "程序旁边缺少文件夹 \(path)。请把它与 mingcha 一同安装"
        case .cannotListen(let place, let reason): "无法监听 \(place)：\(reason)。请核对 host 和 port，或停止占用该端口的程序"
        }
    }
}
