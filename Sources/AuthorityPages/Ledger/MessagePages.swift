import Authority
import Doors
import Ledger
import Markup
import Storage

/// 消息通知 (PORT-14): what a person was told; opening one marks it read and goes on to the matter.
package enum MessagePages {
    static let routes: [Route] = [
        .read("/messages", .signedIn, "消息通知", query: [Field("tab", "范围")], as: ListModel<MessageRow>.self) {
            try await list($0)
        },
        .read("/messages/{id}", .signedIn, "一条消息", as: MessageRow.self) { try await one($0) },
        .act("/messages/{id}/reading", .signedIn, "标为已读，并打开所涉事项", version: .notNeeded("只标记本人的消息")) { try await read($0) },
        .act("/messages/reading", .signedIn, "全部标为已读", version: .notNeeded("只标记本人的消息")) { call in
            let now = call.clock.now()
            return try await call.act { transaction, actor in
                try Message.markAllRead(of: actor.account, at: now, in: transaction)
                return Done("已全部标为已读", goTo: "/messages")
            }
        },
    ]

    private static func list(_ call: Call) async throws -> Page {
        let (account, page) = (try call.actor().account, call.listPage)
        let unreadOnly = call.query["tab"] == "unread"
        let (listed, unread) = try await call.read { transaction in
            (
                try Message.list(of: account, unreadOnly: unreadOnly, page, in: transaction).map(MessageRow.init),
                try Message.unread(of: account, in: transaction)
            )
        }
        var screen = ListScreen<MessageRow>("消息通知", path: "/messages", columns: [
            Column("标题", .fill) { .link($0.title, href: "/messages/" + $0.id, note: $0.text) },
            Column("类别") { .text($0.kind) },
            Column("时间", .time) { .text($0.at) },
            Column("状态", .small) { .tag($0.isRead ? "已读" : "未读", $0.isRead ? .mute : .info) },
        ])
        screen.tabs = [
            Tab("全部", "/messages", isCurrent: !unreadOnly),
            Tab("未读", "/messages?tab=unread", count: unread, isCurrent: unreadOnly),
        ]
        screen.actions = unread > 0 ? [Action("全部标为已读", "/messages/reading", .post)] : []
        screen.rowActions = { [Action("查看", "/messages/" + $0.id)] }
        screen.emptyText = "没有消息"
        return screen.page(call, listed)
    }

    private static func one(_ call: Call) async throws -> Page {
        let account = try call.actor().account
        let id = try call.id(of: Message.self)
        let message = try await call.read { transaction in
            guard let message = try Message.load(id, of: account, in: transaction) else { throw NotFound() }
            return MessageRow(message)
        }
        let token = call.login?.formToken
        return Page(message.title, message) { model, html in html.message(model, formToken: token) }
    }

    private static func read(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Message.self)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try Message.markRead(id, of: actor.account, at: now, in: transaction)
            let link = try Message.load(id, of: actor.account, in: transaction)?.link ?? ""
            return Done("已读", goTo: link.isEmpty ? "/messages" : link)
        }
    }
}

package struct MessageRow: Codable, Sendable {
    package let id: String
    package let kind: String
    package let title: String
    package let text: String
    package let link: String
    package let at: String
    package let isRead: Bool

    package init(_ message: Message) {
        id = message.id.description
        kind = message.kind.label
        title = message.title
        text = message.text
        link = message.link
        at = message.createdAt.beijingText
        isRead = message.isRead
    }
}

extension HTML {
    package mutating func message(_ message: MessageRow, formToken: String?) {
        crumbs([(label: "消息通知", href: "/messages")], here: message.title)
        let open = Action(message.link.isEmpty ? "标为已读" : "打开所涉事项", "/messages/\(message.id)/reading", .post)
        pageHead(
            message.title, note: message.at, tag: (label: message.isRead ? "已读" : "未读", tone: message.isRead ? .mute : .info),
            actions: [open], formToken: formToken)
        card(message.kind) { $0.div(.class("card-body")) { $0.p(text: message.text) } }
    }
}
