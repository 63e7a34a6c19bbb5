import Spreadsheets

/// What came with a call by name: of a query string, a form, or a JSON object. A name may come several times.
package struct Values: Sendable, Equatable {
    private var byName: [String: [String]] = [:]

    package init() {}
    package init(_ single: [String: String]) { byName = single.mapValues { [$0] } }

    package subscript(_ name: String) -> String? { byName[name]?.first }
    package func all(_ name: String) -> [String] { byName[name] ?? [] }
    package mutating func add(_ name: String, _ value: String) { byName[name, default: []].append(value) }
    package mutating func set(_ name: String, _ value: String?) { byName[name] = value.map { [$0] } }
    package mutating func set(_ name: String, all values: [String]) { byName[name] = values }
    package var names: [String] { byName.keys.sorted() }
    package var isEmpty: Bool { byName.isEmpty }

    /// The values of a query as imports would clean them: words and codes are found however they were typed.
    func cleaned() -> Values {
        var cleaned = self
        cleaned.byName = byName.mapValues { $0.map(Cleaning.typed) }
        return cleaned
    }

    /// The name of what holds U+0000, which no person types and not every store keeps.
    var nameOfUnprintable: String? {
        names.first { name in name.utf8.contains(0) || all(name).contains { $0.utf8.contains(0) } }
    }

    /// Reads `a=1&b=2` of our own making; broken escapes stay as they are.
    package init(urlEncoded text: some StringProtocol) {
        for pair in Array(text.utf8).split(separator: UInt8(ascii: "&")) { add(pair: pair) }
    }

    /// The same of what came with a call.
    package init(urlEncoded bytes: [UInt8], _ limits: CallLimits) throws(CallFault) {
        var count = 0
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
            if end > start {
                count += 1
                guard count <= limits.values else { throw .tooMany }
                let pair = bytes[start..<end]
                let name = pair.firstIndex(of: UInt8(ascii: "=")).map { $0 - start } ?? pair.count
                // an escape takes three bytes
                guard name <= CallLimits.name * 3, pair.count - name <= limits.value * 3 else { throw .tooLarge(limits.value) }
                add(pair: pair)
            }
            start = end + 1
        }
    }

    private mutating func add(pair: ArraySlice<UInt8>) {
        let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        add(Self.decodedText(Array(parts[0])), parts.count > 1 ? Self.decodedText(Array(parts[1])) : "")
    }

    func without(_ names: [String]) -> Values {
        var rest = self
        for name in names { rest.byName[name] = nil }
        return rest
    }

    /// The values as a query string, names in order.
    package var urlEncoded: String {
        names.flatMap { name in all(name).map { Self.encoded(name) + "=" + Self.encoded($0) } }.joined(separator: "&")
    }

    package static func encoded(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
            default:
                out += [0x25, hexDigit(byte >> 4), hexDigit(byte & 0xF)]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func decodedText(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x2B {
                out.append(0x20)
            } else if bytes[index] == 0x25, index + 2 < bytes.count, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]) {
                out.append(high << 4 | low)
                index += 2
            } else {
                out.append(bytes[index])
            }
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

extension Values {
    /// What was typed into a picker of one value and not chosen from its list is its value all the same; the rule looks
    /// whether there is such a one (`Field.takesTyped`).
    package func takingTyped(_ picker: String) -> Values {
        guard (self[picker] ?? "").isEmpty, let typed = self[picker + "_text"].map(Cleaning.code), !typed.isEmpty else { return self }
        var taken = self
        taken.set(picker, typed)
        return taken
    }

    /// For a page model.
    package var listed: [String: [String]] { Dictionary(names.map { ($0, all($0)) }, uniquingKeysWith: { first, _ in first }) }

    package init(listed: [String: [String]]) {
        self.init()
        for (name, values) in listed { set(name, all: values) }
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
