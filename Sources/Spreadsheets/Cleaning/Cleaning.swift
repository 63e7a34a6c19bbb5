/// Makes text that people typed or pasted comparable, without changing what it means.
package enum Cleaning {
    /// One line of text: no invisible characters, one half-width space for any white space, letters, digits
    /// and technical signs in half width. Chinese punctuation, （） of names included, stays.
    package static func text(_ raw: String) -> String {
        if isCleanText(raw.utf8) { return raw }
        var cleaned = String.UnicodeScalarView()
        var owesSpace = false
        var hasDot = false
        for scalar in raw.unicodeScalars {
            if Characters.isSpace(scalar) {
                owesSpace = !cleaned.isEmpty
            } else if !Characters.isInvisible(scalar) {
                if owesSpace { cleaned.append(" ") }
                owesSpace = false
                hasDot = hasDot || Ideographs.isNameDot(scalar)
                cleaned.append(Characters.halfWidthUnlessPunctuation(Ideographs.meant(scalar)))
            }
        }
        return withoutGuard(String(hasDot ? withNameDots(cleaned) : cleaned))
    }

    /// A code, number or identifier: half width, upper case, no spaces, no leading apostrophe, not wrapped
    /// as `="…"`.
    package static func code(_ raw: String) -> String {
        if raw.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }) { return raw }
        var cleaned = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars where !Characters.isSpace(scalar) && !Characters.isInvisible(scalar) {
            cleaned.append(Characters.upperCased(Characters.halfWidth(scalar)))
        }
        var code = Substring(String(cleaned))
        while let first = code.first, "'’‘`".contains(first) { code.removeFirst() }
        if code.hasPrefix("=\""), code.hasSuffix("\""), code.count > 2 { code = code.dropFirst(2).dropLast() }
        return String(code)
    }

    /// The same of a cell.
    package static func text(_ cell: UnsafeRawBufferPointer) -> String {
        isCleanText(cell) ? String(decoding: cell, as: UTF8.self) : text(String(decoding: cell, as: UTF8.self))
    }

    /// The same of a cell.
    package static func code(_ cell: UnsafeRawBufferPointer) -> String {
        code(String(decoding: cell, as: UTF8.self))
    }

    /// Whether nothing can be there to be cleaned; most cells are like that, and this is a look at their bytes.
    @inline(__always)
    package static func isCleanText(_ raw: some Collection<UInt8>) -> Bool {
        var former: UInt8 = 0x20
        for byte in raw {
            switch byte {
            case 0x20: if former == 0x20 { return false }
            case 0x27: if former == 0x20 { return false }
            case 0x21...0x7E, 0x80...0xBF: break
            // Han characters but for the few of the first and last blocks
            case 0xE4...0xE9: break
            default: return false
            }
            former = byte
        }
        return former != 0x20 || raw.isEmpty
    }

    /// Every dot between two ideographs is the one of names.
    private static func withNameDots(_ scalars: String.UnicodeScalarView) -> String.UnicodeScalarView {
        let all = Array(scalars)
        var dotted = String.UnicodeScalarView()
        for (place, scalar) in all.enumerated() {
            let isBetween = Ideographs.isNameDot(scalar) && place > 0 && place + 1 < all.count
                && Ideographs.isIdeograph(all[place - 1]) && Ideographs.isIdeograph(all[place + 1])
            dotted.append(isBetween ? "·" : scalar)
        }
        return dotted
    }

    /// The apostrophe that `SheetWriter` puts before what a spreadsheet program could take for a formula.
    private static func withoutGuard(_ text: String) -> String {
        guard text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@＝＋－＠".contains(second) else { return text }
        return String(text.dropFirst())
    }
}

/// Classes of characters, by code point.
enum Characters {
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Controls, zero-width characters, direction marks, the byte order mark.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x2064, 0x2066...0x2069, 0xFE0E, 0xFE0F, 0xFEFF:
            true
        default: false
        }
    }

    static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x2010...0x2015, 0x2212: "-"
        default: scalar
        }
    }

    /// Letters, digits and # $ % & * + - . / = @ _ only.
    static func halfWidthUnlessPunctuation(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF03...0xFF06, 0xFF0A, 0xFF0B, 0xFF0D...0xFF0F, 0xFF1D, 0xFF20, 0xFF3F:
            halfWidth(scalar)
        default: scalar
        }
    }

    static func upperCased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x61...0x7A).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0x20) ?? scalar : scalar
    }
}
