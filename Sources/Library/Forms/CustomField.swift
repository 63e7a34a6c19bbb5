import Authority
import Importing
import Storage

/// 自定义资料项 (A.5, TASK-17): something an officer writes down beside the checks, such as the number of workers.
package struct CustomField: Sendable, Hashable, Codable {
    package typealias ID = Identifier<CustomField>

    package enum Kind: String, Labelled, Codable {
        case text, number, date

        package var label: String {
            switch self {
            case .text: "文字"
            case .number: "数字"
            case .date: "日期"
            }
        }
    }

    package let id: ID
    package var label: String
    package var kind: Kind
    package var isRequired: Bool

    package init(id: ID = ID(), label: String, kind: Kind = .text, isRequired: Bool = false) {
        (self.id, self.label, self.kind, self.isRequired) = (id, label, kind, isRequired)
    }
}
