import Authority
import Cryptography
import Importing
import Library
import Registry
import Storage
import Tasking
import Testing
import Timekeeping

@testable import Inspecting

@Suite("检查结果的完整性")
struct ResultCheckTests {
    /// The day after the visits of these tests.
    static let now = Instant(milliseconds: 1_772_496_000_000)

    private let form = Sample.form(contents: 2)
    private let officers = ["甲", "乙"].map {
        VisitOfficer(Identifier<OfficerMark>(), name: $0, certificateNumber: $0, agency: Organization.ID(), isLead: $0 == "甲")
    }

    /// A result with nothing in it, filled step by step; before each step its refusal is the first.
    @Test("INSP-07 INSP-10 INSP-11 INSP-12 INSP-18 INSP-20 OFCR-10 缺项按顺序提示，补齐后通过；专家不超过三人，不算执法人员")
    func order() throws {
        var result = VisitResult()
        result.answers = form.cards.map { CheckAnswer($0.content) }
        var notice: NoticeGiven?
        var signatures: [String: GivenSignature] = [:]
        var conflicts: [String] = []
        func refusal() -> String? {
            let check = ResultCheck(
                form: form, officers: officers, result: result, notice: notice, signatures: signatures, refusal: nil,
                conflicts: conflicts, now: Self.now, material: HeldFiles([]))
            do throws(ResultRefused) { try check.permit(digest: result.digest(of: form)) } catch { return error.message }
            return nil
        }
        for field in VisitBasics.Field.allCases where field.isRequired {
            #expect(refusal() == "请填写\(field.label)")
            result.basics[field] = field == .startedAt ? "2026-03-02T10:00" : field == .endedAt ? "2026-03-02T09:59" : "甲"
        }
        #expect(refusal() == "检查结束时间不能早于开始时间")
        result.basics[.endedAt] = "2026-03-02T10:00"
        result.basics[.experts] = "甲、乙、丙、丁"
        #expect(refusal() == "专家不超过三人")
        result.basics[.experts] = "甲、乙、丙"
        #expect(refusal() == "请先出示执法证件并告知")
        notice = NoticeGiven(certificatesShown: true, rightsTold: false)
        #expect(refusal() == "还有2项未检查")
        result.answers[0].answer = .fail
        #expect(refusal() == "还有1项未检查")
        result.answers[1].answer = .pass
        #expect(refusal() == "第1项未填写问题描述")
        result.answers[0].note = "通道被占用"
        #expect(refusal() == "第1项未选择执法措施")
        result.answers[0].measures = [Measure(.fine)]
        #expect(refusal() == "第1项未填写罚款金额")
        result.answers[0].measures = [Measure(.rectification)]
        #expect(refusal() == "第1项未填写改正期限")
        result.answers[0].measures = [Measure(.rectification, due: "2026-03-20")]
        result.others = [OtherProblem(id: InspectionProblem.ID(), text: " ", place: "", provision: "")]
        #expect(refusal() == "其他问题1未填写问题描述")
        result.others = []
        conflicts = [form.cards[1].content]
        #expect(refusal() == "第2项两名执法人员的结果不一致，请确认")
        conflicts = []
        #expect(refusal() == "请选择处置方式")
        result.disposal = .init(disposal: .noProblem, note: "")
        #expect(refusal() == "处置方式与检查结果不一致")
        result.disposal = .init(disposal: .rectification, note: "")
        #expect(refusal() == "甲未签名")
        let digest = result.digest(of: form)
        for officer in officers {
            signatures[officer.officer.description] = GivenSignature(name: officer.name, file: "", digest: digest, at: ResultCheckTests.now.milliseconds)
        }
        #expect(refusal() == "被检查单位现场负责人未签名")
        signatures[GivenSignature.principal] = GivenSignature(name: "丙", file: "", digest: digest, at: ResultCheckTests.now.milliseconds)
        #expect(refusal() == nil)
        result.basics[.place] = "另一处"
        #expect(refusal() == "签名后内容有改动，请甲重新签名")
    }

    @Test("INSP-20 拒签须有理由和见证人，并针对同一份结果")
    func refusal() {
        var result = VisitResult()
        for field in VisitBasics.Field.allCases { result.basics[field] = "甲" }
        result.basics[.startedAt] = "2026-03-02T10:00"
        result.basics[.endedAt] = "2026-03-02T11:00"
        result.answers = form.cards.map { card in
            var answer = CheckAnswer(card.content)
            answer.answer = .pass
            return answer
        }
        result.disposal = .init(disposal: .noProblem, note: "")
        let digest = result.digest(of: form)
        let signatures = Dictionary(uniqueKeysWithValues: officers.map {
            ($0.officer.description, GivenSignature(name: $0.name, file: "", digest: digest, at: ResultCheckTests.now.milliseconds))
        })
        func message(_ reason: String, _ witness: String, _ told: Digest) -> String? {
            let check = ResultCheck(
                form: form, officers: officers, result: result, notice: NoticeGiven(certificatesShown: true, rightsTold: true),
                signatures: signatures, refusal: SigningRefusal(reason: reason, witness: witness, witnessUnit: "", digest: told),
                conflicts: [], now: Self.now, material: HeldFiles([]))
            do throws(ResultRefused) { try check.permit(digest: digest) } catch { return error.message }
            return nil
        }
        #expect(message(" ", "", digest) == "请填写拒绝签名的理由")
        #expect(message("不认可", "", digest) == "请填写见证人姓名")
        #expect(message("不认可", "丁", .sha256("别的结果")) == "记录拒签后内容有改动，请重新确认")
        #expect(message("不认可", "丁", digest) == nil)
    }
}

@Suite("检查结果模板在结果中的要求")
struct ResultTemplateCheckTests {
    private let officers = ["甲", "乙"].map {
        VisitOfficer(Identifier<OfficerMark>(), name: $0, certificateNumber: $0, agency: Organization.ID(), isLead: $0 == "甲")
    }

    @Test("ITEM-22 TASK-17 资料项、结论、说明、措施和签名随模板逐项要求")
    func template() {
        var template = ResultTemplate.special
        template.measures = [.warning]
        let workers = CustomField(label: "从业人数", kind: .number, isRequired: true)
        let sample = Sample.form(contents: 1)
        let form = InspectedForm(visit: sample.visit, groups: sample.groups, fields: [workers], template: template)
        var result = VisitResult()
        for field in VisitBasics.Field.allCases { result.basics[field] = "甲" }
        (result.basics[.startedAt], result.basics[.endedAt]) = ("2026-03-02T10:00", "2026-03-02T11:00")
        var failed = CheckAnswer(form.cards[0].content)
        (failed.answer, failed.note, failed.measures) = (.fail, "通道被占用", [Measure(.fine, amount: 100)])
        result.answers = [failed]
        result.fields = [.init(workers.id, "")]
        result.disposal = .init(disposal: .rectification, note: "")
        var signatures: [String: GivenSignature] = [:]
        func refusal() -> String? {
            let check = ResultCheck(
                form: form, officers: officers, result: result, notice: NoticeGiven(certificatesShown: true, rightsTold: true),
                signatures: signatures, refusal: nil, conflicts: [], now: ResultCheckTests.now, material: HeldFiles([]))
            do throws(ResultRefused) { try check.permit(digest: result.digest(of: form)) } catch { return error.message }
            return nil
        }
        #expect(refusal() == "请填写从业人数")
        result.fields = [.init(workers.id, "十二")]
        #expect(refusal() == "从业人数应为数字")
        result.fields = [.init(workers.id, "12")]
        #expect(refusal() == "第1项的执法措施不在检查结果模板内")
        result.answers[0].measures = [Measure(.warning)]
        #expect(refusal() == "请选择检查结论")
        result.conclusion = "符合要求"
        #expect(refusal() == "检查结论与检查结果不一致")
        result.conclusion = "存在重大事故隐患"
        #expect(refusal() == "请填写检查情况说明")
        result.disposal = .init(disposal: .rectification, note: "限期整改")
        let digest = result.digest(of: form)
        for officer in officers {
            signatures[officer.officer.description] = GivenSignature(name: officer.name, file: "", digest: digest, at: ResultCheckTests.now.milliseconds)
        }
        signatures[GivenSignature.principal] = GivenSignature(name: "丙", file: "", digest: digest, at: ResultCheckTests.now.milliseconds)
        #expect(refusal() == "专家未签名")
        signatures["expert"] = GivenSignature(name: "丁", file: "", digest: digest, at: ResultCheckTests.now.milliseconds)
        #expect(refusal() == nil)
        #expect(form.conclusion(of: result) == "存在重大事故隐患")
        #expect(form.filled(result.fields).map(\.value) == ["12"])
    }
}
