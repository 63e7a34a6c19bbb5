import Authority
import Ledger
import Spreadsheets
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("导入")
struct ImportTests {
    @Test("SUBJ-13 一万行中有五十行错误：如实报告每一错误行，确认后只导入正确的行，计数与列表一致")
    func large() async throws {
        try await ImportDesk.each { desk in
            let rows = (1...10_000).map { number -> [String] in
                guard number % 200 == 0 else { return ImportDesk.row(number) }
                switch number / 200 % 3 {
                case 0: return ImportDesk.row(number, [.code: String(ImportDesk.code(number).dropLast()) + "I"])
                case 1: return ImportDesk.row(number, [.name: ""])
                default: return ImportDesk.row(number, [.code: ImportDesk.code(number - 1)])
                }
            }
            let id = try await desk.submit(try desk.file(SubjectImport(), rows), "subjects")
            try await desk.work()
            let (job, report) = try await desk.look(id)
            #expect(job.state == .awaiting)
            #expect(job.message == "共10000行，可导入9950行，错误50行")
            #expect(report.problems.count == 50)
            #expect(report.problems[0] == ImportProblemLine(row: 201, column: "主体名称", message: "请填写主体名称"))
            #expect(report.problems[1] == ImportProblemLine(row: 401, column: "", message: "与第400行重复"))
            #expect(report.problems[2] == ImportProblemLine(row: 601, column: "统一社会信用代码", message: "统一社会信用代码格式不正确"))
            #expect(try await desk.count() == 0)

            try await desk.confirm(id)
            try await desk.work()
            let (done, after) = try await desk.look(id)
            #expect(done.state == .done)
            #expect(done.message == "导入完成：新增9950行，更新0行，未变化0行，未导入50行")
            #expect(after.state.created == 9950)
            #expect(try await desk.count() == 9950)
            #expect(try await desk.facts("registry.import.finished") == 1)
        }
    }

    @Test("SUBJ-13 同一文件再次导入不改变任何记录；改了一格的行只更新这一行并记录新旧值")
    func again() async throws {
        try await ImportDesk.each { desk in
            let rows = (1...700).map { ImportDesk.row($0) }
            let first = try await desk.importAll(try desk.file(SubjectImport(), rows), "subjects")
            #expect(first.state.created == 700)
            let second = try await desk.importAll(try desk.file(SubjectImport(), rows, format: .xlsx), "subjects")
            #expect(second.state.outcome == "新增0行，更新0行，未变化700行，未导入0行")
            #expect(try await desk.facts("registry.subject.changed") == 0)

            var changed = rows
            changed[41][0] = "白石县新名称机械厂"
            let third = try await desk.importAll(try desk.file(SubjectImport(), changed), "subjects")
            #expect(third.state.outcome == "新增0行，更新1行，未变化699行，未导入0行")
            #expect(try await desk.facts("registry.subject.changed") == 1)
            #expect(try await desk.subject(ImportDesk.code(42))?.record.name == "白石县新名称机械厂")
            #expect(try await desk.count() == 700)
        }
    }

    @Test("SUBJ-13 导入之后被人改过的对象，同一文件再次导入时更新回文件的内容；文件留空的内容保留")
    func changedInBetween() async throws {
        try await ImportDesk.each { desk in
            let rows = (1...5).map { ImportDesk.row($0) }
            _ = try await desk.importAll(try desk.file(SubjectImport(), rows), "subjects")
            for (number, change) in [(2, \SubjectRecord.phone), (3, \.liaison)] {
                let subject = try #require(try await desk.subject(ImportDesk.code(number)))
                var record = subject.record
                record[keyPath: change] = "19900009999"
                let changed = SubjectChange(of: subject.id, version: subject.version, to: record)
                try await desk.town.database.write { [town = desk.town] in
                    try changed.make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
                }
            }
            let again = try await desk.importAll(try desk.file(SubjectImport(), rows), "subjects")
            #expect(again.state.outcome == "新增0行，更新1行，未变化4行，未导入0行")
            #expect(try await desk.subject(ImportDesk.code(2))?.record.phone == "199" + "00000002")
            #expect(try await desk.subject(ImportDesk.code(3))?.record.liaison == "19900009999")
        }
    }

    @Test("SUBJ-13 导入中途进程中断，由另一进程接手：每行恰好导入一次")
    func takenOver() async throws {
        try await ImportDesk.each { desk in
            let id = try await desk.submit(try desk.file(SubjectImport(), (1...1700).map { ImportDesk.row($0) }), "subjects")
            // every step on a runner of its own that is dropped afterwards: checking, then four batches
            var takeovers = 0
            while try await desk.look(id).job.state != .done {
                let interrupted = InterruptedJob(desk.job())
                let runner = JobRunner(database: desk.town.database, kinds: [interrupted], clock: desk.town.clock)
                _ = try await runner.runNext()
                takeovers += 1
                try #require(takeovers < 20)
                try await runner.takeOverAtStart()
            }
            #expect(takeovers >= 5)
            let report = try await desk.look(id).report
            #expect(report.state.outcome == "新增1700行，更新0行，未变化0行，未导入0行")
            #expect(try await desk.count() == 1700)
        }
    }

    @Test("SUBJ-13 取消导入后每行要么已导入要么未导入，报告说明到哪一行")
    func cancelled() async throws {
        try await ImportDesk.each { desk in
            let id = try await desk.submit(try desk.file(SubjectImport(), (1...1200).map { ImportDesk.row($0) }), "subjects")
            for _ in 0..<3 {
                let runner = JobRunner(
                    database: desk.town.database, kinds: [InterruptedJob(desk.job())], clock: desk.town.clock)
                _ = try await runner.runNext()
                try await runner.takeOverAtStart()
            }
            try await desk.town.database.write { transaction in
                try ImportCancellation(of: id).make(
                    kinds: desk.job(), by: desk.town[.eastBusiness], at: desk.town.now, in: transaction)
            }
            try await desk.work()
            let (job, report) = try await desk.look(id)
            #expect(job.state == .cancelled)
            #expect(report.standing == "已处理到第\(report.state.row)行：\(report.state.outcome)；其后的行没有导入")
            #expect(try await desk.count() == report.state.created)
            #expect(report.state.created < 1200)
            #expect(try await desk.facts("registry.import.cancelled") == 1)
        }
    }

    @Test("SUBJ-14 不是系统模板或表头被改动的文件整体拒绝")
    func foreignTemplate() async throws {
        #expect(SpreadsheetError.notOurTemplate.message == "请使用系统提供的导入模板，模板格式不得修改")
        try await ImportDesk.each { desk in
            let good = String(decoding: try desk.file(SubjectImport(), [ImportDesk.row(1)]), as: UTF8.self)
            let altered: [(String, SpreadsheetError)] = [
                (good.replacing("主体名称", with: "企业名称"), .alteredTemplate("缺少列“主体名称”，多出列“企业名称”")),
                (good.replacing("别名", with: "别名,备注"), .alteredTemplate("多出列“备注”")), ("姓名,电话\n甲,1\n", .notOurTemplate),
            ]
            for (text, reason) in altered {
                await #expect(throws: ImportRefused.unreadable(reason)) {
                    _ = try await desk.submit(Array(text.utf8), "subjects")
                }
            }
            await #expect(throws: PermissionDenied(permission: .manageSubjects)) {
                _ = try await desk.submit(Array(good.utf8), "subjects", by: .eastOfficer)
            }
        }
    }

    @Test("SUBJ-13 表头上方的标题行、全角字符、空格、数字存成文本、五种日期写法都能识别")
    func dirty() async throws {
        try await ImportDesk.each { desk in
            let wide = String(String.UnicodeScalarView(ImportDesk.code(1).unicodeScalars.compactMap {
                Unicode.Scalar($0.value + 0xFEE0)
            }))
            let dates = ["2020-05-06", "2020/5/6", "2020.5.6", "2020年5月6日", "20200506"]
            var rows = dates.enumerated().map { ImportDesk.row($0 + 1, [.establishedOn: $1]) }
            rows[0][1] = wide
            rows[1][1] = " ' " + ImportDesk.code(2).lowercased() + "　"
            rows[2][0] = "　白石县 第三\u{200B}机械厂 "
            rows[3][8] = "１９９０００００００４"
            let text = String(decoding: try desk.file(SubjectImport(), rows), as: UTF8.self)
            let titled = "\u{FEFF}白石县企业名录,,,\n,,\n" + text.dropFirst()
            let report = try await desk.importAll(Array(titled.utf8), "subjects")
            #expect(report.problems == [])
            #expect(report.state.created == 5)
            for number in 1...5 {
                #expect(try await desk.subject(ImportDesk.code(number))?.record.establishedOn?.description == "2020-05-06")
            }
            #expect(try await desk.subject(ImportDesk.code(3))?.record.name == "白石县 第三机械厂")
            #expect(try await desk.subject(ImportDesk.code(4))?.record.phone == "19900000004")
        }
    }

    @Test("SUBJ-13 SEC-08 管辖机构只能是导入人范围内的机构；别的机构的对象不能被更新，报“该对象已存在”")
    func jurisdiction() async throws {
        try await ImportDesk.each { desk in
            let rows = [
                ImportDesk.row(1, [.jurisdiction: "柳溪镇人民政府"]), ImportDesk.row(2, [.jurisdiction: "青禾县应急管理局"]),
                ImportDesk.row(3),
            ]
            let report = try await desk.importAll(try desk.file(SubjectImport(), rows), "subjects")
            #expect(report.problems == [
                ImportProblemLine(row: 3, column: "管辖机构", message: "管辖机构“青禾县应急管理局”不存在，或不在您的管理范围内")
            ])
            #expect(try await desk.subject(ImportDesk.code(1))?.record.jurisdiction == desk.town[.township])
            #expect(try await desk.subject(ImportDesk.code(3))?.record.jurisdiction == desk.town[.eastCounty])

            let foreign = try await desk.importAll(
                try desk.file(SubjectImport(), [ImportDesk.row(3, name: "改名")]), "subjects", by: .westBusiness)
            #expect(foreign.state.refused == 1)
            #expect(foreign.problems.map(\.message) == ["该对象已存在：白石县第3机械厂"])
        }
    }

    @Test("SUBJ-13 空白单元格不改变已有内容")
    func blanks() async throws {
        try await ImportDesk.each { desk in
            _ = try await desk.importAll(try desk.file(SubjectImport(), [ImportDesk.row(1, [.alias: "老厂"])]), "subjects")
            let report = try await desk.importAll(
                try desk.file(SubjectImport(), [ImportDesk.row(1, [.phone: "", .establishedOn: ""])]), "subjects")
            #expect(report.state.unchanged == 1)
            #expect(try await desk.subject(ImportDesk.code(1))?.record.alias == "老厂")
        }
    }
}

/// Does one step and dies before the next, as a process that is killed between two steps.
struct InterruptedJob: JobKind {
    let job: any JobKind
    private let steps = Steps()

    init(_ job: any JobKind) { self.job = job }

    var code: String { job.code }
    var label: String { job.label }
    var mayCancel: Bool { job.mayCancel }

    func step(_ job: Job, _ context: JobContext) async throws -> JobStep {
        guard await steps.next() == 1 else { throw CancellationError() }
        return try await self.job.step(job, context)
    }

    private actor Steps {
        private var count = 0
        func next() -> Int {
            count += 1
            return count
        }
    }
}
