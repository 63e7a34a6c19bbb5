import Cryptography
import Foundation
import Markup
import Spreadsheets
import Vault

/// What a route answers.
package enum Answer: Sendable {
    case page(Page)
    /// An act was done: a page goes on to `location` with the message, JSON gets both.
    case done(Done)
    /// An act that can't be taken back asks first.
    case question(Confirmation)
    case file(FileAnswer)
    case json([UInt8])
    /// Done, and the login changes: the cookie is set (or taken away when nil).
    case session(cookie: String?, Done)
    /// The same for the login of an enterprise.
    case enterpriseSession(cookie: String?, Done)
}

/// One resource in its two formats: the model as JSON, and the page drawn from the same model.
package struct Page: Sendable {
    package enum Layout: Sendable {
        /// Menu and header of the inner side.
        case inner
        /// The public side: header only.
        case open
        /// The side of the enterprises: their own entries, nothing of the inner side.
        case enterprise
        /// Nothing around: login, errors before login.
        case bare
    }

    package let title: String
    package let layout: Layout
    package var status = 200
    /// The key that its forms carry, where they were refused before; a new one otherwise.
    package var once: String?
    /// Set when it is the same for everybody who is not logged in, as long as the program runs: it is made once and kept
    /// under this name, of which there are few.
    package var fixedName: String?
    /// The page that the person is on, for the menu, where that is not what was called.
    package var place: String?
    package let body: @Sendable (inout HTML) -> Void
    /// What can be changed of it, as programs send it back.
    private(set) var changeable: Changeable?
    private let model: any Encodable & Sendable

    /// - Parameter view: draws the model and decides nothing.
    package init<Model: Codable & Sendable>(
        _ title: String, _ model: Model, layout: Layout = .inner, view: @escaping @Sendable (Model, inout HTML) -> Void
    ) {
        self.title = title
        self.layout = layout
        self.model = model
        body = { view(model, &$0) }
    }

    package func json() throws -> [UInt8] { try JSONText.encode(Told(model: model, changeable: changeable)) }

    /// The page of a record that can be changed: as JSON it holds the fields of that form too, under their names there, so
    /// that what was read can be changed and sent back (`Changeable`).
    package func changeable(_ fields: [Field], _ values: Values) -> Page {
        var page = self
        page.changeable = Changeable(fields, values)
        return page
    }

    /// One object: what the page shows, and over it what can be changed.
    private struct Told: Encodable {
        let model: any Encodable & Sendable
        let changeable: Changeable?

        func encode(to encoder: any Encoder) throws {
            try model.encode(to: encoder)
            try changeable?.encode(to: encoder)
        }
    }
}

/// The result of an act.
package struct Done: Codable, Sendable {
    /// Where the page goes; also the address of what was made.
    package var location: String
    /// Said to the person: “计划已提交审核”.
    package var message: String
    package var id: String?
    /// Said once and kept nowhere, e.g. an activation code: the same call again gets its answer without it.
    package var once: String?
    /// Of an act on many records those it was not done to.
    package var refused: [Refused]?

    package struct Refused: Codable, Sendable {
        package let id: String
        package let name: String
        package let message: String
    }

    package init(_ message: String, goTo location: String, id: String? = nil, once: String? = nil) {
        self.location = location
        self.message = message
        self.id = id
        self.once = once
    }

    package var kept: Done {
        Done(once == nil ? message : message + "激活码只显示一次；如未看到，请重置密码。", goTo: location, id: id)
    }
}

package struct FileAnswer: Sendable {
    package enum Content: Sendable {
        case bytes([UInt8])
        /// A file of the vault: sent piece by piece, its tag is the hash it is kept under.
        case kept(Digest, FileVault)
        /// Made once, the same for everybody.
        case fixed(FixedAnswer)
        /// Made for this answer alone; gone when it is sent.
        case made(TemporaryFile)
    }

    package let content: Content
    /// Nil for a picture, whose type is told by its first byte and never by who asks.
    package let type: String?
    /// As the person's disk should call it; nil shows it in place.
    package let downloadName: String?
    /// Never changes under this address, so that browsers keep it.
    package let immutable: Bool
    /// A response policy of its own (a worker's script).
    package let policy: String?

    var isSameForAll: Bool { if case .fixed = content { true } else { false } }

    package init(_ content: Content, type: String, downloadName: String? = nil, immutable: Bool = false, policy: String? = nil) {
        self.content = content
        self.type = type
        self.downloadName = downloadName
        self.immutable = immutable
        self.policy = policy
    }

    /// A photo or signature of the vault.
    package init(picture: Digest, _ vault: FileVault) {
        content = .kept(picture, vault)
        type = nil
        downloadName = nil
        immutable = false
        policy = nil
    }
}

/// JSON as the platform writes it: keys in order, no escaped slashes.
package enum JSONText {
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    package static func decode<T: Decodable>(_ bytes: [UInt8], as: T.Type = T.self) throws -> T {
        do { return try JSONDecoder().decode(T.self, from: Data(bytes)) } catch {
            throw Problems(general: "请求内容不是有效的 JSON，或缺少字段")
        }
    }
}
