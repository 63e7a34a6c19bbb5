import Importing
import Library
import Registry
import Storage
import Tasking
import Testing

@testable import Inspecting

@Suite("记录的合并")
struct VisitDraftTests {
    private let visit = TaskSubject.ID()
    private let form = Sample.form(contents: 3)

    @Test("乱序、重复的记录得到同一份结果")
    func order() {
        var one = Phone(visit)
        var other = Phone(visit)
        one.answer(form.cards[0].content, .pass)
        other.time += 500
        other.answer(form.cards[1].content, .fail)
        other.note(form.cards[1].content, "通道被占用")
        other.measure(form.cards[1].content, .warning)
        one.answer(form.cards[2].content, .notApplicable)
        let events = one.events + other.events
        let result = VisitDraft(VisitBasics(), events).result(of: form)
        #expect(result.answers.map(\.answer) == [.pass, .fail, .notApplicable])
        for shuffled in [events.reversed(), events + events, events.sorted { $0.hash < $1.hash }] {
            #expect(VisitDraft(VisitBasics(), shuffled).result(of: form).digest(of: form) == result.digest(of: form))
        }
    }

    @Test("同一时刻按设备、再按序号排先后")
    func ties() throws {
        let devices = [FieldDevice.ID(), FieldDevice.ID()].sorted()
        var early = Phone(visit, device: devices[0])
        var late = Phone(visit, device: devices[1])
        late.basics(.unit, "后")
        early.basics(.unit, "先")
        #expect(VisitDraft(VisitBasics(), late.events + early.events).basics[.unit] == "后")
    }

    @Test("两名执法人员答案不同须有人确认")
    func conflict() {
        var one = Phone(visit)
        var other = Phone(visit)
        let content = form.cards[0].content
        one.answer(content, .pass)
        let second = other.answer(content, .fail)
        #expect(VisitDraft(VisitBasics(), one.events + other.events).conflicts == [content])
        one.time += 5000
        one.answer(content, .fail, settles: [one.events[0].id, second.id])
        #expect(VisitDraft(VisitBasics(), one.events + other.events).conflicts == [])
    }

    @Test("措施、照片和其他问题可以撤回；没有问题的项目不带描述")
    func withdrawn() {
        var phone = Phone(visit)
        let content = form.cards[0].content
        phone.answer(content, .fail)
        phone.note(content, "说明")
        phone.measure(content, .fine, amount: 100)
        phone.measure(content, .fine, on: false)
        phone.measure(content, .warning)
        #expect(VisitDraft(VisitBasics(), phone.events).result(of: form).answers[0].measures == [Measure(.warning)])
        phone.answer(content, .pass)
        let answer = VisitDraft(VisitBasics(), phone.events).result(of: form).answers[0]
        #expect(answer.note == "")
        #expect(answer.measures == [])
    }

    @Test("拒签取代负责人的签名，签名又取代拒签（INSP-20）")
    func refusal() {
        var phone = Phone(visit)
        let digest = FieldEvent.genesis
        phone.sign(GivenSignature.principal, "某人", digest, file: digest.hex)
        phone.write(
            "refusedToSign", .init("reason", .text("不认可")), .init("witness", .text("某见证")), .init("witnessUnit", .text("")),
            .init("digest", .text(digest.hex)))
        var draft = VisitDraft(VisitBasics(), phone.events)
        #expect(draft.signatures.isEmpty)
        #expect(draft.refusal?.witness == "某见证")
        phone.sign(GivenSignature.principal, "某人", digest, file: digest.hex)
        draft = VisitDraft(VisitBasics(), phone.events)
        #expect(draft.refusal == nil)
    }

    @Test("30 项的答案打包不超过 600 字节，且原样读回")
    func packed() {
        let marks: [AnswerMark?] = (0..<30).map { [.pass, .fail, .notApplicable, nil][$0 % 4] }
        let bytes = PackedAnswers.pack(marks)
        #expect(bytes.count == 11)
        #expect(PackedAnswers.unpack(bytes) == marks)
        #expect(PackedAnswers.unpack(Array(bytes.dropLast())) == nil)
        #expect(PackedAnswers.unpack(PackedAnswers.pack([])) == [])
    }
}

enum Sample {
    /// What the first content cites.
    static let provision = Provision(Statute.ID(), ArticleNumber(1), paragraph: 2)

    static func content(_ count: Int) -> CheckFormContent {
        CheckFormContent(items: [
            CheckItem(name: "安全管理", points: (1...count).map {
                CheckPoint(text: "第\($0)项检查内容", violatedProvisions: [Citation("某条例第\($0)条", $0 == 1 ? provision : nil)], equipmentKinds: $0 == 1 ? ["高炉"] : [],
                    phrases: ["通道被占用"], isKey: $0 == 1)
            })
        ])
    }

    static func form(contents: Int) -> InspectedForm {
        InspectedForm(visit: TaskSubject.ID(), groups: content(contents).items)
    }
}
