import Authority
import Storage
import Synchronization
import Timekeeping

/// What people are told of an act on one record, said so that several of a batch make one message (PORT-14).
package struct RecordNotice: Sendable {
    package let kind: MessageKind
    /// Where all records are of one matter, and where they are of several.
    package let title: (one: String, several: String)
    package let link: (one: String, several: String)
    /// Said once, before the records.
    package let lead: String
    /// The record.
    package let line: String

    package init(
        _ kind: MessageKind, title: (one: String, several: String), link: (one: String, several: String), lead: String, line: String
    ) {
        (self.kind, self.title, self.link, self.lead, self.line) = (kind, title, link, lead, line)
    }

    /// - Parameter batch: where the act is done to several records one after the other.
    package func send(
        to accounts: some Collection<Account.ID>, at instant: Instant, batch: MessageBatch?, in transaction: Transaction
    ) throws {
        for account in Set(accounts).sorted() {
            if let known = try batch?.message(to: account, lead).flatMap({ try Message.unread($0, in: transaction) }) {
                try known.setText(
                    title: known.title == title.one ? title.one : title.several, text: known.text + "；" + line,
                    link: known.link == link.one ? link.one : link.several, in: transaction)
                continue
            }
            let message = Message(
                id: Message.ID(at: instant), kind: kind, title: title.one, text: lead + line, link: link.one, createdAt: instant,
                readAt: nil)
            try message.deliver(to: account, in: transaction)
            batch?.note(message.id, to: account, lead)
        }
    }
}

/// The messages of a batch: each person gets one of what is said alike, which grows with every record, in the transaction
/// of its act. A message of a transaction that was undone is not found again, and another one is begun.
package final class MessageBatch: Sendable {
    private struct Reader: Hashable {
        let account: Account.ID
        let lead: String
    }

    private let sent = Mutex<[Reader: Message.ID]>([:])

    package init() {}

    func message(to account: Account.ID, _ lead: String) -> Message.ID? {
        sent.withLock { $0[Reader(account: account, lead: lead)] }
    }

    func note(_ message: Message.ID, to account: Account.ID, _ lead: String) {
        sent.withLock { $0[Reader(account: account, lead: lead)] = message }
    }
}
