import Authority
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("检查结果模板")
struct ResultTemplateTests {
    private static func own(_ change: (inout ResultTemplate) -> Void = { _ in }) -> ResultTemplate {
        var template = ResultTemplate.special
        template.name = "本局专项模板"
        change(&template)
        return template
    }

    private func create(_ template: ResultTemplate, by person: Person = .cityBusiness, _ desk: ItemDesk) async throws -> OwnResultTemplate.ID {
        try await desk.write { try ResultTemplateCreation(template).make(by: desk.town[person], at: desk.town.now, in: $0) }
    }

    @Test("ITEM-22 随平台提供通用、双随机、专项、复查四种模板，各自完整，名称和说法不重复")
    func delivered() throws {
        #expect(ResultTemplate.delivered.map(\.name) == ["检查结果通用模板", "双随机抽查结果模板", "专项检查结果模板", "整改复查结果模板"])
        #expect(Set(ResultTemplate.delivered.map(\.key)).count == 4)
        for template in ResultTemplate.delivered {
            try template.check()
            #expect(try ResultTemplate(json: template.json) == template)
        }
    }

    @Test("ITEM-22 模板缺少任一结果的说法、处置方式或执法措施时不能保存", arguments: OverallResult.allCases)
    func incomplete(_ result: OverallResult) {
        let lacking = Self.own { $0.conclusions.removeAll { $0.result == result } }
        #expect(throws: ResultTemplateRefused.wordingMissing(result)) { try lacking.check() }
        #expect(throws: ResultTemplateRefused.disposalMissing) { try Self.own { $0.disposals = [.noProblem] }.check() }
        #expect(throws: ResultTemplateRefused.missing(MissingField("执法措施"))) { try Self.own { $0.measures = [] }.check() }
        #expect(throws: ResultTemplateRefused.wordingRepeated("符合要求")) {
            try Self.own { $0.conclusions.append(.init("符合要求", .problem)) }.check()
        }
    }

    @Test("ITEM-22 只有一种说法时自动选定，有几种时须选择，不符的说法无效")
    func wording() {
        let template = ResultTemplate.special
        #expect(template.conclusion("", of: .noProblem) == "符合要求")
        #expect(template.conclusion("", of: .problem) == nil)
        #expect(template.conclusion("存在重大事故隐患", of: .problem) == "存在重大事故隐患")
        #expect(template.conclusion("存在重大事故隐患", of: .noProblem) == nil)
    }

    @Test("ITEM-22 一个任务有几张表单时结论合在一起，说明和签名从严")
    func together() {
        let all = ResultTemplate.together([.general, .special])
        #expect(all.wordings(of: .problem) == ["不合格", "存在一般隐患", "存在重大事故隐患"])
        #expect(all.explaining == .always && all.signers == [.expert])
        #expect(ResultTemplate.together([.review, .review]) == .review && ResultTemplate.together([]) == .general)
    }

    @Test("ITEM-22 本机构的模板下级可用、不能修改；重名、停用后不能再选")
    func keeping() async throws {
        try await ItemDesk.each { desk in
            let id = try await create(Self.own(), desk)
            await #expect(throws: ResultTemplateRefused.nameTaken) { _ = try await create(Self.own(), desk) }
            let east = desk.town[.eastBusiness]
            let chosen = try await desk.read { try ResultTemplate.chosen(id.description, for: east, in: $0) }
            #expect(chosen.name == "本局专项模板" && chosen.key == id.description)
            let changed = Self.own { $0.signers = [.witness] }
            func change(by person: Person, version: Int) async throws {
                try await desk.write {
                    try ResultTemplateChange(of: id, version: version, to: changed).make(by: desk.town[person], at: desk.town.now, in: $0)
                }
            }
            await #expect(throws: ResultTemplateRefused.notMaintainer) { try await change(by: .eastBusiness, version: 1) }
            await #expect(throws: NotFound.self) { try await change(by: .provinceBusiness, version: 1) }
            try await change(by: .cityBusiness, version: 1)
            await #expect(throws: StorageError.overtaken) { try await change(by: .cityBusiness, version: 1) }
            try await desk.write {
                try StatusChange<OwnResultTemplate>(of: id, version: 2, to: .disabled).make(in: ActContext(desk.town[.cityBusiness], at: desk.town.now, in: $0))
            }
            await #expect(throws: ResultTemplateRefused.unknown) {
                _ = try await desk.read { try ResultTemplate.chosen(id.description, for: east, in: $0) }
            }
        }
    }

    @Test("ITEM-22 ITEM-13 表单版本启用时固定模板，模板以后的修改不影响它")
    func fixed() async throws {
        try await ItemDesk.each { desk in
            let item = try await desk.create(.supervision, ItemDesk.supervision("990000000001"), by: .provinceBusiness)
            let id = try await create(Self.own(), by: .eastBusiness, desk)
            func change(_ name: String, version: Int) async throws {
                let template = Self.own { $0.explanationLabel = name }
                try await desk.write {
                    try ResultTemplateChange(of: id, version: version, to: template)
                        .make(by: desk.town[.eastBusiness], at: desk.town.now, in: $0)
                }
            }
            let form = try await desk.write { transaction in
                let actor = desk.town[.eastBusiness]
                let template = try ResultTemplate.chosen(id.description, for: actor, in: transaction)
                return try CheckFormCreation(
                    CheckFormDesk.record("甲表", items: [item]), CheckFormDraft(content: CheckFormDesk.content, resultTemplate: template)
                ).make(by: actor, at: desk.town.now, in: transaction)
            }
            try await change("启用前的说明", version: 1)
            try await desk.enable(form, version: 1, by: .eastBusiness)
            try await change("启用后的说明", version: 2)
            #expect(try await desk.versions(form).first?.resultTemplate.explanationLabel == "启用前的说明")
        }
    }
}
