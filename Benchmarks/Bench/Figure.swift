import Foundation
import Probing

/// One result, printed as one line of JSON. It is the median of its runs.
struct Figure: Sendable {
    enum Unit: String, Sendable {
        case cpuMilliseconds = "cpu-ms", seconds = "s", megabytes = "MB", perSecond = "1/s"
    }

    /// As the list of goals calls it: P4.
    let name: String
    let what: String
    let unit: Unit
    let values: [Double]
    /// What the same work costs without the platform, measured in between the runs; empty where there is no such thing.
    var references: [Double] = []
    var goal: Double?
    var database: String?

    var value: Double { values.median }
    var reference: Double? { references.isEmpty ? nil : references.median }

    var line: String {
        var members = ["\"name\":\(Self.quoted(name))", "\"what\":\(Self.quoted(what))"]
        if let database { members.append("\"database\":\(Self.quoted(database))") }
        members.append("\"value\":\(Self.number(value))")
        members.append("\"unit\":\(Self.quoted(unit.rawValue))")
        members.append("\"reference\":\(reference.map(Self.number) ?? "null")")
        let ratio = reference.flatMap { $0 > 0 ? value / $0 : nil }
        members.append("\"ratio\":\(ratio.map(Self.number) ?? "null")")
        members.append("\"runs\":\(values.count)")
        members.append("\"spread\":[\(Self.number(values.min() ?? 0)),\(Self.number(values.max() ?? 0))]")
        if let goal { members.append("\"goal\":\(Self.number(goal))") }
        return "{" + members.joined(separator: ",") + "}"
    }

    func show() {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private static func number(_ value: Double) -> String { String(format: "%.4g", value) }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

extension [Double] {
    var median: Double {
        let sorted = sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

/// What goes on besides the figures, for the person who waits.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// CPU time of this process, in milliseconds.
func ownCPUMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
}
