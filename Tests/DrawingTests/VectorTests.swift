import Cryptography
import Drawing
import Foundation
import Testing

@Suite("draw1 公开算例")
struct VectorTests {
    @Test("公开算例逐字节一致", arguments: Vector.allCases)
    func consistent(_ vector: Vector) throws {
        let folder = try vector.folder()
        #expect(try Draw.run(folder) == folder.result)
        #expect(DrawVerification.check(folder) == .consistent)
        #expect("\(DrawVerification.check(folder))" == "一致")
    }

    @Test("SHA-256 算例的种子、对象和人员与规范中的表一致")
    func sha256() throws {
        let result = try DrawResult(parsing: Draw.run(Vector.sha256.folder()))
        #expect(result.seed.hex == "30846c130fe33ab09c1fb174c12f531f988924b44ac3ee93fcf7a8ee78582170")
        #expect(
            result.selected.map { "\($0.stratum) \($0.objectID) \($0.team.joined(separator: ","))" } == [
                "D 91110105TEX000096F 11010001,11010002", "B 91110105TEX0000457 11010005,11010004",
                "C 91110105TEX00007XL 11010003,11010004", "A 91110105TEX000037C 11010001,11010002",
            ])
        #expect(result.reserve.count == 6)
    }

    @Test("SM3 算例的种子、对象、人员和一张签与规范中的表一致")
    func sm3() throws {
        let result = try DrawResult(parsing: Draw.run(Vector.sm3.folder()))
        #expect(result.seed.hex == "026d7db984729d1cbf3c750cb1cca5c47a523c99643bf1ed3324efa25cd4923a")
        #expect(
            result.selected.map { "\($0.stratum) \($0.objectID) \($0.team.joined(separator: ","))" } == [
                "A 91110105TEX000029H 11010003,11010002", "B 91110105TEX000061W 11010005,11010003",
                "D 91110105TEX000096F 11010003,11010002", "C 91110105TEX000088L 11010005,11010002",
            ])
        #expect(
            result.selected.first?.ticket.hex == "220958aafdcb19316d44dbd7a325b9f4d81c472633baf1011266dc38ddf84e41")
    }

    @Test("参数文件的摘要和承诺与规范中的表一致")
    func commitments() throws {
        let folder = try Vector.sm3.folder()
        let parameters = try DrawParameters(parsing: folder.parameters)
        let reveal = try DrawReveal(parsing: folder.reveal)
        #expect(parameters.bytes == folder.parameters)
        #expect(reveal.bytes == folder.reveal)
        #expect(
            Digest.sm3(folder.parameters).hex == "8eff039ff5564dc0f562635754eea25522e8032e9222f2b07b8d0c2b775738bc")
        #expect(
            DrawParty.authority.commitment(to: reveal.nonceA, drawID: "2026-0001", by: .sm3).hex
                == "5267b896ae5fd38f0fbe650466fac49e1731a2c00b03e224e5e207bfccf6bd69")
    }
}

@Suite("draw1 篡改必被发现")
struct TamperingTests {
    @Test("任何文件的任何一个字节被改动都被发现", arguments: Vector.allCases, DrawFile.allCases)
    func changedByte(_ vector: Vector, _ file: DrawFile) throws {
        let folder = try vector.folder()
        let masks: [UInt8] = vector == .sha256 ? [0x01, 0x20, 0x80] : [0x01]
        for position in folder[file].indices {
            for mask in masks {
                var changed = folder
                changed[file][position] ^= mask
                #expect(DrawVerification.check(changed) != .consistent, "\(file.rawValue) 第\(position)字节")
            }
        }
    }

    @Test("任何文件多一个、少一个字节都被发现", arguments: [Vector.sha256], DrawFile.allCases)
    func lengths(_ vector: Vector, _ file: DrawFile) throws {
        let folder = try vector.folder()
        for byte in ["\n", "\r", " ", "0", "A", "|"].flatMap(\.utf8) {
            for position in [0, folder[file].count / 2, folder[file].count] {
                var changed = folder
                changed[file].insert(byte, at: position)
                #expect(DrawVerification.check(changed) != .consistent)
            }
        }
        for position in folder[file].indices {
            var changed = folder
            changed[file].remove(at: position)
            #expect(DrawVerification.check(changed) != .consistent, "\(file.rawValue) 第\(position)字节")
        }
    }

    @Test("换行改成 CRLF、加 BOM、行重复、行交换都被发现", arguments: [Vector.sha256, .sm3, .groups], DrawFile.allCases)
    func lines(_ vector: Vector, _ file: DrawFile) throws {
        let folder = try vector.folder()
        let lines = String(decoding: folder[file], as: UTF8.self).split(separator: "\n").map { $0 + "\n" }
        func check(_ text: String) {
            var changed = folder
            changed[file] = Array(text.utf8)
            #expect(DrawVerification.check(changed) != .consistent)
        }
        check(lines.joined().replacing("\n", with: "\r\n"))
        check("\u{FEFF}" + lines.joined())
        for index in lines.indices {
            var doubled = lines
            doubled.insert(lines[index], at: index)
            check(doubled.joined())
            guard index > 0 else { continue }
            var swapped = lines
            swapped.swapAt(index, index - 1)
            check(swapped.joined())
        }
    }

    @Test("带 BOM 或以 CRLF 换行的文件被指明，不说成抽取不一致", arguments: DrawFile.allCases)
    func resaved(_ file: DrawFile) throws {
        let folder = try Vector.groups.folder()
        let text = String(decoding: folder[file], as: UTF8.self)
        func verdict(_ text: String) -> DrawVerification.Verdict {
            var changed = folder
            changed[file] = Array(text.utf8)
            return DrawVerification.check(changed)
        }
        #expect(verdict("\u{FEFF}" + text) == .resaved(file, line: 1, .byteOrderMark))
        let ended = verdict(text.replacing("\n", with: "\r\n"))
        #expect(ended == .resaved(file, line: 1, .carriageReturn))
        #expect(!ended.description.contains("不一致") && ended.description.contains("CRLF"))
    }

    @Test("指出第一处不同的文件、行、应有和实有内容")
    func place() throws {
        let folder = try Vector.sha256.folder()
        let team = try folder.replacing("11010005,11010004", with: "11010005,11010002", in: .result)
        guard case .different(let difference) = DrawVerification.check(team) else {
            Issue.record("没有发现")
            return
        }
        #expect(difference.file == .result)
        #expect(difference.line == 3)
        #expect(difference.expected.hasSuffix("|11010005,11010004"))
        #expect(difference.found.hasSuffix("|11010005,11010002"))

        let weight = try folder.replacing("TEX000088L|2", with: "TEX000088L|3", in: .manifest)
        guard case .different(let hash) = DrawVerification.check(weight) else {
            Issue.record("没有发现")
            return
        }
        #expect(hash.file == .parameters)
        #expect(hash.line == 8)
        #expect(hash.found == "7035260be3cc7dcb07057ca6701f63d77087b5025dfa4a01518ad8bf7f5017bd")

        var cut = folder
        cut.result = Array(folder.result.prefix { $0 != UInt8(ascii: "\n") }) + [UInt8(ascii: "\n")]
        guard case .different(let end) = DrawVerification.check(cut) else {
            Issue.record("没有发现")
            return
        }
        #expect(end.line == 2)
        #expect(end.found == "文件结束")
    }
}
