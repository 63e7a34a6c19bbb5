import Cryptography
import Foundation
import Ledger
import Storage
import TestKit
import Testing

@testable import Paperwork

@Suite("文书打印")
struct PrintingTests {
    @Test("DOC-11、DOC-15 现场检查记录的内容、签名、页码、校验码都进入PDF")
    func record() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let document = try await desk.confirm()
            let printed = try await desk.printed(document)
            try Pdf.keep(printed, "record")
            var rest = try Pdf.letters(printed)[...]
            for words in [
                "白石县应急管理局现场检查记录", "（白）应急检查〔2026〕0001号", "被检查单位：白石县喆丰粮油贸易有限责任公司",
                "地址：白石县城关镇北环路118号", "法定代表人（负责人）：温书䶮职务：总经理",
                "联系电话：19900000058检查场所：一号平房仓、烘干车间", "检查时间：2026年3月2日9时00分至10时35分",
                "我们是白石县应急管理局的行政执法人员甘白石、乙白石，证件号码为99012100017、99012100023，这是我们的证件",
                "4粉尘清扫制度执行情况未检查车间停产",
                "1.烘干车间配电箱未设置明显的安全警示标志，不符合《中华人民共和国安全生产法》第三十五条的规定。",
                "2.2名新上岗的装卸人员无三级安全生产教育和培训记录。", "处理情况：责令立即整改，2026年3月16日前复查。",
                "被检查单位现场负责人（签名）：2026年3月2日", "检查人员（签名）：2026年3月2日", "扫码核验本文书", "第1页共1页",
                "校验码\(document.checkCode.grouped)",
            ] {
                let found = try #require(rest.range(of: words), "\(words) 不在其位：\(rest)")
                rest = rest[found.upperBound...]
            }
        }
    }

    @Test(
        "SUBJ-01、DOC-11 检查自然人或设备、场所的记录用相应的称呼，不称单位",
        arguments: [(InspectedParty.person, ["被检查人：", "本人（代理人）：", "现依法对你进行现场检查", "告知被检查人。", "被检查人（签名）"]),
            (.thing, ["被检查对象：", "使用（管理）负责人：", "告知被检查对象。", "被检查对象现场负责人（签名）"])])
    func parties(party: InspectedParty, words: [String]) async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            var content = desk.content
            content.party = party
            let document = try await desk.confirm(content)
            let text = try Pdf.letters(try await desk.printed(document))
            #expect(words.filter { !text.contains($0) } == [])
            #expect(!text.contains("被检查单位"))
        }
    }

    @Test("DOC-15 第一次打印记下PDF的摘要；再次打印得到同一文件，文件丢失后重新生成的字节相同")
    func reproducible() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            let document = try await desk.confirm()
            #expect(document.pdfHash == nil)
            let first = try await desk.printing.pdf(of: document)
            let bytes = try await desk.vault.bytes(of: first.hash)
            let stored = try await desk.town.database.read { try EnforcementDocument.load(document.id, in: $0) }
            #expect(stored.pdfHash == first.hash)
            #expect(stored.checkAddress == "https://mingcha.example/check/\(document.checkCode)")
            #expect(try await desk.printed(stored) == bytes)
            try FileManager.default.removeItem(atPath: desk.vault.path(of: first.hash))
            #expect(try await desk.printed(stored) == bytes)
            let kinds = try await desk.town.database.read { transaction in
                try transaction.all("SELECT kind FROM fact WHERE record_id = \(document.id) ORDER BY serial") { try $0.next(String.self) }
            }
            #expect(kinds == ["paperwork.document.confirmed", "paperwork.document.printed"])
        }
    }

    @Test("BEY-40 有账本检查点时，文书印上它的大小和根")
    func checkpoint() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            try await TestStore.withFolder { folder in
                try await Sequencer(database: desk.town.database, keys: try LedgerKeys.load(folder: folder), clock: desk.town.clock).catchUp()
            }
            let document = try await desk.confirm()
            let checkpoint = try #require(document.checkpoint)
            let letters = try Pdf.letters(try await desk.printed(document))
            #expect(checkpoint.number == 1)
            #expect(letters.contains("账本检查点第1号/\(checkpoint.size)条/根\(checkpoint.root.hex.prefix(16))"))
            // what a person types from the paper is the checkpoint again
            let typed = try #require(PrintedCheckpoint(text: "1/\(checkpoint.size)/\(checkpoint.root.hex.prefix(16))"))
            #expect(try await desk.town.database.read { try EnforcementDocument.printedCheckpoints(in: $0) } == [typed])
        }
    }

    @Test("DOC-11 现场负责人拒绝签名的，写明理由和见证人")
    func refusedToSign() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            var content = desk.content
            let witness = InspectionRecordContent.Signed(name: "安柳溪", image: desk.signatures[2], at: content.endedAt)
            content.principalSignature = .refused(reason: "对第2项问题有异议", witness: "安柳溪（柳溪镇人民政府）", witnessSignature: witness)
            let printed = try await desk.printed(try await desk.confirm(content))
            try Pdf.keep(printed, "refused")
            let letters = try Pdf.letters(printed)
            #expect(letters.contains("被检查单位现场负责人拒绝签名，理由：对第2项问题有异议。见证人：安柳溪（柳溪镇人民政府）。"))
            #expect(letters.contains("见证人（签名）：2026年3月2日"))
        }
    }

    @Test("DOC-15 含有无法打印字符的文书不能确认；以前确认的照样打印，该字符写成编码")
    func unprintable() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            var content = desk.content
            content.problems[0].text = "配电箱😀未设置标志"
            content.place = "一号\u{B}仓"
            await #expect(throws: DocumentRefused.unprintable("\u{B}")) { try await desk.confirm(content) }
            content.place = "一号\u{21484}仓"
            await #expect(throws: DocumentRefused.unprintable("😀")) { try await desk.confirm(content) }
            content.place = "一号\u{B}仓"
            let document = try await desk.confirm(content, material: AnyMaterial())
            let letters = try Pdf.letters(try await desk.printed(document))
            #expect(letters.contains("配电箱［U+1F600］未设置标志"))
            #expect(letters.contains("一号［U+B］仓"))
        }
    }

    @Test("DOC-11 BEY-41 现场照片作为附件另页，写明检查项、时间和位置；不能显示的写明摘要")
    func photos() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            var content = desk.content
            let text = try desk.vault.keep(Array("不是照片".utf8), named: "a.txt").hash.hex
            content.photos = [
                .init(image: desk.signatures[0], caption: "第2项　2026-03-02 09:12　30.2741, 120.1551（±12米）"), .init(image: text, caption: "其他问题1"),
            ]
            let printed = try await desk.printed(try await desk.confirm(content))
            try Pdf.keep(printed, "annex")
            let letters = try Pdf.letters(printed)
            #expect(letters.contains("附现场照片2张。以上情况已当场告知被检查单位。"))
            #expect(letters.contains("附：现场照片以下照片由检查人员在现场拍摄，原件作为电子证据保存。第2项2026-03-0209:1230.2741,120.1551（±12米）"))
            #expect(letters.contains("另有1张照片见电子证据：1.其他问题1SHA-256\(text)"))
            #expect(letters.contains("第2页共2页"))
        }
    }

    @Test("DOC-11 没有发现问题的记录这样写；检查跨日的，两个日期都写明")
    func noProblems() async throws {
        try await Desk.each { desk in
            try await desk.setRule()
            var content = desk.content
            content.problems = []
            content.endedAt = content.startedAt.advanced(hours: 20)
            let letters = try Pdf.letters(try await desk.printed(try await desk.confirm(content)))
            #expect(letters.contains("本次检查未发现问题。"))
            #expect(letters.contains("检查时间：2026年3月2日9时00分至2026年3月3日5时00分"))
        }
    }
}

/// As if every font had every character: how documents were confirmed before it was asked.
struct AnyMaterial: DocumentMaterial {
    func holds(_ file: Digest) -> Bool { true }
    func isSignature(_ file: Digest) -> Bool { true }
    func firstUnprintable(in text: String) -> Unicode.Scalar? { nil }
}

/// A PDF looked at with the tools of poppler-utils, which know nothing of us.
enum Pdf {
    /// Text in drawing order without white space, which depends on the layout.
    static func letters(_ bytes: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = ["-raw", "-enc", "UTF-8", file.path, "-"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(String(decoding: output, as: UTF8.self).unicodeScalars.filter { !$0.properties.isWhitespace && $0.value != 0x200B })
    }

    /// Set TYPESETTING_KEEP to a folder to look at what the tests print.
    static func keep(_ bytes: [UInt8], _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["TYPESETTING_KEEP"] else { return }
        try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent("paperwork-\(name).pdf"))
    }
}
