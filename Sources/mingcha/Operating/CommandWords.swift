import ArgumentParser
import Foundation

/// What the parser of the command line says, in the language of the operators. It speaks English and offers no other
/// words, so its sentences are known here, by their form; one that is not known is shown as it is, behind words of ours.
enum CommandWords {
    /// Ends the process as the parser would: help on standard output, faults on standard error, each with its exit code.
    static func end(with error: any Error) -> Never {
        let code = Mingcha.exitCode(for: error)
        let text = text(for: error)
        if !text.isEmpty {
            (code == .success ? FileHandle.standardOutput : .standardError).write(Data((text + "\n").utf8))
        }
        Foundation.exit(code.rawValue)
    }

    static func text(for error: any Error) -> String {
        let full = Mingcha.fullMessage(for: error)
        guard Mingcha.exitCode(for: error) != .success else { return help(full) }
        let message = Mingcha.message(for: error)
        guard !message.isEmpty else { return "" }
        let lines = full.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let usage = lines.firstIndex { $0.hasPrefix(usageMark) } ?? lines.count
        let isOfMany = usage < lines.count && lines[usage].contains("<subcommand>")
        var text = ["mingcha：" + fault(message, amongCommands: isOfMany)]
        text += lines[..<usage].filter { $0.hasPrefix(helpMark) }.map { "说明：" + $0.dropFirst(helpMark.count) }
        text += lines[usage...].map(usageLine)
        return text.joined(separator: "\n")
    }

    private static let usageMark = "Usage: "
    private static let helpMark = "Help:  "

    private static func usageLine(_ line: String) -> String {
        if line.hasPrefix(usageMark) { return "用法：" + line.dropFirst(usageMark.count) }
        if let found = line.wholeMatch(of: /\s*See '(.+)' for more information\./) { return "详细说明：\(found.1)" }
        return line
    }

    /// - Parameter amongCommands: whether the place where the fault is takes the name of a command.
    static func fault(_ message: String, amongCommands: Bool = false) -> String {
        if let found = message.wholeMatch(of: /(?s)Unknown option '(.+)'\. Did you mean '(.+)'\?/) { return "没有选项 \(found.1)，是不是 \(found.2)？" }
        if let found = message.wholeMatch(of: /(?s)Unknown option '(.+)'/) { return "没有选项 \(found.1)" }
        if let found = message.wholeMatch(of: /(?s)Invalid option: (.+)/) { return "没有选项 \(found.1)" }
        if let found = message.wholeMatch(of: /(?s)Missing value for '(.+)'/) { return "选项 \(found.1) 缺少值" }
        if let found = message.wholeMatch(of: /(?s)The option '(.+)' does not take any value, but '(.*)' was specified\./) {
            return "选项 \(found.1) 不带值，却写了“\(found.2)”"
        }
        if let found = message.wholeMatch(of: /(?s)Unexpected argument '(.*)'/) {
            return amongCommands ? "没有命令“\(found.1)”" : "多余的参数“\(found.1)”"
        }
        if let found = message.wholeMatch(of: /(?s)\d+ unexpected arguments: '(.*)'/) {
            let words = found.1.replacing("', '", with: "”“")
            return amongCommands ? "没有这样的命令：“\(words)”" : "多余的参数：“\(words)”"
        }
        if let found = message.wholeMatch(of: /(?s)Missing expected argument '(.+)'/) { return "缺少参数 \(found.1)" }
        if let found = message.wholeMatch(of: /(?s)Missing one of: '(.+)'/) { return "缺少参数，以下须给出一个：\(found.1.replacing("', '", with: "、"))" }
        if let found = message.wholeMatch(of: /(?s)The value '(.*)' is invalid for '(.+?)'.*/) { return "“\(found.1)”不能用作 \(found.2) 的值" }
        if let found = message.wholeMatch(of: /(?s)The value '(.*)' is invalid\..*/) { return "“\(found.1)”不是正确的值" }
        if message == "Missing required subcommand." { return "缺少命令" }
        // what a command found wrong by itself is said in our words already
        return message.contains(/\p{Han}/) ? message : "命令写法不正确：\(message)"
    }

    /// The frame of a help page; what stands in it is ours.
    private static func help(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { helpLine(String($0)) }.joined(separator: "\n")
    }

    private static let headings = [
        ("OVERVIEW: ", "用途："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "命令："),
    ]

    private static func helpLine(_ line: String) -> String {
        if let heading = headings.first(where: { line.hasPrefix($0.0) }) { return heading.1 + line.dropFirst(heading.0.count) }
        if let found = line.wholeMatch(of: /\s*See '(.+)' for detailed help\./) { return "  各命令的说明：\(found.1)" }
        return line.replacing("Show the version.", with: "显示版本。").replacing("Show help information.", with: "显示说明。")
            .replacing(/\(default: (.+)\)/) { "（默认 \($0.1)）" }
    }
}
