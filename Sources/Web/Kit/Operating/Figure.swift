/// A figure for /metrics, in the text format of Prometheus.
struct Figure {
    enum Kind: String { case counter, gauge, histogram }

    let name: String
    let kind: Kind
    let help: String
    /// Each with what stands behind the name: a suffix, labels.
    let values: [(suffix: String, value: Double)]

    init(_ name: String, _ kind: Kind, _ help: String, _ values: [(suffix: String, value: Double)]) {
        (self.name, self.kind, self.help, self.values) = (name, kind, help, values)
    }

    init(_ name: String, _ kind: Kind, _ help: String, _ value: Double) { self.init(name, kind, help, [("", value)]) }

    var lines: [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) \(kind.rawValue)"] + values.map { "\(name)\($0.suffix) \(Self.text($0.value))" }
    }

    /// Whole numbers without a point, however large.
    private static func text(_ value: Double) -> String { Int64(exactly: value).map(String.init) ?? "\(value)" }
}
