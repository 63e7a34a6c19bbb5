import Doors
import Markup

extension HTML {
    package mutating func job(_ job: JobModel, formToken: String?) {
        div(.id("job")) { html in
            html.crumbs([(label: "后台任务", href: "/jobs")], here: job.title)
            html.pageHead(
                job.title, note: job.createdAt, tag: (label: job.stateLabel, tone: job.tone),
                actions: job.acts.contains(.cancel) ? [Action("取消", "/jobs/\(job.id)/cancellation", .danger)] : [], formToken: formToken)
            if job.isMoving { html.progress(of: job) } else { html.outcome(of: job, formToken: formToken) }
            if let imported = job.imported { html.report(imported, of: job, formToken: formToken) }
            if let laws = job.laws { html.lawImport(laws, of: job, formToken: formToken) }
            if let annotated = job.annotated, !job.isMoving { html.annotation(annotated) }
        }
    }

    private mutating func progress(of job: JobModel) {
        card { html in
            html.div(
                .class("card-body job"), .attribute("data-job", "/api/v1/jobs/\(job.id)"), .attribute("data-region", "job"),
                .attribute("aria-live", "polite")
            ) { html in
                html.p { html in
                    html.span(.attribute("data-job-text", ""), text: job.message.isEmpty ? job.stateLabel : job.message)
                    html.span(.attribute("data-job-count", ""), text: job.total.map { "\(job.done) / \($0)" } ?? "")
                }
                html.element("progress", [
                    .attribute("max", job.total.map { "\(max(1, $0))" }), .attribute("value", job.total.map { _ in "\(job.done)" }),
                    .attribute("aria-label", job.title + "进度"),
                ]) { _ in }
            }
        }
    }

    private mutating func outcome(of job: JobModel, formToken: String?) {
        notice(job.tone, job.message.isEmpty ? job.stateLabel : job.message)
        if let download = job.download {
            div(.class("card-body")) { $0.action(Action("下载文件", download, .primary, icon: "download"), formToken: nil) }
        }
        if job.acts.contains(.confirm) {
            let hasWrong = job.laws == nil && job.imported?.forecast?.wrong ?? 1 > 0
            card("请确认") { html in
                html.div(.class("card-body")) { html in
                    html.p(text: hasWrong
                        ? "尚未写入任何内容。只导入正确的行，错误的行不导入；也可以取消，改正文件后重新上传。"
                        : "尚未写入任何内容。请核对下面的变化，确认后写入；也可以取消。")
                    if let staying = job.imported?.staying { html.p { $0.b(text: staying) } }
                    html.action(
                        Action(hasWrong ? "导入正确的行" : "确认导入", "/jobs/\(job.id)/confirmation", .post), formToken: formToken)
                }
            }
        }
    }

    private mutating func annotation(_ annotated: AnnotationModel) {
        card("标注报告") { html in
            html.record([(label: "处理结果", value: annotated.words)], columns: 1)
            if !annotated.failures.isEmpty {
                html.table("未标注的对象", [Column("对象", .fill) { .text($0.name) }, Column("原因", .wide) { .words($0.reason) }], rows: annotated.failures, empty: "")
            }
        }
    }

    private mutating func look(_ forecast: ImportModel.Forecast, isAwaiting: Bool) {
        card(isAwaiting ? "将发生的变化" : "核对时预计的变化") { html in
            html.record([
                (label: "新增", value: "\(forecast.created)行"), (label: "更新", value: "\(forecast.changed)行"),
                (label: "与库中相同", value: "\(forecast.unchanged)行"), (label: "错误", value: "\(forecast.wrong)行"),
            ] + (forecast.columns.isEmpty ? [] : [(label: "更新的内容", value: forecast.columns)]), columns: 2)
        }
        guard !forecast.changes.isEmpty else { return }
        table("更新前后", [
            Column("记录", .fill) { .text($0.name) }, Column("内容") { .text($0.column) },
            Column("更新前", .wide) { .words($0.before.isEmpty ? "—" : $0.before) },
            Column("更新后", .wide) { .words($0.after.isEmpty ? "—" : $0.after) },
        ], rows: forecast.changes, empty: "")
        if forecast.hasMore { div(.class("card-body")) { $0.p(.class("hint"), text: "此处列出前\(forecast.changes.count)处。") } }
    }

    private mutating func report(_ imported: ImportModel, of job: JobModel, formToken: String?) {
        card("导入报告") { html in
            html.record([
                (label: "文件", value: imported.fileName), (label: "核对结果", value: imported.findings),
                (label: "处理结果", value: imported.standing),
            ], columns: 1)
        }
        if let forecast = imported.forecast, forecast.created + forecast.changed > 0 { look(forecast, isAwaiting: job.acts.contains(.confirm)) }
        if let words = imported.takingBack {
            card("撤回导入") { html in
                html.div(.class("card-body")) { html in
                    html.p(text: words)
                    html.action(Action("撤回导入", "/jobs/\(job.id)/taking-back", .danger), formToken: formToken)
                }
            }
        }
        guard !imported.problems.isEmpty else { return }
        card("错误明细", link: (label: "下载全部（XLSX）", href: "/imports/\(job.id)/problems.xlsx")) { html in
            html.div(.class("scroll")) { html in
                html.table(.class("table stack")) { html in
                    html.colgroup { html in
                        html.col(.class("c-num"))
                        html.col(.class("c-name"))
                        html.col()
                    }
                    html.thead { html in
                        html.tr { html in for title in ["行号", "列", "原因"] { html.th(text: title) } }
                    }
                    html.tbody { html in
                        for problem in imported.problems {
                            html.tr { html in
                                html.cell(.text("第\(problem.row)行"), label: "行号", isTitle: true)
                                html.cell(.text(problem.column.isEmpty ? "整行" : problem.column), label: "列")
                                html.cell(.words(problem.message), label: "原因")
                            }
                        }
                    }
                }
            }
            html.div(.class("card-body")) { html in
                let rest = imported.hasMore ? "此处列出前\(imported.problems.count)条，全部请下载。" : ""
                html.p(.class("hint")) { html in
                    html.text(rest + "在原文件中改正这些行后")
                    html.a(.href(imported.again), text: "重新上传")
                    html.text("即可，已导入的行不会重复。")
                }
            }
        }
    }
}
