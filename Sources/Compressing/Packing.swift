import CBrotli

/// Whole answers, packed in the ways browsers unpack.
package enum Packing {
    /// As gzip; nil when that is not smaller.
    package static func gzip(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
        guard let stream = DeflateStream(.gzip, level: level) else { return nil }
        var packed: [UInt8] = []
        packed.reserveCapacity(bytes.count / 3)
        stream.deflate(bytes, last: true) { packed.append(contentsOf: $0) }
        return packed.count < bytes.count ? packed : nil
    }

    /// As small as Brotli makes it, which takes its time; nil when that is not smaller.
    package static func brotli(_ bytes: [UInt8]) -> [UInt8]? {
        var size = BrotliEncoderMaxCompressedSize(bytes.count)
        guard size > 0 else { return nil }
        let packed = [UInt8](unsafeUninitializedCapacity: size) { space, count in
            let done = BrotliEncoderCompress(
                BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes, &size, space.baseAddress)
            count = done == BROTLI_TRUE ? size : 0
        }
        return !packed.isEmpty && packed.count < bytes.count ? packed : nil
    }
}
