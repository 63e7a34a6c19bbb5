/// Takes a `multipart/form-data` body apart (RFC 7578).
enum Multipart {
    /// - Returns: nil when the body is not what its header says.
    static func parse(_ body: [UInt8], contentType: String) -> (values: Values, files: [UploadedFile])? {
        guard let boundary = parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else { return nil }
        let delimiter = Array("--\(boundary)".utf8)
        var values = Values()
        var files: [UploadedFile] = []
        guard var at = find(delimiter, in: body, from: 0) else { return nil }
        while true {
            at += delimiter.count
            if body.count >= at + 2, body[at] == UInt8(ascii: "-"), body[at + 1] == UInt8(ascii: "-") { return (values, files) }
            guard let headerEnd = find([13, 10, 13, 10], in: body, from: at), headerEnd - at < 8192,
                let next = find([13, 10] + delimiter, in: body, from: headerEnd + 2)
            else { return nil }
            let head = String(decoding: body[at..<headerEnd], as: UTF8.self)
            let content = headerEnd + 4 <= next ? Array(body[(headerEnd + 4)..<next]) : []
            guard let disposition = head.split(whereSeparator: \.isNewline)
                .first(where: { $0.lowercased().hasPrefix("content-disposition:") }).map(String.init),
                let name = parameter("name", of: disposition)
            else { return nil }
            if let file = parameter("filename", of: disposition) {
                if !file.isEmpty || !content.isEmpty { files.append(UploadedFile(field: name, name: cleaned(file), bytes: content)) }
            } else {
                values.add(name, String(decoding: content, as: UTF8.self))
            }
            at = next + 2
        }
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].drop(while: \.isWhitespace).lowercased() == name else { continue }
            return pair[1].trimmingQuotes()
        }
        return nil
    }

    /// The last part of what may be a path, without control characters.
    private static func cleaned(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        return String(String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }).prefix(200))
    }

    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, body.count >= needle.count else { return nil }
        return body.withUnsafeBufferPointer { bytes in
            var at = start
            while at <= bytes.count - needle.count {
                if bytes[at] == first {
                    var matched = 1
                    while matched < needle.count, bytes[at + matched] == needle[matched] { matched += 1 }
                    if matched == needle.count { return at }
                }
                at += 1
            }
            return nil
        }
    }
}

extension Substring {
    fileprivate func trimmingQuotes() -> String {
        var text = self.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        return String(text).replacing("%22", with: "\"")
    }
}
