import Authority
import Doors
import Drawing
import Spreadsheets
import Storage
import Tasking

/// Draws: the record with its rolling display, 停止, files and verification (DRAW-20, 21; BEY-10, 11, 13).
package enum DrawPages {
    static let menu = [MenuEntry(.work, "抽取记录", "/draws", icon: "shuffle", .needs(.readTasks))]

    static let routes: [Route] = [
        .read("/draws", .needs(.readTasks), "抽取记录列表", query: filters, as: ListModel<DrawRow>.self) { call in
            let scope = try call.actor().scope, filter = filter(call.query), page = call.listPage
            let listed = try await call.read { try DrawRecord.list(filter, scope: scope, page: page, in: $0) }
            return screen("抽取记录", path: "/draws").page(call, listed.map(DrawRow.init))
        },
        .read("/draws/{id}", .needs(.readTasks), "抽取记录", as: DrawModel.self) { try await page($0, nil) },
        .file("/draws/{id}/files/{name}", .needs(.readTasks), "抽取文件", types: [.text]) { call in
            let scope = try call.actor().scope, id = try call.id(of: DrawRecord.self)
            return try await file(call) { (try DrawRecord.load(id, scope: scope, in: $0), .inside) }
        },
        .act("/draws/{id}/stop", .needsAny([.drawSubjects, .drawOfficers]), "停止：由服务器抽取", version: .notNeeded("名单与参数在停止前已经固定，只能得出一个结果"), again: page) { call in
            let id = try call.id(of: DrawRecord.self)
            let outcome = try await DrawStopping(of: id).make(
                by: try call.actor(), clock: call.clock, protection: call.platform.protection, in: call.database)
            let message = switch outcome {
            case .done(let selected): "抽取完成，共\(selected)个检查对象"
            case .failed(let reason): "抽取失败：\(reason)"
            }
            return .done(Done(message, goTo: "/draws/\(id)", id: id.description))
        },
        .act("/draws/{id}/voiding", .needsAny([.drawSubjects, .drawOfficers]), "作废尚未得出结果的抽取", version: .checked(DrawRecord.self), form: voiding, again: page) { call in
            let id = try call.id(of: DrawRecord.self), now = call.clock.now()
            let reading = FormReading(call.form, voiding)
            try reading.finish()
            return try await call.act { transaction, actor in
                try DrawVoiding(of: id, because: reading.text("reason")).make(by: actor, at: now, in: transaction)
                return Done("抽取已作废，记录和编号保留", goTo: "/draws/\(id)")
            }
        },
        .act("/draws/{id}/beacon", .needsAny([.drawSubjects, .drawOfficers]), "录入公开随机信标的结果", version: .checked(DrawRecord.self), form: beacon, again: page) { call in
            let id = try call.id(of: DrawRecord.self), now = call.clock.now()
            let reading = FormReading(call.form, beacon)
            try reading.finish()
            return try await call.act { transaction, actor in
                try DrawBeaconEntry(of: id, value: reading.text("value"), from: reading.text("source")).make(by: actor, at: now, in: transaction)
                return Done("信标结果已录入", goTo: "/draws/\(id)")
            }
        },
        .act("/draws/{id}/verification", .needs(.readTasks), "由存储的文件重新计算", version: .notNeeded("只重新计算，不改变任何内容"), again: page) { call in
            let id = try call.id(of: DrawRecord.self)
            let verdict = try await DrawRecord.verify(
                id, scope: try call.actor().scope, protection: call.platform.protection, in: call.database)
            return .done(Done("重新计算：\(verdict)", goTo: "/draws/\(id)"))
        },
    ]

    static let voiding = [Field("reason", "作废理由", .multiline(maxLength: 500), required: true)]

    static let beacon = [
        Field("value", "信标结果", .text(maxLength: 200), required: true, hint: "按抽取参数中写明的规则换算"),
        Field("source", "来源", .text(maxLength: 300), required: true, hint: "任何人可以查到该结果的公告、网址或报纸"),
    ]

    package static let filters = [
        Field("q", "任务名称或编号"),
        Field("kind", "抽取内容", .choice(DrawKind.options)),
        Field("status", "状态", .choice(DrawStatus.options)),
    ]

    package static func filter(_ query: Values) -> DrawRecord.Filter {
        let reading = FormReading(query, filters)
        var filter = DrawRecord.Filter()
        filter.words = reading.optional("q")
        filter.kind = reading.choice("kind")
        filter.status = reading.choice("status")
        return filter
    }

    package static func screen(_ title: String, path: String) -> ListScreen<DrawRow> {
        var screen = ListScreen<DrawRow>(title, path: path, columns: [
            Column("抽取编号", .wide) { .link($0.number, href: path + "/" + $0.id, note: $0.kind) },
            Column("检查任务", .fill) { .lines($0.taskName, $0.taskNumber) },
            Column("抽取机构") { .text($0.agency) },
            Column("抽取数", over: "名单", .narrow) { .lines("\($0.selected)", "共\($0.candidates)") },
            Column("时间", .time) { .text($0.at) },
            Column("状态", .small) { .tag($0.status, $0.tone) },
        ])
        screen.filters = filters
        screen.emptyText = "没有抽取记录"
        return screen
    }

    private static let page: @Sendable (Call, Problems?) async throws -> Page = { call, problems in
        let actor = try call.actor(), id = try call.id(of: DrawRecord.self), protection = call.platform.protection
        let today = call.clock.today()
        let told = try await call.read { transaction in
            let record = try DrawRecord.load(id, scope: actor.scope, in: transaction)
            var told = DrawModel.Told(
                record: record, publicity: .inside, reveal: try record.revealed(protection: protection, in: transaction),
                lines: try record.drawnLines(in: transaction))
            told.acts = DrawStanding(record, actor).offers
            (told.previous, told.next) = try record.neighbours(in: transaction)
            // the record of a draw outlives a test task
            if record.status == .done, record.kind == .subjects,
                let task = try InspectionTask.find(record.task, scope: actor.scope, in: transaction) {
                told.awaitsOfficers = try TaskStanding.of(task, for: actor, in: transaction).offers.contains(.assignOfficers)
            }
            guard record.status == .committed else { return told }
            told.subjects = try record.rollingSubjects(in: transaction)
            told.officers = try OfficerCandidate.available(record.organization, on: today, in: transaction).prefix(200).map(\.name)
            return told
        }
        let model = DrawModel(told, base: "/draws/\(id)"), token = call.login?.formToken
        let refused = problems.map { RefusedForm(call, $0) }
        return Page("抽取 " + model.number, model) { $1.draw($0, refused, token: token) }
    }

    package static func file(
        _ call: Call, _ find: @escaping @Sendable (Transaction) throws -> (DrawRecord, DrawRecord.Publicity)
    ) async throws -> Answer {
        guard let file = call.parameters["name"].flatMap(DrawFile.init(rawValue:)) else { throw NotFound() }
        let protection = call.platform.protection, shelf: DrawFileShelf = try call.platform.service()
        let laid = try await call.read { transaction in
            let (record, publicity) = try find(transaction)
            guard record.isOffered(file, publicity) else { throw NotFound() }
            let place = DrawFileShelf.Place(draw: record.id, file: file)
            if let laid = shelf[place] { return laid }
            let content = try record.file(file, publicity, protection: protection, in: transaction)
            return shelf.lay(try TemporaryFile(holding: content), at: place)
        }
        return .file(FileAnswer(.made(laid), type: "text/plain; charset=utf-8", downloadName: file.rawValue))
    }
}

/// A line of the list of draws.
package struct DrawRow: Codable, Sendable {
    package let id: String
    package let number: String
    package let kind: String
    package let agency: String
    package let taskName: String
    package let taskNumber: String
    let candidates: Int
    let selected: Int
    package let at: String
    package let status: String
    package let tone: Tone

    package init(_ record: DrawRecord) {
        id = record.id.description
        number = record.number
        kind = record.kind.label + (record.isTest ? "（测试任务）" : "")
        agency = record.organizationName
        taskName = record.taskName
        taskNumber = record.taskNumber
        candidates = record.candidates
        selected = record.selected
        at = (record.endedAt ?? record.committedAt ?? record.openedAt).beijingText
        status = record.status.label
        tone = record.status.tone
    }
}
