/// Takes a `multipart/form-data` body apart (RFC 7578), in one walk and within the limits of its route.
enum Multipart {
    /// Bytes of the head of one part.
    private static let longestHead = 4096
    private static let mostFiles = 1000

    static func parse(_ body: [UInt8], contentType: String, _ limits: CallLimits) throws -> (values: Values, files: [UploadedFile]) {
        guard let boundary = parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else { throw malformed }
        let delimiter = Array("--\(boundary)".utf8)
        var values = Values()
        var files: [UploadedFile] = []
        var count = 0
        guard var at = find(delimiter, in: body, from: 0) else { throw malformed }
        while true {
            at += delimiter.count
            if body.count >= at + 2, body[at] == UInt8(ascii: "-"), body[at + 1] == UInt8(ascii: "-") { return (values, files) }
            guard let headEnd = find([13, 10, 13, 10], in: body, from: at), headEnd - at <= longestHead,
                let next = find([13, 10] + delimiter, in: body, from: headEnd + 2)
            else { throw malformed }
            count += 1
            guard count <= limits.values else { throw CallFault.tooMany }
            let (name, file) = try names(in: body[at..<headEnd])
            let content = headEnd + 4 <= next ? body[(headEnd + 4)..<next] : []
            if let file {
                guard files.count < mostFiles else { throw CallFault.unreadable("一次最多上传\(mostFiles)个文件，请分次上传") }
                if !file.isEmpty || !content.isEmpty { files.append(UploadedFile(field: name, name: cleaned(file), bytes: Array(content))) }
            } else {
                guard content.count <= limits.text else { throw CallFault.tooLarge(limits.text) }
                values.add(name, String(decoding: content, as: UTF8.self))
            }
            at = next + 2
        }
    }

    private static var malformed: CallFault { .unreadable("上传的内容不完整，请重新选择文件后提交") }

    /// The name of the part, and of the file where it is one.
    private static func names(in head: ArraySlice<UInt8>) throws -> (name: String, file: String?) {
        guard let disposition = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first(where: { $0.lowercased().hasPrefix("content-disposition:") }).map(String.init),
            let name = parameter("name", of: disposition), !name.isEmpty, name.utf8.count <= CallLimits.name
        else { throw malformed }
        return (name, parameter("filename", of: disposition))
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

    /// In time that grows with the body alone, whatever stands in it (Knuth, Morris, Pratt).
    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        var borders = [0]
        for index in needle.indices.dropFirst() {
            var border = borders[index - 1]
            while border > 0, needle[index] != needle[border] { border = borders[border - 1] }
            borders.append(needle[index] == needle[border] ? border + 1 : 0)
        }
        guard start < body.count else { return nil }
        return body.withUnsafeBufferPointer { bytes in
            var matched = 0
            for at in start..<bytes.count {
                while matched > 0, bytes[at] != needle[matched] { matched = borders[matched - 1] }
                if bytes[at] == needle[matched] { matched += 1 }
                if matched == needle.count { return at + 1 - matched }
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
