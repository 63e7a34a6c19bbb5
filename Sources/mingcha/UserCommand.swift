import ArgumentParser
import Authority
import Doors
import Foundation
import Storage
import TaskingPages
import Timekeeping
import Vault

/// Accounts that must exist before anybody can log in.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "账号管理", subcommands: [First.self, Reset.self])

    /// The first organisation and its system administrator.
    struct First: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "first", abstract: "建立首个机构及其系统管理员，打印一次性激活码（72小时内有效）",
            discussion: "机器上还没有库时，加 --new 在空处新建。")

        @OptionGroup var store: StoreOptions
        @OptionGroup var newStore: NewStoreOptions
        @Option(help: "机构名称") var organization: String
        @Option(help: "机构简称，用于编号") var shortName: String
        @Option(help: "机构的统一社会信用代码") var code: String
        @Option(help: "机构级别：\(AgencyLevel.allCases.map(\.rawValue).joined(separator: " "))") var level: String
        @Option(help: "行政区划代码") var division: String
        @Option(help: "执法领域：\(EnforcementDomain.allCases.map(\.rawValue).joined(separator: " "))") var domain: [String]
        @Option(help: "文书代字") var word: String
        @Option(help: "管理员姓名") var name: String
        @Option(help: "管理员手机号，即登录账号；不写则在终端询问，不会出现在进程列表中") var mobile: String?
        @Option(help: "管理员身份证号；不写则在终端询问") var citizenID: String?

        func run() async throws {
            guard let level = AgencyLevel(rawValue: level) else { throw ValidationError("机构级别不正确：\(level)") }
            let domains = try domain.map { text in
                guard let domain = EnforcementDomain(rawValue: text) else { throw ValidationError("执法领域不正确：\(text)") }
                return domain
            }
            let record = OrganizationRecord(
                parent: nil, name: organization, shortName: shortName, unifiedSocialCreditCode: code, level: level,
                divisionCode: division, domains: Set(domains), isEnforcementBody: true, kind: .enforcementDepartment,
                documentWord: word)
            let person = AccountRecord(
                name: name, mobile: try OperatorAnswer.ask("管理员手机号，即登录账号", given: mobile),
                citizenID: try OperatorAnswer.ask("管理员身份证号", given: citizenID))
            let database = try await newStore.open(store).database
            defer { database.close() }
            let code = try await FirstAdministrator(organization: record, administrator: person).create(
                in: database, clock: .system, hashing: PasswordHashing(), protection: try FieldCipher(keysIn: store.keyFolder))
            print("已建立。请用手机号登录，激活码：\(code)")
        }
    }
}
