import ArgumentParser
import Authority
import Foundation
import Storage
import Timekeeping
import Vault

extension UserCommand {
    /// The way back in when nobody is left who could reset a password on the page (ORG-12).
    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset", abstract: "给一个账号新的一次性激活码（72小时内有效），解除锁定，结束其全部登录",
            discussion: "用于管理员忘记密码或激活码过期、而没有其他管理员可以重置的情形。手机号在终端询问（或由标准输入给出一行），不写在命令中。本操作记入操作日志。停用的账号请先在用户管理中启用。")

        @OptionGroup var store: StoreOptions

        func run() async throws {
            let answer = try OperatorAnswer.ask("账号的手机号")
            guard let mobile = MobileNumber(answer) else { throw ValidationError("手机号应为11位数字，以1开头") }
            let opened = try await store.open()
            defer { opened.database.close() }
            let protection = try FieldCipher(keysIn: opened.keyFolder)
            let now = Clock.system.now()
            let (code, credential) = try await Credential.activation(at: now, by: PasswordHashing())
            let reset = OperatorPasswordReset(of: mobile, credential: credential)
            let name = try await opened.database.write { try reset.make(at: now, protection: protection, in: $0) }
            print("已重置“\(name)”的密码，此前的登录均已结束。请用手机号登录，激活码：\(code)")
        }
    }
}

/// What must not stand in the list of processes or in the history of the shell is asked for.
enum OperatorAnswer {
    static func ask(_ question: String, given: String? = nil) throws -> String {
        if let given { return given }
        if isatty(STDIN_FILENO) == 1 { FileHandle.standardError.write(Data("\(question)：".utf8)) }
        guard let line = readLine()?.trimmingCharacters(in: .whitespaces), !line.isEmpty else {
            throw ValidationError("没有给出\(question)：请在终端输入，或由标准输入给出一行")
        }
        return line
    }
}
