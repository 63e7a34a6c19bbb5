import Authority
import Cryptography
import Storage
import Timekeeping

/// What an act was answered with instead of being done, a refusal or a question, kept for a while so that it has an
/// address of its own: the browser is sent there, can load it again and come back to it, and nothing typed is lost.
/// Passwords and files are not kept.
package struct KeptPage: Codable, Sendable {
    /// How long, in seconds.
    static let keptFor: Int64 = 30 * 60
    /// Most of one account's that are kept.
    package static let most = 20
    /// What is larger is answered at once, in bytes.
    static let largest = 256 << 10
    /// What fits into a cookie of somebody who is not logged in, in bytes.
    static let largestCookie = 1_900

    /// The route of the act, by its path; nil where the call never got that far.
    let route: String?
    package let path: String
    package let query: String
    package let parameters: [String: String]
    package let form: [String: [String]]
    package let report: FailureReport?
    package let general: String?
    package let question: Confirmation?
    /// The page it came up on.
    package let place: String?

    /// - Parameter place: where the call came from, or else what was called.
    package init(_ report: FailureReport, problems: Problems?, route: Route?, call: Call?, place: String) {
        self.report = report
        self.place = place
        general = problems?.general
        question = nil
        // without problems no form is drawn again, and nothing typed is needed
        guard let call, let route, route.again != nil, problems != nil else {
            (self.route, path, query, parameters, form) = (nil, "", "", [:], [:])
            return
        }
        let secret = Set(route.form.filter { $0.kind.isSecret }.map(\.name)).union(["_csrf"])
        self.route = route.path
        path = call.path
        query = call.query.urlEncoded
        parameters = call.parameters
        let names = call.form.names.filter { !secret.contains($0) && !$0.lowercased().contains("password") }
        form = Dictionary(uniqueKeysWithValues: names.map { ($0, call.form.all($0)) })
    }

    package init(_ question: Confirmation) {
        self.question = question
        place = Self.page(question.back) ?? Self.page(question.path)
        (report, general) = (nil, nil)
        (route, path, query, parameters, form) = (nil, "", "", [:], [:])
    }

    /// An address without its query; nil for one of a kept page, which is no place of its own.
    package static func page(_ address: String?) -> String? {
        guard let page = address.map({ String($0.prefix { $0 != "?" && $0 != "#" }) }), !page.contains("/again/") else { return nil }
        return page
    }

    package var problems: Problems {
        var problems = Problems(general: general)
        problems.citation = report?.citation
        for one in report?.errors ?? [] { problems.add(one.field, one.message) }
        return problems
    }

    /// - Returns: nil when it is too large to be kept.
    package func keep(_ token: String, of account: String, protection: any FieldProtection, at now: Instant, in transaction: Transaction) throws -> Bool {
        let digest = Self.digest(token)
        guard let sealed = try sealed(digest, protection), sealed.count <= Self.largest else { return false }
        try Self.forget(at: now, in: transaction)
        try Self.insert(sealed, digest, account, until: now.advanced(seconds: Self.keptFor), in: transaction)
        return true
    }

    package static func load(
        _ token: String, of account: String, protection: any FieldProtection, at now: Instant, in transaction: Transaction
    ) throws -> KeptPage? {
        let digest = digest(token)
        return try find(digest, of: account, at: now, in: transaction).flatMap { try opened($0, digest, protection) }
    }

    package func cookie(_ token: String, protection: any FieldProtection) throws -> String? {
        guard let sealed = try sealed(Self.digest(token), protection), sealed.count <= Self.largestCookie else { return nil }
        return Hex.string(sealed)
    }

    static func fromCookie(_ cookie: String, _ token: String, protection: any FieldProtection) -> KeptPage? {
        var bytes: [UInt8] = []
        var rest = Substring(cookie)
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        guard rest.isEmpty else { return nil }
        // what was not sealed here for this address opens as nothing
        return try? opened(bytes, digest(token), protection)
    }

    private static func digest(_ token: String) -> [UInt8] { Digest.sha256(token).bytes }

    private func sealed(_ digest: [UInt8], _ protection: any FieldProtection) throws -> [UInt8]? {
        let text = String(decoding: try JSONText.encode(self), as: UTF8.self)
        guard text.utf8.count <= Self.largest else { return nil }
        return try protection.seal(text, field: "kept_page.content", record: digest)
    }

    private static func opened(_ sealed: [UInt8], _ digest: [UInt8], _ protection: any FieldProtection) throws -> KeptPage {
        try JSONText.decode(Array(try protection.open(sealed, field: "kept_page.content", record: digest).utf8))
    }
}

extension Field.Kind {
    var isSecret: Bool {
        switch self {
        case .password, .file: true
        case .text, .multiline, .integer, .date, .choice, .choices, .flag, .picker, .hidden: false
        }
    }
}
