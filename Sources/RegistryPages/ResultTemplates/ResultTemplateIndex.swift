import Authority
import Doors
import Library
import Registry

/// A line of 检查结果模板.
struct ResultTemplateRow: Codable, Sendable {
    let key: String
    let name: String
    let conclusions: String
    let signers: String
    let origin: String
    let status: String
    let isInUse: Bool
    let acts: [EntryAct]

    init(_ template: ResultTemplate) {
        self.init(template, origin: "随平台提供", status: .enabled, acts: [])
    }

    init(_ own: OwnResultTemplate, _ actor: Actor) {
        self.init(
            own.template, origin: own.organizationName, status: own.status, acts: own.standing(for: actor).offers)
    }

    private init(_ template: ResultTemplate, origin: String, status: CheckFormStatus, acts: [EntryAct]) {
        key = template.key
        name = template.name
        conclusions = template.conclusions.map(\.label).joined(separator: "、")
        signers = template.signers.map(\.label).joined(separator: "、")
        self.origin = origin
        self.status = status.label
        isInUse = status == .enabled
        self.acts = acts
    }
}

/// The conclusion part of a form as it is read and previewed.
struct ConclusionPart: Codable, Sendable {
    struct Wording: Codable, Sendable {
        let result: String
        let labels: [String]
    }

    let name: String
    let wordings: [Wording]
    let explanation: String
    let explaining: String
    let isAlwaysExplained: Bool
    let phrases: [String]
    let disposals: [String]
    let measures: [String]
    let signers: [String]

    init(_ template: ResultTemplate) {
        name = template.name
        wordings = OverallResult.allCases.map { Wording(result: $0.label, labels: template.wordings(of: $0)) }
        explanation = template.explanationLabel
        explaining = template.explaining.label
        isAlwaysExplained = template.explaining == .always
        phrases = template.phrases
        disposals = template.disposals.map(\.label)
        measures = template.measures.map(\.label)
        signers = ["执法人员", "被检查单位现场负责人"] + template.signers.map(\.label)
    }
}

package struct ResultTemplateDetail: Codable, Sendable {
    package let key: String
    package let version: Int
    package let name: String
    package let origin: String
    package let status: String
    let isInUse: Bool
    let isOwn: Bool
    let conclusion: ConclusionPart
    package let acts: [EntryAct]
    let mayCopy: Bool

    package init(_ template: ResultTemplate, _ own: OwnResultTemplate?, _ actor: Actor) {
        key = template.key
        version = own?.version ?? 0
        name = template.name
        origin = own?.organizationName ?? "随平台提供"
        status = (own?.status ?? .enabled).label
        isInUse = own?.status ?? .enabled == .enabled
        isOwn = own != nil
        conclusion = ConclusionPart(template)
        mayCopy = actor.may(.manageForms)
        acts = own?.standing(for: actor).offers ?? []
    }

    package var fields: [ItemDetail.Field] {
        typealias Label = ResultTemplate.Label
        return conclusion.wordings.map { .init(label: $0.result, value: $0.labels.joined(separator: "、")) } + [
            .init(label: Label.explaining, value: "\(conclusion.explanation)（\(conclusion.explaining)）"),
            .init(label: Label.phrases, value: conclusion.phrases.joined(separator: "；")),
            .init(label: Label.disposals, value: conclusion.disposals.joined(separator: "、")),
            .init(label: Label.measures, value: conclusion.measures.joined(separator: "；")),
            .init(label: "签名", value: conclusion.signers.joined(separator: "、")),
            .init(label: Label.origin, value: origin),
        ]
    }
}
