import Foundation
import Testing

@testable import Typesetting

@Suite("照片、手写签名和可打印字符")
struct PhotoTests {
    /// A JPEG of 48 × 32 pixels.
    static let jpeg: [UInt8] = Array(Data(base64Encoded: """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA\
        ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1\
        AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP\
        KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/\
        2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK0\
        6kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAgADADASIAAhEBAxEB/8QAFgABAQEA\
        AAAAAAAAAAAAAAAAAAUE/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABYBAQEBAAAAAAAAAAAAAAAAAAADAv/EABoRAAICAwAAAAAAAAAAAAAAAA\
        ACAxESEyH/2gAMAwEAAhEDEQA/ANYJCjviIotl9K4kK4j5CWLXXQA2RCQrjDpkWil13wkK4CJiJZdlcADZE//Z
        """) ?? Data())

    @Test("BEY-41 照片附件两张一行，每张下面写明来历，照片原样进入PDF")
    func annex() throws {
        let photos = try (1...5).map { number in
            try #require(Photo(Self.jpeg, caption: "第\(number)项　2026-11-21 10:0\(number)　30.2741, 120.1551（±12米）"))
        }
        let sheet = Sheet(title: "记录", createdAt: 0, blocks: [.paragraph("正文。"), .pageBreak, .heading("附：现场照片"), .photos(photos)])
        let printed = try Printed(sheet)
        try printed.keep("photos")
        let letters = try printed.letters()
        for number in 1...5 { #expect(letters.contains("第\(number)项2026-11-2110:0\(number)30.2741,120.1551（±12米）")) }
        #expect(try printed.pageCount() == 3)
        // the very bytes of the photo: nothing of the evidence is lost
        #expect(Data(printed.bytes).range(of: Data(Self.jpeg)) != nil)
        #expect(try Printed(sheet).bytes == printed.bytes)
    }

    @Test("BEY-41 不能显示的照片不进入附件：残缺的、不是图片的")
    func unusable() {
        #expect(Photo(Array(Self.jpeg.prefix(20)), caption: "") == nil)
        #expect(Photo(Array("<html>".utf8), caption: "") == nil)
        #expect(Photo([], caption: "") == nil)
        #expect(JPEGSize(Self.jpeg).map { [$0.width, $0.height] } == [48, 32])
    }

    @Test("INSP-20 空白图片和一个点不是签名，一笔是")
    func handwriting() throws {
        #expect(try Handwriting.isSigned(PNG.stroke(length: 60)))
        #expect(try !Handwriting.isSigned(PNG.stroke(length: 0)))
        #expect(try !Handwriting.isSigned(PNG.stroke(length: 6)))
        #expect(throws: TypesettingError.badImage(.notPNG)) { try Handwriting.isSigned(Self.jpeg) }
    }

    @Test("DOC-16 字体库说能打印的字都能打印，包括U+21484；表情符号和控制字符不能")
    func characters() throws {
        let fonts = try Printed.fonts()
        #expect(fonts.characters.firstMissing(in: "喆堃䶮\u{21484}，A1\n\t") == nil)
        #expect(fonts.characters.firstMissing(in: "甲😀乙") == "😀")
        #expect(fonts.characters.firstMissing(in: "甲\u{B}乙") == "\u{B}")
        let typesetter = try Typesetter(fonts)
        // the ends of every range, a thousand at a time
        let ends = fonts.characters.ranges.flatMap { [$0.lowerBound, $0.upperBound] }.compactMap { Unicode.Scalar($0) }.filter { $0.value > 32 }
        #expect(ends.count > 100)
        for start in stride(from: 0, to: ends.count, by: 1000) {
            let text = String(String.UnicodeScalarView(ends[start..<min(start + 1000, ends.count)]))
            _ = try typesetter.render(Samples.letter(text))
        }
        #expect(try Printed(Samples.letter("𡒄")).letters() == "𡒄")
    }

    @Test("DOC-15 签名不单独成页：任何篇幅下，签名所在的页上都有正文", arguments: [1, 2, 4], [30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40])
    func signaturesAreNotAlone(signers: Int, lines: Int) throws {
        let text = (1...lines).map { Block.paragraph(Prose("第\($0)段。")) }
        let rows = (1...signers).map { Signature("被检查单位使用（管理）负责人或者其他在场人员\($0)（签名）", images: [], date: "2026年11月21日") }
        let sheet = Sheet(
            title: "记录", createdAt: 0, style: .init(size: TypeSize.four, pitch: 22), margins: .init(top: 20, left: 26, right: 24, bottom: 30),
            blocks: text + [.paragraph("处理情况：责令改正。\n以上情况已当场告知。"), .signatures(rows)])
        for page in try Printed(sheet).text().split(separator: "\u{0C}") where page.contains("（签名）") {
            #expect(page.contains("以上情况已当场告知") && page.contains("处理情况"), "\(page)")
        }
    }
}
