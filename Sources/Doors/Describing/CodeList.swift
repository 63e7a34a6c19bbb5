/// A code list (代码表) of the data standard (STD-04): the codes that records and the API carry, with their words; read off
/// the enum itself, so that it can't say anything else than the code does.
package struct CodeList: Codable, Sendable, Equatable {
    package struct Code: Codable, Sendable, Equatable {
        package let code: String
        package let label: String

        package init(code: String, label: String) { (self.code, self.label) = (code, label) }
    }

    /// The type: `TaskSubjectStatus`, `EnterpriseAccount.Kind`.
    package let identifier: String
    package let name: String
    package let codes: [Code]

    package init(identifier: String, name: String, codes: [Code]) {
        (self.identifier, self.name, self.codes) = (identifier, name, codes)
    }

    package init<List: CaseIterable & RawRepresentable>(
        _ name: String, _ list: List.Type, _ label: (List) -> String
    ) where List.RawValue == String {
        // without the module
        identifier = String(reflecting: list).split(separator: ".").dropFirst().joined(separator: ".")
        self.name = name
        codes = list.allCases.map { Code(code: $0.rawValue, label: label($0)) }
    }
}
