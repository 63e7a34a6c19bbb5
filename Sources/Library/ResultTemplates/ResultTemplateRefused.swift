import Authority
import Storage

/// Why an act on a result template is refused.
package enum ResultTemplateRefused: Refusal, Equatable {
    case missing(MissingField)
    case wordingMissing(OverallResult)
    case wordingRepeated(String)
    case disposalMissing
    case nameTaken
    case delivered
    case notMaintainer
    case unknown

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .wordingMissing: "registry.resultTemplate.wordingMissing"
        case .wordingRepeated: "registry.resultTemplate.wordingRepeated"
        case .disposalMissing: "registry.resultTemplate.disposalMissing"
        case .nameTaken: "registry.resultTemplate.nameTaken"
        case .delivered: "registry.resultTemplate.delivered"
        case .notMaintainer: "registry.resultTemplate.notMaintainer"
        case .unknown: "registry.resultTemplate.unknown"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .wordingMissing(let result): "请填写“\(result.label)”对应的检查结论"
        case .wordingRepeated(let label): "检查结论“\(label)”重复"
        case .disposalMissing: "处置方式应包括“未发现问题”和至少一种发现问题时的处置"
        case .nameTaken: "本机构已有同名检查结果模板"
        case .delivered: "该模板随平台提供，请复制后修改"
        case .notMaintainer: "该模板由其他机构维护，本机构不能修改"
        case .unknown: "所选检查结果模板不存在或已停用"
        }
    }

    package var field: String? {
        switch self {
        case .wordingMissing(let result): result.rawValue
        case .missing(let field): field.field
        case .disposalMissing: "disposals"
        case .nameTaken: "name"
        case .unknown: "template"
        case .wordingRepeated, .delivered, .notMaintainer: nil
        }
    }
}

extension ResultTemplate {
    /// Whatever an officer finds, there is a wording and a way to go on.
    package func check() throws(ResultTemplateRefused) {
        do throws(MissingField) {
            try MissingField.check([
                Label.name: name, Label.explanation: explanationLabel, Label.measures: measures.isEmpty ? "" : "有",
            ])
        } catch {
            throw .missing(error)
        }
        for result in OverallResult.allCases where wordings(of: result).isEmpty { throw .wordingMissing(result) }
        var seen: Set<String> = []
        for conclusion in conclusions where !seen.insert(conclusion.label).inserted { throw .wordingRepeated(conclusion.label) }
        guard disposals.contains(.noProblem), disposals.contains(where: \.supposesProblem) else { throw .disposalMissing }
    }

    /// What differs from `former`, for the fact.
    package func changes(from former: ResultTemplate?) -> [FactDetail] {
        func listed(_ template: ResultTemplate?, _ words: (ResultTemplate) -> [String]) -> String {
            template.map { words($0).joined(separator: "、") } ?? ""
        }
        func change(_ label: String, _ words: (ResultTemplate) -> [String]) -> FactDetail? {
            .change(label, listed(former, words), listed(self, words))
        }
        return [
            change(Label.name) { [$0.name] }, change(Label.conclusions) { $0.conclusions.map(\.label) },
            change(Label.explanation) { [$0.explanationLabel] }, change(Label.explaining) { [$0.explaining.label] },
            change(Label.phrases) { $0.phrases }, change(Label.disposals) { $0.disposals.map(\.label) },
            change(Label.measures) { $0.measures.map(\.label) }, change(Label.signers) { $0.signers.map(\.label) },
        ].compactMap { $0 }
    }
}
