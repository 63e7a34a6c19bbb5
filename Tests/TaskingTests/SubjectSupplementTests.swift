import Authority
import Importing
import Library
import Registry
import Storage
import TestKit
import Testing
import Timekeeping

@testable import Tasking

@Suite("补充检查对象")
struct SubjectSupplementTests {
    /// A task of the east county, issued with its first object or none.
    private func task(_ office: Office, _ fixation: SubjectFixation, mode: InspectionMode = .daily, issued: Bool = true) async throws -> InspectionTask.ID {
        let item = mode == .doubleRandom ? office.item : office.supervision
        let east = office.town[.eastCounty], first = try await subjects(office)[0]
        try await office.act(.eastPlanner) { _, _, tx in try Library.claim(item, by: east, in: tx) }
        var record = office.taskRecord()
        record.fixation = fixation
        (record.subjectSelection, record.officerSelection) = (.manual, .manual)
        let made = record
        return try await office.act(.eastPlanner) { actor, now, tx in
            let id = try TaskMaking(mode, made, items: [item]).make(by: actor, at: now, in: tx)
            try TaskConfirmation(of: id).make(by: actor, at: now, in: tx)
            guard issued else { return id }
            let subject = try IssuedSubject.named(first, for: east, joining: .chosen, visit: nil, scope: actor.scope, in: tx)
            try TaskIssuing(of: id, to: [subject]).make(by: actor, at: now, in: tx)
            return id
        }
    }

    private func subjects(_ office: Office) async throws -> [SubjectID] {
        let east = office.town[.eastCounty]
        return try await office.act(.eastPlanner) { _, now, tx in
            let known = try Library.subjects(of: east, in: tx)
            if !known.isEmpty { return known }
            // from one of level D on, which has no cap (BEY-30)
            try SubjectRows.insert(3, of: east, first: 3, at: now, in: tx)
            return try Library.subjects(of: east, in: tx)
        }
    }

    private func add(_ subjects: Set<SubjectID>, to task: InspectionTask.ID, _ office: Office, by person: Person = .eastPlanner) async throws {
        _ = try await office.act(person) { try SubjectSupplement(of: subjects, to: task).make(by: $0, at: $1, in: $2) }
    }

    @Test("TASK-19、TASK-38 允许补充的任务由执行机构补充对象，补充的对象同样选派人员、检查；任务完成后不能再补充")
    func course() async throws {
        try await Office.each { office in
            let all = try await subjects(office)
            let id = try await task(office, .additionsAllowed)
            let first = try await office.read { try TaskSubject.objects(of: id, in: $0).rows[0].subject.id }
            try await office.assign(first)
            #expect(try await office.task(id).status == .pending)
            await #expect(throws: TaskRefused.subjectsMissing) { try await add([], to: id, office) }
            await #expect(throws: TaskRefused.subjectTwice) { try await add([all[0]], to: id, office) }
            try await add([all[1], all[2]], to: id, office)
            let lines = try await office.read { try TaskSubject.objects(of: id, in: $0).rows }
            #expect(lines.count == 3 && lines.filter { $0.subject.status == .awaitingOfficers }.count == 2)
            let east = office.town[.eastCounty]
            let waiting = try await office.read { try AssignmentList.load(for: east, waitingOnly: true, words: nil, page: ListPage(), in: $0).rows }
            #expect(waiting.map(\.task) == [id] && waiting.first?.waiting == 2)
            for line in lines where line.subject.status == .awaitingOfficers { try await office.assign(line.subject.id) }
            for line in lines { try await office.move(line.subject.id, .begin, .finishEntry, .agreeCountersign) }
            #expect(try await office.task(id).status == .inProgress)
            try await office.act(.eastPlanner) { try TaskClosing(of: id).make(by: $0, at: $1, in: $2) }
            let late = await #expect(throws: TaskRefused.self) { try await add([all[1]], to: id, office) }
            #expect(late?.message == "任务状态为“已完成”，不能补充检查对象")
            #expect(try await office.read { try Library.facts(about: id.bytes, in: $0) }.contains("tasking.task.subjectsAdded"))
        }
    }

    @Test("TASK-19、TASK-21、SEC-08 下发后不允许再添加的、双随机抽查的任务不能补充；不执行该任务的机构看不到")
    func refusals() async throws {
        try await Office.each { office in
            let all = try await subjects(office)
            let fixed = try await task(office, .fixed)
            let refused = await #expect(throws: TaskRefused.self) { try await add([all[1]], to: fixed, office) }
            #expect(refused?.message == "该任务下发后不允许再添加检查对象")
            let drawn = try await task(office, .additionsAllowed, mode: .doubleRandom)
            await #expect(throws: TaskRefused.additionsClosed) { try await add([all[1]], to: drawn, office) }
            let open = try await task(office, .additionsAllowed)
            await #expect(throws: NotFound.self) { try await add([all[1]], to: open, office, by: .westBusiness) }
            await #expect(throws: NotFound.self) { try await add([all[1]], to: open, office, by: .cityPlanner) }
            let early = try await task(office, .additionsAllowed, issued: false)
            await #expect(throws: TaskRefused.wrongState(.awaitingSubjects, .addSubjects)) { try await add([all[1]], to: early, office) }
            await #expect(throws: FoundingRefused.subjectUnknown) { try await add([SubjectID()], to: open, office) }
        }
    }
}
