import Doors
import Drawing
import Markup
import Storage
import Tasking

/// Draws for everybody, without login (BEY-10, BEY-11): every record at once, its lists and result after the visits.
package enum PublicDrawPages {
    private static let code = Field("code", "统一社会信用代码")

    static let routes: [Route] = [
        .read("/public/draws", .everyone, "公开的抽取记录", query: DrawPages.filters, as: ListModel<DrawRow>.self) { call in
            try call.platform.service(OriginThrottle.self).admit(call.origin)
            let filter = DrawPages.filter(call.query), page = call.listPage
            let listed = try await call.read { try DrawRecord.list(filter, scope: nil, page: page, in: $0) }
            var screen = DrawPages.screen("抽取记录公示", path: "/public/draws")
            screen.layout = .open
            screen.summary = "每次抽取的承诺随即公布，编号不断；检查不预先告知，名单、随机数和结果在该任务的检查全部结束后公布，任何人可重新计算。"
            return screen.page(call, listed.map(DrawRow.init))
        },
        .read("/public/draws/{id}", .everyone, "公开的抽取记录与核验", query: [code], as: DrawModel.self) { call in
            try call.platform.service(OriginThrottle.self).admit(call.origin)
            let id = try call.id(of: DrawRecord.self), protection = call.platform.protection
            let asked = FormReading(call.query, [code]).optional("code")?.uppercased()
            let told = try await call.read { transaction in
                let record = try DrawRecord.load(public: id, in: transaction)
                let publicity = try record.publicity(in: transaction)
                let isOpen = record.isOffered(.result, publicity)
                let reveal = record.isOffered(.reveal, publicity) ? try record.revealed(protection: protection, in: transaction) : nil
                let lines = isOpen ? try record.drawnLines(isPublic: true, in: transaction) : []
                var told = DrawModel.Told(record: record, publicity: publicity, reveal: reveal, lines: lines)
                (told.previous, told.next) = try record.neighbours(in: transaction)
                if isOpen, let asked, record.kind == .subjects { told.asked = (asked, try record.place(of: asked, in: transaction)) }
                return told
            }
            let model = DrawModel(told, base: "/public/draws/\(id)")
            return Page("抽取 " + model.number, model, layout: .open) { $1.publicDraw($0) }
        },
        .file("/public/draws/{id}/files/{name}", .everyone, "公开的抽取文件", types: [.text]) { call in
            try call.platform.service(OriginThrottle.self).admit(call.origin)
            let id = try call.id(of: DrawRecord.self)
            return try await DrawPages.file(call) { transaction in
                let record = try DrawRecord.load(public: id, in: transaction)
                return (record, try record.publicity(in: transaction))
            }
        },
    ]
}

extension HTML {
    mutating func publicDraw(_ model: DrawModel) {
        pageHead("\(model.kind) \(model.number)", note: model.agency, tag: (label: model.status, tone: model.tone))
        if !model.outcome.isEmpty { notice(.bad, model.status + "：" + model.outcome) }
        notice(.info, model.participants)
        if let awaiting = model.awaiting { notice(.info, awaiting) }
        if !model.isComplete {
            notice(.warn, "检查不预先告知：名单、随机数和抽取结果在该任务的全部检查结束后公布。现在可见的承诺和参数已固定，届时可核对没有改动。")
        }
        drawnLines(model)
        if model.answersObjects { poolQuestion(model) }
        drawFacts(model)
        if model.isComplete { publicCheck(model) }
        drawProof(model)
    }

    /// 我在不在名单里，票值是多少 (BEY-12)
    private mutating func poolQuestion(_ model: DrawModel) {
        card("我在名单里吗", id: "pool") { html in
            html.form(.class("card-body pool-question"), .method("get"), .action("/public/draws/\(model.id)#pool")) { html in
                html.label(.for("f-code"), text: "统一社会信用代码")
                html.empty("input", [.id("f-code"), .name("code"), .value(model.pool?.code ?? "")])
                html.button(.class("button"), text: "查询")
            }
            guard let answer = model.pool else { return }
            html.div(.class("card-body"), .attribute("role", "status")) { html in
                guard let place = answer.place else { return html.p(text: "\(answer.code) 不在这次抽取的名单里。") }
                html.p { $0.b(text: place.isSelected ? "在名单里，被抽中。" : "在名单里，没有被抽中。") }
            }
            guard let place = answer.place else { return }
            html.record([
                (label: "分类", value: place.stratum), (label: "该分类对象数", value: "\(place.objects)"), (label: "该分类抽取数", value: "\(place.quota)"),
                (label: "权重", value: "\(place.weight)"), (label: "票值", value: place.ticket), (label: "该分类最后抽中的票值", value: place.last),
            ])
            html.div(.class("card-body")) { html in
                html.p(.class("hint"), text: "票值不大于该分类最后抽中的票值的被抽中。在任何装有 OpenSSL 的计算机上运行下面一条命令，得到的就是票值：")
                html.code(.class("hash"), text: place.command)
            }
        }
    }

    /// Works without server code: the module fetches the files and computes in the reader's browser.
    private mutating func publicCheck(_ model: DrawModel) {
        section(.class("card"), .attribute("data-verify", "/public/draws/\(model.id)/files/")) { html in
            html.h2(text: "在您的浏览器中核验")
            html.div(.class("card-body")) { html in
                html.p(text: "取回公布的六个文件，在本浏览器中重新计算，不经过服务器的任何判断。")
                html.button(.class("button primary"), .type("button"), .flag("hidden"), text: "开始核验")
                html.label(.class("own-files"), .flag("hidden")) { html in
                    html.text("或者核验自己保存的六个文件：")
                    html.empty("input", [.type("file"), .flag("multiple"), .attribute("accept", ".txt")])
                }
                html.element("noscript", []) { $0.p(text: "浏览器没有启用脚本；请下载文件，用 mingcha draw verify 核验。") }
            }
            html.ol(.class("checks"), .attribute("aria-live", "polite")) { _ in }
        }
        element("script", [.type("module"), .src(assets + "/draw/page.js")]) { _ in }
    }
}
