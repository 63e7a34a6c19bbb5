import Markup

/// Forms and their fields (docs/design.md, “Forms”).
extension HTML {
    /// A whole form: error summary, parts, buttons. What was typed is in `values`, what is wrong in `problems`.
    package mutating func form(
        action: String, parts: [FormPart], values: Values, problems: Problems?, formToken: String?,
        submit: [SubmitButton], back: (label: String, href: String)? = nil, version: Int? = nil
    ) {
        let hasFile = parts.contains { $0.fields.contains { if case .file = $0.kind { true } else { false } } }
        form(
            .class("card"), .method("post"), .action(action), .flag("novalidate"),
            .attribute("enctype", hasFile ? "multipart/form-data" : nil), .attribute("data-draft", hasFile ? nil : action)
        ) { html in
            html.formToken(formToken)
            html.version(version)
            for (index, part) in parts.enumerated() {
                html.div(.class("form-part")) { html in
                    if index == 0, let problems, !problems.isEmpty { html.errorSummary(problems, keepsTyped: !hasFile) }
                    if let title = part.title { html.h2(text: title) }
                    if let note = part.note { html.p(.class("hint"), text: note) }
                    html.div(.classes(part.columns == 1 ? "fields one" : "fields")) { html in
                        for field in part.fields { html.field(field, values: values, problem: problems?[field.name]) }
                    }
                    part.extra(&html)
                }
            }
            html.div(.class("form-actions")) { html in
                for (index, button) in submit.enumerated() {
                    html.button(
                        .classes(index == 0 ? "button primary" : "button"), .attribute("name", button.name),
                        .attribute("value", button.value), text: button.label)
                }
                if let back { html.a(.class("button"), .href(back.href), text: back.label) }
            }
        }
    }

    /// - Parameter keepsTyped: what was typed is kept by the browser, and offered on the page as it stands now.
    package mutating func errorSummary(_ problems: Problems, keepsTyped: Bool = false) {
        div(.class("notice bad"), .attribute("role", "alert"), .attribute("tabindex", "-1"), .attribute("data-errors", "")) { html in
            html.icon("exclamation-circle-fill")
            html.div { html in
                if let general = problems.general { html.b(text: general) } else { html.b(text: "有 \(problems.byField.count) 处需要更正") }
                if let citation = problems.citation { html.cited(citation) }
                if let present = problems.present {
                    html.p { html in
                        html.a(.href(present), text: "打开最新内容")
                        if keepsTyped { html.text("，您填写的内容可以在那里恢复后再提交") }
                    }
                }
                if !problems.byField.isEmpty {
                    html.ul { html in
                        for problem in problems.byField {
                            let field = html.freeID("f-" + problem.name)
                            html.li { $0.a(.href("#" + field), text: problem.message) }
                        }
                    }
                }
            }
        }
    }

    package mutating func field(_ field: Field, values: Values, problem: String?) {
        switch field.kind {
        case .hidden: return input(.type("hidden"), .name(field.name), .value(values[field.name] ?? ""))
        case .choices(let options): return group(field, options, values, problem)
        case .text, .multiline, .password, .integer, .date, .choice, .flag, .picker, .file: break
        }
        div(.classes(Self.isWide(field) ? "field full" : "field")) { html in
            let id = html.takenID("f-" + field.name)
            html.label(.for(id)) { $0.name(of: field) }
            html.control(field, id, values: values, problem: problem)
            html.notes(field, id, problem)
        }
    }

    private static func isWide(_ field: Field) -> Bool {
        switch field.kind {
        case .multiline, .file: true
        case .picker(_, let many): many
        case .text(let limit): limit > 300
        case .password, .integer, .date, .choice, .choices, .flag, .hidden: false
        }
    }

    private mutating func name(of field: Field) {
        text(field.label)
        if field.isRequired { span(.class("must"), .attribute("aria-hidden", "true"), text: "*") }
    }

    private mutating func notes(_ field: Field, _ id: String, _ problem: String?) {
        if let hint = field.hint { p(.class("hint"), .id(id + "-hint"), text: hint) }
        if let problem { p(.class("error"), .id(id + "-error"), text: problem) }
    }

    private static func common(_ field: Field, _ id: String, _ problem: String?) -> [Attribute] {
        [
            .id(id), .name(field.name), .flag("required", field.isRequired),
            .attribute("aria-invalid", problem == nil ? nil : "true"),
            .attribute("aria-describedby", notes(of: field, id, problem)),
            .placeholder(field.placeholder),
        ]
    }

    /// Where hint and problem of a field stand.
    private static func notes(of field: Field, _ id: String, _ problem: String?) -> String? {
        let notes = [field.hint.map { _ in id + "-hint" }, problem.map { _ in id + "-error" }].compactMap { $0 }
        return notes.isEmpty ? nil : notes.joined(separator: " ")
    }

    private mutating func control(_ field: Field, _ id: String, values: Values, problem: String?) {
        let common = Self.common(field, id, problem)
        let value = values[field.name] ?? ""
        switch field.kind {
        // without a limit of the browser's, which would silently cut what is pasted: a number in groups, a long name
        case .text: empty("input", common + [.value(value)])
        case .password: empty("input", common + [.type("password"), .attribute("autocomplete", "off")])
        case .integer: empty("input", common + [.value(value), .attribute("inputmode", "numeric")])
        case .date: empty("input", common + [.type("date"), .value(value)])
        case .multiline: element("textarea", common + [.attribute("rows", "3")]) { $0.text(value) }
        case .choice(let options):
            element("select", common) { html in
                if !field.isRequired || value.isEmpty { html.option(.value(""), text: "请选择") }
                for option in options {
                    html.option(.value(option.value), .flag("selected", option.value == value), text: option.label)
                }
            }
        case .flag: empty("input", common + [.type("checkbox"), .value("1"), .flag("checked", ["1", "true", "on"].contains(value))])
        case .file(let accept, let many):
            label(.class("drop")) { html in
                html.icon("upload")
                html.text(" 点击选择文件，或拖放到此处")
                html.empty("input", common + [
                    .type("file"), .attribute("accept", accept), .flag("multiple", many),
                    .attribute("data-limit-mb", "\(Route.uploadLimit >> 20)"),
                ])
            }
        case .picker(let source, let many):
            empty("input", [
                .id(id), .name(field.name + "_text"), .value(values[field.name + "_text"] ?? ""),
                .attribute("data-options-url", source), .flag("data-multiple", many), .attribute("autocomplete", "off"),
                .attribute("aria-invalid", problem == nil ? nil : "true"), .attribute("aria-describedby", Self.notes(of: field, id, problem)),
                .placeholder(field.placeholder ?? "输入关键字查找"),
            ])
            let labels = values.all(field.name + (many ? "_label" : "_text"))
            for (index, chosen) in (many ? values.all(field.name) : [value]).enumerated() {
                input(.type("hidden"), .name(field.name), .value(chosen), .attribute("data-value", ""),
                    .attribute("data-label", index < labels.count ? labels[index] : nil))
            }
        case .choices, .hidden: break
        }
    }

    private mutating func group(_ field: Field, _ options: [Field.Option], _ values: Values, _ problem: String?) {
        let chosen = Set(values.all(field.name))
        let id = takenID("f-" + field.name)
        fieldset(.class("field full"), .id(id)) { html in
            html.legend { $0.name(of: field) }
            if options.isEmpty { html.p(.class("hint"), text: "没有可以选择的" + field.label) }
            html.div(.class("choices")) { html in
                for option in options {
                    html.label { html in
                        html.input(
                            .type("checkbox"), .name(field.name), .value(option.value), .flag("checked", chosen.contains(option.value)))
                        html.text(option.label)
                    }
                }
            }
            html.notes(field, id, problem)
        }
    }
}

/// One titled part of a form.
package struct FormPart: Sendable {
    package let title: String?
    package let note: String?
    package let fields: [Field]
    package let columns: Int
    package let extra: @Sendable (inout HTML) -> Void

    package init(
        _ title: String? = nil, note: String? = nil, fields: [Field], columns: Int = 2,
        extra: @escaping @Sendable (inout HTML) -> Void = { _ in }
    ) {
        self.title = title
        self.note = note
        self.fields = fields
        self.columns = columns
        self.extra = extra
    }
}

package struct SubmitButton: Sendable {
    package let label: String
    package let name: String?
    package let value: String?
    package init(_ label: String, name: String? = nil, value: String? = nil) {
        (self.label, self.name, self.value) = (label, name, value)
    }
}
