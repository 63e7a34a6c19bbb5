/// How much a call may bring, by the kind of its route. Looked at while the call is taken apart, before anything is
/// built of it: what is not let in costs nothing.
package struct CallLimits: Sendable {
    /// Bytes of a form or of JSON.
    package var text: Int
    /// Bytes of a body with files, or of one that is a file.
    package var body: Int
    /// Values of a form, each of a list counted.
    package var values: Int
    /// Bytes of one value.
    package var value: Int
    let takesFiles: Bool

    /// Bytes of the name of a value; ours are shorter than sixty, ids included.
    package static let name = 200
    /// Values of a query.
    static let queryValues = 500
    /// Bytes of an address with its query. Browsers and proxies stop at about as much.
    package static let address = 16 << 10
    /// Bytes that one address may send to open doors within a minute: a hundred registrations, or tens of thousands of logins.
    static let strangersBytes = 4 << 20

    package init(_ route: Route) {
        takesFiles = route.form.contains(where: \.isFile)
        let isOpen = route.access == .everyone
        body = route.bodyLimit
        text = isOpen ? min(64 << 10, body) : takesFiles ? min(Route.ordinaryBodyLimit, body) : body
        values = isOpen ? 100 : 10_000
        value = isOpen ? min(16 << 10, text) : text
    }

    /// For what holds no body.
    package init(query: Void) {
        (text, body, values, value, takesFiles) = (Self.address, 0, Self.queryValues, Self.address, false)
    }
}
