import Glibc

/// Chinese search for any substring of Han text, from one character on. A text is a row of tokens: each Han character is
/// one, each run of letters and digits is one, lower-cased and half as wide; signs and spaces only part runs. A tab parts fields: nothing
/// that is searched stands in two of them.
package enum SearchText {
    /// The texts of several fields as one.
    package static func fields(_ texts: [String]) -> String { texts.filter { !$0.isEmpty }.joined(separator: "\t") }

    enum Token: Equatable {
        case han(Unicode.Scalar)
        case run(String)
        case fieldEnd

        var isHan: Bool { if case .han = self { true } else { false } }

        var text: String {
            switch self {
            case .han(let scalar): String(scalar)
            case .run(let run): run
            case .fieldEnd: "|"
            }
        }
    }

    /// What a character is to a search.
    private enum Sign {
        case han, fieldEnd, other
        /// A letter in lower case, or a digit.
        case ofRun(Unicode.Scalar)

        @inline(__always)
        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .han
            case 0x30...0x39, 0x61...0x7A: self = .ofRun(scalar)
            case 0x41...0x5A: self = .ofRun(Unicode.Scalar(UInt8(scalar.value) + 32))
            case 0xFF10...0xFF19, 0xFF41...0xFF5A: self = .ofRun(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0xFF21...0xFF3A: self = .ofRun(Unicode.Scalar(UInt8(scalar.value - 0xFEE0) + 32))
            case 0x09: self = .fieldEnd
            default: self = .other
            }
        }
    }

    /// Whether it has letters or digits as wide as Han characters.
    static func hasWideRuns(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0xFF10...0xFF19).contains($0.value) || (0xFF21...0xFF3A).contains($0.value) || (0xFF41...0xFF5A).contains($0.value) }
    }

    static func tokens(_ text: some StringProtocol) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(text.utf8.count / 3 + 1)
        read(text) { tokens.append($0) }
        return tokens
    }

    @inline(__always)
    private static func read(_ text: some StringProtocol, _ take: (Token) -> Void) {
        var run = String.UnicodeScalarView()
        func endRun() {
            guard !run.isEmpty else { return }
            take(.run(String(run)))
            run.removeAll()
        }
        for scalar in text.unicodeScalars {
            switch Sign(scalar) {
            case .han:
                endRun()
                take(.han(scalar))
            case .ofRun(let character): run.append(character)
            case .fieldEnd:
                endRun()
                take(.fieldEnd)
            case .other: endRun()
            }
        }
        endRun()
    }

    /// What a text is found by: its characters, its pairs of neighbouring characters, its runs. Each may come twice.
    @inline(__always)
    static func terms(_ text: some StringProtocol, _ take: (Term) -> Void) {
        var former: Unicode.Scalar?
        read(text) { token in
            switch token {
            case .han(let scalar):
                take(.han(HanTerm(scalar)))
                if let former { take(.han(HanTerm(former, scalar))) }
                former = scalar
            case .run(let run):
                take(.word(run))
                former = nil
            case .fieldEnd: former = nil
            }
        }
    }

    enum Term: Hashable {
        case han(HanTerm)
        case word(String)

        var text: String {
            switch self {
            case .han(let term): term.text
            case .word(let word): word
            }
        }
    }

    /// One Han character, or two that stand together, as a number: a library has a hundred million of them, and hashing
    /// or comparing Han text costs far more.
    struct HanTerm: Hashable, Comparable {
        /// Never zero.
        let packed: UInt64

        init(packed: UInt64) { self.packed = packed }

        init(_ first: Unicode.Scalar, _ second: Unicode.Scalar? = nil) {
            packed = UInt64(first.value) << 21 | UInt64(second?.value ?? 0)
        }

        var text: String {
            var text = String.UnicodeScalarView()
            for value in [UInt32(packed >> 21), UInt32(packed & 0x1F_FFFF)] where value > 0 {
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            return String(text)
        }

        /// The order of their UTF-8 bytes.
        static func < (a: HanTerm, b: HanTerm) -> Bool { a.packed < b.packed }
    }

    fileprivate static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> String {
        var pair = String(first)
        pair.unicodeScalars.append(second)
        return pair
    }
}

/// What somebody typed to search by: a row of tokens that must follow one another.
struct SearchPhrase: Sendable {
    /// All of them stand in every text that holds the phrase; the fewest that say as much.
    let terms: [String]
    /// Between blanks, to be found in a text written likewise; nil where the terms alone already prove the phrase.
    private let spaced: String?
    private let typed: String
    /// Whether it begins and ends with a Han character.
    private let isPlain: Bool

    var isProven: Bool { spaced == nil }

    /// Nil when nothing searchable was typed.
    init?(_ typed: String) {
        let tokens = SearchText.tokens(typed).filter { $0 != .fieldEnd }
        guard !tokens.isEmpty else { return nil }
        var terms: [String] = []
        for (index, token) in tokens.enumerated() {
            switch token {
            case .fieldEnd: break
            case .run(let run): terms.append(run)
            case .han(let scalar):
                let next = index + 1 < tokens.count ? tokens[index + 1] : nil
                if case .han(let second) = next { terms.append(SearchText.pair(scalar, second)) }
                else if index == 0 || !tokens[index - 1].isHan { terms.append(String(scalar)) }
            }
        }
        self.terms = Array(Set(terms)).sorted()
        self.typed = typed
        isPlain = tokens.first?.isHan == true && tokens.last?.isHan == true
            && typed.unicodeScalars.first?.value ?? 0 >= 0x3400 && typed.unicodeScalars.last?.value ?? 0 >= 0x3400
        spaced = terms.count == 1 ? nil : Self.spaced(tokens)
    }

    /// Whether the phrase stands in the text of this entry.
    func stands(in content: UnsafeRawBufferPointer) -> Bool {
        guard let spaced else { return true }
        let text = content.prefix { $0 != UInt8(ascii: "\n") }
        // between Han characters what stands there as typed needs no taking apart
        if isPlain, Self.holds(UnsafeRawBufferPointer(rebasing: text), Array(typed.utf8)) { return true }
        return Self.spaced(SearchText.tokens(String(decoding: text, as: UTF8.self))).utf8
            .withContiguousStorageIfAvailable { Self.holds(UnsafeRawBufferPointer($0), Array(spaced.utf8)) } ?? false
    }

    private static func holds(_ text: UnsafeRawBufferPointer, _ part: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= text.count, let start = text.baseAddress else { return part.isEmpty }
        return part.withUnsafeBytes { part in
            guard let wanted = part.baseAddress else { return false }
            return (0...text.count - part.count).contains { place in
                text[place] == first && memcmp(start + place, wanted, part.count) == 0
            }
        }
    }

    private static func spaced(_ tokens: [SearchText.Token]) -> String {
        var out = " "
        for token in tokens { out += token.text + " " }
        return out
    }
}
