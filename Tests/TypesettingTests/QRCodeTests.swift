import Foundation
import Testing
import Typesetting

@Suite("二维码")
struct QRCodeTests {
    @Test("CODE-01 始终为标准二维码（不用微型码），三个定位图形在角上", arguments: ["1", "https://mingcha.example/c/4H8T", String(repeating: "执法码", count: 50)])
    func matrix(text: String) throws {
        let rows = try QRCode.modules(text)
        #expect(rows.count >= 21 && (rows.count - 17).isMultiple(of: 4))
        #expect(rows.allSatisfy { $0.count == rows.count })
        for (row, column) in [(0, 0), (0, rows.count - 7), (rows.count - 7, 0)] {
            #expect((0..<7).allSatisfy { rows[row][column + $0] && rows[row + 6][column + $0] })
            #expect(rows[row + 3][column + 3] && !rows[row + 1][column + 1])
        }
    }

    @Test("CODE-01 纠错等级为M")
    func correction() throws {
        let rows = try QRCode.modules("https://mingcha.example/c/4H8T")
        // ISO/IEC 18004, 7.9: the first two format bits, masked with 10 (of 101010000010010); M is 00.
        #expect((rows[8][0], rows[8][1]) == (true, false))
    }

    @Test("CODE-01 超过容量的内容被拒绝")
    func tooLong() {
        #expect(throws: TypesettingError.codeTooLong(bytes: 3000)) { try QRCode.modules(String(repeating: "a", count: 3000)) }
    }

    @Test("CODE-01 网页用SVG含四格静区，不含文字内容")
    func svg() throws {
        let text = "https://mingcha.example/c/4H8T"
        let side = try QRCode.modules(text).count + 8
        let svg = try QRCode.svg(text)
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>") && svg.contains("viewBox=\"0 0 \(side) \(side)\""))
        #expect(svg.contains("M4 4h7v1h-7z") && !svg.contains("mingcha"))
    }

    @Test(
        "CODE-01 印在文书上的二维码能被扫描器读出",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ZXingReader")))
    func scanned() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("page.pdf")
        let picture = folder.appendingPathComponent("page")
        for (sheet, text) in [(Samples.inspectionRecord(), "https://mingcha.example/d/7Q2M-K9XA"), (Samples.order(), "https://mingcha.example/c/4H8T")] {
            try Data(Printed(sheet).bytes).write(to: file)
            _ = try Printed.run("pdftoppm", ["-png", "-r", "150", "-f", "1", "-l", "1", "-singlefile", file.path, picture.path])
            let read = try Printed.run("ZXingReader", ["-format", "QRCode", picture.path + ".png"])
            #expect(read.contains(text))
        }
    }
}
