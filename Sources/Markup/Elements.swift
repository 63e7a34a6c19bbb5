/// The elements pages are made of. Each comes with content in a closure, or with one text.
extension HTML {
    package mutating func div(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("div", attributes, content) }
    package mutating func div(_ attributes: Attribute..., text: String) { element("div", attributes) { $0.text(text) } }
    package mutating func section(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("section", attributes, content) }
    package mutating func section(_ attributes: Attribute..., text: String) { element("section", attributes) { $0.text(text) } }
    package mutating func main(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("main", attributes, content) }
    package mutating func main(_ attributes: Attribute..., text: String) { element("main", attributes) { $0.text(text) } }
    package mutating func nav(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("nav", attributes, content) }
    package mutating func nav(_ attributes: Attribute..., text: String) { element("nav", attributes) { $0.text(text) } }
    package mutating func aside(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("aside", attributes, content) }
    package mutating func aside(_ attributes: Attribute..., text: String) { element("aside", attributes) { $0.text(text) } }
    package mutating func header(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("header", attributes, content) }
    package mutating func header(_ attributes: Attribute..., text: String) { element("header", attributes) { $0.text(text) } }
    package mutating func footer(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("footer", attributes, content) }
    package mutating func footer(_ attributes: Attribute..., text: String) { element("footer", attributes) { $0.text(text) } }
    package mutating func article(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("article", attributes, content) }
    package mutating func article(_ attributes: Attribute..., text: String) { element("article", attributes) { $0.text(text) } }
    package mutating func form(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("form", attributes, content) }
    package mutating func form(_ attributes: Attribute..., text: String) { element("form", attributes) { $0.text(text) } }
    package mutating func fieldset(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("fieldset", attributes, content) }
    package mutating func fieldset(_ attributes: Attribute..., text: String) { element("fieldset", attributes) { $0.text(text) } }
    package mutating func legend(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("legend", attributes, content) }
    package mutating func legend(_ attributes: Attribute..., text: String) { element("legend", attributes) { $0.text(text) } }
    package mutating func details(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("details", attributes, content) }
    package mutating func details(_ attributes: Attribute..., text: String) { element("details", attributes) { $0.text(text) } }
    package mutating func summary(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("summary", attributes, content) }
    package mutating func summary(_ attributes: Attribute..., text: String) { element("summary", attributes) { $0.text(text) } }
    package mutating func ul(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("ul", attributes, content) }
    package mutating func ul(_ attributes: Attribute..., text: String) { element("ul", attributes) { $0.text(text) } }
    package mutating func ol(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("ol", attributes, content) }
    package mutating func ol(_ attributes: Attribute..., text: String) { element("ol", attributes) { $0.text(text) } }
    package mutating func li(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("li", attributes, content) }
    package mutating func li(_ attributes: Attribute..., text: String) { element("li", attributes) { $0.text(text) } }
    package mutating func dl(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("dl", attributes, content) }
    package mutating func dl(_ attributes: Attribute..., text: String) { element("dl", attributes) { $0.text(text) } }
    package mutating func dt(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("dt", attributes, content) }
    package mutating func dt(_ attributes: Attribute..., text: String) { element("dt", attributes) { $0.text(text) } }
    package mutating func dd(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("dd", attributes, content) }
    package mutating func dd(_ attributes: Attribute..., text: String) { element("dd", attributes) { $0.text(text) } }
    package mutating func table(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("table", attributes, content) }
    package mutating func table(_ attributes: Attribute..., text: String) { element("table", attributes) { $0.text(text) } }
    package mutating func caption(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("caption", attributes, content) }
    package mutating func caption(_ attributes: Attribute..., text: String) { element("caption", attributes) { $0.text(text) } }
    package mutating func colgroup(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("colgroup", attributes, content) }
    package mutating func colgroup(_ attributes: Attribute..., text: String) { element("colgroup", attributes) { $0.text(text) } }
    package mutating func thead(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("thead", attributes, content) }
    package mutating func thead(_ attributes: Attribute..., text: String) { element("thead", attributes) { $0.text(text) } }
    package mutating func tbody(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("tbody", attributes, content) }
    package mutating func tbody(_ attributes: Attribute..., text: String) { element("tbody", attributes) { $0.text(text) } }
    package mutating func tr(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("tr", attributes, content) }
    package mutating func tr(_ attributes: Attribute..., text: String) { element("tr", attributes) { $0.text(text) } }
    package mutating func th(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("th", attributes, content) }
    package mutating func th(_ attributes: Attribute..., text: String) { element("th", attributes) { $0.text(text) } }
    package mutating func td(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("td", attributes, content) }
    package mutating func td(_ attributes: Attribute..., text: String) { element("td", attributes) { $0.text(text) } }
    package mutating func p(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("p", attributes, content) }
    package mutating func p(_ attributes: Attribute..., text: String) { element("p", attributes) { $0.text(text) } }
    package mutating func h1(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("h1", attributes, content) }
    package mutating func h1(_ attributes: Attribute..., text: String) { element("h1", attributes) { $0.text(text) } }
    package mutating func h2(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("h2", attributes, content) }
    package mutating func h2(_ attributes: Attribute..., text: String) { element("h2", attributes) { $0.text(text) } }
    package mutating func h3(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("h3", attributes, content) }
    package mutating func h3(_ attributes: Attribute..., text: String) { element("h3", attributes) { $0.text(text) } }
    package mutating func span(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("span", attributes, content) }
    package mutating func span(_ attributes: Attribute..., text: String) { element("span", attributes) { $0.text(text) } }
    package mutating func a(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("a", attributes, content) }
    package mutating func a(_ attributes: Attribute..., text: String) { element("a", attributes) { $0.text(text) } }
    package mutating func b(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("b", attributes, content) }
    package mutating func b(_ attributes: Attribute..., text: String) { element("b", attributes) { $0.text(text) } }
    package mutating func em(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("em", attributes, content) }
    package mutating func em(_ attributes: Attribute..., text: String) { element("em", attributes) { $0.text(text) } }
    package mutating func small(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("small", attributes, content) }
    package mutating func small(_ attributes: Attribute..., text: String) { element("small", attributes) { $0.text(text) } }
    package mutating func strong(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("strong", attributes, content) }
    package mutating func strong(_ attributes: Attribute..., text: String) { element("strong", attributes) { $0.text(text) } }
    package mutating func time(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("time", attributes, content) }
    package mutating func time(_ attributes: Attribute..., text: String) { element("time", attributes) { $0.text(text) } }
    package mutating func code(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("code", attributes, content) }
    package mutating func code(_ attributes: Attribute..., text: String) { element("code", attributes) { $0.text(text) } }
    package mutating func pre(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("pre", attributes, content) }
    package mutating func pre(_ attributes: Attribute..., text: String) { element("pre", attributes) { $0.text(text) } }
    package mutating func label(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("label", attributes, content) }
    package mutating func label(_ attributes: Attribute..., text: String) { element("label", attributes) { $0.text(text) } }
    package mutating func button(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("button", attributes, content) }
    package mutating func button(_ attributes: Attribute..., text: String) { element("button", attributes) { $0.text(text) } }
    package mutating func select(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("select", attributes, content) }
    package mutating func select(_ attributes: Attribute..., text: String) { element("select", attributes) { $0.text(text) } }
    package mutating func option(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("option", attributes, content) }
    package mutating func option(_ attributes: Attribute..., text: String) { element("option", attributes) { $0.text(text) } }
    package mutating func textarea(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("textarea", attributes, content) }
    package mutating func textarea(_ attributes: Attribute..., text: String) { element("textarea", attributes) { $0.text(text) } }
    package mutating func meter(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("meter", attributes, content) }
    package mutating func meter(_ attributes: Attribute..., text: String) { element("meter", attributes) { $0.text(text) } }
    package mutating func progress(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("progress", attributes, content) }
    package mutating func progress(_ attributes: Attribute..., text: String) { element("progress", attributes) { $0.text(text) } }
    package mutating func figure(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("figure", attributes, content) }
    package mutating func figure(_ attributes: Attribute..., text: String) { element("figure", attributes) { $0.text(text) } }
    package mutating func figcaption(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("figcaption", attributes, content) }
    package mutating func figcaption(_ attributes: Attribute..., text: String) { element("figcaption", attributes) { $0.text(text) } }
    package mutating func output(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("output", attributes, content) }
    package mutating func output(_ attributes: Attribute..., text: String) { element("output", attributes) { $0.text(text) } }
    package mutating func dialog(_ attributes: Attribute..., content: (inout HTML) -> Void) { element("dialog", attributes, content) }
    package mutating func dialog(_ attributes: Attribute..., text: String) { element("dialog", attributes) { $0.text(text) } }
    package mutating func input(_ attributes: Attribute...) { empty("input", attributes) }
    package mutating func img(_ attributes: Attribute...) { empty("img", attributes) }
    package mutating func br(_ attributes: Attribute...) { empty("br", attributes) }
    package mutating func hr(_ attributes: Attribute...) { empty("hr", attributes) }
    package mutating func col(_ attributes: Attribute...) { empty("col", attributes) }
    package mutating func link(_ attributes: Attribute...) { empty("link", attributes) }
    package mutating func meta(_ attributes: Attribute...) { empty("meta", attributes) }
}

extension HTML {
    /// An icon of the sprite; decorative, so hidden from screen readers.
    /// - Parameter sprite: the file among the assets that holds it.
    package mutating func icon(_ name: StaticString, of sprite: StaticString = "icons.svg") {
        literal("<svg class=\"i\" aria-hidden=\"true\"><use href=\"")
        append(escaping: assets)
        literal("/")
        literal(sprite)
        literal("#")
        literal(name)
        literal("\"/></svg>")
    }
}
