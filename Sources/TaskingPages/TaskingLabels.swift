import Doors
import Storage
import Tasking

extension PlanFamily: Labelled {}
extension ContentLevel: Labelled {}
extension InspectionWay: Labelled {}
extension CreditRuleRequirement: Labelled {}
extension PlanSource: Labelled {}
extension PlanReviewStatus: Labelled {}
extension PlanExecutionStatus: Labelled {}
extension PlanReceiptStatus: Labelled {}
extension AgencySpan: Labelled {}
extension TaskContentMode: Labelled {}
extension TaskNature: Labelled {}
extension TestExpiry: Labelled {}
extension SubjectFixation: Labelled {}
extension SelectionMode: Labelled {}
extension TaskStatus: Labelled {}
extension SubjectSelectionState: Labelled {}
extension TaskSubjectStatus: Labelled {}
