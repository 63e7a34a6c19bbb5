import Authority
import Library
import Storage
import Timekeeping

/// Why an act on the object library is refused (SUBJ).
package enum SubjectRefused: Refusal, Equatable {
    /// SUBJ-03, with the name of the record that holds the code.
    case exists(String)
    case codeIsFixed
    case citizenIDIsFixed
    case kindIsFixed
    /// SUBJ-26
    case fromAuthority
    case writtenOff
    /// SUBJ-19
    case hasOpenMatters
    case notRegistered
    case notWrittenOff
    case notDraft
    case notAnnotated(SubjectStatus)
    case wrongDate
    /// A.6
    case establishedInFuture
    /// SUBJ-09
    case notByHand
    case outOfScope
    case divisionInvalid
    case divisionUnknown
    case missing(String)
    case wrong(String, String)

    package var code: String {
        switch self {
        case .exists: "registry.subject.exists"
        case .codeIsFixed: "registry.subject.codeIsFixed"
        case .citizenIDIsFixed: "registry.subject.citizenIDIsFixed"
        case .kindIsFixed: "registry.subject.kindIsFixed"
        case .fromAuthority: "registry.subject.fromAuthority"
        case .writtenOff: "registry.subject.writtenOff"
        case .hasOpenMatters: "registry.subject.hasOpenMatters"
        case .notRegistered: "registry.subject.notRegistered"
        case .notWrittenOff: "registry.subject.notWrittenOff"
        case .notDraft: "registry.subject.notDraft"
        case .notAnnotated: "registry.annotation.notInLibrary"
        case .wrongDate: "registry.subject.wrongDate"
        case .establishedInFuture: "registry.subject.establishedInFuture"
        case .notByHand: "registry.subject.notByHand"
        case .outOfScope: "registry.subject.outOfScope"
        case .divisionInvalid: "registry.subject.divisionInvalid"
        case .divisionUnknown: "registry.subject.divisionUnknown"
        case .missing: "registry.subject.missing"
        case .wrong: "registry.subject.wrong"
        }
    }

    package var message: String {
        switch self {
        case .exists(let name): "该对象已存在：\(name)"
        case .codeIsFixed: "统一社会信用代码不可修改；代码有误的，请核销后重新新建"
        case .citizenIDIsFixed: "身份证号码不可修改；号码有误的，请核销后重新新建"
        case .kindIsFixed: "对象类型不可修改；类型有误的，请核销后重新新建"
        case .fromAuthority: "该字段来自登记机关，不可修改"
        case .writtenOff: "该对象已核销，不能修改"
        case .hasOpenMatters: "该企业存在未办结事项，不能核销"
        case .notRegistered: "该对象不是在册对象，不能核销"
        case .notWrittenOff: "该对象未核销"
        case .notDraft: "该对象已提交"
        case .notAnnotated(let status): "\(status.label)的对象不能标注"
        case .wrongDate: "核销日期不能晚于今天"
        case .establishedInFuture: RegulatedSubject.establishedInFutureMessage
        case .notByHand: "手动添加只限自然人主体、设备设施、场地场所"
        case .outOfScope: "管辖机构只能选择本机构或下级机构"
        case .divisionInvalid: DivisionCode.formatMessage
        case .divisionUnknown: OrganizationRefused.divisionUnknown.message
        case .missing(let label): "请填写\(label)"
        case .wrong(let label, let wanted): "\(label)应为\(wanted)"
        }
    }

    package var field: String? {
        switch self {
        case .exists, .codeIsFixed: "code"
        case .citizenIDIsFixed: "citizenID"
        case .kindIsFixed: "type"
        case .wrongDate: "date"
        case .establishedInFuture: "established"
        case .outOfScope: "jurisdiction"
        case .divisionInvalid, .divisionUnknown: "division"
        case .missing(let label), .wrong(let label, _): label
        case .fromAuthority, .writtenOff, .hasOpenMatters, .notRegistered, .notWrittenOff, .notDraft, .notAnnotated, .notByHand: nil
        }
    }
}

extension RegulatedSubject {
    static let establishedInFutureMessage = Label.establishedOn + "不能晚于今天"
}

extension SubjectRecord {
    /// What A.6 and A.7 require. The universal code may be missing: such a record is kept aside (STD-02).
    func check() throws(SubjectRefused) {
        typealias Label = RegulatedSubject.Label
        if kind == .organization {
            for (label, value) in [
                (Label.name, name), (Label.legalRepresentative, legalRepresentative), (Label.registeredAddress, registeredAddress),
                (Label.businessAddress, businessAddress),
            ] where value.isEmpty { throw .missing(label) }
        }
        for (field, isRequired) in kind.fields where field != .citizenID {
            let (value, label) = (self[field], field.label(of: kind))
            if isRequired, value.isEmpty { throw .missing(label) }
            if let wanted = field.fault(of: value) { throw .wrong(label, wanted) }
        }
    }

    /// Addresses hold the codes of the one table (STD-03). What stood there before stays.
    func checkDivision(besides former: SubjectRecord? = nil, in transaction: Transaction) throws {
        guard !divisionCode.isEmpty, divisionCode != former?.divisionCode else { return }
        guard let code = DivisionCode(divisionCode) else { throw SubjectRefused.divisionInvalid }
        guard try AdministrativeDivision.mayStand(code, in: transaction) else { throw SubjectRefused.divisionUnknown }
    }

    /// Nobody is founded tomorrow. What stood there before stays.
    func checkEstablished(besides former: SubjectRecord? = nil, today: CalendarDate) throws(SubjectRefused) {
        guard let establishedOn, establishedOn != former?.establishedOn else { return }
        if establishedOn > today { throw .establishedInFuture }
    }

    /// A draft needs no more than a name to be found by (SUBJ-18).
    func checkDraft() throws(SubjectRefused) {
        if name.isEmpty { throw .missing(RegulatedSubject.Label.name) }
    }
}

extension SubjectSource {
    /// Whether codes, name and status are the registration authority's word (SUBJ-26).
    package var isAuthority: Bool {
        switch self {
        case .approvalAuthority, .interface: true
        case .imported, .entered, .addedByHand: false
        }
    }
}
