import Foundation
import Markup
import Timekeeping

/// What is laid over a page and stands on it whatever it shows.
extension HTML {
    /// 培训环境 (CONF-03): on every page, whoever looks at it.
    package mutating func trainingMark(_ purpose: String?) {
        if let purpose { aside(.class("training-mark"), .label("系统用途"), text: purpose) }
    }

    /// The mark of the platform, out of a sprite of its own: a login page needs no other icon, and loads no other.
    package mutating func brandMark() {
        span(.class("mark")) { $0.icon("shield-fill-check", of: "brand.svg") }
    }

    /// 水印 (SEC-14): who looked at the page, and on what day. A picture within the page: no style, no further call, and no
    /// words for screen readers or searches.
    mutating func watermark(_ watermark: Watermark) {
        empty("img", [.class("watermark"), .attribute("alt", ""), .attribute("src", watermark.address)])
    }
}

struct Watermark: Sendable {
    let name: String
    let date: CalendarDate

    /// The picture as an address of its own (data URI; the policy allows images of that kind).
    var address: String { "data:image/svg+xml;base64," + Data(picture.utf8).base64EncodedString() }

    private var picture: String {
        let words = "\(name) \(date)".replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><pattern id="p" width="340" height="220" \
            patternUnits="userSpaceOnUse" patternTransform="rotate(-18)"><text x="10" y="110" font-family="sans-serif" \
            font-size="16">\(words)</text></pattern><rect width="100%" height="100%" fill="url(#p)"/></svg>
            """
    }
}
