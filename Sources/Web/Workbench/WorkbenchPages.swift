import Authority
import Doors
import Ledger
import Storage
import Timekeeping

/// 工作台 (PORT-01, PORT-02, PORT-11): where everybody lands, with what waits for them.
package enum WorkbenchPages {
    static let menu = [MenuEntry(.work, "工作台", "/", icon: "grid-1x2", .signedIn)]

    static let routes: [Route] = [
        .read("/", .signedIn, "工作台", as: WorkbenchModel.self, format: .pageOnly) { try await page($0) },
        .read("/workbench", .signedIn, "工作台", as: WorkbenchModel.self, format: .apiOnly) { try await page($0) },
    ]

    private static func page(_ call: Call) async throws -> Page {
        let actor = try call.actor()
        let today = call.clock.today()
        let (load, messages, setup) = try await call.read { transaction in
            (try Workload.load(for: actor, today: today, in: transaction),
                try Message.list(of: actor.account, ListPage(), in: transaction).rows,
                SetupPages.access.admits(actor)
                    ? try SetupCheck.load(for: actor.organization, today: today, in: transaction).missing : nil)
        }
        let actions = [Action("新建检查任务", "/tasks/new", .primary, icon: "plus-lg", needs: .makeTasks)].filter { $0.isOffered(to: actor) }
        let model = WorkbenchModel(load, messages: messages, setup: setup, actor: actor, today: today)
        return Page("工作台", model) { $1.workbench($0, actions: actions) }
    }
}
