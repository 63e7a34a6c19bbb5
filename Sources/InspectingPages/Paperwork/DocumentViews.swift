import Doors
import Markup

extension HTML {
    package mutating func document(_ model: DocumentDetail, formToken: String?) {
        var actions = [Action("查看PDF", "/documents/\(model.id)/pdf", .primary, icon: "download"), Action("纯文本", "/documents/\(model.id)/text")]
        if model.acts.contains(.void) { actions.append(Action("作废", "/documents/\(model.id)/voiding")) }
        crumbs([(label: "文书", href: "/documents")], here: model.number)
        pageHead(
            model.number, note: model.kind, tag: (label: model.status, tone: model.isVoided ? .mute : .ok), actions: actions,
            formToken: formToken)
        card("基本信息") { html in
            html.record([
                ("文书种类", model.kind), ("文书编号", model.number), ("状态", model.status), ("当事人", model.party),
                ("机构", model.agency), ("制作人", model.maker), ("确认时间", model.confirmedAt), ("校验码", model.checkCode),
                ("作废理由", model.voidReason),
            ])
        }
        card("存证") { html in
            html.record(
                [("内容 SHA-256", model.contentHash), ("PDF SHA-256", model.pdfHash), ("账本检查点", model.checkpoint)], columns: 1)
        }
        card("办理过程") { html in
            html.ol(.class("card-body timeline dated")) { html in
                for event in model.events {
                    html.li(.class("done")) { html in
                        html.time(text: event.at)
                        html.div(text: event.words)
                    }
                }
            }
        }
    }

    mutating func checkQuestion(_ model: CheckQuestion) {
        pageHead("核验文书")
        if let message = model.message { notice(.bad, message) }
        section(.class("card")) { $0.codeField(model.typed) }
        guard model.message != nil else { return }
        card("仍然找不到") { html in
            html.div(.class("card-body")) { html in
                html.p(text: "没有记录的文书可能不是本平台制作的。请勿在其上签字或缴款，先致电文书上所写的机关核实" + (model.telephones.isEmpty ? "。" : "："))
                html.ul { html in
                    for one in model.telephones {
                        html.li { html in
                            html.text(one.agency + "　")
                            html.a(.href("tel:" + one.number.filter { $0.isNumber || $0 == "+" }), text: one.number)
                        }
                    }
                }
            }
        }
    }

    private mutating func codeField(_ typed: String) {
        form(.class("ask"), .attribute("role", "search"), .action("/check")) { html in
            html.input(.type("search"), .name("code"), .value(typed), .label("文书上的校验码"), .placeholder("文书上的16位校验码"))
            html.button(.class("button primary"), text: "核验")
        }
    }

    mutating func documentCheck(_ model: DocumentCheck) {
        pageHead("核验文书")
        section(.class("card")) { html in
            html.h2 { html in
                html.text(model.number)
                html.tag(model.status, model.isValid ? .ok : .bad)
            }
            html.ol(.class("checks")) { html in
                html.checked(model.isValid, model.isValid ? "本平台制作的有效文书" : "该文书已作废，不再有效", model.kind)
                html.checked(true, "制作机关", model.agency)
                html.checked(true, "确认日期", model.date)
                html.checked(true, "校验码", model.checkCode)
                if model.pdfHash.isEmpty {
                    html.checked(nil, "PDF 文件尚未生成", "第一次打印后登记摘要")
                } else {
                    html.checked(true, "PDF 文件的 SHA-256", "与您手中电子文件的摘要一致，即为原件", hash: model.pdfHash)
                }
                if !model.checkpointSize.isEmpty {
                    html.checked(true, "账本检查点 \(model.checkpointSize)", "文书确认时账本的根", hash: model.checkpointRoot)
                }
            }
        }
    }

    private mutating func checked(_ isGood: Bool?, _ title: String, _ words: String, hash: String? = nil) {
        li(.attribute("class", isGood.map { $0 ? "ok" : "bad" })) { html in
            switch isGood {
            case true?: html.icon("check-circle-fill")
            case false?: html.icon("x-circle-fill")
            case nil: html.icon("dash-circle")
            }
            html.div { html in
                html.h3(text: title)
                html.p(text: words)
                if let hash { html.code(.class("hash"), text: hash) }
            }
        }
    }
}
