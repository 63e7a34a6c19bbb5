import Typesetting

/// The sentences of the 现场检查记录 (DOC-11), each once: the sheet prints them, and the phone shows the same before anybody
/// signs (INSP-20). `{name}` is filled in, `{_name}` underlined in print.
package enum RecordSentence: String, CaseIterable, Sendable {
    case introduction, situation, itemFailed, itemPassed, itemCount, problemsFound, violation, noProblem, conclusion
    case disposal, measures, measuresOfProblem, photos, told, refusal

    package var template: String {
        switch self {
        case .introduction:
            "我们是{_agency}的行政执法人员{_officers}，证件号码为{_certificates}，这是我们的证件（出示证件）。现依法对{address}进行现场检查，请予以配合。"
        case .situation: "检查情况："
        case .itemFailed: "发现问题{count}项"
        case .itemPassed: "未发现问题"
        case .itemCount: "检查{count}项"
        case .problemsFound: "检查发现下列问题："
        case .violation: "{text}，不符合{provision}的规定。"
        case .noProblem: "本次检查未发现问题。"
        case .conclusion: "检查结论：{conclusion}。"
        case .disposal: "处理情况：{disposal}"
        case .measures: "执法措施：{measures}"
        case .measuresOfProblem: "第{number}项{measures}"
        case .photos: "附现场照片{count}张。"
        case .told: "以上情况已当场告知{title}。"
        case .refusal: "{signer}拒绝签名，理由：{_reason}。见证人：{_witness}。"
        }
    }

    package func with(_ values: KeyValuePairs<String, String>) -> String { prose(values).text }

    func prose(_ values: KeyValuePairs<String, String> = [:]) -> Prose {
        var rest = Substring(template)
        var prose: Prose = ""
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let key = rest[rest.index(after: open)..<close]
            let value = values.first { $0.key == key.drop { $0 == "_" } }?.value ?? ""
            prose = prose + Prose(String(rest[..<open])) + (key.hasPrefix("_") ? "\(fill: value)" : Prose(value))
            rest = rest[rest.index(after: close)...]
        }
        return prose + Prose(String(rest))
    }
}
