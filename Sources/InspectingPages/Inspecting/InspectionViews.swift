import Doors
import Markup

extension HTML {
    package mutating func inspection(
        _ inspection: InspectionDetail, in list: (label: String, href: String), typed: Values, problems: Problems?, formToken: String?
    ) {
        crumbs([list], here: inspection.name)
        pageHead(
            inspection.name, tag: (label: inspection.status, tone: inspection.isFinished ? .ok : .info),
            actions: [
                inspection.documentHref.map { Action("现场检查记录", $0, icon: "file-earmark-pdf") },
                inspection.verifyHref.map { Action("二次核查", $0) }, inspection.verified.map { Action("原检查", $0) },
            ].compactMap { $0 })
        if inspection.acts.contains(.approveResult) { reviewForm(inspection, typed, problems, formToken) }
        else if let problems { errorSummary(problems) }
        if let undecidable = inspection.undecidable { notice(.info, undecidable) }
        card("检查情况") { $0.record(inspection.fields.map { (label: $0.label, value: $0.value) }) }
        if !inspection.isSubmitted { card { $0.emptyState("尚未提交检查结果") } }
        if !inspection.problems.isEmpty { problemTable(inspection.problems) }
        if !inspection.answers.isEmpty { answerTable(inspection.answers) }
        if !inspection.photos.isEmpty { pictures("证据照片", inspection.photos) }
        if !inspection.signatures.isEmpty { pictures("签名", inspection.signatures, note: inspection.refusal) }
        if !inspection.reviews.isEmpty {
            card("审核记录") { $0.record(inspection.reviews.map { (label: $0.label, value: $0.value) }, columns: 1) }
        }
        if !inspection.verifications.isEmpty {
            card("二次核查") { html in
                html.table("二次核查", [
                    Column("检查任务编号", .fill) { .link($0.number, href: $0.href, note: nil) }, Column("核查事由") { .text($0.words) },
                    Column("状态") { .text($0.status) },
                ], rows: inspection.verifications, empty: "")
            }
        }
        card("办理过程") { html in
            html.ol(.class("card-body timeline dated")) { html in
                for event in inspection.timeline {
                    html.li(.class("done")) { html in
                        html.element("time", []) { $0.text(event.time) }
                        html.div(text: event.words)
                    }
                }
            }
        }
    }

    private mutating func reviewForm(_ inspection: InspectionDetail, _ typed: Values, _ problems: Problems?, _ token: String?) {
        section(.id("review")) { html in
            var values = typed
            if values["round"] == nil { values.set("round", inspection.round.map { "\($0)" }) }
            html.form(
                action: "/inspections/\(inspection.id)/review",
                parts: [FormPart("审核", fields: ResultReviewPages.fields, columns: 1)], values: values, problems: problems,
                formToken: token, submit: [SubmitButton("提交审核")], version: inspection.version)
        }
    }

    private mutating func problemTable(_ problems: [InspectionDetail.Problem]) {
        table("发现的问题", ["检查内容", "问题描述", "依据", "执法措施"], problems.map { problem in
            [.words(problem.content), .words(problem.description), .citations(problem.bases), .words(problem.measures)]
        })
    }

    private mutating func answerTable(_ answers: [InspectionDetail.Answer]) {
        table("检查表单", ["检查内容", "检查项", "结果"], answers.map { answer in
            [.words(answer.content), .words(answer.group), .tag(answer.answer, answer.isProblem ? .warn : .mute)]
        })
    }

    private mutating func table(_ title: String, _ columns: [String], _ rows: [[Cell]]) {
        card(title) { html in
            html.div(.class("scroll")) { html in
                html.table(.class("table stack auto")) { html in
                    html.caption(.class("sr"), text: title)
                    html.thead { html in
                        html.tr { html in
                            html.th(text: "序号")
                            for column in columns { html.th(text: column) }
                        }
                    }
                    html.tbody { html in
                        for (index, row) in rows.enumerated() {
                            html.tr { html in
                                html.td(.class("c-no")) { $0.number(index + 1) }
                                for (place, cell) in row.enumerated() { html.cell(cell, label: columns[place], isTitle: place == 0) }
                            }
                        }
                    }
                }
            }
        }
    }

    private mutating func pictures(_ title: String, _ pictures: [InspectionDetail.Picture], note: String? = nil) {
        card(title) { html in
            html.div(.class("card-body pictures")) { html in
                for picture in pictures {
                    html.element("figure", []) { html in
                        html.a(.href(picture.src)) { html in
                            html.img(.attribute("src", picture.src), .attribute("alt", picture.caption), .attribute("loading", "lazy"))
                        }
                        html.element("figcaption", []) { $0.text(picture.caption) }
                    }
                }
                if let note { html.p(text: note) }
            }
        }
    }
}
