import CZlib

/// Deflate (RFC 1951) as the bytes come, bare or as gzip (RFC 1952).
package final class DeflateStream {
    package enum Container { case bare, gzip }

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let space = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

    /// Nil when there is no memory for it.
    /// - Parameter level: 1 (fast) to 9 (small).
    package init?(_ container: Container, level: Int32) {
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        let window: Int32 = container == .gzip ? 31 : -15
        guard deflateInit2_(stream, level, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else { return nil }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        space.deallocate()
    }

    /// What follows is a stream of its own.
    package func restart() { deflateReset(stream) }

    /// - Parameter last: nothing follows.
    package func deflate<Failure: Error>(
        _ bytes: [UInt8], last: Bool, _ take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var input = bytes
        var failure: Failure?
        input.withUnsafeMutableBufferPointer { source in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            repeat {
                stream.pointee.next_out = space.baseAddress
                stream.pointee.avail_out = UInt32(space.count)
                _ = CZlib.deflate(stream, last ? Z_FINISH : Z_NO_FLUSH)
                let count = space.count - Int(stream.pointee.avail_out)
                do throws(Failure) { try take(UnsafeBufferPointer(rebasing: space[..<count])) } catch { failure = error }
            } while failure == nil && stream.pointee.avail_out == 0
        }
        if let failure { throw failure }
    }

    /// CRC-32 of ZIP files, going on from what came before (0 at the beginning).
    package static func checksum(_ bytes: [UInt8], after earlier: UInt) -> UInt {
        bytes.withUnsafeBufferPointer { crc32(earlier, $0.baseAddress, UInt32($0.count)) }
    }
}
