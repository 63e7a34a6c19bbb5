import Cryptography

/// Reads `key=value` lines that come in a fixed order.
struct KeyedLines {
    private var cursor: LineCursor
    private var line: Range<Int> = 0..<0

    init(_ file: DrawFile, _ bytes: [UInt8]) {
        cursor = LineCursor(file, bytes)
    }

    /// The value of the next line, which must carry `key`.
    mutating func value(of key: String) throws(DrawFailure) -> ArraySlice<UInt8> {
        guard let value = try optionalValue(of: key) else {
            throw .malformed(file: cursor.file, line: cursor.number + 1, problem: .missingLine, found: key)
        }
        return value
    }

    /// As `value(of:)`; nil at the end of the file.
    mutating func optionalValue(of key: String) throws(DrawFailure) -> ArraySlice<UInt8>? {
        guard let line = try cursor.next() else { return nil }
        self.line = line
        let start = Array("\(key)=".utf8)
        guard cursor.bytes[line].starts(with: start) else { throw failure(.key) }
        return cursor.bytes[line].dropFirst(start.count)
    }

    mutating func identifier(of key: String) throws(DrawFailure) -> String {
        let value = try value(of: key)
        guard value.isIdentifier else { throw failure(.identifier) }
        return value.text
    }

    mutating func number(of key: String) throws(DrawFailure) -> Int {
        guard let number = try value(of: key).decimalNumber else { throw failure(.number) }
        return number
    }

    mutating func digest(of key: String) throws(DrawFailure) -> Digest {
        guard let digest = try value(of: key).lowercaseDigest else { throw failure(.hash) }
        return digest
    }

    mutating func text(of key: String) throws(DrawFailure) -> String {
        let value = try value(of: key)
        guard value.isFieldText else { throw failure(.text) }
        return value.text
    }

    mutating func end() throws(DrawFailure) {
        guard let line = try cursor.next() else { return }
        self.line = line
        throw failure(.key)
    }

    /// What is wrong with the line read last.
    func failure(_ problem: DrawMalformation) -> DrawFailure { cursor.failure(problem, line) }
}
