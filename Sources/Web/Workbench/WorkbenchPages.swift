import Authority
import Ledger
import Markup
import Storage
import Timekeeping

/// 工作台 (PORT-01, PORT-02): where everybody lands, with what waits for them.
package enum WorkbenchPages {
    package static let menu = [MenuEntry(.work, "工作台", "/", icon: "grid-1x2", .signedIn)]

    package static let routes: [Route] = [
        .read("/", .signedIn, "工作台", as: WorkbenchModel.self, format: .pageOnly) { try await page($0) },
        .read("/workbench", .signedIn, "工作台", as: WorkbenchModel.self, format: .apiOnly) { try await page($0) },
    ]

    private static func page(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let today = call.clock.today()
        let messages = try await call.read { transaction in
            try Message.list(of: actor.account, ListPage(), in: transaction).rows
        }
        let model = WorkbenchModel(
            date: today.chinese + " " + today.weekday,
            messages: messages.map { .init(title: $0.title, href: "/messages/" + $0.id.description, at: $0.createdAt.beijingText, isRead: $0.isRead) })
        return Page("工作台", model) { $1.workbench($0) }
    }
}

struct WorkbenchModel: Codable, Sendable {
    struct MessageLine: Codable, Sendable {
        let title: String
        let href: String
        let at: String
        let isRead: Bool
    }

    let date: String
    let messages: [MessageLine]
}

extension HTML {
    mutating func workbench(_ model: WorkbenchModel) {
        pageHead("工作台", note: model.date)
        card("消息通知", link: ("更多+", "/messages")) { html in
            if model.messages.isEmpty { return html.emptyState("没有消息") }
            html.ul(.class("card-body news")) { html in
                for message in model.messages {
                    html.li { html in
                        html.a(.href(message.href), text: message.title)
                        html.element("time", []) { $0.text(message.at) }
                    }
                }
            }
        }
    }
}
