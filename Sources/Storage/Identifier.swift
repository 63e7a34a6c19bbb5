import Timekeeping

/// The identity of a record: a UUID of version 7, made by whoever creates the record (a phone too).
/// `Record` only keeps ids of different nouns apart at compile time.
package struct Identifier<Record>: Hashable, Comparable, Sendable, CustomStringConvertible, Codable, LosslessStringConvertible {
    private let high: UInt64
    private let low: UInt64

    fileprivate init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// A new id: 48 bits of milliseconds, then 74 random bits, so that later ids sort after earlier ones.
    package init(at instant: Instant = Clock.system.now()) {
        var system = SystemRandomNumberGenerator()  // the kernel's, through getrandom
        let random = (system.next(), system.next())
        high = UInt64(bitPattern: instant.milliseconds) << 16 | 0x7000 | (random.0 & 0x0FFF)
        low = 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF)
    }

    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// The same out of a row, of which a list has thousands.
    init?(raw: UnsafeRawBufferPointer) {
        guard raw.count == 16 else { return nil }
        high = UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Reads the usual text form with or without hyphens, in either case.
    package init?(_ text: String) {
        var value: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for byte in text.utf8 {
            let digit: UInt64
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt64(byte - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt64(byte - 55)
            case UInt8(ascii: "-"): continue
            default: return nil
            }
            if digits < 16 { value.0 = value.0 << 4 | digit } else { value.1 = value.1 << 4 | digit }
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.init(high: value.0, low: value.1)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not an id"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { out, count in
            let raw = UnsafeMutableRawBufferPointer(out)
            raw.storeBytes(of: high.bigEndian, as: UInt64.self)
            raw.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            count = 16
        }
    }

    /// The same identity seen as that of another noun (a task's subject and its inspection share one id).
    package func `as`<Other>(_: Other.Type) -> Identifier<Other> { Identifier<Other>(high: high, low: low) }

    package var description: String {
        String(unsafeUninitializedCapacity: 36) { out in
            var at = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    out[at] = UInt8(ascii: "-")
                    at += 1
                }
                let word = index < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (index % 16))) & 0xF
                out[at] = digit < 10 ? 48 + digit : 87 + digit
                at += 1
            }
            return 36
        }
    }

    package static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
