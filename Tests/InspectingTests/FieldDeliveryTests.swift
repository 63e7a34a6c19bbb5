import Storage
import Tasking
import TestKit
import Testing

@testable import Inspecting

@Suite("现场记录的上传")
struct FieldDeliveryTests {
    @Test("重复上传、分段上传不改变任何内容；首条记录使检查对象进入检查中")
    func twice() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            desk.fill(&phone)
            let first = try await desk.deliver(Array(phone.events.prefix(4)))
            #expect(first.accepted == phone.events.prefix(4).map(\.id))
            #expect(first.rejected == [])
            #expect(try await desk.status() == .inspecting)
            #expect(try await desk.taskStatus() == .inProgress)
            let again = try await desk.deliver(phone.events)
            #expect(again.accepted == phone.events.map(\.id))
            #expect(try await desk.deliver(phone.events) == again)
            #expect(try await desk.count(.events) == phone.events.count)
        }
    }

    @Test("ITEM-16、MOB-04 手机上的依据是链接，指向检查当日施行的条文，并带着条文的正文；法律法规库中没有的是文字")
    func citations() async throws {
        try await VisitDesk.each { desk in
            let package = try await desk.write { transaction in
                try VisitPackage.load(desk.visit, for: desk.officer, at: desk.town.now, protection: desk.town.cipher, in: transaction)
            }
            let contents = package["form"]?["groups"]?.list?.flatMap { $0["contents"]?.list ?? [] } ?? []
            let citations = contents.compactMap { $0["citations"]?.list?.first }
            #expect(citations.map { $0["href"]?.text } == [
                "/laws/\(Sample.provision.statute)?on=\(desk.town.now.beijingDate)#a1", nil, nil,
            ])
            #expect(citations.map { $0["text"]?.text } == ["某条例第1条", "某条例第2条", "某条例第3条"])
            #expect(citations.map { $0["words"]?.list?.isEmpty } == [true, true, true])
            let statute = Sample.provision.statute
            try await desk.addArticle(of: statute, "第一款的文字\n第二款的文字")
            let again = try await desk.write { transaction in
                try VisitPackage.load(desk.visit, for: desk.officer, at: desk.town.now, protection: desk.town.cipher, in: transaction)
            }
            let first = again["form"]?["groups"]?.list?.first?["contents"]?.list?.first?["citations"]?.list?.first
            #expect(first?["words"]?.list?.compactMap(\.text) == ["第一款的文字", "第二款的文字"])
        }
    }

    @Test("MOB-03 未完成的检查超过一百项时分页给出，一项不少；三十天前完成的不再给出")
    func manyVisits() async throws {
        try await VisitDesk.each { desk in
            let added = try await desk.addVisits(130)
            try await desk.finish(Array(added[100..<110]), at: desk.town.now.advanced(days: -31))
            try await desk.finish(Array(added[110..<120]), at: desk.town.now.advanced(days: -1))
            var found: [String] = []
            var next: Int64?
            let (officer, now) = (try #require(desk.officer.officer), desk.town.now)
            repeat {
                let page = try await desk.town.database.read { [next] in
                    try VisitPackage.heads(of: officer, after: next, at: now, in: $0)
                }
                found += page["visits"]?.list?.compactMap { $0["id"]?.text } ?? []
                #expect(page["now"]?.integer == desk.town.now.milliseconds)
                next = page["next"]?.text.flatMap { Int64($0) }
            } while next != nil
            let wanted = [desk.visit] + added[..<100] + added[110...]
            #expect(found.count == wanted.count)
            #expect(Set(found) == Set(wanted.map(\.description)))
        }
    }

    @Test("缺号的上传得到服务器想要的序号，整批不入库")
    func gap() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            desk.fill(&phone)
            try await desk.deliver(Array(phone.events.prefix(2)))
            await #expect(throws: FieldConflict.gap(expected: 3)) { try await desk.deliver(Array(phone.events.dropFirst(3))) }
            await #expect(throws: FieldConflict.gap(expected: 4)) {
                try await desk.deliver([phone.events[2], phone.events[4]])
            }
            #expect(try await desk.count(.events) == 2)
        }
    }

    @Test("同一序号的另一条记录、改过的内容、别人的设备都被拒绝")
    func forked() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            desk.fill(&phone)
            try await desk.deliver(phone.events)
            var other = Phone(desk.visit, device: phone.device)
            other.basics(.unit, "另一条")
            await #expect(throws: FieldConflict.forked) { try await desk.deliver(other.events) }
            let known = phone.events[0]
            let changed = FieldEvent(
                id: known.id, device: known.device, seq: 1, visit: known.visit, kind: known.kind, at: known.at,
                payload: known.payload, prev: known.prev, hash: .sha256("改动"))
            await #expect(throws: FieldConflict.forked) { try await desk.deliver([changed]) }
            let next = phone.answer(desk.form.cards[0].content, .fail)
            await #expect(throws: FieldConflict.forked) { try await desk.deliver([next], by: desk.partner) }
            let broken = FieldEvent(
                id: next.id, device: next.device, seq: next.seq, visit: next.visit, kind: next.kind, at: next.at + 1,
                payload: next.payload, prev: next.prev, hash: next.hash)
            await #expect(throws: FieldConflict.hash) { try await desk.deliver([broken]) }
        }
    }

    @Test("INSP-01 非本次检查的执法人员的记录留存但不计入；链继续")
    func notAssigned() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            phone.basics(.unit, "甲")
            phone.basics(.unit, "乙")
            let outcome = try await desk.deliver(phone.events, by: desk.outsider)
            #expect(outcome.accepted == [])
            #expect(outcome.rejected.map(\.code) == ["field.visit.notAssigned", "field.visit.notAssigned"])
            #expect(outcome.rejected[0].message == "您不是本次检查的执法人员")
            #expect(try await desk.deliver(phone.events, by: desk.outsider) == outcome)
            #expect(try await desk.status() == .awaitingInspection)
            #expect(try await desk.count(.events) == 2)
        }
    }

    @Test("未知种类、缺键的记录被退回，其后的记录照常入库；OFCR-06 执法证失效后的记录被退回")
    func refusals() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            phone.write("danced", .init("with", .text("wolves")))
            phone.write("noted", .init("content", .text("x")))
            phone.basics(.unit, "甲")
            let outcome = try await desk.deliver(phone.events)
            #expect(outcome.rejected.map(\.code) == ["field.event.kind", "field.event.payload"])
            #expect(outcome.accepted == [phone.events[2].id])
            try await desk.expireCertificate(of: try #require(desk.officer.officer), on: "2026-03-01")
            let late = phone.answer(desk.form.cards[0].content, .pass)
            let after = try await desk.deliver([late])
            #expect(after.rejected.map(\.message) == ["甘白石执法证已失效，请调整检查人员"])
        }
    }

    @Test("MOB-04 填写可以写明它所知道的别台设备的填写；写明的不是记录编号的被退回")
    func settles() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            let place: [JSONValue.Member] = [.init("field", .text("place")), .init("value", .text("大堂"))]
            phone.write("basicsChanged", place[0], place[1], .init("settles", .list([.text(FieldEvent.ID().description)])))
            phone.write("basicsChanged", place[0], place[1], .init("settles", .list([.text("前厅")])))
            phone.write("photoRemoved", .init("content", .text("x")), .init("equipment", .null), .init("sha256", .text(String(repeating: "0", count: 64))), .init("settles", .list([])))
            let outcome = try await desk.deliver(phone.events)
            #expect(outcome.accepted == [phone.events[0].id])
            #expect(outcome.rejected.map(\.code) == ["field.event.payload", "field.event.payload"])
        }
    }

    @Test("一次最多 200 条；不混两台设备")
    func limits() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            for index in 0...FieldDelivery.greatestCount { phone.basics(.unit, "\(index)") }
            await #expect(throws: FieldConflict.tooMany) { try await desk.deliver(phone.events) }
            var other = Phone(desk.visit)
            other.basics(.unit, "甲")
            await #expect(throws: FieldConflict.mixed) { try await desk.deliver([phone.events[0]] + other.events) }
        }
    }
}
