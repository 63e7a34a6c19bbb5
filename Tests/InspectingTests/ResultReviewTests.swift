import Authority
import Cryptography
import Importing
import Library
import Paperwork
import Registry
import Storage
import Tasking
import TestKit
import Testing
import Timekeeping

@testable import Inspecting

@Suite("检查结果审核")
struct ResultReviewTests {
    @Test("INSP-24 通过后完成，任务完成；INSP-25 之后无法修改，也不能再审")
    func approved() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            try await desk.review(.approved)
            #expect(try await desk.status() == .completed)
            #expect(try await desk.taskStatus() == .completed)
            await #expect(throws: ResultReviewRefused.approved) { try await desk.review(.returned, reason: "再看") }
            let again = ResultSubmission(
                of: desk.visit, from: .interface, VisitResult(), notice: nil, signatures: [:], refusal: nil)
            await #expect(throws: ResultRefused.approved) {
                try await desk.write {
                    _ = try again.make(
                        by: desk.officer, at: desk.town.now, protection: desk.town.cipher, material: desk.vault, in: $0)
                }
            }
        }
    }

    @Test("INSP-24、DRAW-03、OPS-04 不通过须有理由；退回后可重新录入，前一轮的结果和文书留存，仍显示前一轮的页面不能审核后一轮")
    func returned() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            let first = try await desk.inspect(&phone)
            await #expect(throws: ResultReviewRefused.reasonMissing) { try await desk.review(.returned, reason: " ") }
            try await desk.review(.returned, reason: "照片不清楚")
            #expect(try await desk.status() == .returned)
            let standing = try await desk.town.database.read { [visit = desk.visit] in try VisitStanding.load(visit, in: $0) }
            #expect(standing.receipt == nil)
            #expect(standing.returned?.reason == "照片不清楚")
            #expect(standing.returned?.event == first.event)
            let count = phone.events.count
            phone.note(desk.form.cards[2].content, "通道被杂物占用")
            let second = try await desk.sign(&phone)
            try await desk.deliver(Array(phone.events.dropFirst(count)))
            #expect(try await desk.status() == .inspecting)
            try await desk.submit(second)
            #expect(try await desk.status() == .awaitingReview)
            #expect(try await desk.count(.returned) == 1)
            #expect(try await desk.count(.documents) == 2)
            try await desk.submit(first)
            #expect(try await desk.count(.inspections) == 1)
            // a page that still shows the first entry decides nothing about the second
            await #expect(throws: StorageError.overtaken) { try await desk.review(.approved, round: 1) }
            #expect(try await desk.status() == .awaitingReview)
            #expect(try await desk.count(.finalResults) == 0)
            try await desk.review(.approved)
            #expect(try await desk.status() == .completed)
            // what the exclusion rule asks by result
            #expect(try await desk.count(.finalResults) == 1)
            // both officers were told of each decision, as what it is
            #expect(try await desk.count(.returnedMessages) == 2)
            #expect(try await desk.count(.reviewedMessages) == 2)
        }
    }

    @Test("INSP-24、ORG-23 上级机构的人有审核权限也看得到结果，审核的只是本机构的")
    func superior() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            let city = desk.town[.cityReviewer]
            let superior = Actor(
                account: city.account, name: city.name, organization: city.organization, organizationName: city.organizationName,
                permissions: city.permissions, scope: desk.town[.cityManager].scope, officer: nil, origin: city.origin)
            let seen = try await desk.write { [visit = desk.visit] in try InspectionFile.visible(visit, to: superior, in: $0).id }
            #expect(seen == desk.visit)
            await #expect(throws: NotFound.self) { try await desk.review(.approved, by: superior) }
            #expect(try await desk.status() == .awaitingReview)
        }
    }

    @Test("SEC-08 外机构的执法人员提交本机构的检查结果，与提交不存在的检查一样得到未找到；本机构未被选派的人得知不是本次检查的执法人员")
    func strangers() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            _ = try await desk.open()
            desk.fill(&phone)
            let submission = try await desk.sign(&phone)
            let whole = ResultSubmission(of: desk.visit, from: .interface, VisitResult(), notice: nil, signatures: [:], refusal: nil)
            let (cipher, now, vault) = (desk.town.cipher, desk.town.now, desk.vault)
            await #expect(throws: NotFound.self) { try await desk.submit(submission, by: desk.town[.westOfficer]) }
            await #expect(throws: NotFound.self) {
                try await desk.write { [stranger = desk.town[.westOfficer]] in
                    _ = try whole.make(by: stranger, at: now, protection: cipher, material: vault, in: $0)
                }
            }
            await #expect(throws: ResultRefused.notAssigned) { try await desk.submit(submission, by: desk.town[.eastSecondOfficer]) }
        }
    }

    @Test("SUBJ-23 检查结果涉及的设备从此有检查结果，不能再减少")
    func equipment() async throws {
        try await VisitDesk.each { desk in
            let subject = try await desk.addBlastFurnace()
            func inspected() async throws -> [Bool] {
                try await desk.town.database.read { try Workshop.all(of: subject, in: $0).flatMap(\.equipment).map(\.isInspected) }
            }
            #expect(try await inspected() == [false])
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            #expect(try await inspected() == [true])
        }
    }

    @Test("TASK-08 测试任务到期后，结果、证据、签名、审核、文书和现场记录的内容一并清除，设备记录的次序不断")
    func purged() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            try await desk.review(.returned, reason: "照片不清楚")
            let count = phone.events.count
            phone.note(desk.form.cards[2].content, "通道被杂物占用")
            let second = try await desk.sign(&phone)
            try await desk.deliver(Array(phone.events.dropFirst(count)))
            try await desk.submit(second)
            try await desk.review(.approved)
            try await desk.endTest()
            let head = try await desk.head(of: phone.events[0].device)
            let purge = TestTaskPurge(keepers: [VisitDataKeeping()])
            #expect(try await purge.run(desk.town.database, clock: desk.town.clock) == 1)
            let gone: [VisitDesk.CountedTable] = [
                .tasks, .inspections, .returned, .documents, .signatures, .problems, .finalResults, .evidence, .measures, .reviews,
                .openings, .files, .readableEvents,
            ]
            for table in gone { #expect(try await desk.count(table) == 0, "\(table)") }
            #expect(try await desk.count(.events) == phone.events.count)
            #expect(try await desk.head(of: phone.events[0].device) == head)
        }
    }

    @Test("INSP-26 录入人员和本次执法人员不能审核；没有权限和范围外的人看不到")
    func own() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            await #expect(throws: ResultReviewRefused.notPending) { try await desk.review(.approved) }
            try await desk.inspect(&phone)
            for person in [desk.officer, desk.partner] {
                let reviewer = Actor(
                    account: person.account, name: person.name, organization: person.organization,
                    organizationName: person.organizationName, permissions: [.reviewResults], scope: person.scope,
                    officer: person.officer, origin: "127.0.0.1")
                await #expect(throws: ResultReviewRefused.own) { try await desk.review(.approved, by: reviewer) }
            }
            await #expect(throws: PermissionDenied.self) { try await desk.review(.approved, by: desk.officer) }
            await #expect(throws: NotFound.self) { try await desk.review(.approved, by: desk.town[.cityReviewer]) }
            #expect(try await desk.status() == .awaitingReview)
        }
    }

    @Test("复核表：每个状态下谁先被拒绝")
    func order() {
        var standing = ResultReviewStanding(status: .completed, reviewStatus: .approved, mode: .doubleRandom, isReviewer: true, isOwn: true)
        #expect(standing.refusal(of: .approveResult)?.message == "检查结果已审批通过，无法修改")
        standing.reviewStatus = .pending
        #expect(standing.refusal(of: .approveResult)?.message == "检查结果不在待审核状态")
        standing.status = .awaitingReview
        #expect(standing.refusal(of: .approveResult)?.message == "不能审核本人录入的检查结果")
        #expect(standing.offers == [])
        standing.isOwn = false
        #expect(standing.offers == [.approveResult, .returnResult])
    }

    @Test("SUBJ-27 对象的检查记录列出本次检查，并计入本年检查次数；范围外的人看不到")
    func history() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            try await desk.town.database.read { [town = desk.town, task = desk.task, visit = desk.visit] transaction in
                let listed = try TaskSubject.objects(of: task, page: ListPage(), in: transaction)
                var filter = InspectionList.Filter()
                filter.subject = try #require(listed.rows.first).subject.subject
                let subject = try #require(filter.subject)
                let newYear = try #require(CalendarDate("2026-01-01")), nextYear = try #require(CalendarDate("2027-01-01"))
                let own = town[.eastReviewer].scope, foreign = town[.westBusiness].scope
                func times(_ start: CalendarDate, _ scope: Scope) throws -> Int {
                    try InspectionList.times(of: subject, since: start, scope: scope, in: transaction)
                }
                #expect(try InspectionList.load(filter, scope: own, page: ListPage(), in: transaction).rows.map(\.id) == [visit])
                #expect(try InspectionList.load(filter, scope: foreign, page: ListPage(), in: transaction).rows.isEmpty)
                #expect(try (times(newYear, own), times(nextYear, own), times(newYear, foreign)) == (1, 0, 0))
            }
        }
    }

    @Test("INSP-04、INSP-30 检查结果可按企业、执法人员、结果、方式和日期查找；我的检查记录只有本人参加过的检查")
    func lists() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            let (town, visit) = (desk.town, desk.visit)
            func found(_ scope: Scope?, _ change: @Sendable (inout InspectionList.Filter) -> Void) async throws -> [TaskSubject.ID] {
                var filter = InspectionList.Filter()
                change(&filter)
                return try await town.database.read { [filter] in
                    try InspectionList.load(filter, scope: scope, page: ListPage(), in: $0).rows.map(\.id)
                }
            }
            let own = town[.eastReviewer].scope
            let first = try #require(try await town.database.read { try InspectionList.load(.init(), scope: own, page: ListPage(), in: $0) }.rows.first)
            let today = town.now.beijingDate
            #expect(try await found(own) { $0.subjectName = String(first.subjectName.dropFirst().prefix(2)) } == [visit])
            #expect(try await found(own) { $0.subjectName = "没有这家" } == [])
            #expect(try await found(own) { $0.officerName = Person.eastPartner.name } == [visit])
            #expect(try await found(own) { $0.officerName = Person.westOfficer.name } == [])
            #expect(try await found(own) { ($0.overall, $0.mode) = (.problem, .doubleRandom) } == [visit])
            #expect(try await found(own) { $0.overall = .noProblem } == [])
            #expect(try await found(own) { ($0.from, $0.to) = (today, today) } == [visit])
            #expect(try await found(own) { $0.from = today.advanced(days: 1) } == [])

            let officers = try await town.database.read { try TaskSubject.officers(of: visit, in: $0) }
            for officer in officers { #expect(try await found(nil) { $0.officer = officer.officer } == [visit]) }
            #expect(try await found(nil) { $0.officer = Identifier(at: town.now) } == [])
        }
    }

    @Test("INSP-13 INSP-23 不涉及的内容不计入合格率；有问题的不合格")
    func passRate() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            let found = try await desk.town.database.read { [visit = desk.visit, cipher = desk.town.cipher] in
                try Inspection.find(visit, protection: cipher, in: $0)
            }
            let inspection = try #require(found)
            #expect(inspection.answers == [.pass, .notApplicable, .fail])
            #expect(inspection.passRate == 50)
            #expect(!inspection.isQualified)
        }
    }

    @Test("DOC-05 退回后改为无法开展检查：前一轮的检查记录作废，不再出新的")
    func returnedThenNotInspectable() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            try await desk.inspect(&phone)
            func inspection() async throws -> Inspection {
                let found = try await desk.town.database.read { [visit = desk.visit, cipher = desk.town.cipher] in
                    try Inspection.find(visit, protection: cipher, in: $0)
                }
                return try #require(found)
            }
            let document = try #require(try await inspection().document)
            try await desk.review(.returned, reason: "应为无法开展检查")
            let count = phone.events.count
            phone.write(
                "notInspectable", .init("on", .flag(true)), .init("reason", .text("closed")), .init("text", .text("大门紧锁")))
            phone.photo("notInspectable", VisitDesk.photo)
            let second = try await desk.sign(&phone)
            try await desk.deliver(Array(phone.events.dropFirst(count)))
            try await desk.submit(second)
            #expect(try await inspection().document == nil)
            let status = try await desk.town.database.read { try EnforcementDocument.load(document, in: $0).status }
            #expect(status == .voided)
        }
    }

    @Test("INSP-20 INSP-24 退回并重新录入后，两轮所签的内容都能由所存的数据重新算出；改动过的会被发现")
    func recomputed() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            _ = try await desk.open()
            desk.fill(&phone)
            phone.write("disposalSet", .init("disposal", .text("rectification")), .init("note", .text("三日内清理通道")))
            phone.photo(desk.form.cards[0].content, Digest.sha256("another photo").hex)
            desk.vault.keep(Digest.sha256("another photo").hex)
            let first = try await desk.sign(&phone)
            try await desk.deliver(phone.events)
            try await desk.submit(first)
            try await desk.review(.returned, reason: "照片不清楚")
            let count = phone.events.count
            phone.note(desk.form.cards[2].content, "通道被杂物占用")
            phone.write(
                "otherProblemSet", .init("problem", .text(InspectionProblem.ID().description)), .init("text", .text("灭火器过期")),
                .init("place", .text("门口")), .init("provision", .text("某条例第5条")))
            let other = phone.events.last?.payload["problem"]?.text ?? ""
            phone.measure(other, .fine, amount: 12_345)
            let second = try await desk.sign(&phone)
            try await desk.deliver(Array(phone.events.dropFirst(count)))
            try await desk.submit(second)

            func rounds() async throws -> [SignedResult] {
                try await desk.town.database.read { [visit = desk.visit, task = desk.task, cipher = desk.town.cipher] in
                    try SignedResult.all(of: visit, task: task, protection: cipher, in: $0)
                }
            }
            let signed = try await rounds()
            #expect(signed.map(\.round) == [2, 1])
            #expect(signed.map(\.digest) == [second.digest, first.digest])
            #expect(signed.map(\.isAsSigned) == [true, true])
            try await desk.change(.noteOfReturned)
            #expect(try await rounds().map(\.isAsSigned) == [true, false])
            try await desk.change(.problems)
            #expect(try await rounds().map(\.isAsSigned) == [false, false])
        }
    }

    @Test("BEY-41 手机时间超前的签名不晚于提交时间")
    func clockAhead() async throws {
        try await VisitDesk.each { desk in
            var phone = Phone(desk.visit)
            phone.time = desk.town.now.advanced(days: 2).milliseconds
            try await desk.inspect(&phone)
            let times = try await desk.town.database.read { [visit = desk.visit] in try SignatureFile.of(visit, 1, in: $0).map(\.at) }
            #expect(times == Array(repeating: desk.town.now, count: 3))
        }
    }
}
