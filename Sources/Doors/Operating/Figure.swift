/// A figure for /metrics, in the text format of Prometheus.
package struct Figure {
    package enum Kind: String { case counter, gauge, histogram }

    package let name: String
    package let kind: Kind
    package let help: String
    /// Each with what stands behind the name: a suffix, labels.
    package let values: [(suffix: String, value: Double)]

    package init(_ name: String, _ kind: Kind, _ help: String, _ values: [(suffix: String, value: Double)]) {
        (self.name, self.kind, self.help, self.values) = (name, kind, help, values)
    }

    package init(_ name: String, _ kind: Kind, _ help: String, _ value: Double) { self.init(name, kind, help, [("", value)]) }

    package var lines: [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) \(kind.rawValue)"] + values.map { "\(name)\($0.suffix) \(Self.text($0.value))" }
    }

    /// Whole numbers without a point, however large.
    private static func text(_ value: Double) -> String { Int64(exactly: value).map(String.init) ?? "\(value)" }
}
