import Glibc

/// Turns text in GB18030 or UTF-16 into UTF-8, piece by piece; what cannot be read becomes U+FFFD.
final class Transcoder {
    private let descriptor: iconv_t
    private var carried: [UInt8] = []
    private let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 17)

    init(from encoding: TextEncoding) throws(SpreadsheetError) {
        guard let opened = iconv_open("UTF-8", encoding.rawValue), Int(bitPattern: opened) != -1 else { throw .unsupported }
        descriptor = opened
    }

    deinit {
        iconv_close(descriptor)
        output.deallocate()
    }

    /// Hands over what `input` becomes; a character cut at its end waits for the next piece.
    func feed(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, _ consume: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        var bytes = carried
        bytes.append(contentsOf: input)
        carried.removeAll(keepingCapacity: true)
        try bytes.withUnsafeMutableBytes { raw in
            var source = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = raw.count
            while left > 0 {
                let verdict = try convert(&source, &left, consume)
                if verdict == EINVAL, !isLast {
                    carried.append(contentsOf: raw.suffix(left))
                    return
                }
                if verdict == EILSEQ || verdict == EINVAL {
                    source = source?.advanced(by: 1)
                    left -= 1
                    try [0xEF, 0xBF, 0xBD].withUnsafeBufferPointer(consume)
                }
            }
        }
    }

    /// Converts as much as fits; answers why it stopped.
    private func convert(
        _ source: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, _ consume: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws -> Int32 {
        let (converted, verdict) = output.withMemoryRebound(to: CChar.self) { space in
            var target = space.baseAddress
            var room = space.count
            let failed = iconv(descriptor, &source, &left, &target, &room) == -1
            return (space.count - room, failed ? errno : 0)
        }
        if converted > 0 { try consume(UnsafeBufferPointer(rebasing: output[..<converted])) }
        return verdict
    }
}
