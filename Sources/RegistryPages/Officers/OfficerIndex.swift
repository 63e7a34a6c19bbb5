import Authority
import Doors
import Library
import Markup
import Registry
import Tasking
import Timekeeping

/// A line of the library, with what the officer has to do and has done (OFCR-11).
package struct OfficerRow: Codable, Sendable {
    package let id: String
    package let name: String
    package let position: String
    /// Masked (SUBJ-28).
    package let phone: String
    package let organization: String
    package let certificateNumber: String
    package let validUntil: String
    package let isLeader: Bool
    let openTasks: Int
    let doneThisMonth: Int
    let doneThisYear: Int
    let lastInspection: String
    package let status: String
    package let tone: Tone

    /// - Parameter notice: how many days before its end a certificate is said to end soon (CONF-04).
    package init(_ line: OfficerLine, _ load: OfficerLoad, on today: CalendarDate, notice: Int) {
        id = line.id.description
        name = line.fullName
        position = line.position
        phone = line.phoneMasked
        organization = line.organizationName
        certificateNumber = line.certificateNumber
        validUntil = line.certificateValidUntil.description
        isLeader = line.isLeader
        (openTasks, doneThisMonth, doneThisYear) = (load.open, load.doneThisMonth, load.doneThisYear)
        lastInspection = load.lastInspection?.description ?? ""
        (status, tone) = line.status.shown(until: line.certificateValidUntil, on: today, notice: notice)
    }
}

extension OfficerStatus {
    /// An expired certificate is what people must see first (OFCR-06).
    package func shown(until: CalendarDate, on today: CalendarDate, notice: Int) -> (String, Tone) {
        switch self {
        case .active:
            if until < today { ("证件过期", .bad) }
            else if until < today.advanced(days: notice) { ("即将到期", .warn) }
            else { (label, .ok) }
        case .withdrawn, .disabled: (label, .mute)
        }
    }
}

/// An officer with all fields.
package struct OfficerDetail: Codable, Sendable {
    package struct Field: Codable, Sendable {
        package let label: String
        package let value: String
    }

    package let id: String
    package let version: Int
    package let name: String
    package let status: String
    package let tone: Tone
    package let acts: [OfficerAct]
    package let fields: [Field]
    package let load: [Field]
    /// 一人一档 (ELEM-04); filled where the page is read.
    var dossier: OfficerDossier?

    package init(_ officer: EnforcementOfficer, _ load: OfficerLoad, acts: [OfficerAct], on today: CalendarDate, notice: Int) {
        self.acts = acts
        self.load = [
            Field(label: "待办", value: "\(load.open)"), Field(label: "本月已办", value: "\(load.doneThisMonth)"),
            Field(label: "本年已办", value: "\(load.doneThisYear)"),
            Field(label: "最近检查日期", value: load.lastInspection?.description ?? ""),
        ]
        typealias Label = EnforcementOfficer.Label
        let record = officer.record
        id = officer.id.description
        version = officer.version
        name = record.fullName
        (status, tone) = officer.status.shown(until: record.certificateValidUntil, on: today, notice: notice)
        fields = [
            Field(label: Label.citizenID, value: record.citizenID.masked),
            Field(label: "性别", value: record.citizenID.isMale ? "男" : "女"),
            Field(label: "出生日期", value: record.citizenID.birthDate?.description ?? ""),
            Field(label: Label.position, value: record.position),
            Field(label: Label.phone, value: Telephone.masked(record.phone)),
            Field(label: Label.organization, value: officer.organizationName),
            Field(label: Label.certificateNumber, value: record.certificateNumber),
            Field(label: Label.certificateValidUntil, value: record.certificateValidUntil.description),
            Field(label: Label.qualification, value: record.qualification.label),
            Field(label: Label.delegatingAgency, value: record.delegation?.agency ?? ""),
            Field(label: Label.delegatedFrom, value: record.delegation?.from?.description ?? ""),
            Field(label: Label.delegatedUntil, value: record.delegation?.until.description ?? ""),
            Field(label: Label.domains, value: record.domains.labels),
            Field(label: Label.isLeader, value: record.isLeader ? "是" : "否"),
            Field(label: "系统账号", value: officer.account == nil ? "未关联" : "已关联"),
        ]
    }
}

extension HTML {
    package mutating func officer(_ officer: OfficerDetail, actions: [Action], formToken: String?) {
        defer { if let dossier = officer.dossier { officerDossier(dossier) } }
        crumbs([(label: "执法人员", href: "/officers")], here: officer.name)
        pageHead(officer.name, tag: (label: officer.status, tone: officer.tone), actions: actions, formToken: formToken)
        card("办理情况") { $0.record(officer.load.map { (label: $0.label, value: $0.value) }) }
        card("基本信息") { $0.record(officer.fields.map { (label: $0.label, value: $0.value) }) }
    }
}
