import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A regulated object of the integrated library (监管对象, SUBJ-01): an organisation (A.6), a natural person or an
/// attached object (A.7). To plans, draws and visits a subject is a subject whatever its class.
package struct RegulatedSubject: Sendable, Equatable {
    package typealias ID = Identifier<RegulatedSubject>

    package let id: ID
    package let serial: Int64
    package let version: Int
    package let status: SubjectStatus
    package let source: SubjectSource
    /// 对象编码: the credit code of an organisation, else the platform's own; unique, and never an identity number.
    package let objectCode: String
    package let record: SubjectRecord
    /// Of one that has been written off.
    package let writingOff: WrittenOff?
    package let jurisdictionName: String
    package let updatedAt: Instant

    /// When, by whom and why (SUBJ-19).
    package struct WrittenOff: Sendable, Equatable {
        package let date: CalendarDate
        package let person: String
        package let reason: String
    }
}

/// What is known of an object; equal records are unchanged records (SUBJ-13). What a kind does not have stays empty.
package struct SubjectRecord: Sendable, Equatable {
    package let kind: SubjectKind
    package var name: String
    package var alias = ""
    /// 统一社会信用代码 of an organisation, checked (STD-01); nil while it is to be completed (STD-02).
    package var code: UnifiedSocialCreditCode?
    /// 身份证号码 of a person, checked; sealed at rest, masked wherever it is shown (SEC-06, SUBJ-28).
    package var citizenID: CitizenIDNumber?
    /// The fields of A.7 that only one kind of object has; without the empty ones.
    package var details: [SubjectField: String] = [:]
    package var entityKind = EntityKind.enterprise
    package var registrationStatus = RegistrationStatus.existing
    package var legalRepresentative = ""
    package var representativePosition = ""
    package var liaison = ""
    /// Whole; sealed at rest, masked in lists (SEC-06, SUBJ-28).
    package var phone = ""
    package var registeredAddress = ""
    package var businessAddress = ""
    /// National code of the division, 6 to 12 digits (STD-03).
    package var divisionCode = ""
    package var postcode = ""
    package var establishedOn: CalendarDate?
    package var businessScope = ""
    /// 行业类型: those of the special programme (SUBJ-17) and any others, by their names.
    package var trades: [String] = []
    package var safetyElement = SafetyElement.none
    package var categories: [EnterpriseCategory] = []
    /// 产能 of a steel enterprise.
    package var capacity = ""
    package var location: MapPoint?
    package var jurisdiction: Organization.ID
    package var riskLevel = Grade.unrated
    package var publicCredit = Grade.unrated
    package var tradeCredit = Grade.unrated

    package init(name: String, code: UnifiedSocialCreditCode?, jurisdiction: Organization.ID) {
        (self.kind, self.name, self.code, self.jurisdiction) = (.organization, name, code, jurisdiction)
    }

    package init(_ kind: SubjectKind, name: String, jurisdiction: Organization.ID) {
        (self.kind, self.name, self.jurisdiction) = (kind, name, jurisdiction)
    }
}

extension RegulatedSubject {
    /// The labels of fields as pages, templates and facts name them.
    package enum Label {
        package static let name = "主体名称", alias = "别名", code = "统一社会信用代码", entityKind = "主体类型"
        package static let registrationStatus = "登记状态", legalRepresentative = "法定代表人/负责人"
        package static let representativePosition = "职务", liaison = "联络员", phone = "联系电话"
        package static let registeredAddress = "注册地址", businessAddress = "生产经营地址", divisionCode = "行政区划代码"
        package static let trades = "行业类型", jurisdiction = "管辖机构", riskLevel = "风险等级"
        package static let safetyElement = "安全生产要素", categories = "企业类别", capacity = "产能"
        package static let latitude = "纬度", longitude = "经度"
        package static let publicCredit = "公共信用等级", tradeCredit = "行业信用等级"
        package static let status = "状态", type = "对象类型", objectCode = "对象编码", source = "数据来源"
        package static let postcode = "邮编", establishedOn = "成立日期", businessScope = "经营范围"
    }
}

extension SubjectRecord {
    /// What differs from `former`, for the fact.
    func changes(from former: SubjectRecord) -> [FactDetail] {
        let places = [
            FactDetail.change(RegulatedSubject.Label.latitude, former.location?.latitudeText, location?.latitudeText),
            FactDetail.change(RegulatedSubject.Label.longitude, former.location?.longitudeText, location?.longitudeText),
            FactDetail.change(RegulatedSubject.Label.jurisdiction, former.jurisdiction.description, jurisdiction.description),
        ]
        return (kind == .organization ? organizationChanges(from: former) : fieldChanges(from: former))
            + places.compactMap { $0 }
    }

    private func organizationChanges(from former: SubjectRecord) -> [FactDetail] {
        typealias Label = RegulatedSubject.Label
        return [
            FactDetail.change(Label.name, former.name, name),
            FactDetail.change(Label.code, former.code?.description, code?.description),
            FactDetail.change(Label.alias, former.alias, alias),
            FactDetail.change(Label.entityKind, former.entityKind.label, entityKind.label),
            FactDetail.change(Label.registrationStatus, former.registrationStatus.label, registrationStatus.label),
            FactDetail.change(Label.legalRepresentative, former.legalRepresentative, legalRepresentative),
            FactDetail.change(Label.representativePosition, former.representativePosition, representativePosition),
            FactDetail.change(Label.liaison, former.liaison, liaison),
            // masked numbers can be equal although the numbers differ; a change is shown all the same
            former.phone == phone ? nil : FactDetail(
                Label.phone, before: Telephone.masked(former.phone), after: Telephone.masked(phone)),
            FactDetail.change(Label.registeredAddress, former.registeredAddress, registeredAddress),
            FactDetail.change(Label.businessAddress, former.businessAddress, businessAddress),
            FactDetail.change(Label.divisionCode, former.divisionCode, divisionCode),
            FactDetail.change(Label.postcode, former.postcode, postcode),
            FactDetail.change(Label.establishedOn, former.establishedOn?.description, establishedOn?.description),
            FactDetail.change(Label.businessScope, former.businessScope, businessScope),
            FactDetail.change(Label.trades, former.trades.joined(separator: "、"), trades.joined(separator: "、")),
            FactDetail.change(Label.safetyElement, former.safetyElement.label, safetyElement.label),
            FactDetail.change(Label.categories, former.categories.labels, categories.labels),
            FactDetail.change(Label.capacity, former.capacity, capacity),
            FactDetail.change(Label.riskLevel, former.riskLevel.label, riskLevel.label),
            FactDetail.change(Label.publicCredit, former.publicCredit.label, publicCredit.label),
            FactDetail.change(Label.tradeCredit, former.tradeCredit.label, tradeCredit.label),
        ].compactMap { $0 }
    }
}
