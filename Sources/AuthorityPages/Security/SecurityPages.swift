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

    static let routes: [Route] = Route.form(
        "/security", sentTo: "/security/findings", .needs(.manageSecurity), looking: .needs(.readSecurity), "登记安全隐患", of: "安全检查",
        version: .notNeeded("新建一条记录，不改变已有的"), fields: noteFields, draw: { try await page($0) }
    ) { try await note($0) } + Route.form(
        "/security/findings/{id}", sentTo: "/security/findings/{id}/closing", .needs(.manageSecurity), looking: .needs(.readSecurity), "办结安全隐患",
        of: "安全隐患", version: .checked(SecurityFinding.self), fields: closeFields, draw: { try await finding($0) }
    ) { try await close($0) }

    static let noteFields = [
        Field("title", "隐患描述", .text(maxLength: 300), required: true),
        Field("severity", "风险程度", .choice(SecurityFinding.Severity.options), required: true),
    ]

    private static let closeFields = [Field("remedy", "处理措施", .multiline(maxLength: 1000), required: true)]

    private static func page(_ call: Call) async throws -> FormPage<SecurityModel> {
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
        return FormPage(
            "安全检查", model, note: "供每年安全风险评估使用", actions: [Action("角色与权限", "/roles", icon: "shield-check")],
            parts: actor.may(.manageSecurity) ? [FormPart("登记安全隐患", fields: noteFields)] : [], submit: [SubmitButton("登记")]
        ) { html, _ in html.security(model) }
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

    private static func finding(_ call: Call) async throws -> FormPage<FindingRow> {
        let (actor, id) = (try call.actor(), try call.id(of: SecurityFinding.self))
        let found = try await call.read { try SecurityFinding.load(id, scope: actor.scope, in: $0) }
        let (row, mayClose) = (FindingRow(found), actor.may(.manageSecurity) && found.remedy == nil)
        return FormPage(
            "安全隐患", row, tag: (row.status, row.tone), crumbs: [("安全检查", "/security")],
            parts: mayClose ? [FormPart("办结", fields: closeFields)] : [], values: Values(["version": "\(found.version)"]),
            submit: [SubmitButton("办结")], back: ("返回", "/security")
        ) { html, _ in
            html.card { $0.record([("隐患描述", row.title), ("风险程度", row.severity), ("登记", row.noted), ("处理措施", row.remedy)], columns: 2) }
        }
    }

    private static func close(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, closeFields)
        try reading.finish()
        let closing = FindingClosing(
            of: try call.id(), version: call.seenVersion, remedy: reading.text("remedy"))
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try closing.make(by: actor, at: now, in: transaction)
            return Done("安全隐患已办结", goTo: "/security")
        }
    }
}
