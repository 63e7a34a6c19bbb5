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

    @Test("DOC-15 多个线程同时排版，结果与单线程相同")
    func pool() async throws {
        let pool = try TypesettingPool(Printed.fonts(), threads: 2)
        let expected = try [Samples.inspectionRecord(), Samples.order()].map { try Printed($0).bytes }
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for index in 0..<12 {
                group.addTask {
                    (index % 2, try await pool.render(index % 2 == 0 ? Samples.inspectionRecord() : Samples.order()))
                }
            }
            for try await (kind, bytes) in group { #expect(bytes == expected[kind]) }
        }
    }

    @Test("等待排版的文书过多时拒绝，不耗尽内存")
    func overload() async throws {
        let pool = try TypesettingPool(Printed.fonts(), threads: 1, limit: 0)
        await #expect(throws: TypesettingError.overloaded) { try await pool.render(Samples.letter("甲")) }
    }
}
