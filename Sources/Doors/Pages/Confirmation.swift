import Markup
import Storage

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
    /// Why it was asked again, by the field it is about; under no name what is about none.
    fileprivate(set) var refused: [String: String]?

    /// A field of the act with its label: to be written, or to be chosen from `options`.
    package struct Words: Codable, Sendable {
        package let name: String
        package let label: String
        package let options: [Field.Option]?
        package let hint: String?
        /// Need not be said.
        private let isFree: Bool?

        package init(
            _ name: String, _ label: String, options: [Field.Option]? = nil, hint: String? = nil, isRequired: Bool = true
        ) {
            (self.name, self.label, self.options, self.hint) = (name, label, options, hint)
            isFree = isRequired ? nil : true
        }

        fileprivate var field: Field {
            let kind: Field.Kind = options.map { Field.Kind.choice($0) } ?? .multiline(maxLength: 500)
            return Field(name, label, kind, required: isFree != true, hint: hint)
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
        if wantsJSON { return try await act(self) }
        guard form[Confirmation.field] == Confirmation.yes else {
            do { return try await act(tried()) } catch is TrialPassed { return .question(try await asked(by: question)) }
        }
        do { return try await act(self) } catch {
            guard let again = await again(after: error, by: question) else { throw error }
            return .question(again)
        }
    }

    private func asked(by question: @Sendable (Call) async throws -> Confirmation) async throws -> Confirmation {
        var confirmation = try await question(self)
        confirmation.path = path + (query.isEmpty ? "" : "?" + query.urlEncoded)
        confirmation.back = begunOn ?? "/"
        let own = [Confirmation.field, Confirmation.fromField]
        for name in form.names where !name.hasPrefix("_") && !own.contains(name) { confirmation.values[name] = form.all(name) }
        return confirmation
    }

    /// What was said with the answer can be mended: asked once more, with what was typed. Nil where nothing was said.
    private func again(
        after error: any Error, by question: @Sendable (Call) async throws -> Confirmation
    ) async -> Confirmation? {
        let fault = Fault(error)
        guard fault.status == 422, var asked = try? await asked(by: question), !asked.words.isEmpty else { return nil }
        var refused: [String: String] = [:]
        for problem in fault.problems?.byField ?? [] {
            refused[asked.words.contains { $0.name == problem.name } ? problem.name : ""] = problem.message
        }
        if refused.isEmpty {
            let field = (error as? any Refusal)?.field
            refused[asked.words.first { $0.name == field || $0.label == field }?.name ?? ""] = fault.message
        }
        asked.refused = refused
        return asked
    }
}

extension Page {
    package init(_ question: Confirmation, layout: Layout, formToken: String?) {
        self.init(question.title, question, layout: layout) { $1.confirmation($0, formToken: formToken) }
        if question.refused != nil { status = 422 }
    }
}

extension Confirmation {
    fileprivate var problems: Problems? {
        guard let refused else { return nil }
        var problems = Problems(general: refused[""])
        for words in words { if let message = refused[words.name] { problems.add(words.name, message) } }
        return problems
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
                var typed = Values()
                for words in question.words { typed.set(words.name, all: question.values[words.name] ?? []) }
                html.div(.class("form-part")) { html in
                    if let problems = question.problems { html.errorSummary(problems) }
                    html.div(.class("fields one")) { html in
                        for words in question.words { html.field(words.field, values: typed, problem: question.refused?[words.name]) }
                    }
                }
                html.div(.class("form-actions")) { $0.decisions(question) }
            }
        }
    }
}
