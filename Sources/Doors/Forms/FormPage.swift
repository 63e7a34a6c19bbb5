import Markup

/// A page with a form, as its noun says it: what stands around the form, what is asked for, and what it starts from. Where it
/// is sent to, what was typed, what is wrong, token, version and the key of the drawing are added by `Route.form`.
package struct FormPage<Model: Codable & Sendable>: Sendable {
    /// What the page is of, for programs.
    private let model: Model
    private let title: String
    /// What the window is called, where that is not the title.
    private let window: String?
    private let note: String?
    private let tag: (label: String, tone: Tone)?
    private let crumbs: [(label: String, href: String)]
    private let here: String?
    private let actions: [Action]
    private let parts: [FormPart]
    private let values: Values
    private let submit: [SubmitButton]
    private let back: (label: String, href: String)?
    private let above: @Sendable (inout HTML, _ formToken: String?) -> Void
    private let below: @Sendable (inout HTML) -> Void

    /// - Parameters:
    ///   - model: the resource that the page shows.
    ///   - here: the last step of the way, where that is not the title.
    ///   - parts: none where the caller may not send it.
    ///   - values: of a record with its version, where one is changed.
    ///   - above, below: what the page shows before and behind the form.
    package init(
        _ title: String, _ model: Model, window: String? = nil, note: String? = nil, tag: (label: String, tone: Tone)? = nil,
        crumbs: [(label: String, href: String)] = [], here: String? = nil, actions: [Action] = [], parts: [FormPart], values: Values = Values(), submit: [SubmitButton] = [SubmitButton("保存")],
        back: (label: String, href: String)? = nil, above: @escaping @Sendable (inout HTML, _ formToken: String?) -> Void = { _, _ in },
        below: @escaping @Sendable (inout HTML) -> Void = { _ in }
    ) {
        (self.title, self.model, self.window, self.note, self.tag, self.crumbs, self.here) = (title, model, window, note, tag, crumbs, here)
        (self.actions, self.parts, self.values) = (actions, parts, values)
        (self.submit, self.back, self.above, self.below) = (submit, back, above, below)
    }

    /// - Parameter problems: nil where nothing was sent yet.
    func page(_ call: Call, sentTo action: String, _ problems: Problems?) -> Page {
        let (typed, token) = (problems == nil ? values : call.form, call.login?.formToken)
        return Page(window ?? title, model) { _, html in
            if !crumbs.isEmpty { html.crumbs(crumbs, here: here ?? title) }
            html.pageHead(title, note: note, tag: tag, actions: actions, formToken: token)
            above(&html, token)
            if !parts.isEmpty {
                html.form(
                    action: action, parts: parts, values: typed, problems: problems, formToken: token, submit: submit, back: back,
                    version: typed[Route.Versioning.fieldName].flatMap { Int($0) })
            }
            below(&html)
        }
    }
}

extension FormPage where Model == FormModel {
    /// A page that is nothing but its form.
    package init(
        _ title: String, note: String? = nil, crumbs: [(label: String, href: String)] = [], here: String? = nil, parts: [FormPart],
        values: Values = Values(), submit: [SubmitButton] = [SubmitButton("保存")], back: (label: String, href: String)? = nil
    ) {
        self.init(
            title, FormModel(title: title, values: values.listed), note: note, crumbs: crumbs, here: here, parts: parts,
            values: values, submit: submit, back: back)
    }
}

/// A form that is no resource.
package struct FormModel: Codable, Sendable {
    let title: String
    let values: [String: [String]]
}

extension Route {
    /// A form in one declaration: the page it stands on, the act it is sent to, and, where the act is refused, the page again
    /// with what was typed and what is wrong. A page of a resource is read by programs too.
    /// - Parameters:
    ///   - page: the address of the page; that of the act has the same parameters.
    ///   - looking: who may see the page, where these are more than who may act.
    package static func form<Model: Codable & Sendable>(
        _ page: String, sentTo act: String, _ access: Access, looking: Access? = nil, _ summary: String, of pageSummary: String? = nil,
        version: Versioning, fields: [Field], bodyLimit: Int = ordinaryBodyLimit, draw: @escaping @Sendable (Call) async throws -> FormPage<Model>,
        _ handle: @escaping @Sendable (Call) async throws -> Answer
    ) -> [Route] {
        let drawn: @Sendable (Call, Problems?) async throws -> Page = { call, problems in
            try await draw(call).page(call, sentTo: filled(act, call.parameters), problems)
        }
        return [
            .read(
                page, looking ?? access, pageSummary ?? summary + "页", as: Model.self, format: Model.self == FormModel.self ? .pageOnly : .both
            ) { try await drawn($0, nil) },
            .act(act, access, summary, version: version, form: fields, bodyLimit: bodyLimit, again: { try await drawn($0, $1) }, handle),
        ]
    }

    private static func filled(_ path: String, _ parameters: [String: String]) -> String {
        parameters.reduce(path) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}
