/// Which of several forms of a page was refused: it alone is drawn with what was typed and what is wrong.
package struct RefusedForm: Sendable {
    private let action: String
    package let typed: Values
    package let problems: Problems

    package init(_ call: Call, _ problems: Problems) { (action, typed, self.problems) = (call.path, call.form, problems) }

    /// Nil where another form was refused.
    package func at(_ action: String) -> RefusedForm? { self.action == action ? self : nil }
}
