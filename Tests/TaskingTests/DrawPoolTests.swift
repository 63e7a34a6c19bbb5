import Authority
import Drawing
import Foundation
import Storage
import TestKit
import Testing

@testable import Tasking

@Suite("在不在名单里，票值是多少")
struct DrawPoolTests {
    @Test("BEY-12 名单中每个对象都查得到自己的分类、票值和抽中与否，与公布的结果相同；不在名单中的如实告知；早先没有索引的抽取答案相同")
    func places() async throws {
        try await DrawStage.each(subjects: 300) { stage in
            try await stage.add(by: .publicCredit)
            try await stage.exclude(.none)
            try await stage.sample(.ratio(10))
            let draw = try await stage.begin()
            _ = try await stage.stop(draw)
            let record = try await stage.record(draw), folder = try await stage.folder(draw)
            let result = try DrawResult(parsing: folder.result)
            #expect(Set(result.selected.map(\.stratum)).count > 1)
            func check() async throws {
                for line in result.selected {
                    let place = try #require(try await stage.read { try record.place(of: line.objectID, in: $0) })
                    #expect(place.isSelected && place.stratum == line.stratum && place.ticket.digest == line.ticket)
                }
                for line in result.reserve {
                    let place = try #require(try await stage.read { try record.place(of: line.objectID, in: $0) })
                    #expect(!place.isSelected && place.stratum == line.stratum && place.ticket.digest == line.ticket)
                }
                for code in ["", "91990101TS1", "91990101TS100000010", "ZZZ", "91990101TS10000001|"] {
                    #expect(try await stage.read { try record.place(of: code, in: $0) } == nil, "\(code)")
                }
            }
            try await check()
            try await stage.write { transaction, _, _ in try DrawStage.dropPool(of: draw, in: transaction) }
            try await check()
        }
    }

    @Test("BEY-12 给出的一条 openssl 命令算出的就是票值", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
    func command() async throws {
        try await DrawStage.each(subjects: 5) { stage in
            try await stage.prepare(.count(2))
            let draw = try await stage.begin()
            _ = try await stage.stop(draw)
            let record = try await stage.record(draw)
            let code = try DrawResult(parsing: try await stage.folder(draw).result).reserve[0].objectID
            let place = try #require(try await stage.read { try record.place(of: code, in: $0) })
            let process = Process(), output = Pipe()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", place.command]
            process.standardOutput = output
            try process.run()
            let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            #expect(said.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix(place.ticket.digest.hex))
            #expect(place.command.contains("-sm3") && place.command.contains(code))
        }
    }

    @Test("BEY-12 企业只看到管辖机关及其上级机关检查已全部结束的正式抽取")
    func ended() async throws {
        try await DrawStage.each(subjects: 5) { stage in
            try await stage.prepare(.count(2))
            _ = try await stage.stop(try await stage.begin())
            let subject = try await stage.visits()[0].subject
            func draws() async throws -> Int { try await stage.read { try DrawRecord.ended(for: subject, page: ListPage(), in: $0).rows.count } }
            #expect(try await draws() == 0)
            try await stage.write { [task = stage.task] transaction, _, _ in try SubjectRows.finishVisits(of: task, in: transaction) }
            #expect(try await draws() == 1)
            let elsewhere = stage.town[.westCounty]
            try await stage.write { transaction, _, _ in try DrawStage.move(subject, to: elsewhere, in: transaction) }
            #expect(try await draws() == 0)
        }
    }
}
