import Foundation

/// What a page is made of, without what fills it: headings, labels, heads of tables, forms with their fields, acts, and where its
/// links lead. Ids and numbers are not told, so that it is the same today and tomorrow, on every engine.
struct PageSkeleton {
    private(set) var lines: [String] = []
    /// What is open and takes in the text that comes.
    private var open: [(tag: Substring, attributes: Substring, text: String)] = []
    private var labels: [String: String] = [:]
    private var heads: [String] = []
    private var rowLines: [String] = []
    private var choice: (line: String, options: [String])?
    private var isInRows = false

    private static let kept: Set<Substring> = ["h1", "h2", "h3", "caption", "legend", "label", "th", "dt", "button", "a", "option", "summary"]

    init(_ html: String) {
        guard let start = html.range(of: "<main"), let end = html.range(of: "</main>", options: .backwards) else { return }
        var rest = html[start.lowerBound..<end.lowerBound]
        while let mark = rest.firstIndex(of: "<") {
            take(text: rest[..<mark])
            guard let close = rest[mark...].firstIndex(of: ">") else { break }
            take(tag: rest[rest.index(after: mark)..<close])
            rest = rest[rest.index(after: close)...]
        }
    }

    private mutating func take(text: Substring) {
        guard !text.isEmpty else { return }
        for place in open.indices { open[place].text += text }
    }

    private mutating func take(tag: Substring) {
        let isEnd = tag.first == "/", name = tag.drop { $0 == "/" }.prefix { !$0.isWhitespace && $0 != "/" }
        if isEnd { return end(name) }
        let attributes = tag.dropFirst(name.count)
        switch name {
        case "form":
            let isPost = Self.value("method", attributes) == "post"
            add((isPost ? "办理 " : "查询 ") + Self.address(Self.value("action", attributes) ?? ""))
        case "tbody": isInRows = true
        case "input", "textarea": control(name, attributes)
        case "select": choice = (field("选择", attributes), [])
        default: break
        }
        if Self.kept.contains(name) { open.append((name, attributes, "")) }
    }

    private mutating func end(_ name: Substring) {
        switch name {
        case "tbody":
            isInRows = false
            var known: Set<String> = []
            lines += rowLines.sorted().filter { known.insert($0).inserted }.map { "  每行 \($0.drop { $0 == " " })" }
            rowLines = []
        case "thead":
            add("  列 " + heads.joined(separator: "｜"))
            heads = []
        case "select":
            if let (line, options) = choice { add(line + (options.count > 8 ? "" : "：" + options.joined(separator: "/"))) }
            choice = nil
        default: break
        }
        guard let place = open.lastIndex(where: { $0.tag == name }) else { return }
        let (_, attributes, text) = open.remove(at: place)
        told(name, attributes, Self.words(text))
    }

    private mutating func told(_ name: Substring, _ attributes: Substring, _ text: String) {
        switch name {
        case "h1": add("# " + text)
        case "h2": add("## " + text)
        case "h3": add("### " + text)
        case "caption": add("表 " + text)
        case "legend": add("  组 " + text)
        case "summary": add("折叠 " + text)
        case "th": heads.append(text)
        case "dt": add("· " + text)
        case "label": if let target = Self.value("for", attributes) { labels[target] = text }
        case "button": add("  【" + text + "】" + (Self.value("formaction", attributes).map { " " + Self.address($0) } ?? ""))
        case "option": choice?.options.append(text)
        case "a": add("→ " + (isInRows ? "" : text + " ") + Self.address(Self.value("href", attributes) ?? ""))
        default: break
        }
    }

    private mutating func control(_ name: Substring, _ attributes: Substring) {
        let type = name == "textarea" ? "多行" : Self.value("type", attributes) ?? "text"
        let isOwn = Self.value("name", attributes)?.hasPrefix("_") ?? true
        if !isOwn { add(field(type, attributes)) }
    }

    private func field(_ type: String, _ attributes: Substring) -> String {
        let label = Self.value("id", attributes).flatMap { labels[$0] } ?? (isInRows ? nil : Self.value("aria-label", attributes).map(Self.words))
        let name = Self.address(Self.value("name", attributes) ?? "")
        return "  字段 \(name) \(type)" + (label.map { " " + $0 } ?? "") + (attributes.contains(" required") ? " 必填" : "")
    }

    private mutating func add(_ line: String) { if isInRows { rowLines.append(line) } else { lines.append(line) } }

    private static func value(_ name: String, _ attributes: Substring) -> String? {
        guard let start = attributes.range(of: " \(name)=\"")?.upperBound, let end = attributes[start...].firstIndex(of: "\"") else { return nil }
        return String(attributes[start..<end]).replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
    }

    private static func words(_ text: String) -> String {
        let plain = text.replacing("&amp;", with: "&").replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        let one = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing(/[0-9]+/, with: "0")
            .replacing(/青石县\p{Han}{2,12}?(公司|商店|超市|店|厂|中心|合作社|检验所)/, with: "某单位")
        return one.count > 60 ? one.prefix(60) + "…" : one
    }

    private static func address(_ text: String) -> String {
        text.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "{id}").replacing(/[0-9a-f]{64}/, with: "{hash}")
            .replacing(/[0-9A-Z]{15,18}/, with: "{code}").replacing(/[0-9]+/, with: "0")
    }
}
