/// A rule says no: a stable code `target.noun.reason`, never reused, and the exact Chinese message of the requirement.
/// Each act declares its own closed enum `Refused: Refusal`.
package protocol Refusal: Error, Sendable {
    var code: String { get }
    var message: String { get }
    /// The article, where a law says no (BEY-21).
    var citation: String? { get }
    /// The one field of the form that it concerns: by its name, by its label where that is the same for every form, or
    /// `file` for whatever file is sent along. Nil where it concerns the record, or several fields.
    var field: String? { get }
}

extension Refusal {
    package var citation: String? { nil }
    package var field: String? { nil }
}

/// The record does not exist, or not for this caller.
package struct NotFound: Error, Sendable, Equatable {
    package init() {}
    package static let message = "未找到该记录，或您无权查看"
}
