import Authority
import Doors
import Markup
import Storage
import Tasking

/// 抽取见证: what a supervising body does as second party of a draw, by its own account (BEY-10). Of lists and results it sees
/// what everybody sees.
package enum WitnessedDrawPages {
    static let menu = [MenuEntry(.work, "抽取见证", "/witnessed-draws", icon: "shield-check", .needs(.witnessDraws))]

    static let routes: [Route] = [
        .read("/witnessed-draws", .needs(.witnessDraws), "本机构作为第二方参加的抽取", query: DrawPages.filters, as: ListModel<DrawRow>.self) { call in
            let party = try call.actor().organization, filter = DrawPages.filter(call.query), page = call.listPage
            let listed = try await call.read { try DrawRecord.list(filter, scope: nil, party: party, page: page, in: $0) }
            var screen = DrawPages.screen("抽取见证", path: "/witnessed-draws")
            screen.summary = "本机构作为第二方：先提交随机数承诺，名单随即固定；名单固定之后揭示。抽取机关在揭示之前看不到本机构的随机数。"
            screen.emptyText = "没有请本机构参加的抽取"
            return screen.page(call, listed.map(DrawRow.init))
        },
        .read("/witnessed-draws/{id}", .needs(.witnessDraws), "作为第二方参加的抽取", as: DrawModel.self) { try await page($0, nil) },
        .act(
            "/witnessed-draws/{id}/commitment", .needs(.witnessDraws), "提交随机数承诺", version: .notNeeded("承诺只提交一次，已提交的由规则拒绝"),
            form: commitment, again: page
        ) { call in
            let id = try call.id(of: DrawRecord.self), reading = FormReading(call.form, commitment)
            try reading.finish()
            try await DrawCommitting(to: id, nonce: reading.optional("nonce")).make(
                by: try call.actor(), clock: call.clock, protection: call.platform.protection, in: call.database)
            return .done(Done("承诺已提交，名单已固定", goTo: "/witnessed-draws/\(id)", id: id.description))
        },
        .act("/witnessed-draws/{id}/reveal", .needs(.witnessDraws), "揭示随机数", version: .checked(DrawRecord.self), again: page) { call in
            let id = try call.id(of: DrawRecord.self), now = call.clock.now()
            return try await call.act { transaction, actor in
                try DrawRevealing(of: id).make(by: actor, at: now, in: transaction)
                return Done("随机数已揭示", goTo: "/witnessed-draws/\(id)", id: id.description)
            }
        },
    ]

    static let commitment = [
        Field("nonce", "自备随机数", .text(maxLength: 64), hint: "64位小写十六进制数，可用 openssl rand -hex 32 产生；不填则由平台生成并封存，揭示之前谁也看不到")
    ]

    private static let page: @Sendable (Call, Problems?) async throws -> Page = { call, problems in
        let actor = try call.actor(), id = try call.id(of: DrawRecord.self), protection = call.platform.protection
        let told = try await call.read { transaction in
            let record = try DrawRecord.load(id, party: actor.organization, in: transaction)
            let publicity = try record.publicity(in: transaction)
            var told = DrawModel.Told(
                record: record, publicity: publicity,
                reveal: record.isOffered(.reveal, publicity) ? try record.revealed(protection: protection, in: transaction) : nil,
                lines: record.isOffered(.result, publicity) ? try record.drawnLines(isPublic: true, in: transaction) : [])
            told.partyActs = DrawPartyStanding(record, actor).offers
            return told
        }
        let model = DrawModel(told, base: "/public/draws/\(id)"), token = call.login?.formToken
        let refused = problems.map { RefusedForm(call, $0) }
        return Page("抽取 " + model.number, model) { $1.witnessedDraw($0, refused, token: token) }
    }
}

extension HTML {
    fileprivate mutating func witnessedDraw(_ model: DrawModel, _ refused: RefusedForm?, token: String?) {
        let base = "/witnessed-draws/" + model.id
        crumbs([(label: "抽取见证", href: "/witnessed-draws")], here: model.number)
        pageHead(
            "\(model.kind) \(model.number)", note: model.agency, tag: (label: model.status, tone: model.tone),
            actions: [Action("公开页面", "/public/draws/" + model.id)])
        if !model.outcome.isEmpty { notice(.bad, model.status + "：" + model.outcome) }
        if let awaiting = model.awaiting { notice(.info, awaiting) }
        let typed = model.partyActs.contains(.commitNonce) ? refused?.at(base + "/commitment") : nil
        if let refused, typed == nil { errorSummary(refused.problems) }
        if model.partyActs.contains(.commitNonce) {
            form(
                action: base + "/commitment",
                parts: [FormPart("提交承诺", note: "随机数的承诺先写入账本，名单随即固定；此后都不能更改。", fields: WitnessedDrawPages.commitment, columns: 1)],
                values: typed?.typed ?? Values(), problems: typed?.problems, formToken: token, submit: [SubmitButton("提交承诺")])
        }
        if model.partyActs.contains(.revealNonce) {
            form(
                action: base + "/reveal",
                parts: [FormPart("揭示随机数", note: "名单已固定。揭示之后抽取机关才能停止并得出结果；拒绝揭示的，本次抽取作废并公开。", fields: [], columns: 1)],
                values: Values(), problems: nil, formToken: token, submit: [SubmitButton("揭示")], version: model.version)
        }
        drawnLines(model)
        drawFacts(model)
        drawProof(model)
    }
}
