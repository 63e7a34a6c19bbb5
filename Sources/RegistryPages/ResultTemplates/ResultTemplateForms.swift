import Doors
import Library
import Registry

/// The form of a result template (ITEM-22): the wordings of each result one a line, the rest by choice.
enum ResultTemplateForms {
    private typealias Label = ResultTemplate.Label

    static let fields = [
        Field("name", Label.name, .text(maxLength: 100), required: true),
        Field("noProblem", "未发现问题时的检查结论", .multiline(maxLength: 500), required: true, hint: "每行一种说法；只有一种时自动选定"),
        Field("problem", "发现问题时的检查结论", .multiline(maxLength: 500), required: true, hint: "每行一种说法"),
        Field("notInspectable", "无法开展检查时的检查结论", .multiline(maxLength: 500), required: true, hint: "每行一种说法"),
        Field("explanationLabel", Label.explanation, .text(maxLength: 30), required: true, hint: "如 处理意见、检查情况说明、复查意见"),
        Field("explaining", Label.explaining, .choice(ResultTemplate.Explaining.options), required: true),
        Field("phrases", Label.phrases, .multiline(maxLength: 1000), hint: "每行一条，现场可直接选用"),
        Field("disposals", Label.disposals, .choices(Disposal.options), required: true),
        Field("measures", Label.measures, .choices(MeasureKind.options), required: true),
        Field(
            "signers", Label.signers, .choices(ResultTemplate.Signer.options),
            hint: "执法人员和被检查单位始终需要签名"),
    ]

    static func values(_ template: ResultTemplate) -> Values {
        var values = Values([
            "name": template.name, "explanationLabel": template.explanationLabel, "explaining": template.explaining.rawValue,
            "phrases": template.phrases.joined(separator: "\n"),
        ])
        for result in OverallResult.allCases { values.set(result.rawValue, template.wordings(of: result).joined(separator: "\n")) }
        values.set("disposals", all: template.disposals.map(\.rawValue))
        values.set("measures", all: template.measures.map(\.rawValue))
        values.set("signers", all: template.signers.map(\.rawValue))
        return values
    }

    static func template(_ values: Values) throws -> ResultTemplate {
        let reading = FormReading(values, fields)
        try reading.finish()
        let lines = CheckFormForms.Typed.lines
        return ResultTemplate(
            name: reading.text("name"),
            conclusions: OverallResult.allCases.flatMap { result in
                lines(reading.text(result.rawValue)).map { ResultTemplate.Conclusion($0, result) }
            },
            explanationLabel: reading.text("explanationLabel"), explaining: reading.choice("explaining") ?? .optional,
            phrases: lines(reading.text("phrases")),
            disposals: Disposal.allCases.filter { reading.all("disposals").contains($0.rawValue) },
            measures: MeasureKind.allCases.filter { reading.all("measures").contains($0.rawValue) },
            signers: ResultTemplate.Signer.allCases.filter { reading.all("signers").contains($0.rawValue) })
    }
}
