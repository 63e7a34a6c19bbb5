import Cryptography
import Importing
import Library
import Registry
import Tasking

/// What the officers found, as it is signed and submitted: from the events of phones or from one call (ADR 0002).
package struct VisitResult: Sendable, Equatable {
    package var basics = VisitBasics()
    /// In the order of the form; none where nothing could be inspected.
    package var answers: [CheckAnswer] = []
    /// Problems outside the form (INSP-12).
    package var others: [OtherProblem] = []
    /// 自定义资料项, in the order of the form.
    package var fields: [FieldValue] = []
    /// The wording that was chosen; empty where the template has only one for what was found (ITEM-22).
    package var conclusion = ""
    package var disposal: DisposalChoice?
    package var notInspectable: NotInspectable?

    package init() {}

    package struct DisposalChoice: Sendable, Equatable {
        package var disposal: Disposal?
        package var note: String

        package init(disposal: Disposal?, note: String) { (self.disposal, self.note) = (disposal, note) }
    }

    package struct NotInspectable: Sendable, Equatable {
        package var reason: NotInspectableReason?
        package var text: String
        package var photos: [String] = []
    }

    /// What was written into one of 自定义资料项.
    package struct FieldValue: Sendable, Equatable {
        package let field: CustomField.ID
        package var value: String

        package init(_ field: CustomField.ID, _ value: String) { (self.field, self.value) = (field, value) }
    }

    package var hasProblem: Bool { !others.isEmpty || answers.contains { $0.answer == .fail } }

    package var overall: OverallResult { notInspectable != nil ? .notInspectable : hasProblem ? .problem : .noProblem }

    /// The hashes of every photo it speaks of.
    package var photos: [String] {
        answers.flatMap(\.photos) + others.flatMap(\.photos) + (notInspectable?.photos ?? [])
    }
}

/// The answer to one check content.
package struct CheckAnswer: Sendable, Equatable {
    package let content: String
    package let equipment: String?
    package var answer: AnswerMark?
    /// 问题描述; empty unless there is a problem.
    package var note = ""
    package var measures: [Measure] = []
    package var photos: [String] = []

    package init(_ content: String, equipment: String? = nil) { (self.content, self.equipment) = (content, equipment) }
}

package struct OtherProblem: Sendable, Equatable {
    package let id: InspectionProblem.ID
    package var text: String
    package var place: String
    package var provision: String
    package var measures: [Measure] = []
    package var photos: [String] = []
}

/// 执法措施
package struct Measure: Sendable, Equatable {
    package let kind: MeasureKind
    /// In fen.
    package let amount: Int64?
    /// `YYYY-MM-DD`
    package let due: String?

    package init(_ kind: MeasureKind, amount: Int64? = nil, due: String? = nil) {
        (self.kind, self.amount, self.due) = (kind, amount, due)
    }
}

extension VisitResult {
    /// What is signed, in the form that ADR 0002 lays down.
    package func json(of visit: InspectedForm) -> JSONValue {
        .object([
            .init("visit", .text(visit.visit.description)), .init("form", .text(visit.id)),
            .init("formVersion", .integer(Int64(visit.version))), .init("basics", basics.json),
            .init("answers", .list(answers.map(\.json))), .init("others", .list(others.map(\.json))),
            .init("fields", .list(fields.map(\.json))), .init("conclusion", .text(conclusion)),
            .init("disposal", disposal?.json ?? .null), .init("notInspectable", notInspectable?.json ?? .null),
        ])
    }

    package func digest(of visit: InspectedForm) -> Digest { .sha256(json(of: visit).canonical) }
}

extension CheckAnswer {
    fileprivate var json: JSONValue {
        .object([
            .init("content", .text(content)), .init("equipment", equipment.map(JSONValue.text) ?? .null),
            .init("answer", answer.map { .text($0.rawValue) } ?? .null), .init("note", .text(note)),
            .init("measures", .list(measures.map(\.json))), .init("photos", .list(photos.map(JSONValue.text))),
        ])
    }
}

extension OtherProblem {
    fileprivate var json: JSONValue {
        .object([
            .init("problem", .text(id.description)), .init("text", .text(text)), .init("place", .text(place)),
            .init("provision", .text(provision)), .init("measures", .list(measures.map(\.json))),
            .init("photos", .list(photos.map(JSONValue.text))),
        ])
    }
}

extension Measure {
    fileprivate var json: JSONValue {
        .object([
            .init("kind", .text(kind.rawValue)), .init("amountFen", amount.map(JSONValue.integer) ?? .null),
            .init("due", due.map(JSONValue.text) ?? .null),
        ])
    }
}

extension VisitResult.FieldValue {
    fileprivate var json: JSONValue {
        .object([.init("field", .text(field.description)), .init("value", .text(value))])
    }
}

extension VisitResult.DisposalChoice {
    fileprivate var json: JSONValue {
        .object([.init("disposal", .text(disposal?.rawValue ?? "")), .init("note", .text(note))])
    }
}

extension VisitResult.NotInspectable {
    fileprivate var json: JSONValue {
        .object([
            .init("reason", .text(reason?.rawValue ?? "")), .init("text", .text(text)),
            .init("photos", .list(photos.map(JSONValue.text))),
        ])
    }
}
