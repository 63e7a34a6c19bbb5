import ArgumentParser
import Drawing
import Foundation
import TaskingPages

/// `mingcha draw`: makes and checks draws in folders of text files; needs no database.
struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "双随机抽取（draw1）：抽取与验证",
        subcommands: [Run.self, Verify.self])

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "由 manifest.txt、officers.txt、recusals.txt、params.txt、reveal.txt 写出 result.txt")

        @Argument(help: "抽取文件夹") var folder: String

        func run() throws {
            do {
                let files = try DrawFolder(reading: folder, DrawFile.allCases.filter { $0 != .result })
                let result = try Draw.run(files)
                let path = URL(filePath: folder).appending(path: DrawFile.result.rawValue)
                try Data(result).write(to: path, options: .atomic)
                print("已写出 \(path.path)")
            } catch let failure as DrawFailure {
                print("抽取失败：\(failure)")
                throw ExitCode.failure
            }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "重新计算并比对：一致则退出码为 0，否则给出第一处不同，退出码为 1")

        @Argument(help: "抽取文件夹") var folder: String

        func run() throws {
            let verdict = DrawVerification.check(try DrawFolder(reading: folder, DrawFile.allCases))
            print(verdict)
            switch verdict {
            case .consistent: break
            case .different, .resaved: throw ExitCode.failure
            }
        }
    }
}

extension DrawFolder {
    /// The named files of a folder on disk; a missing one is an error.
    fileprivate init(reading folder: String, _ files: [DrawFile]) throws {
        self.init(manifest: [], parameters: [], reveal: [])
        for file in files {
            let path = URL(filePath: folder).appending(path: file.rawValue).path
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ValidationError("无法读取 \(path)")
            }
            self[file] = Array(data)
        }
    }
}
