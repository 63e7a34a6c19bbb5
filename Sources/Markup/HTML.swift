/// A page being written: bytes of UTF-8, in document order. What is given as `String` is escaped; only literals of
/// ours pass unescaped. Elements nest by closures: `html.div(.class("card")) { $0.p("文字") }`.
///
/// A page is thousands of small pieces. They go into memory that this value alone holds, so that none of them asks
/// whether somebody else holds it too.
package struct HTML: ~Copyable, @unchecked Sendable {
    private var start: UnsafeMutablePointer<UInt8>
    private var count = 0
    private var capacity: Int
    /// A value that every form of the page carries, and no other page.
    package var once: String?
    /// The ids given out so far.
    private var ids: Set<String> = []

    /// What stands before the names of style sheets, modules and icons.
    package let assets: String

    package init(assets: String = "/assets", reserving capacity: Int = 16_384) {
        self.assets = assets
        self.capacity = max(capacity, 64)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// An id that nothing written so far has: of two forms with a field of the same name, the second counts on.
    package borrowing func freeID(_ wanted: String) -> String {
        guard ids.contains(wanted) else { return wanted }
        var number = 2
        while ids.contains("\(wanted)-\(number)") { number += 1 }
        return "\(wanted)-\(number)"
    }

    /// The same, given out.
    package mutating func takenID(_ wanted: String) -> String {
        let id = freeID(wanted)
        ids.insert(id)
        return id
    }

    package var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// What was written, where it lies.
    package borrowing func withBytes<T>(_ use: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try use(UnsafeRawBufferPointer(start: start, count: count))
    }

    @inline(__always)
    private mutating func append(_ from: UnsafePointer<UInt8>?, _ length: Int) {
        guard length > 0, let from else { return }
        if count + length > capacity { grow(length) }
        (start + count).update(from: from, count: length)
        count += length
    }

    private mutating func append(_ part: UnsafeBufferPointer<UInt8>) { append(part.baseAddress, part.count) }

    @inline(__always)
    private mutating func append(byte: UInt8) {
        if count == capacity { grow(1) }
        start[count] = byte
        count += 1
    }

    @inline(never)
    private mutating func grow(_ length: Int) {
        capacity = max(capacity * 2, count + length)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
    }

    /// Text that came from people or records, escaped.
    package mutating func text(_ text: String) { append(escaping: text) }

    /// The value of an attribute that leads somewhere.
    package mutating func address(_ url: String) { append(escaping: URLText.safe(url)) }

    package mutating func number(_ number: Int) { append(escaping: String(number)) }

    /// What was written before, taken over as it is.
    package mutating func part(_ part: HTMLPart) { part.bytes.withUnsafeBufferPointer { append($0.baseAddress, $0.count) } }

    /// Markup written in our own source.
    package mutating func literal(_ markup: StaticString) { append(markup) }

    /// Texts that a module reads, as JSON in an element that never runs. No character of them can end it.
    package mutating func data(_ texts: [String]) {
        append("<script type=\"application/json\">[")
        for (index, text) in texts.enumerated() {
            append(index == 0 ? "\"" : ",\"")
            for unit in text.utf16 {
                switch unit {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: append(byte: UInt8(unit))
                default:
                    let digits = String(unit, radix: 16)
                    append(escaping: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)")
                }
            }
            append("\"")
        }
        append("]</script>")
    }

    package mutating func element(
        _ name: StaticString, _ attributes: [Attribute], _ content: (inout HTML) -> Void
    ) {
        open(name, attributes)
        content(&self)
        append("</")
        append(name)
        append(byte: 0x3E)
    }

    package mutating func empty(_ name: StaticString, _ attributes: [Attribute]) { open(name, attributes) }

    private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        append(byte: 0x3C)
        append(name)
        for attribute in attributes { attribute.write(into: &self) }
        append(byte: 0x3E)
    }

    /// The parts of a page that come again and again, like the beginning of each cell of a column, written once.
    package func prepared(_ write: (inout HTML) -> Void) -> HTMLPart {
        var html = HTML(assets: assets, reserving: 64)
        write(&html)
        return HTMLPart(bytes: html.bytes)
    }

    mutating func append(_ literal: StaticString) { literal.withUTF8Buffer { append($0.baseAddress, $0.count) } }

    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { utf8 in
            // most texts have nothing to escape: looked through without a branch for each byte, and taken as a whole
            var isEscaped = false
            for byte in utf8 {
                let (and, less, more, quote, stroke, none) = (byte == 0x26, byte == 0x3C, byte == 0x3E, byte == 0x22, byte == 0x27, byte == 0)
                isEscaped = isEscaped || and || less || more || quote || stroke || none
            }
            guard isEscaped else { return append(utf8.baseAddress, utf8.count) }
            var begin = 0
            for index in utf8.indices {
                let entity: StaticString
                switch utf8[index] {
                case UInt8(ascii: "&"): entity = "&amp;"
                case UInt8(ascii: "<"): entity = "&lt;"
                case UInt8(ascii: ">"): entity = "&gt;"
                case UInt8(ascii: "\""): entity = "&quot;"
                case UInt8(ascii: "'"): entity = "&#39;"
                case 0: entity = "\u{FFFD}"
                default: continue
                }
                append(UnsafeBufferPointer(rebasing: utf8[begin..<index]))
                append(entity)
                begin = index + 1
            }
            append(UnsafeBufferPointer(rebasing: utf8[begin...]))
        }
    }
}

/// Markup that was written by `HTML`, and so is as safe as what it writes.
package struct HTMLPart: Sendable {
    fileprivate let bytes: [UInt8]
}

/// One attribute of an element. A nil value or a false flag writes nothing.
package struct Attribute: Sendable {
    private enum Content: Sendable {
        case none, flag
        case literal(StaticString)
        case text(String)
    }

    private let name: StaticString
    private let content: Content

    package init(_ name: StaticString, _ value: String?) {
        self.name = name
        content = value.map { .text($0) } ?? .none
    }

    package init(_ name: StaticString, literal: StaticString) {
        self.name = name
        content = .literal(literal)
    }

    package init(_ name: StaticString, flag: Bool) {
        self.name = name
        content = flag ? .flag : .none
    }

    func write(into html: inout HTML) {
        switch content {
        case .none: return
        case .flag:
            html.append(" ")
            html.append(name)
        case .literal(let value):
            html.append(" ")
            html.append(name)
            html.append("=\"")
            html.append(value)
            html.append("\"")
        case .text(let value):
            html.append(" ")
            html.append(name)
            html.append("=\"")
            html.append(escaping: value)
            html.append("\"")
        }
    }

    package static func `class`(_ names: StaticString) -> Attribute { Attribute("class", literal: names) }
    package static func classes(_ names: String) -> Attribute { Attribute("class", names) }
    package static func id(_ id: String) -> Attribute { Attribute("id", id) }
    package static func href(_ url: String) -> Attribute { Attribute("href", URLText.safe(url)) }
    package static func src(_ url: String) -> Attribute { Attribute("src", URLText.safe(url)) }
    package static func action(_ url: String) -> Attribute { Attribute("action", URLText.safe(url)) }
    package static func name(_ name: String) -> Attribute { Attribute("name", name) }
    package static func value(_ value: String?) -> Attribute { Attribute("value", value) }
    package static func type(_ type: StaticString) -> Attribute { Attribute("type", literal: type) }
    package static func method(_ method: StaticString) -> Attribute { Attribute("method", literal: method) }
    package static func title(_ text: String?) -> Attribute { Attribute("title", text) }
    package static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
    package static func placeholder(_ text: String?) -> Attribute { Attribute("placeholder", text) }
    package static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
    package static func flag(_ name: StaticString, _ on: Bool = true) -> Attribute { Attribute(name, flag: on) }
    package static func attribute(_ name: StaticString, _ value: String?) -> Attribute { Attribute(name, value) }
}

enum URLText {
    /// Links may lead inside the platform or to http(s), never to `javascript:` and its like.
    static func safe(_ url: String) -> String {
        // what begins with a stroke has no scheme
        if url.utf8.first == UInt8(ascii: "/") { return url }
        let head = url.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        guard head.count < url.count, url[head.endIndex] == ":" else { return url }
        return ["http", "https", "tel", "mailto", "geo"].contains(head.lowercased()) ? url : "#"
    }
}
