import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A person with enforcement qualification in the officer library (执法人员, OFCR-01, A.3).
package struct EnforcementOfficer: Sendable, Equatable {
    package typealias ID = Identifier<EnforcementOfficer>

    package let id: ID
    package let version: Int
    package let status: OfficerStatus
    package let record: OfficerRecord
    package let organizationName: String
    /// The account of the same person, when there is one.
    package let account: Account.ID?
    package let updatedAt: Instant
}

/// What is known of an officer; equal records are unchanged records.
package struct OfficerRecord: Sendable, Equatable {
    package var fullName: String
    /// The key of the library, checked (STD-01, OFCR-05); sealed at rest.
    package var citizenID: CitizenIDNumber
    package var position = ""
    /// Whole; sealed at rest, masked in lists.
    package var phone: String
    package var organization: Organization.ID
    /// 执法证号（执法资格编号）
    package var certificateNumber: String
    package var certificateValidUntil: CalendarDate
    package var qualification = OfficerQualification.enforcement
    /// Of those who act under administrative delegation (OFCR-01).
    package var delegation: Delegation?
    package var domains: [EnforcementDomain] = []
    package var isLeader = false

    package struct Delegation: Sendable, Equatable {
        package var agency: String
        package var from: CalendarDate?
        package var until: CalendarDate
        package init(agency: String, from: CalendarDate?, until: CalendarDate) {
            (self.agency, self.from, self.until) = (agency, from, until)
        }
    }

    package init(
        fullName: String, citizenID: CitizenIDNumber, phone: String, organization: Organization.ID,
        certificateNumber: String, certificateValidUntil: CalendarDate
    ) {
        (self.fullName, self.citizenID, self.phone, self.organization) = (fullName, citizenID, phone, organization)
        (self.certificateNumber, self.certificateValidUntil) = (certificateNumber, certificateValidUntil)
    }

    var searchText: String { fullName + " " + certificateNumber + " " + position }
    /// When the certificate ends, for the filter of those that have ended.
    var searchTags: [String] { DayTag.tags(of: certificateValidUntil) }

    func isQualified(on date: CalendarDate) -> Bool {
        guard certificateValidUntil >= date else { return false }
        switch qualification {
        case .enforcement: return true
        case .delegated:
            guard let delegation else { return false }
            return delegation.until >= date && delegation.from.map { $0 <= date } ?? true
        }
    }
}

extension EnforcementOfficer {
    /// The labels of fields as pages, the template and facts name them.
    package enum Label {
        package static let fullName = "姓名", citizenID = "身份证号", position = "职务", phone = "联系电话"
        package static let organization = "所属机构", certificateNumber = "执法证号"
        package static let certificateValidUntil = "证件有效期", qualification = "执法资格类别"
        package static let delegatingAgency = "委托机关", delegatedFrom = "委托起始日期", delegatedUntil = "委托截止日期"
        package static let domains = "执法领域", isLeader = "是否组长"
    }
}

extension OfficerRecord {
    /// What differs from `former`, for the fact; personal numbers masked.
    func changes(from former: OfficerRecord) -> [FactDetail] {
        typealias Label = EnforcementOfficer.Label
        let phoneChange = former.phone == phone ? nil : FactDetail(
            Label.phone, before: Telephone.masked(former.phone), after: Telephone.masked(phone))
        return [
            .change(Label.fullName, former.fullName, fullName),
            .change(Label.position, former.position, position),
            phoneChange,
            .change(Label.certificateNumber, former.certificateNumber, certificateNumber),
            .change(
                Label.certificateValidUntil, former.certificateValidUntil.description, certificateValidUntil.description),
            .change(Label.qualification, former.qualification.label, qualification.label),
            .change(Label.delegatingAgency, former.delegation?.agency, delegation?.agency),
            .change(Label.delegatedFrom, former.delegation?.from?.description, delegation?.from?.description),
            .change(Label.delegatedUntil, former.delegation?.until.description, delegation?.until.description),
            .change(Label.domains, former.domains.labels, domains.labels),
            .change(Label.isLeader, former.isLeader ? "是" : "否", isLeader ? "是" : "否"),
        ].compactMap { $0 }
    }
}
