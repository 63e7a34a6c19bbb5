import Authority
import Storage
import Timekeeping

/// Something a person is told (消息通知, PORT-14); it links to the matter.
package struct Message: Sendable, Equatable {
    package typealias ID = Identifier<Message>

    package let id: ID
    package let kind: MessageKind
    package let title: String
    package let text: String
    /// The path of the matter's page.
    package let link: String
    package let createdAt: Instant
    package let readAt: Instant?

    package var isRead: Bool { readAt != nil }

    /// Tells each of `accounts` once, whoever they are named by; stands or falls with the transaction of the act.
    package static func send(
        to accounts: some Collection<Account.ID>, kind: MessageKind, title: String, text: String, link: String,
        at instant: Instant, in transaction: Transaction
    ) throws {
        // in one order everywhere, so that two senders never wait for each other's counters
        for account in Set(accounts).sorted() {
            let message = Message(
                id: ID(at: instant), kind: kind, title: title, text: text, link: link, createdAt: instant, readAt: nil)
            try message.deliver(to: account, in: transaction)
        }
    }

    func deliver(to account: Account.ID, in transaction: Transaction) throws {
        try insert(for: account, in: transaction)
        try Self.addUnread(1, account, in: transaction)
    }

    /// Reading again changes nothing.
    /// - Throws: `NotFound` when it is not a message of this account.
    package static func markRead(
        _ id: ID, of account: Account.ID, at instant: Instant, in transaction: Transaction
    ) throws {
        if try setRead(id, account, instant, in: transaction) {
            try addUnread(-1, account, in: transaction)
        } else if try load(id, of: account, in: transaction) == nil {
            throw NotFound()
        }
    }

    package static func markAllRead(of account: Account.ID, at instant: Instant, in transaction: Transaction) throws {
        let read = try setAllRead(account, instant, in: transaction)
        if read > 0 { try addUnread(-read, account, in: transaction) }
    }
}

/// When a person receives a message (PORT-14).
package enum MessageKind: String, CaseIterable, Sendable, SQLConvertible {
    case taskAssigned, jointInvitation, approvalRequested, reviewed, urged, documentReturned, rectificationDue, warning

    package var label: String {
        switch self {
        case .taskAssigned: "检查任务"
        case .jointInvitation: "联合邀请"
        case .approvalRequested: "待审核"
        case .reviewed: "审核结果"
        case .urged: "催办"
        case .documentReturned: "文书退回"
        case .rectificationDue: "整改到期"
        case .warning: "预警"
        }
    }
}
