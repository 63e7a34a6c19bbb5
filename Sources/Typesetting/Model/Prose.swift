/// Running text, parts of which stand on a line because they have been filled in:
///
///     "我们是\(fill: agency)的行政执法人员\(fill: names)，证件号码为\(fill: certificates)。"
package struct Prose: Sendable, Equatable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    /// UTF-8 offsets of what is underlined, ascending.
    package private(set) var fills: [Range<Int>]

    package init(_ text: String) {
        self.text = text
        fills = []
    }

    init(_ text: String, fills: [Range<Int>]) {
        self.text = text
        self.fills = fills
    }

    package init(stringLiteral value: String) { self.init(value) }

    package init(stringInterpolation: Interpolation) { self = stringInterpolation.prose }

    package static func + (left: Prose, right: Prose) -> Prose {
        var sum = left
        let offset = left.text.utf8.count
        sum.text += right.text
        sum.fills += right.fills.map { $0.lowerBound + offset..<$0.upperBound + offset }
        return sum
    }

    package struct Interpolation: StringInterpolationProtocol {
        var prose = Prose("")

        package init(literalCapacity: Int, interpolationCount: Int) {
            prose.text.reserveCapacity(literalCapacity)
        }

        package mutating func appendLiteral(_ literal: String) { prose.text += literal }

        package mutating func appendInterpolation(_ value: String) { prose.text += value }

        package mutating func appendInterpolation(_ value: Int) { prose.text += String(value) }

        package mutating func appendInterpolation(_ value: Prose) { prose = prose + value }

        /// Underlined; what is empty becomes a blank of six characters to be filled in by hand.
        package mutating func appendInterpolation(fill value: String) {
            let start = prose.text.utf8.count
            prose.text += value.isEmpty ? String(repeating: "\u{3000}", count: 6) : value
            prose.fills.append(start..<prose.text.utf8.count)
        }
    }
}
