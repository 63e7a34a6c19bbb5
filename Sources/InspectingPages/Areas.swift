import Doors
import Inspecting
import Library
import Paperwork
import Tasking

/// What this target brings along.
extension Area {
    package static let field = Area(routes: FieldPages.routes + FieldCalls.routes + FoundingCalls.routes, menu: FieldPages.menu)

    package static let inspections = Area(
        facts: InspectionFacts.all,
        routes: InspectionPages.routes,
        menu: InspectionPages.menu,
        codes: [
            CodeList("总体结果", OverallResult.self, \.label),
            CodeList("检查项答案", AnswerMark.self) { mark in AnswerScale.allCases.map { $0.word(for: mark) }.joined(separator: "/") },
            CodeList("执法措施", MeasureKind.self, \.label), CodeList("处置方式", Disposal.self, \.label),
            CodeList("无法开展检查的原因", NotInspectableReason.self, \.label),
            CodeList("结果数据来源", ResultSource.self, \.label),
            CodeList("现场发起的检查", FoundingKind.self, \.label), CodeList("检查来源", OriginKind.self, \.label),
        ])

    /// - Parameter receivers: who takes approved results (PUB-07).
    package static func resultReviews(telling receivers: [any ApprovedResultReceiving]) -> Area {
        Area(
            routes: ResultReviewPages.routes(telling: receivers), menu: ResultReviewPages.menu,
            codes: [CodeList("结果审核状态", ReviewStatus.self, \.label), CodeList("审核决定", ResultReview.Decision.self, \.label)])
    }

    package static let documents = Area(
        facts: [
            DocumentConfirmation.confirmed, DocumentVoiding.voided, DocumentReading.read, DocumentPrinting.printed,
            DocumentPrinting.printedAnew,
        ],
        routes: DocumentPages.routes,
        menu: DocumentPages.menu,
        codes: [
            CodeList("文书种类", DocumentKind.self, \.label), CodeList("文书状态", DocumentStatus.self, \.label),
        ])

    package static let numberRules = Area(
        facts: [NumberRuleSetting.made, NumberRuleSetting.changed], routes: NumberRulePages.routes, menu: NumberRulePages.menu, smallTables: ["document_number_rule"])
}

extension AnswerScale {
    fileprivate func word(for mark: AnswerMark) -> String {
        switch mark {
        case .pass: pass
        case .fail: fail
        case .notApplicable: notApplicable
        }
    }
}
