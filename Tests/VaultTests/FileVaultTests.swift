import Cryptography
import Foundation
import Storage
import TestKit
import Testing

@testable import Vault

@Suite("文件库")
struct FileVaultTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 1, 0, 0, 0, 1, 8, 2]
    private static let office = ["[Content_Types].xml", "_rels/.rels"]

    private func withVault(limit: Int = 1 << 20, _ body: (FileVault, String) async throws -> Void) async throws {
        try await TestStore.withFolder { folder in
            try await body(try FileVault(folder: folder + "/files", limit: limit), folder + "/files")
        }
    }

    private func files(below folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).filter { $0.count > 60 }
    }

    @Test(
        "SEC-09 按内容识别文件类型，不信文件名",
        arguments: [
            (Array("%PDF-1.7\n%âãÏÓ".utf8), "a.png", FileType.pdf), (png, "a.pdf", .png),
            ([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "a.exe", .jpeg), (ZipSample.bytes(office + ["xl/workbook.xml"]), "a", .xlsx),
            (ZipSample.bytes(office + ["word/document.xml"]), "a.xlsx", .docx),
            (Array("名称,代码\n甲,1\n".utf8), "名单.CSV", .csv), (Array("名称,代码\n".utf8), "说明", .text),
            ([0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0x31, 0x0D, 0x0A], "gbk.csv", .csv),
            // UTF-16 without a mark, in both orders
            ([0x0D, 0x54, 0x2C, 0x00, 0x31, 0x00, 0x0A, 0x00], "utf16.csv", .csv),
            ([0x54, 0x0D, 0x00, 0x2C, 0x00, 0x31, 0x00, 0x0A], "utf16.csv", .csv),
        ] as [([UInt8], String, FileType)])
    func recognised(content: [UInt8], name: String, type: FileType) async throws {
        try await withVault { vault, _ in
            let kept = try vault.keep(content, named: name)
            #expect(kept.type == type)
            #expect(kept.size == content.count)
        }
    }

    @Test(
        "SEC-09 不支持的文件类型被拒绝，也不留下任何文件",
        arguments: [
            Array("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".utf8),
            [0xEF, 0xBB, 0xBF] + Array("  <html><script>1</script>".utf8), Array("MZ\u{0}\u{1}".utf8),
            Array("GIF89a\u{1}\u{0}".utf8), ZipSample.bytes(["a.txt"]),
            ZipSample.bytes(office + ["xl/workbook.xml", "../../etc/passwd"]),
            ZipSample.bytes(office + ["xl/workbook.xml"], claimedSize: 0x7FFF_FFFF),
            Array(ZipSample.bytes(office + ["xl/workbook.xml"]).dropLast(8)),
            Array(png.prefix(16)) + [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 8, 2],
        ] as [[UInt8]])
    func refused(content: [UInt8]) async throws {
        try await withVault { vault, folder in
            let refused = #expect(throws: UploadRefused.self) { try vault.keep(content, named: "名单.csv") }
            #expect(refused?.message == "不支持的文件类型")
            let incoming = try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming")
            #expect(files(below: folder) + incoming == [])
        }
    }

    @Test("SEC-09 文件一超过限制就被拒绝，不等上传完")
    func tooLarge() async throws {
        try await withVault(limit: 1 << 20) { vault, _ in
            let writing = try vault.begin()
            for _ in 0..<16 { try writing.append([UInt8](repeating: 0x31, count: 1 << 16)) }
            let refused = #expect(throws: UploadRefused.self) { try writing.append([0x31]) }
            #expect(refused?.message == "文件大小超过1MB")
        }
    }

    @Test("空文件被拒绝")
    func empty() async throws {
        try await withVault { vault, _ in
            #expect(throws: UploadRefused.empty) { try vault.keep([], named: "a.txt") }
        }
    }

    @Test("分块写入与整块写入得到同一内容哈希；同一内容只保存一份")
    func chunks() async throws {
        try await withVault { vault, folder in
            let content = Array(String(repeating: "一企一档\n", count: 500).utf8)
            let writing = try vault.begin()
            for start in stride(from: 0, to: content.count, by: 7) {
                try writing.append(Array(content[start..<min(start + 7, content.count)]))
            }
            let one = try writing.finish(named: "甲.txt")
            let two = try vault.keep(content, named: "乙.txt")
            #expect(one.hash == two.hash)
            #expect(one.hash == Digest.sha256(content))
            #expect(files(below: folder).count == 1)
            #expect(try vault.contents(of: one.hash) == content)
        }
    }

    @Test("存储的文件被改动，读取时被发现")
    func damaged() async throws {
        try await withVault { vault, _ in
            let kept = try vault.keep(Array("证据".utf8), named: "a.txt")
            try Data("伪证".utf8).write(to: URL(fileURLWithPath: vault.path(of: kept.hash)))
            #expect(throws: VaultFailure.damaged(hash: kept.hash.hex)) { try vault.contents(of: kept.hash) }
        }
    }

    @Test("上传中断不留文件；更早的残留可以清除")
    func abandoned() async throws {
        try await withVault { vault, folder in
            var writing: FileWriting? = try vault.begin()
            try writing?.append([0x31])
            writing = nil
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").isEmpty)
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/incoming/left"))
            try vault.removeAbandoned(before: Date().addingTimeInterval(60))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").isEmpty)
        }
    }

    @Test(
        "SEC-09 文件名去掉路径、控制字符和改变书写方向的字符",
        arguments: [
            ("../../etc/名单.csv", "名单.csv"), ("C:\\a\\b.txt", "b.txt"), ("a\u{202E}fdp.exe", "afdp.exe"),
            ("a\u{0}\nb.txt", "ab.txt"), ("..", "未命名"), ("", "未命名"),
        ])
    func names(given: String, kept: String) {
        #expect(FileWriting.harmless(given) == kept)
    }

    @Test("SEC-09 文件记录写明哈希、大小、类型、名称、所属机构和上传人；同一编号重复登记不变")
    func recorded() async throws {
        try await TestStore.each { database in
            try await withVault { vault, _ in
                let kept = try vault.keep(Array("说明".utf8), named: "说明.txt")
                let (id, owner, account) = (StoredFile.ID(), Identifier<FileOwnerMark>(), Identifier<FileOwnerMark>())
                let (one, loaded) = try await database.write { transaction in
                    let one = try StoredFile.record(kept, id: id, of: owner, by: account, at: TestClock.start, in: transaction)
                    _ = try StoredFile.record(kept, id: id, of: account, by: owner, at: TestClock.start, in: transaction)
                    return (one, try StoredFile.load(id, in: transaction))
                }
                #expect(loaded == one)
                #expect(loaded?.organization == owner)
                let hashes = try await database.read { try StoredFile.allHashes(in: $0) }
                #expect(hashes == [kept.hash])
            }
        }
    }
}
