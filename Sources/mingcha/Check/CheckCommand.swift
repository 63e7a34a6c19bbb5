import ArgumentParser
import Foundation

/// `mingcha check`: everything an operator can get wrong, looked at once.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "检查设置、密钥、数据库、文件、字体、磁盘、时钟和备份，一次说全",
        discussion: "什么也不改动。没有问题或只有提醒时退出码为 0，有问题时为 1。默认重新计算所有文件的哈希并核验整个账本，--quick 只看是否在。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var network: NetworkOptions
    @Flag(help: "不重新计算文件的哈希，不核验整个账本") var quick = false

    func run() async throws {
        let lines = await InstallationCheck(store: store, network: network, isQuick: quick).lines()
        for line in lines { print(line) }
        let bad = lines.count { $0.verdict == .bad }
        print(bad == 0 ? "检查完毕，没有问题" : "检查完毕，有 \(bad) 个问题")
        guard bad == 0 else { throw ExitCode.failure }
    }
}

/// What was found of one thing.
struct CheckLine: Sendable, Equatable, CustomStringConvertible {
    enum Verdict: String, Sendable { case good = "正常", doubtful = "提醒", bad = "问题" }

    let verdict: Verdict
    let label: String
    let words: String

    var description: String { "[\(verdict.rawValue)] \(label)：\(words)" }

    static func good(_ label: String, _ words: String) -> CheckLine { CheckLine(verdict: .good, label: label, words: words) }
    static func doubtful(_ label: String, _ words: String) -> CheckLine { CheckLine(verdict: .doubtful, label: label, words: words) }
    static func bad(_ label: String, _ error: any Error) -> CheckLine {
        CheckLine(verdict: .bad, label: label, words: OperatorWords.sentence(error))
    }
    static func bad(_ label: String, _ words: String) -> CheckLine { CheckLine(verdict: .bad, label: label, words: words) }
}
