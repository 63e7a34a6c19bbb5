import Authority
import Ledger
import Markup
import NIOCore
import Storage
import Synchronization
import Timekeeping

/// One call of a route, taken apart: what was asked, by whom.
package struct Call: Sendable {
    package let platform: Platform
    /// As called, without `/api/v1` and without the query.
    package let path: String
    package let parameters: [String: String]
    package let query: Values
    package let form: Values
    package let files: [UploadedFile]
    /// The raw body of a JSON or file call.
    package let body: [UInt8]
    package let login: Login?
    /// Somebody of an enterprise; only on routes of the enterprises' side, and never beside a `login`.
    package let enterprise: EnterpriseLogin?
    package let wantsJSON: Bool
    /// The id of the one block of the page that is wanted (region swap).
    package let partial: String?
    package let idempotencyKey: String?
    /// Where the call came from: the address of the peer, or what the trusted proxy said.
    package let origin: String
    /// Whether the call comes from the machine itself, or from where the operator said.
    var mayReadMetrics = false
    /// The thread of the connection it came on.
    var loop: (any EventLoop)?
    package let userAgent: String
    /// The tag of what the browser has of this address.
    let knownTag: String?
    /// What a refused act left with somebody who is not logged in.
    let keptCookie: String?
    /// How the browser takes answers packed.
    let encodings: Encodings
    /// What the last act left to be said on this page.
    package let notice: Notice?
    /// The page of ours that the call was sent from.
    let referrer: String?
    /// On pages of somebody logged in: read with the first thing that the page reads.
    var unread: UnreadCount?
    /// How the act of the route is kept from changed records.
    private(set) var versioning = Route.Versioning.reads
    /// The act is tried and undone, to know whether the rules let it pass.
    private(set) var isTrial = false

    /// Asked without a login.
    package var isPublic: Bool { login == nil && enterprise == nil }
    /// Asked by nobody in particular, for the page as it always is.
    var isAnonymous: Bool { isPublic && notice == nil && partial == nil }

    package var database: Database { platform.database }
    package var clock: Clock { platform.clock }

    /// - Throws: `CallFault.signedOut`; routes with a permission never get that far without an actor.
    package func actor() throws -> Actor {
        guard let login else { throw CallFault.signedOut }
        return login.actor
    }

    /// - Throws: `CallFault.signedOut`; routes of enterprises never get that far without one.
    package func enterpriseActor() throws -> EnterpriseActor {
        guard let enterprise else { throw CallFault.signedOut }
        return enterprise.actor
    }

    /// The id in the path. What is no id is a record that does not exist.
    package func id<Record>(_ name: String = "id", of: Record.Type = Record.self) throws -> Identifier<Record> {
        guard let id = parameters[name].flatMap({ Identifier<Record>($0) }) else { throw NotFound() }
        return id
    }

    static let pageNumber = Field("page", "页码", .text(maxLength: 10), hint: "从1起；last为末页")

    /// How a page of a list is asked for.
    static let paging = [
        Field("size", "每页条数", .choice(ListPage.sizes.map { .init("\($0)", "\($0)条") })),
        pageNumber,
        Field("after", "从该行之后", .integer(0...Int(Int64.max)), hint: "应答中的next给出"),
        Field("before", "到该行之前", .integer(0...Int(Int64.max)), hint: "应答中的previous给出"),
        Field("beside", "该行的排序值", hint: "排序的列表由应答中的next、previous给出"),
    ]

    /// The page asked for of a list.
    package var listPage: ListPage {
        let size = query["size"].flatMap { Int($0) } ?? login?.session.pageSize ?? 10
        let place: ListPage.Place =
            if let after = query["after"].flatMap({ Int64($0) }) { .after(after) }
            else if let before = query["before"].flatMap({ Int64($0) }) { .before(before) }
            else if query["page"] == "last" { .last }
            else if let number = query["page"].flatMap({ Int($0) }), number > 1 { .number(number) }
            else { .first }
        return ListPage(size: size, place: place)
    }

    /// Reads, inside one snapshot.
    package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        guard let unread, unread.known == nil else { return try await database.read(body) }
        return try await database.read { transaction in
            let count = try Message.askUnread(of: unread.account, in: transaction)
            let value = try body(transaction)
            unread.known = try count()
            return value
        }
    }

    /// Makes an act in one transaction. The same call again — under the same `Idempotency-Key`, or from the same form —
    /// gets the same answer and nothing is done twice, also when the first answer was lost with the connection or the
    /// process. What was refused leaves nothing behind and can be sent again.
    package func act(_ body: @escaping @Sendable (Transaction, Actor) throws -> Done) async throws -> Answer {
        let actor = try actor()
        return try await once(for: actor.account) { transaction in
            try unlessOvertaken(in: transaction) { try body(transaction, actor) }
        }
    }

    /// The same with the context of the act as one value.
    package func make(_ body: @escaping @Sendable (ActContext) throws -> Done) async throws -> Answer {
        let (now, protection) = (clock.now(), platform.protection)
        return try await act { try body(ActContext($1, at: now, protection: protection, in: $0)) }
    }

    /// The same for somebody of an enterprise.
    package func actForEnterprise(_ body: @escaping @Sendable (Transaction, EnterpriseActor) throws -> Done) async throws -> Answer {
        let actor = try enterpriseActor()
        return try await once(for: actor.account.as(Account.self)) { transaction in
            try unlessOvertaken(in: transaction) { try body(transaction, actor) }
        }
    }

    /// The same call, undone where it would have been done.
    func tried() -> Call {
        var call = self
        call.isTrial = true
        return call
    }

    func guarded(by versioning: Route.Versioning) -> Call {
        var call = self
        call.versioning = versioning
        return call
    }

    private func once(for account: Account.ID, _ body: @escaping @Sendable (Transaction) throws -> Done) async throws -> Answer {
        if isTrial {
            return .done(try await database.write { transaction -> Done in
                _ = try body(transaction)
                throw TrialPassed()
            })
        }
        guard let entry = IdempotencyKey(account: account, self) else { return .done(try await database.write(body)) }
        let now = clock.now()
        return .done(try await database.write { transaction in
            if let earlier = try entry.earlierAnswer(in: transaction) { return earlier }
            try entry.claim(at: now, in: transaction)
            let done = try body(transaction)
            try entry.keep(done.kept, in: transaction)
            return done
        })
    }

    /// The key that the form was drawn with.
    var onceKey: String? { form[IdempotencyKey.field].flatMap { IdempotencyKey.isOnce($0) ? $0 : nil } }
}

/// The unread messages that the header of a page shows.
final class UnreadCount: Sendable {
    let account: Account.ID
    private let count = Mutex<Int?>(nil)

    init(of account: Account.ID) { self.account = account }

    var known: Int? {
        get { count.withLock { $0 } }
        set { count.withLock { $0 = newValue } }
    }
}

/// A signed-in person.
package struct Login: Sendable {
    package let session: CurrentSession
    package var actor: Actor { session.actor }
    /// The token every changing form of this session carries.
    package var formToken: String { FormToken.masked(session.csrfToken) }
    package var mustChangePassword: Bool { session.mustChangePassword }
}

/// A signed-in person of an enterprise.
package struct EnterpriseLogin: Sendable {
    package let session: EnterpriseSession
    package var actor: EnterpriseActor { session.actor }
    package var formToken: String { FormToken.masked(session.csrfToken) }
    package var mustChangePassword: Bool { session.mustChangePassword }
}

package struct UploadedFile: Sendable {
    package let field: String
    /// As the person's disk called it; only shown, never used as a path.
    package let name: String
    package let bytes: [UInt8]
}
