import Authority
import Storage

/// The kinds of documents that can be made (Appendix B). A further kind comes with its typed content and its sheet.
package enum DocumentKind: String, Labelled, Codable, SQLConvertible {
    case inspectionRecord

    package var label: String {
        switch self {
        case .inspectionRecord: "现场检查记录"
        }
    }

    /// What 文书编号规则 offers as document word for a new rule (DOC-04).
    package var usualWord: String {
        switch self {
        case .inspectionRecord: "检查"
        }
    }

    /// Whether somebody must approve it before it is confirmed (E.14).
    package var needsApproval: Bool {
        switch self {
        case .inspectionRecord: false
        }
    }
}
