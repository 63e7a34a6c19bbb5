import Foundation
import Testing
import Typesetting

@Suite("文书可重现")
struct ReproducibilityTests {
    @Test("DOC-15 同一内容两次排版逐字节相同，也不受此前排过什么影响")
    func sameBytes() throws {
        let fresh = try Printed(Samples.inspectionRecord()).bytes
        let used = try Typesetter(Printed.fonts())
        _ = try used.render(Samples.longTable(rows: 3))
        _ = try used.render(Samples.order())
        #expect(try used.render(Samples.inspectionRecord()) == fresh)
        #expect(try used.render(Samples.inspectionRecord()) == fresh)
    }

    @Test("DOC-15 内容或制作时间不同，字节就不同；时间按北京时间写入")
    func differentBytes() throws {
        var sheet = Samples.letter("甲")
        let first = try Printed(sheet)
        sheet.createdAt += 1000
        #expect(try Printed(sheet).bytes != first.bytes)
        #expect(String(decoding: first.bytes, as: UTF8.self).contains("(20261121093000+08'00"))
    }

    @Test("DOC-15 同时要求的文书依次排版，结果与单独排版相同")
    func queue() async throws {
        let queue = try TypesettingQueue(Printed.fonts())
        let expected = try [Samples.inspectionRecord(), Samples.order()].map { try Printed($0).bytes }
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for index in 0..<12 {
                group.addTask {
                    (index % 2, try await queue.render(index % 2 == 0 ? Samples.inspectionRecord() : Samples.order()))
                }
            }
            for try await (kind, bytes) in group { #expect(bytes == expected[kind]) }
        }
    }

    @Test("DOC-15 多个排版器在各自的线程上用到全部字体文件，互不影响")
    func manyFonts() async throws {
        // A character of each slice, so that font files are opened and closed all the time.
        let sheets = try (0..<4).map { part in
            let codes = stride(from: 0x3400 + part * 7, through: 0x9FA5, by: 61).compactMap(Unicode.Scalar.init)
            let characters = try Printed.fonts().characters
            return Samples.letter(String(String.UnicodeScalarView(codes.filter(characters.contains))))
        }
        let expected = try sheets.map { try Printed($0).bytes }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    let fonts = try Printed.fonts()
                    return try (0..<3).allSatisfy { round in
                        let sheet = (worker + round) % sheets.count
                        return try Printed(sheets[sheet], with: Typesetter(fonts)).bytes == expected[sheet]
                    }
                }
            }
            for try await same in group { #expect(same) }
        }
    }

    @Test("等待排版的文书过多时拒绝，不耗尽内存")
    func overload() async throws {
        let queue = try TypesettingQueue(Printed.fonts(), limit: 0)
        await #expect(throws: TypesettingError.overloaded) { try await queue.render(Samples.letter("甲")) }
    }
}
