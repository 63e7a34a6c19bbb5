import Authority
import Library
import Registry
import Storage
import Timekeeping

/// The fields of a task that people fill in (A.11).
package struct TaskRecord: Hashable, Sendable {
    package var name: String
    package var nature: TaskNature = .formal
    package var testExpiry: TestExpiry?
    package var year: Int
    package var span: AgencySpan = .singleAgency
    /// 邀约截止日期 of a task of several agencies.
    package var invitationDeadline: CalendarDate?
    package var leadDomain: EnforcementDomain?
    package var source: TaskSource
    package var plan: AnnualPlan.ID?
    package var startDate: CalendarDate
    package var endDate: CalendarDate
    package var contentMode: TaskContentMode = .byForm
    package var fixation: SubjectFixation = .fixed
    package var subjectSelection: SelectionMode = .random
    package var officerSelection: SelectionMode = .random
    package var subjectRequirement = ""
    package var workRequirement = ""
    package var remark = ""

    package init(name: String, year: Int, source: TaskSource, plan: AnnualPlan.ID? = nil, from start: CalendarDate, to end: CalendarDate) {
        (self.name, self.year, self.source, self.plan) = (name, year, source, plan)
        (startDate, endDate) = (start, end)
    }

    /// What can be said without looking anything up; sets what the mode lays down (TASK-21).
    func checked(_ mode: InspectionMode) throws -> TaskRecord {
        do { try MissingField.check(["任务名称": name]) } catch { throw TaskRefused.missing(error) }
        guard startDate <= endDate else { throw TaskRefused.termInverted }
        var tidy = self
        switch nature {
        case .formal: tidy.testExpiry = nil
        case .test: if testExpiry == nil { throw TaskRefused.missing(MissingField("测试截止")) }
        }
        if mode.drawsOnly { (tidy.subjectSelection, tidy.officerSelection) = (.random, .random) }
        switch source {
        case .planned:
            if plan == nil { throw TaskRefused.planMissing }
        case .adHoc:
            if plan != nil { throw TaskRefused.adHocWithPlan }
            if leadDomain == nil { throw TaskRefused.missing(MissingField("牵头领域")) }
        }
        switch span {
        case .singleAgency: tidy.invitationDeadline = nil
        case .crossAgency: if contentMode == .byItem { throw JointRefused.contentsByItem }
        }
        return tidy
    }

    /// TASK-11: lead domain and requirements come from the plan; what was typed wins over an empty plan field only.
    func copying(_ plan: AnnualPlan) -> TaskRecord {
        var copy = self
        copy.leadDomain = plan.record.leadDomain ?? leadDomain
        if workRequirement.isEmpty { copy.workRequirement = plan.record.inspectionRequirement }
        if subjectRequirement.isEmpty { copy.subjectRequirement = plan.record.subjectDescription }
        return copy
    }

    /// Old and new values for the log; the plan by its name.
    func details(from old: TaskRecord?, _ mode: InspectionMode, in transaction: Transaction) throws -> [FactDetail] {
        func term(_ record: TaskRecord) -> String { "\(record.startDate)至\(record.endDate)" }
        let changes: [FactDetail?] = [
            .change("任务名称", old?.name, name), .change("任务性质", old?.nature.label, nature.label),
            .change("测试截止", old?.testExpiry?.label, testExpiry?.label),
            .change("任务年度", old.map { "\($0.year)" }, "\(year)"),
            .change("任务类型", old?.span.label, span.label),
            .change("邀约截止日期", old?.invitationDeadline?.description, invitationDeadline?.description),
            .change("牵头领域", old?.leadDomain?.label, leadDomain?.label),
            .change("任务来源", old?.source.label(mode), source.label(mode)),
            .change(
                "关联计划", try old?.plan.flatMap { try AnnualPlan.name(of: $0, in: transaction) },
                try plan.flatMap { try AnnualPlan.name(of: $0, in: transaction) }),
            .change("任务期限", old.map(term), term(self)),
            .change("检查内容选择方式", old?.contentMode.label, contentMode.label),
            .change("检查对象是否固定", old?.fixation.label, fixation.label),
            .change("检查对象选定方式", old?.subjectSelection.label, subjectSelection.label),
            .change("检查机构人员选派方式", old?.officerSelection.label, officerSelection.label),
            .change("检查对象要求", old?.subjectRequirement ?? "", subjectRequirement),
            .change("检查工作要求", old?.workRequirement ?? "", workRequirement),
            .change("任务说明", old?.remark ?? "", remark),
        ]
        return changes.compactMap { $0 }
    }
}
