import CPango
import Foundation

/// The folders that fonts are taken from, and nothing else: what is installed on the machine besides does not change
/// how a document looks.
package struct FontLibrary: Sendable {
    package let folders: [String]
    /// Families found, such as "FandolFang" and "Noto Serif CJK SC".
    package let families: Set<String>
    /// What can be printed with them.
    package let characters: PrintableCharacters
    private let configuration: String

    /// Debian's fonts-noto-cjk.
    package static let noto = "/usr/share/fonts/opentype/noto"
    /// Debian's fonts-hanazono: the ideographs of the planes beyond, that occur in names of people and places.
    private static let hanazono = "/usr/share/fonts/truetype/hanazono"

    /// The fonts of documents. `assets`: the folder that `bin/setup` fills; its slices of Fandol and Noto are taken where
    /// they are, because a page is set faster out of them, and the whole fonts otherwise.
    package init(assets: String) throws(TypesettingError) {
        let slices = assets + "/fonts/slices"
        let isSliced = FileManager.default.fileExists(atPath: slices + "/.stamp")
        let folders = isSliced ? [slices] : [assets + "/fonts/fandol", Self.noto]
        try self.init(folders: (folders + [Self.hanazono]).map { URL(filePath: $0).path })
    }

    /// Looks into the folders once. Fandol may be missing: then everything is set in Noto.
    package init(folders: [String]) throws(TypesettingError) {
        self.folders = folders
        configuration = Self.configuration(folders)
        let handle = try FontConfiguration(configuration)
        families = handle.families
        characters = PrintableCharacters(handle)
        guard families.contains("FandolFang") || families.contains("Noto Serif CJK SC") else {
            throw .fontsMissing(folders)
        }
    }

    func makeConfiguration() throws(TypesettingError) -> FontConfiguration {
        try FontConfiguration(configuration)
    }

    /// Fandol's bold files state the weight of the regular ones, so fontconfig would take them for regular text.
    private static func configuration(_ folders: [String]) -> String {
        let bolds = ["FandolSong-Bold", "FandolHei-Bold"].map { name in
            """
            <match target="scan"><test name="postscriptname"><string>\(name)</string></test>\
            <edit name="weight" mode="assign"><const>bold</const></edit></match>
            """
        }
        // The first file of Hanazono has emoji and other pictures, which have no place in a document; its ideographs Noto has.
        let pictures = "<selectfont><rejectfont><glob>*/HanaMinA.ttf</glob></rejectfont></selectfont>"
        return """
            <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>\
            \(folders.map { "<dir>\(escaped($0))</dir>" }.joined())\
            <cachedir prefix="xdg">fontconfig</cachedir><cachedir>/var/cache/fontconfig</cachedir>\
            \(bolds.joined())\(pictures)</fontconfig>
            """
    }

    private static func escaped(_ path: String) -> String {
        path.reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            default: text.append(character)
            }
        }
    }
}
