import Authority
import Foundation
import Storage

/// The conclusion part of a form (检查结果模板, ITEM-22): what the overall result is called, whether it has to be
/// explained, which disposals and measures are offered, and who signs. A version of a form holds a copy, so that what
/// was enabled stays as it was whatever becomes of the template.
package struct ResultTemplate: Sendable, Hashable, Codable {
    /// One wording of an overall result, such as 合格; the law's statistics go by `result`.
    package struct Conclusion: Sendable, Hashable, Codable {
        package var label: String
        package var result: OverallResult

        package init(_ label: String, _ result: OverallResult) { (self.label, self.result) = (label, result) }
    }

    /// Whether the explanation may stay empty.
    package enum Explaining: String, Labelled, Codable {
        case optional, whenProblem, always

        package var label: String {
            switch self {
            case .optional: "选填"
            case .whenProblem: "发现问题时必填"
            case .always: "必填"
            }
        }

        package func isRequired(_ hasProblem: Bool) -> Bool {
            switch self {
            case .optional: false
            case .whenProblem: hasProblem
            case .always: true
            }
        }
    }

    /// Who signs beside the officers and the principal, whom the law asks for in every record (INSP-20).
    package enum Signer: String, Labelled, Codable {
        case witness, expert

        package var label: String {
            switch self {
            case .witness: "见证人"
            case .expert: "专家"
            }
        }
    }

    /// Of a delivered template its name in the program, of an agency's own one its id.
    package var key: String
    package var name: String
    package var conclusions: [Conclusion]
    package var explanationLabel: String
    package var explaining: Explaining
    /// Ready words for the explanation.
    package var phrases: [String]
    package var disposals: [Disposal]
    package var measures: [MeasureKind]
    package var signers: [Signer]

    package init(
        key: String = "", name: String, conclusions: [Conclusion], explanationLabel: String = "处理意见",
        explaining: Explaining = .optional, phrases: [String] = [], disposals: [Disposal] = Disposal.allCases,
        measures: [MeasureKind] = MeasureKind.allCases, signers: [Signer] = []
    ) {
        (self.key, self.name, self.conclusions) = (key, name, conclusions)
        (self.explanationLabel, self.explaining, self.phrases) = (explanationLabel, explaining, phrases)
        (self.disposals, self.measures, self.signers) = (disposals, measures, signers)
    }

    package enum Label {
        package static let name = "模板名称", conclusions = "检查结论", explanation = "情况说明的名称", explaining = "情况说明"
        package static let phrases = "说明常用语", disposals = "处置方式", measures = "执法措施", signers = "另需签名"
        package static let origin = "来源", status = "状态"
    }

    package var label: String { name }

    /// The wordings that fit a result.
    package func wordings(of result: OverallResult) -> [String] {
        conclusions.filter { $0.result == result }.map(\.label)
    }

    /// What the record says: what was chosen, or the only wording there is.
    package func conclusion(_ chosen: String, of result: OverallResult) -> String? {
        let fitting = wordings(of: result)
        if fitting.contains(chosen) { return chosen }
        return chosen.isEmpty && fitting.count == 1 ? fitting.first : nil
    }

    /// In words, a line each: what the conclusion of an inspection consists of.
    package var parts: [String] {
        let signing = ["执法人员", "被检查单位"] + signers.map(\.label)
        return [
            "检查结论：" + conclusions.map(\.label).joined(separator: "、"),
            "\(explanationLabel)（\(explaining.label)）",
            "处理措施：\(disposals.map(\.label).joined(separator: "、"))；发现问题时：\(measures.map(\.label).joined(separator: "；"))",
            signing.joined(separator: "、") + "签名",
        ]
    }

    /// As it stands in a row: keys in order, so that equal templates are equal texts.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    package init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }

    /// Several forms asked together have one conclusion: every wording of theirs, and the strictest of the rest.
    package static func together(_ templates: [ResultTemplate]) -> ResultTemplate {
        guard var all = templates.first else { return .general }
        for other in templates.dropFirst() where other != all {
            all.conclusions += other.conclusions.filter { !all.conclusions.contains($0) }
            all.explaining = [all.explaining, other.explaining].contains(.always) ? .always
                : all.explaining == .optional ? other.explaining : all.explaining
            all.phrases += other.phrases.filter { !all.phrases.contains($0) }
            all.disposals = Disposal.allCases.filter { all.disposals.contains($0) || other.disposals.contains($0) }
            all.measures = MeasureKind.allCases.filter { all.measures.contains($0) || other.measures.contains($0) }
            all.signers = Signer.allCases.filter { all.signers.contains($0) || other.signers.contains($0) }
        }
        return all
    }
}
