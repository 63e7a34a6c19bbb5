import Drawing
import Foundation
import Testing

/// tools/draw1_verify.py, run on folders in a temporary place.
enum OtherVerifier {
    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let program = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../tools/draw1_verify.py").path

    /// Exit code and output of the program for `folder`.
    static func run(on folder: DrawFolder) throws -> (code: Int32, text: String) {
        let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        for file in DrawFile.allCases { try Data(folder[file]).write(to: place.appending(path: file.rawValue)) }
        let process = Process()
        process.executableURL = URL(filePath: try #require(python))
        process.arguments = [program, place.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = try #require(try output.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// The Python verifier was written from the specification alone; both must say the same.
@Suite("draw1 的 Python 验证程序与本程序结论相同", .enabled(if: OtherVerifier.python != nil))
struct OtherVerifierTests {
    @Test("公开算例", arguments: Vector.allCases)
    func vectors(_ vector: Vector) throws {
        let answer = try OtherVerifier.run(on: vector.folder())
        // 2: this Python has no SM3.
        if vector == .sm3, answer.code == 2 { return }
        #expect(answer.code == 0)
        #expect(answer.text == "一致\n")
    }

    @Test("各个文件中的改动，指向同一文件同一行", arguments: [Vector.sha256, .groups], DrawFile.allCases)
    func changes(_ vector: Vector, _ file: DrawFile) throws {
        let folder = try vector.folder()
        for part in [1, 3, 6] {
            var changed = folder
            changed[file][folder[file].count * part / 7] ^= 1
            try compare(changed)
        }
        var longer = folder
        longer[file].append(UInt8(ascii: "\n"))
        try compare(longer)
    }

    @Test("两个层中有同一对象、不够抽、不够派的，都不一致")
    func failures() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 3, quota: 1)
        sample.add(stratum: "B", count: 3, quota: 1)
        sample.addOfficers(3)
        sample.teamSize = 2
        var good = try sample.folder()
        good.result = try Draw.run(good)
        #expect(try OtherVerifier.run(on: good).code == 0)
        try compare(good.replacing("B|B-1", with: "B|A-1", in: .manifest).replacing("B|B-0", with: "B|A-0", in: .manifest).rehashed())
        try compare(good.replacing("quota=A:1", with: "quota=A:4", in: .parameters))
        try compare(good.replacing("quota=A:1,", with: "quota=", in: .parameters))
        try compare(good.replacing("teamSize=2", with: "teamSize=4", in: .parameters))
        try compare(good.replacing("teamSize=2", with: "teamSize=0", in: .parameters))
    }

    private func compare(_ folder: DrawFolder) throws {
        guard case .different(let difference) = DrawVerification.check(folder) else {
            Issue.record("没有发现改动")
            return
        }
        let answer = try OtherVerifier.run(on: folder)
        #expect(answer.code == 1)
        #expect(
            answer.text.contains("\(difference.file.rawValue) 第\(difference.line)行"),
            "\(difference) 与 \(answer.text)")
    }
}
