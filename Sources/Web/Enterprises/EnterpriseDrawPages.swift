import Authority
import Doors
import Registry
import Storage
import Tasking
import TaskingPages

/// 抽取查询: the enterprise sees of each draw over its place whether it was in the list, and its ticket (BEY-12).
enum EnterpriseDrawPages {
    static let routes: [Route] = [
        .read("/enterprise/draws", .enterprise(.anyAccount), "本企业在各次抽取中的票值", as: ListModel<EnterpriseDrawRow>.self) { call in
            let actor = try call.enterpriseActor(), page = call.listPage
            let listed = try await call.read { transaction in
                try DrawRecord.ended(for: actor.enterprise.as(RegulatedSubject.self), page: page, in: transaction).map { draw in
                    EnterpriseDrawRow(draw, try draw.place(of: actor.code, in: transaction), code: actor.code)
                }
            }
            return screen.page(call, listed)
        }
    ]

    private static var screen: ListScreen<EnterpriseDrawRow> {
        var screen = ListScreen<EnterpriseDrawRow>("抽取查询", path: "/enterprise/draws", columns: [
            Column("抽取编号", .wide) { .link($0.number, href: $0.href, note: $0.agency) },
            Column("检查任务", .fill) { .lines($0.taskName, $0.taskNumber) },
            Column("抽取时间", .time) { .text($0.at) },
            Column("本企业", .small) { .tag($0.answer, $0.tone) },
            Column("分类", .medium) { .text($0.stratum) },
            Column("票值", .medium) { .text($0.ticket) },
        ])
        screen.layout = .enterprise
        screen.summary = "管辖机关及其上级机关已结束全部检查的随机抽取；点开编号可看到票值的核对命令，任何人都能重新计算。"
        screen.emptyText = "没有已公布的抽取"
        return screen
    }
}

package struct EnterpriseDrawRow: Codable, Sendable {
    package let id: String
    package let number: String
    package let agency: String
    package let taskName: String
    package let taskNumber: String
    package let at: String
    package let answer: String
    let tone: Tone
    package let stratum: String
    package let ticket: String
    package let href: String

    init(_ draw: DrawRecord, _ place: DrawPlace?, code: String) {
        id = draw.id.description
        number = draw.number
        agency = draw.organizationName
        taskName = draw.taskName
        taskNumber = draw.taskNumber
        at = draw.drawnAt?.beijingText ?? ""
        answer = place.map { $0.isSelected ? "被抽中" : "未抽中" } ?? "不在名单"
        tone = place.map { $0.isSelected ? .warn : .info } ?? .mute
        stratum = place?.stratum ?? ""
        ticket = place.map { String($0.ticket.digest.hex.prefix(16)) + "…" } ?? ""
        href = "/public/draws/\(draw.id)?code=\(code)#pool"
    }
}
