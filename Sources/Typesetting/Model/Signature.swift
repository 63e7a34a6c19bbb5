/// Where somebody signs: a label, the signatures written by hand on a screen (or an empty line to sign on paper),
/// and the date.
package struct Signature: Sendable, Equatable {
    package var label: String
    /// PNG files; at most 2 MB and four million pixels each.
    package var images: [[UInt8]]
    /// As printed; empty gives a blank to be filled in by hand.
    package var date: String

    package init(_ label: String, images: [[UInt8]] = [], date: String = "") {
        self.label = label
        self.images = images
        self.date = date
    }
}

/// The end of a document: the agency, the date, and the seal over both.
package struct Closing: Sendable, Equatable {
    package var agency: String
    package var date: String
    package var seal: Seal?

    package init(agency: String, date: String, seal: Seal? = nil) {
        self.agency = agency
        self.date = date
        self.seal = seal
    }
}

package enum Seal: Sendable, Equatable {
    /// A drawn seal that says on its face that it is none: a red ring with the name of the agency, and a legend.
    case test(agency: String, legend: String = "测试章")
    /// The impression of a seal as PNG, printed at this diameter in millimetres.
    case image([UInt8], diameter: Double)
}
