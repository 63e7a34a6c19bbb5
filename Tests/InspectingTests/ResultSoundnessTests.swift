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

@Suite("检查结果中的数值、文字和签名是否成立")
struct ResultSoundnessTests {
    private let form = Sample.form(contents: 1)
    private let officers = ["甲", "乙"].map {
        VisitOfficer(Identifier<OfficerMark>(), name: $0, certificateNumber: $0, agency: Organization.ID(), isLead: $0 == "甲")
    }
    private let signature = Digest.sha256("签名")
    private func hand(_ name: String) -> String { Digest.sha256("签名" + name).hex }

    private func result(_ measure: Measure) -> VisitResult {
        var result = VisitResult()
        for field in VisitBasics.Field.allCases { result.basics[field] = "甲" }
        (result.basics[.startedAt], result.basics[.endedAt]) = ("2026-03-02T10:00", "2026-03-02T11:00")
        var answer = CheckAnswer(form.cards[0].content)
        (answer.answer, answer.note, answer.measures) = (.fail, "通道被占用", [measure])
        result.answers = [answer]
        result.disposal = .init(disposal: .rectification, note: "")
        return result
    }

    private func refusal(
        _ result: VisitResult, name: String = "丙", at: Int64 = ResultCheckTests.now.milliseconds, picture: String? = nil, material: HeldFiles = HeldFiles([])
    ) -> String? {
        let digest = result.digest(of: form)
        var signatures = Dictionary(uniqueKeysWithValues: officers.map {
            ($0.officer.description, GivenSignature(name: $0.name, file: hand($0.name), digest: digest, at: ResultCheckTests.now.milliseconds))
        })
        signatures[GivenSignature.principal] = GivenSignature(name: name, file: picture ?? signature.hex, digest: digest, at: at)
        let check = ResultCheck(
            form: form, officers: officers, result: result, notice: NoticeGiven(certificatesShown: true, rightsTold: true),
            signatures: signatures, refusal: nil, conflicts: [], now: ResultCheckTests.now, material: material)
        do throws(ResultRefused) { try check.permit(digest: digest) } catch { return error.message }
        return nil
    }

    @Test("INSP-07 检查时间不能在将来，也不能在一年以前")
    func times() {
        var checked = result(Measure(.warning))
        #expect(refusal(checked) == nil)
        checked.basics[.endedAt] = "2031-03-02T11:00"
        #expect(refusal(checked) == "检查结束时间不能晚于现在")
        checked.basics[.startedAt] = "2031-03-02T10:00"
        #expect(refusal(checked) == "检查开始时间不能晚于现在")
        (checked.basics[.startedAt], checked.basics[.endedAt]) = ("2020-03-02T10:00", "2020-03-02T11:00")
        #expect(refusal(checked) == "检查开始时间早于一年前，请核对")
    }

    @Test("INSP-20 早在检查开始一天以前的签名时间不成立，按签名人指出；设备时钟偏差一天以内的可以")
    func signedBefore() {
        let start = ResultCheckTests.now.beijingDate.advanced(days: -1).start
        for at in [-9_007_199_254_740_991, 0, start.advanced(days: -1).milliseconds] {
            #expect(refusal(result(Measure(.warning)), at: at) == "被检查单位现场负责人的签名时间早于检查开始的前一天，请核对设备的时钟和检查开始时间后重新签名")
        }
        #expect(refusal(result(Measure(.warning)), at: start.milliseconds) == nil)
    }

    @Test("INSP-11 改正期限不早于检查当日，罚款不超过一亿元")
    func measures() {
        #expect(refusal(result(Measure(.rectification, due: "2020-01-01"))) == "第1项的改正期限不能早于检查日期")
        #expect(refusal(result(Measure(.rectification, due: "2026-03-01"))) == "第1项的改正期限不能早于检查日期")
        #expect(refusal(result(Measure(.rectification, due: "2026-03-02"))) == nil)
        #expect(refusal(result(Measure(.fine, amount: 9_999_999_999_999))) == "第1项的罚款金额超过一亿元，请核对")
        #expect(refusal(result(Measure(.fine, amount: 10_000_000_000))) == nil)
    }

    @Test("DOC-15 无法打印的字符按栏目和字符指出")
    func characters() {
        var checked = result(Measure(.warning))
        checked.answers[0].note = "油污😀三处"
        #expect(refusal(checked) == "第1项的问题描述含有无法打印的字符“😀”（U+1F600），请删除或改用其他字")
        checked = result(Measure(.warning))
        checked.basics[.place] = "后厨\u{B}仓库"
        #expect(refusal(checked) == "检查场所含有无法打印的控制字符（U+000B），请删除或改用其他字")
        #expect(refusal(result(Measure(.warning)), name: "丙\u{21484}") == "签名人姓名含有无法打印的字符“\u{21484}”（U+21484），请删除或改用其他字")
    }

    @Test("INSP-20 没有笔迹的签名图片不算签名")
    func blankSignature() {
        let material = HeldFiles([signature.hex])
        #expect(refusal(result(Measure(.warning)), material: material) == nil)
        material.wipe(signature.hex)
        #expect(refusal(result(Measure(.warning)), material: material) == "被检查单位现场负责人的签名图片没有笔迹，请重新签名")
    }

    @Test("INSP-20 两个人的签名不能是同一张图片，指出是哪两个人")
    func sharedSignature() {
        #expect(refusal(result(Measure(.warning)), picture: hand("乙")) == "被检查单位现场负责人与乙的签名是同一张图片，请各自手写签名")
        #expect(refusal(result(Measure(.warning)), picture: hand("丙")) == nil)
    }
}
