/// A closed list that people choose from: codes for programs and records, words for people. Said where the type is declared.
package protocol Labelled: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    var label: String { get }
}

extension Sequence where Element: Labelled {
    /// In their order.
    package var labels: String { map(\.label).joined(separator: "、") }
}

extension Set where Element: Labelled {
    /// In the order of the list.
    package var labels: String { Element.allCases.filter(contains).labels }
}
