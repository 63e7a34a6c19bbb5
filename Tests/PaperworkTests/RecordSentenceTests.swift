import Foundation
import Testing
@testable import Paperwork

@Suite("现场检查记录的语句")
struct RecordSentenceTests {
    @Test("DOC-11、INSP-20 现场检查记录的每一句只有一处：打印、手机签名前显示的是同一句")
    func once() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../tests/node/record-sentences.json")
        let known = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: path))
        #expect(known == Dictionary(uniqueKeysWithValues: RecordSentence.allCases.map { ($0.rawValue, $0.template) }))
    }

    @Test("DOC-11 填写处逐一填入，打印时加下划线的只是填写的内容")
    func filled() {
        #expect(RecordSentence.photos.with(["count": "3"]) == "附现场照片3张。")
        let refusal = RecordSentence.refusal.prose(["signer": "被检查人", "reason": "有异议", "witness": "何见安"])
        #expect(refusal == "被检查人拒绝签名，理由：\(fill: "有异议")。见证人：\(fill: "何见安")。")
    }
}
