import Testing

@testable import mingcha

/// What the parser of the command line finds wrong is told in Chinese, with what to write instead.
@Suite("命令行的话")
struct CommandWordsTests {
    private func words(_ arguments: [String]) -> (text: String, code: Int32)? {
        do {
            var command = try Mingcha.parseAsRoot(arguments)
            // a page of help is a command of the parser's own
            try command.run()
            return nil
        } catch {
            if Mingcha.exitCode(for: error) == .success { #expect(OperatorWords(error) == nil) }
            return (CommandWords.text(for: error), Mingcha.exitCode(for: error).rawValue)
        }
    }

    @Test("写错的命令和选项用中文指出，带用法和说明的位置，退出码不变", arguments: [
        (["serve", "--dat", "/a"], "没有选项 --dat，是不是 --data？"), (["serve", "--verbose-everything"], "没有选项 --verbose-everything"),
        (["serve", "-x"], "没有选项 -x"), (["serve", "--data"], "选项 --data <DIR> 缺少值"), (["serve", "--demo=1"], "选项 --demo 不带值，却写了“1”"),
        (["serve", "--port", "eighty"], "“eighty”不能用作 --port <port> 的值"), (["serve", "extra"], "多余的参数“extra”"),
        (["serve", "one", "two"], "多余的参数：“one”“two”"), (["sreve"], "没有命令“sreve”"), (["keys", "rotat"], "没有命令“rotat”"),
        (["backup"], "缺少参数 --to <FOLDER>"), (["ledger", "proof"], "缺少参数 <FILE>"),
        (["import", "kinds", "a.xlsx", "--agency", "x"], "没有这种导入：kinds"),
    ])
    func faults(arguments: [String], sentence: String) throws {
        let found = try #require(words(arguments))
        let lines = found.text.split(separator: "\n").map(String.init)
        #expect(lines.first == "mingcha：" + sentence)
        #expect(lines.contains { $0.hasPrefix("用法：mingcha") })
        #expect(lines.last?.hasPrefix("详细说明：mingcha ") == true)
        #expect(found.code == 64)
        let english = ["Unknown", "Missing", "Error", "Usage", "Unexpected", "invalid", "Help", "See "]
        #expect(english.allSatisfy { !found.text.contains($0) })
    }

    @Test("说明页的框架是中文，版本一行不变")
    func help() throws {
        let page = try #require(words(["serve", "--help"]))
        #expect(page.code == 0)
        #expect(page.text.hasPrefix("用途：启动平台服务") && page.text.contains("用法：mingcha serve") && page.text.contains("选项：\n"))
        let english = ["OVERVIEW", "USAGE", "OPTIONS", "Show ", "default:"]
        #expect(english.allSatisfy { !page.text.contains($0) })
        #expect(words(["--version"])?.text == "mingcha \(Mingcha.configuration.version.split(separator: " ").last ?? "")")
    }

    @Test("认不出的话照原样给出，前面说明是命令写法不正确")
    func others() {
        #expect(CommandWords.fault("Something new.") == "命令写法不正确：Something new.")
    }
}
