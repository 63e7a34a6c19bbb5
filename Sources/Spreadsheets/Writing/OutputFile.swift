import Glibc

/// A file that is written beside its place and moved there when it is whole.
final class OutputFile {
    private let path: String
    private let partial: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var flushed = 0
    private var isFinished = false

    private static let bufferSize = 1 << 17

    init(path: String) throws(SpreadsheetError) {
        self.path = path
        partial = path + ".part"
        descriptor = Glibc.open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(partial) }
    }

    var position: Int { flushed + buffer.count }

    func write(_ bytes: some Collection<UInt8>) throws(SpreadsheetError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes over what stands at `offset`.
    func patch(_ bytes: [UInt8], at offset: Int) throws(SpreadsheetError) {
        try flush()
        guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count else { throw .cannotWrite }
    }

    func finish() throws(SpreadsheetError) {
        try flush()
        guard rename(partial, path) == 0 else { throw .cannotWrite }
        isFinished = true
    }

    private func flush() throws(SpreadsheetError) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
            guard count > 0 else { throw .cannotWrite }
            done += count
        }
        flushed += done
        buffer.removeAll(keepingCapacity: true)
    }
}
