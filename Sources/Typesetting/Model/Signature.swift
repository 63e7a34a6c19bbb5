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

/// A photo in an annex, with what is known of it.
package struct Photo: Sendable, Equatable {
    /// A JPEG of at most 20 MB, or a PNG like that of a signature.
    package let image: [UInt8]
    package let caption: String

    /// Nil for what documents can't show.
    package init?(_ image: [UInt8], caption: String) {
        guard (try? Picture(photo: image)) != nil else { return nil }
        (self.image, self.caption) = (image, caption)
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
