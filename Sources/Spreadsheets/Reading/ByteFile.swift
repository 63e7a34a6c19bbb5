import Glibc

/// A file read from beginning to end in pieces, as often as wanted.
final class ByteFile {
    let path: String
    let size: Int
    private let descriptor: Int32
    private let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    init(path: String) throws(SpreadsheetError) {
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .cannotOpen
        }
        self.path = path
        size = Int(facts.st_size)
    }

    deinit {
        close(descriptor)
        piece.deallocate()
    }

    /// The next piece from `offset` on, valid until the next call; empty at the end.
    func read(at offset: Int) throws(SpreadsheetError) -> UnsafeBufferPointer<UInt8> {
        let count = pread(descriptor, piece.baseAddress, piece.count, off_t(offset))
        guard count >= 0 else { throw .cannotOpen }
        return UnsafeBufferPointer(UnsafeMutableRawBufferPointer(rebasing: piece[..<count]).assumingMemoryBound(to: UInt8.self))
    }
}
