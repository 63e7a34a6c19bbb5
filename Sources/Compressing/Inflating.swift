import CZlib

/// What `DeflateStream` undoes, for what is small and all there.
package enum Inflating {
    /// Nil for what is no bare Deflate stream (RFC 1951), or unpacks to more than `limit` bytes.
    package static func inflated(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: limit + 1)
        let code = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
                (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
                return inflate(&stream, Z_FINISH)
            }
        }
        let count = output.count - Int(stream.avail_out)
        return code == Z_STREAM_END && count <= limit ? Array(output[..<count]) : nil
    }
}
