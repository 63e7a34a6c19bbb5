import Authority
import Storage
import Tasking
import TestKit
import Testing

@testable import Inspecting

@Suite("检查结果的提交")
struct ResultSubmissionTests {
    @Test("INSP-24、DOC-11 双随机抽查：提交后待审核，确认现场检查记录，通知审核人员；重复提交只算一次")
    func submit() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            let submission = try await desk.inspect(&phone)
            #expect(try await desk.status() == .awaitingReview)
            #expect(try await desk.taskStatus() == .inProgress)
            let receipt = try await desk.town.database.read { [visit = desk.visit] in try VisitStanding.load(visit, in: $0).receipt }
            try await desk.submit(submission)
            try await desk.submit(submission, by: desk.partner)
            let again = try await desk.town.database.read { [visit = desk.visit] in try VisitStanding.load(visit, in: $0).receipt }
            #expect(receipt != nil)
            #expect(again == receipt)
            #expect(receipt?.digest == submission.digest)
            #expect(try await desk.count(.inspections) == 1)
            #expect(try await desk.count(.documents) == 1)
            #expect(try await desk.count(.facts) == 1)
            #expect(try await desk.count(.messages) == 1)
            #expect(try await desk.count(.signatures) == 3)
            #expect(try await desk.count(.problems) == 1)
            let late = phone.answer(desk.form.cards[0].content, .fail)
            #expect(try await desk.deliver([late]).rejected.map(\.code) == ["field.visit.closed"])
        }
    }

    @Test("TASK-27 其他模式：提交即完成；唯一的检查对象完成后任务完成")
    func daily() async throws {
        try await VisitDesk.each(.daily) { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone, problem: false)
            #expect(try await desk.status() == .completed)
            #expect(try await desk.taskStatus() == .completed)
        }
    }

    @Test("同时提交十次只入库一次")
    func concurrent() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            _ = try await desk.open()
            desk.fill(&phone)
            let submission = try await desk.sign(&phone)
            try await desk.deliver(phone.events)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<10 {
                    group.addTask { try await desk.submit(submission, by: index % 2 == 0 ? desk.officer : desk.partner) }
                }
                try await group.waitForAll()
            }
            #expect(try await desk.count(.inspections) == 1)
            #expect(try await desk.count(.documents) == 1)
        }
    }

    @Test("证据文件未传齐时不受理，并指明缺哪些；补传后受理")
    func filesMissing() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            _ = try await desk.open()
            desk.fill(&phone)
            let submission = try await desk.sign(&phone)
            try await desk.deliver(phone.events)
            desk.vault.lose(VisitDesk.photo)
            await #expect(throws: FieldConflict.filesMissing([VisitDesk.photo])) { try await desk.submit(submission) }
            #expect(try await desk.count(.inspections) == 0)
            #expect(try await desk.count(.documents) == 0)
            desk.vault.keep(VisitDesk.photo)
            try await desk.submit(submission)
            #expect(try await desk.count(.inspections) == 1)
        }
    }

    @Test("另一名执法人员后来的记录使结果不同：先合并，再签名")
    func digest() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            _ = try await desk.open()
            desk.fill(&phone)
            let submission = try await desk.sign(&phone)
            try await desk.deliver(phone.events)
            var other = Phone(desk.visit)
            other.time = phone.time
            other.basics(.place, "二号车间")
            try await desk.deliver(other.events, by: desk.partner)
            await #expect(throws: FieldConflict.digest) { try await desk.submit(submission) }
            let stranger = FieldSubmission(of: desk.visit, asked: FieldEvent.ID(), digest: submission.digest)
            await #expect(throws: FieldConflict.notSubmitted) { try await desk.submit(stranger) }
            await #expect(throws: ResultRefused.notAssigned) { try await desk.submit(submission, by: desk.outsider) }
        }
    }

    @Test("无法开展检查：理由和照片，双方不需负责人签名，不出检查记录")
    func notInspectable() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            _ = try await desk.open()
            desk.fill(&phone, problem: false)
            phone.write(
                "notInspectable", .init("on", .flag(true)), .init("reason", .text("closed")), .init("text", .text("大门紧锁")))
            phone.photo("notInspectable", VisitDesk.photo)
            let submission = try await desk.sign(&phone)
            try await desk.deliver(phone.events)
            try await desk.submit(submission)
            #expect(try await desk.status() == .notInspectable)
            #expect(try await desk.taskStatus() == .completed)
            #expect(try await desk.count(.documents) == 0)
        }
    }

    @Test("INSP-25、OFCR-06 先问是否本次执法人员，再问状态和资格")
    func order() {
        let submission = ResultSubmission(of: TaskSubject.ID(), from: .mobile, VisitResult(), notice: nil, signatures: [:], refusal: nil)
        var standing = ResultSubmission.Standing(
            status: .awaitingOfficers, reviewStatus: .approved, isAssigned: false, lost: ["甲"])
        func refusal() -> ResultRefused? {
            do throws(ResultRefused) { try submission.permit(standing) } catch { return error }
            return nil
        }
        #expect(refusal()?.message == "您不是本次检查的执法人员")
        standing.isAssigned = true
        #expect(refusal()?.message == "检查结果已审批通过，无法修改")
        standing.reviewStatus = nil
        #expect(refusal()?.message == "待抽取")
        standing.status = .awaitingReview
        #expect(refusal() == .closed(.awaitingReview))
        standing.status = .inspecting
        #expect(refusal()?.message == "甲执法证已失效，请调整检查人员")
        standing.lost = []
        #expect(refusal() == nil)
    }
}
