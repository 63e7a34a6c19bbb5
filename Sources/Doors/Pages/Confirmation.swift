import Markup

/// What an act that can't be taken back asks before it is done: exactly what will happen, to what, with the names and
/// numbers as they stand now.
package struct Confirmation: Codable, Sendable {
    /// The question: “删除检查任务？”.
    package let title: String
    /// What will happen, a sentence each.
    package let lines: [String]
    /// What the button says; not only “确定”.
    package let act: String
    /// Where the act goes, where one goes on to without it, and what was sent with it.
    package var path = ""
    package var back = "/"
    package var values: [String: [String]] = [:]
    /// What has to be said with it, for all the records alike.
    package let words: [Words]

    /// A field of the act with its label: to be written, or to be chosen from `options`.
    package struct Words: Codable, Sendable {
        package let name: String
        package let label: String
        package let options: [Field.Option]?

        package init(_ name: String, _ label: String, options: [Field.Option]? = nil) {
            (self.name, self.label, self.options) = (name, label, options)
        }

        fileprivate var field: Field {
            let kind: Field.Kind = options.map { Field.Kind.choice($0) } ?? .multiline(maxLength: 500)
            return Field(name, label, kind, required: true)
        }
    }

    package init(_ title: String, _ lines: [String], act: String, words: [Words] = []) {
        (self.title, self.lines, self.act, self.words) = (title, lines, act, words)
    }

    /// The field of a form that has been confirmed.
    package static let field = "confirmed"
    package static let yes = "yes"
    /// The page that the question came up on.
    static let fromField = "confirmedFrom"
}

/// Thrown where an act that was only tried would have been done: the transaction is undone.
struct TrialPassed: Error {}

extension Call {
    /// The page the act was begun on, also when it was asked about in between.
    package var begunOn: String? { OwnAddress.checked(form[Confirmation.fromField]) ?? referrer }

    /// A page is asked first; what the rules refuse is refused before anybody is asked. Programs have decided already.
    package func confirmed(
        by question: @Sendable (Call) async throws -> Confirmation, _ act: @Sendable (Call) async throws -> Answer
    ) async throws -> Answer {
        guard !wantsJSON, form[Confirmation.field] != Confirmation.yes else { return try await act(self) }
        do { return try await act(tried()) } catch is TrialPassed {
            var confirmation = try await question(self)
            confirmation.path = path + (query.isEmpty ? "" : "?" + query.urlEncoded)
            confirmation.back = referrer ?? "/"
            for name in form.names where !name.hasPrefix("_") { confirmation.values[name] = form.all(name) }
            return .question(confirmation)
        }
    }
}

extension Page {
    package init(_ question: Confirmation, layout: Layout, formToken: String?) {
        self.init(question.title, question, layout: layout) { $1.confirmation($0, formToken: formToken) }
    }
}

extension HTML {
    fileprivate mutating func decisions(_ question: Confirmation) {
        button(.class("button primary danger"), text: question.act)
        // “取消任务” beside “取消” would be a riddle
        a(.class("button"), .href(question.back), text: question.act.hasPrefix("取消") ? "返回" : "取消")
    }

    fileprivate mutating func confirmation(_ question: Confirmation, formToken: String?) {
        section(.class("card single ask-first")) { html in
            html.div(.class("card-body")) { html in
                html.h1(text: question.title)
                html.ul { html in for line in question.lines { html.li(text: line) } }
            }
            html.form(.class(question.words.isEmpty ? "form-actions" : ""), .method("post"), .action(question.path)) { html in
                html.formToken(formToken)
                html.input(.type("hidden"), .name(Confirmation.field), .value(Confirmation.yes))
                html.input(.type("hidden"), .name(Confirmation.fromField), .value(question.back))
                for (name, values) in question.values.sorted(by: { $0.key < $1.key }) {
                    for value in values where !question.words.contains(where: { $0.name == name }) { html.input(.type("hidden"), .name(name), .value(value)) }
                }
                guard !question.words.isEmpty else { return html.decisions(question) }
                html.div(.class("form-part")) { html in
                    html.div(.class("fields one")) { html in
                        for words in question.words { html.field(words.field, values: Values(), problem: nil) }
                    }
                }
                html.div(.class("form-actions")) { $0.decisions(question) }
            }
        }
    }
}
