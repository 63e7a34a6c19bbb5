import Authority
import Doors
import Ledger
import Markup
import Storage
import Vault

/// 安全检查 (SEC-12): what the yearly risk assessment needs, and the weaknesses noted.
package enum SecurityPages {
    static let menu = [
        MenuEntry(.system, "安全检查", "/security", icon: "lock", .needs(.readSecurity))
    ]

    static let routes: [Route] = [
        .read("/security", .needs(.readSecurity), "安全检查", as: SecurityModel.self) { try await page($0, nil) },
        .act("/security/findings", .needs(.manageSecurity), "登记安全隐患", version: .notNeeded("新建一条记录，不改变已有的"), form: noteFields, again: { try await page($0, $1) }) {
            try await note($0)
        },
        .read("/security/findings/{id}", .needs(.readSecurity), "安全隐患", as: FindingRow.self) { try await finding($0, nil) },
        .act(
            "/security/findings/{id}/closing", .needs(.manageSecurity), "办结安全隐患", version: .checked(SecurityFinding.self), form: closeFields,
            again: { try await finding($0, $1) }
        ) { try await close($0) },
    ]

    static let noteFields = [
        Field("title", "隐患描述", .text(maxLength: 300), required: true),
        Field("severity", "风险程度", .choice(SecurityFinding.Severity.options), required: true),
    ]

    private static let closeFields = [
        Field("remedy", "处理措施", .multiline(maxLength: 1000), required: true), Field("version", "版本", .hidden),
    ]

    private static func page(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (actor, now) = (try call.actor(), call.clock.now())
        let catalogue = try call.platform.service(FactCatalogue.self)
        var chosen = FactLog.Filter()
        chosen.kind = SignIn.failed.code
        let failures = chosen
        let settings = call.platform.settings
        let (vault, sequencer): (FileVault, Sequencer) = (try call.platform.service(), try call.platform.service())
        let store = SecurityModel.Store(
            malware: try await WorkerPool.shared.run { settings.malware.standing }, vault: vault.watch.figures,
            ledgerProblem: sequencer.standing.problem)
        let model = try await call.read { transaction in
            SecurityModel(
                try SecurityReview.load(for: actor, at: now, in: transaction),
                findings: try SecurityFinding.list(scope: actor.scope, page: ListPage(size: 20), in: transaction).rows,
                failures: try FactLog.list(failures, ListPage(size: 20), scope: actor.scope, catalogue: catalogue, in: transaction).rows,
                settings: settings, store: store, undeclared: try UndeclaredProxy.recent(at: now, in: transaction))
        }
        let (values, token, mayNote) = (call.form, call.login?.formToken, actor.may(.manageSecurity))
        return Page("安全检查", model) { model, html in
            html.security(model)
            guard mayNote else { return }
            html.form(
                action: "/security/findings", parts: [FormPart("登记安全隐患", fields: noteFields)], values: values,
                problems: problems, formToken: token, submit: [SubmitButton("登记")])
        }
    }

    private static func note(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, noteFields)
        try reading.finish()
        let note = FindingNote(reading.text("title"), severity: reading.choice("severity") ?? .medium)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let id = try note.make(by: actor, at: now, in: transaction)
            return Done("安全隐患已登记", goTo: "/security", id: id.description)
        }
    }

    private static func finding(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (actor, id) = (try call.actor(), try call.id(of: SecurityFinding.self))
        let found = try await call.read { try SecurityFinding.load(id, scope: actor.scope, in: $0) }
        let row = FindingRow(found)
        let values = problems == nil ? Values(["version": "\(found.version)"]) : call.form
        let (token, mayClose) = (call.login?.formToken, actor.may(.manageSecurity) && found.remedy == nil)
        return Page("安全隐患", row) { row, html in
            html.crumbs([("安全检查", "/security")], here: "安全隐患")
            html.pageHead("安全隐患", tag: (label: row.status, tone: row.tone))
            html.card { $0.record([("隐患描述", row.title), ("风险程度", row.severity), ("登记", row.noted), ("处理措施", row.remedy)], columns: 2) }
            guard mayClose else { return }
            html.form(
                action: "/security/findings/\(row.id)/closing", parts: [FormPart("办结", fields: closeFields)], values: values,
                problems: problems, formToken: token, submit: [SubmitButton("办结")], back: ("返回", "/security"))
        }
    }

    private static func close(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, closeFields)
        try reading.finish()
        let closing = FindingClosing(
            of: try call.id(), version: reading.integer("version") ?? 0, remedy: reading.text("remedy"))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try closing.make(by: actor, at: now, in: transaction)
            return Done("安全隐患已办结", goTo: "/security")
        }
    }
}
