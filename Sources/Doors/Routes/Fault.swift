import Authority
import Foundation
import Spreadsheets
import Storage
import Vault

/// Every failure as the caller is told it: refused by a rule, overtaken by somebody else, or broken (section 6).
package struct Fault: Sendable {
    package let status: Int
    /// `target.noun.reason`, never reused.
    package let code: String
    package var message: String
    package var citation: String?
    package var problems: Problems?
    var retryAfter: Int?
    /// The methods that the address does answer to.
    var allowed: [String] = []
    /// What a program needs to mend it by itself.
    package var remedy: Remedy?
    /// For the log only.
    package var cause: String?

    package struct Remedy: Sendable {
        /// The next sequence number that is wanted.
        package var expected: Int64?
        /// The hashes of files that are wanted.
        package var missing: [String]?

        package init(expected: Int64? = nil, missing: [String]? = nil) { (self.expected, self.missing) = (expected, missing) }
    }

    package init(status: Int, code: String, message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    package init(_ error: any Error) {
        switch error {
        case let refusal as any Refusal:
            self.init(status: 422, code: refusal.code, message: refusal.message)
            citation = refusal.citation
        case let problems as Problems:
            self.init(
                status: 422, code: "web.form.invalid",
                message: problems.general ?? problems.byField.first?.message ?? "提交内容有误")
            self.problems = problems
        case let conflict as any Mendable:
            self.init(status: conflict.status, code: conflict.code, message: conflict.message)
            remedy = conflict.remedy
        case is PermissionDenied:
            self.init(status: 403, code: "authority.permission.denied", message: PermissionDenied.message)
        case is NotFound:
            self.init(status: 404, code: "web.record.notFound", message: NotFound.message)
        case let fault as CallFault:
            self.init(status: fault.status, code: fault.code, message: fault.message)
            if fault == .throttled { retryAfter = 60 }
            if case .wrongMethod(let methods) = fault { allowed = methods }
        case let error as StorageError:
            self = Fault(storage: error)
        case is Admission.Full:
            self = Fault(storage: .overloaded)
        case let error as VaultFailure:
            self = Fault(vault: error)
        case SpreadsheetError.cannotWrite:
            self.init(status: 507, code: SpreadsheetError.cannotWrite.code, message: SpreadsheetError.cannotWrite.message)
            retryAfter = 60
            cause = "\(error)"
        case _ where Self.isFullDisk(error):
            self.init(status: 507, code: "web.disk.full", message: Self.fullMessage)
            retryAfter = 60
            cause = "\(error)"
        default:
            self.init(status: 500, code: "web.call.broken", message: Self.brokenMessage)
            cause = "\(error)"
        }
    }

    /// A refusal that concerns one field of the form is told there.
    mutating func point(at error: any Error, in form: [Field]) {
        guard let said = (error as? any Refusal)?.field else { return }
        let isFile: (Field) -> Bool = { if case .file = $0.kind { said == "file" } else { false } }
        guard let field = form.first(where: { $0.name == said }) ?? form.first(where: { $0.label == said || isFile($0) }) else { return }
        problems = Problems(field.name, message)
        problems?.citation = citation
    }

    private init(storage error: StorageError) {
        switch error {
        case .overtaken, .conflict:
            self.init(status: 409, code: Self.overtakenCode, message: StorageError.overtakenMessage)
        case .overloaded:
            self.init(status: 503, code: "storage.queue.full", message: "系统繁忙，请稍后重试；您填写的内容仍保留在页面上")
            retryAfter = 2
        case .timedOut:
            self.init(status: 503, code: "storage.statement.timedOut", message: "查询用时过长，请缩小范围后重试")
            retryAfter = 5
        case .full:
            self.init(status: 507, code: "storage.disk.full", message: Self.fullMessage)
            retryAfter = 60
            cause = "\(error)"
        case .unavailable(let cause):
            self.init(status: 503, code: "storage.store.unavailable", message: "数据库暂不可用，请稍后重试；未保存的内容请勿关闭页面")
            retryAfter = 5
            self.cause = cause
        case .constraint(let name):
            let known = ConstraintMessages.message(for: name)
            self.init(
                status: known == nil ? 500 : 422, code: "storage.constraint." + name, message: known ?? Self.brokenMessage)
            cause = known == nil ? "constraint " + name : nil
        case .broken, .unreadable:
            self.init(status: 500, code: "storage.statement.broken", message: Self.brokenMessage)
            cause = "\(error)"
        }
    }

    private init(vault error: VaultFailure) {
        switch error {
        case .full:
            self.init(status: 507, code: "vault.disk.full", message: Self.fullMessage)
            retryAfter = 60
        case .damaged(let hash):
            self.init(
                status: 503, code: "vault.file.damaged",
                message: "存储的文件缺失或与保存时不一致（\(hash.prefix(12))），已停止提供，以免误用；请告知系统管理员从备份恢复该文件")
        case .unreadableKeys, .unwritable:
            self.init(status: 503, code: "vault.store.unavailable", message: "文件库暂不可用，文件未保存；请稍后重试，仍失败时请联系系统管理员")
        }
        cause = "\(error)"
    }

    /// Of the many ways in which a full disk reaches us through other libraries.
    private static func isFullDisk(_ error: any Error) -> Bool {
        if let error = error as? POSIXError { return error.code == .ENOSPC || error.code == .EDQUOT }
        guard let error = error as? CocoaError else { return false }
        if error.code == .fileWriteOutOfSpace { return true }
        return (error.userInfo[NSUnderlyingErrorKey] as? any Error).map(isFullDisk) ?? false
    }

    static let overtakenCode = "storage.record.overtaken"
    private static let fullMessage = "服务器磁盘空间不足，操作未生效；您填写的内容仍保留在页面上，请联系系统管理员清理磁盘后重试"
    private static let brokenMessage = "系统出现错误，操作未生效。请稍后重试；如再次出现，请将错误编号告知管理员"
}

/// A failure that a program can mend by itself.
package protocol Mendable: Error {
    var status: Int { get }
    var code: String { get }
    var message: String { get }
    var remedy: Fault.Remedy? { get }
}

/// A call that is wrong as a call, before any rule is asked.
package enum CallFault: Error, Equatable {
    case signedOut, passwordDue, forged, keyReused, keyInvalid, unsupportedType, throttled, noHost, addressTooLong, pageGone
    case wrongMethod([String])
    /// In bytes.
    case tooLarge(Int)
    case tooMany
    /// What is wrong with its form, in words.
    case unreadable(String)

    package var status: Int {
        switch self {
        case .signedOut: 401
        case .passwordDue, .forged: 403
        case .wrongMethod: 405
        case .tooLarge, .tooMany: 413
        case .addressTooLong: 414
        case .unreadable, .noHost: 400
        case .keyReused, .keyInvalid: 422
        case .unsupportedType: 415
        case .throttled: 429
        case .pageGone: 404
        }
    }

    package var code: String {
        switch self {
        case .signedOut: "authority.session.ended"
        case .passwordDue: "authority.password.due"
        case .forged: "web.call.forged"
        case .wrongMethod: "web.call.method"
        case .tooLarge: "web.call.tooLarge"
        case .tooMany: "web.call.tooMany"
        case .addressTooLong: "web.call.addressTooLong"
        case .unreadable: "web.call.malformed"
        case .noHost: "web.call.host"
        case .keyReused: "web.idempotency.reused"
        case .keyInvalid: "web.idempotency.invalid"
        case .unsupportedType: "web.call.type"
        case .throttled: "web.call.throttled"
        case .pageGone: "web.page.gone"
        }
    }

    /// What a program can do about a forged call.
    static let tokenMissing = "请求头 X-CSRF-Token 应为本次登录的表单令牌，由 GET /api/v1/session 或 /api/v1/enterprise/session 给出；Origin 应为本平台"

    package var message: String {
        switch self {
        case .signedOut: "登录已超时，请重新登录"
        case .passwordDue: "首次登录请修改密码"
        case .forged: "页面已过期，请返回上一页后重新提交；您填写的内容仍会保留"
        case .wrongMethod: "不支持的请求方式"
        case .tooLarge(let limit): "提交内容超过 \(limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit >> 10) KB")，请减小后重新提交"
        case .tooMany: "提交的项数过多，请减少后分次提交"
        case .addressTooLong: "网址过长，请减少查询条件的字数后重试"
        case .unreadable(let words): words
        case .noHost: "请求应有且只有一个 Host"
        case .keyReused: "该 Idempotency-Key 已用于另一请求，请更换"
        case .keyInvalid: "Idempotency-Key 应为1至\(IdempotencyKey.longest)个可见字符，请更换"
        case .unsupportedType: "不支持的内容类型"
        case .throttled: "查询过于频繁，请一分钟后重试"
        case .pageGone: "此页面已过期：未完成的操作只保留30分钟，请重新办理"
        }
    }
}

/// Named constraints that can reach people, each with its refusal.
package enum ConstraintMessages {
    package static func message(for name: String) -> String? { table[name] }

    private static let table = [
        "foreign_key": "所引用的记录不存在或仍被使用，请刷新后重试",
        "text_character": "内容含有不可见字符，请删除后重试",
    ]
}

extension Problems {
    /// The problems a form can be drawn again with; nil for failures that no change of the form would mend.
    package init?(of error: any Error) {
        if let problems = error as? Problems {
            self = problems
            return
        }
        let fault = Fault(error)
        guard [409, 422, 503, 507].contains(fault.status) else { return nil }
        self.init(general: fault.message)
        citation = fault.citation
    }
}
