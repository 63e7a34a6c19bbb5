import Doors
import Markup

extension HTML {
    /// 超频次检查 where objects are chosen: what was asked for, and the form to ask.
    mutating func exemptions(_ model: ChoosingModel, _ frame: ChoosingFrame, _ base: String) {
        if !model.exemptions.isEmpty {
            card("超频次检查申请") { html in
                html.table("超频次检查申请", [
                    Column("检查对象", .fill) { .link($0.subject, href: $0.path, note: "信用等级\($0.grade)") },
                    Column("检查频次", .wide) { .text($0.frequency) }, Column("理由", .wide) { .words($0.reason) },
                    Column("申请人", .small) { .text($0.requester) }, Column("审批状态", .small) { .tag($0.status, $0.tone) },
                    Column("审批意见") { .words($0.opinion) },
                ], rows: model.exemptions, empty: "")
            }
        }
        guard model.isOpen else { return }
        let path = base + "/subjects/exemptions"
        form(
            action: path,
            parts: [FormPart(
                "申请超频次检查", note: "已达到年度检查频次上限的企业，说明理由并经审批人员批准后才能加入任务。", fields: CapExemptionPages.request)],
            values: frame.values, problems: frame.problems(at: path), formToken: frame.token, submit: [SubmitButton("提交审批")],
            version: model.version)
    }
}
