import Doors
import Markup

extension HTML {
    package mutating func subject(_ subject: SubjectDetail, actions: [Action], formToken: String?) {
        crumbs([(label: "监管对象", href: "/subjects?tab=" + subject.subjectClass)], here: subject.name)
        pageHead(subject.name, tag: (label: subject.status, tone: subject.statusTone), actions: actions,
            formToken: formToken)
        card("基本信息") { $0.foldedRecord(subject.fields.map { (label: $0.label, value: $0.value) }) }
        if let notes = subject.notes { subjectNotes(notes) }
        if let dossier = subject.dossier { subjectDossier(dossier, of: subject.id) }
        if let history = subject.history { subjectHistory(history) }
        if let dossier = subject.dossier { history("变更历史", dossier.events) }
    }

    private mutating func subjectNotes(_ notes: SubjectNotes) {
        card("标注") { html in
            html.foldedRecord([
                (label: "事项", value: notes.items), (label: "行业标签", value: notes.tags), (label: "片区/商圈", value: notes.area),
                (label: "设备合计", value: notes.equipment),
            ])
        }
        if !notes.links.isEmpty {
            card("关联对象") { html in
                html.table("关联对象", [
                    Column("名称", .fill) { .link($0.name, href: "/subjects/" + $0.other) },
                    Column("对象类型", .small) { .text($0.type) }, Column("关系", .small) { .text($0.relation) },
                ], rows: notes.links, empty: "")
            }
        }
    }

    mutating func subjectHistory(_ history: SubjectHistory) {
        visitLedger(history.ledger)
        card("检查记录") { html in
            html.div(.class("card-body")) { $0.p(.class("hint"), text: "本年检查次数：\(history.timesThisYear)") }
            html.table("检查记录", [
                Column("检查任务", .fill) { .link($0.task, href: "/inspections/" + $0.id) },
                Column("检查方式", .small) { .text($0.mode) }, Column("检查机构") { .text($0.agency) },
                Column("检查日期", .small) { .text($0.inspectedOn) }, Column("检查结果", .small) { .tag($0.result, $0.tone) },
            ], rows: history.entries, empty: "没有检查记录")
        }
    }

    mutating func subjectTypes(_ model: SubjectTypes) {
        crumbs([(label: "监管对象", href: "/subjects?tab=attached")], here: "选择类型")
        pageHead("附属类对象")
        card("选择类型") { html in
            html.table("类型", [
                Column("类型", .small) { .link($0.label, href: $0.new) }, Column("登记内容", .fill) { .words($0.fields) },
                Column("新建", .small) { .link("新建", href: $0.new) }, Column("导入", .small) { .link("导入", href: $0.importing) },
            ], rows: model.types, empty: "没有类型")
        }
    }
}
