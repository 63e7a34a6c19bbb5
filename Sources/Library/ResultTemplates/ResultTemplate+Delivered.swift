/// The templates that come with the platform; agencies copy and adapt them (ITEM-22).
extension ResultTemplate {
    package static let delivered = [general, doubleRandom, special, review]

    /// 检查结果通用模板, the preset of every form (A.5).
    package static let general = ResultTemplate(
        key: "general", name: "检查结果通用模板",
        conclusions: [.init("合格", .noProblem), .init("不合格", .problem), .init("无法开展检查", .notInspectable)])

    /// What is published of a double-random inspection has these wordings.
    package static let doubleRandom = ResultTemplate(
        key: "doubleRandom", name: "双随机抽查结果模板",
        conclusions: [
            .init("未发现问题", .noProblem), .init("未发现开展本次抽查涉及的经营活动", .noProblem),
            .init("发现问题已责令改正", .problem), .init("发现问题待后续处理", .problem),
            .init("未按规定公示应当公示的信息", .problem), .init("公示信息隐瞒真实情况、弄虚作假", .problem),
            .init("不配合检查情节严重", .problem), .init("通过登记的住所（经营场所）无法联系", .notInspectable),
            .init("已关闭停业或正在组织清算", .notInspectable),
        ],
        explanationLabel: "抽查情况说明", explaining: .whenProblem, phrases: ["已当场责令改正", "移交属地监管所跟踪整改"])

    /// For special programmes: problems are explained, and an expert who was there signs.
    package static let special = ResultTemplate(
        key: "special", name: "专项检查结果模板",
        conclusions: [
            .init("符合要求", .noProblem), .init("存在一般隐患", .problem), .init("存在重大事故隐患", .problem),
            .init("停产停业，无法开展检查", .notInspectable),
        ],
        explanationLabel: "检查情况说明", explaining: .always,
        phrases: ["未发现违法行为和事故隐患", "存在问题见问题清单，限期整改", "重大事故隐患已责令暂时停产停业"], signers: [.expert])

    /// For looking again at what had to be rectified.
    package static let review = ResultTemplate(
        key: "review", name: "整改复查结果模板",
        conclusions: [
            .init("已按要求完成整改", .noProblem), .init("部分完成整改", .problem), .init("未整改", .problem),
            .init("无法开展复查", .notInspectable),
        ],
        explanationLabel: "复查意见", explaining: .always, phrases: ["整改要求已全部落实", "继续责令限期整改", "移送立案处理"],
        disposals: [.noProblem, .rectification, .summaryPenalty, .caseTransfer, .otherAgency])
}
