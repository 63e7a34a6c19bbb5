import Glibc

/// Looks for the terms of a search in an entry as it lies in the store. Every list does so with what its sets don't know
/// yet, so nothing is built of an entry that its tags already rule out.
struct WantedTerms {
    /// Of each group one tag: few, as their bytes.
    private var few: [[[UInt8]]] = []
    /// The same where the group has many.
    private var many: [Set<String>] = []
    /// Of each group one term of the text.
    private var words: [Set<String>] = []

    private static let most = 8

    /// - Parameter groups: tags begin with `=`.
    init(_ groups: [[String]]) {
        for group in groups {
            guard group.allSatisfy({ $0.hasPrefix("=") }) else {
                words.append(Set(group))
                continue
            }
            let tags = group.map { $0.dropFirst() }
            if group.count > Self.most { many.append(Set(tags.map(String.init))) } else { few.append(tags.map { Array($0.utf8) }) }
        }
    }

    /// - Parameter content: the text, and each of the tags on a line of its own.
    func stand(in content: UnsafeRawBufferPointer) -> Bool {
        let end = content.firstIndex(of: UInt8(ascii: "\n")) ?? content.count
        let tags = UnsafeRawBufferPointer(rebasing: content[end...])
        guard few.allSatisfy({ group in group.contains { Self.isLine($0, of: tags) } }) else { return false }
        if !many.isEmpty {
            let lines = tags.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            guard many.allSatisfy({ group in lines.contains { group.contains($0) } }) else { return false }
        }
        guard !words.isEmpty else { return true }
        var terms = Set<String>()
        SearchText.terms(String(decoding: content[..<end], as: UTF8.self)) { terms.insert($0.text) }
        return words.allSatisfy { !$0.isDisjoint(with: terms) }
    }

    /// - Parameter tags: each behind a line end.
    private static func isLine(_ tag: [UInt8], of tags: UnsafeRawBufferPointer) -> Bool {
        guard var place = tags.baseAddress else { return false }
        var left = tags.count
        return tag.withUnsafeBytes { tag in
            guard let wanted = tag.baseAddress else { return false }
            while left > tag.count {
                if memcmp(place + 1, wanted, tag.count) == 0, left == tag.count + 1 || place.load(fromByteOffset: tag.count + 1, as: UInt8.self) == 0x0A {
                    return true
                }
                guard let next = memchr(place + 1, 0x0A, left - 1) else { return false }
                left -= UnsafeRawPointer(next) - place
                place = UnsafeRawPointer(next)
            }
            return false
        }
    }
}
