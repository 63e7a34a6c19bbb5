import Authority

/// The people of the invented town. Names, numbers and telephones are made up; check digits are right.
package enum Person: String, CaseIterable, Sendable {
    case provinceAdmin, provinceBusiness, provinceSupervisor, provinceAuditor
    case cityAdmin, cityBusiness, cityPlanner, cityReviewer, cityApprover, cityManager
    case eastAdmin, eastBusiness, eastPlanner, eastReviewer, eastOfficer, eastPartner, eastSecondOfficer
    case westAdmin, westBusiness, westOfficer, westPartner
    case townshipOfficer
    case outsiderAdmin, outsiderBusiness, outsiderOfficer

    package var name: String {
        switch self {
        case .provinceAdmin: "钟省管"
        case .provinceBusiness: "孟省业"
        case .provinceSupervisor: "严督行"
        case .provinceAuditor: "申计明"
        case .cityAdmin: "司市管"
        case .cityBusiness: "叶市业"
        case .cityPlanner: "计望川"
        case .cityReviewer: "申望川"
        case .cityApprover: "批望川"
        case .cityManager: "令望川"
        case .eastAdmin: "管白石"
        case .eastBusiness: "叶白石"
        case .eastPlanner: "计白石"
        case .eastReviewer: "申白石"
        case .eastOfficer: "甘白石"
        case .eastPartner: "乙白石"
        case .eastSecondOfficer: "邴白石"
        case .westAdmin: "管青禾"
        case .westBusiness: "叶青禾"
        case .westOfficer: "甘青禾"
        case .westPartner: "乙青禾"
        case .townshipOfficer: "甘柳溪"
        case .outsiderAdmin: "管远浦"
        case .outsiderBusiness: "叶远浦"
        case .outsiderOfficer: "甘远浦"
        }
    }

    package var agency: Agency {
        switch self {
        case .provinceAdmin, .provinceBusiness, .provinceSupervisor, .provinceAuditor: .province
        case .cityAdmin, .cityBusiness, .cityPlanner, .cityReviewer, .cityApprover, .cityManager: .city
        case .eastAdmin, .eastBusiness, .eastPlanner, .eastReviewer, .eastOfficer, .eastPartner, .eastSecondOfficer:
            .eastCounty
        case .westAdmin, .westBusiness, .westOfficer, .westPartner: .westCounty
        case .townshipOfficer: .township
        case .outsiderAdmin, .outsiderBusiness, .outsiderOfficer: .outsiderCity
        }
    }

    package var roles: Set<Role> {
        switch self {
        case .provinceAdmin, .cityAdmin, .eastAdmin, .westAdmin, .outsiderAdmin: [.systemAdmin]
        case .provinceBusiness: [.provincialBusinessAdmin]
        case .cityBusiness, .eastBusiness, .westBusiness, .outsiderBusiness: [.businessAdmin]
        case .provinceSupervisor: [.supervisor]
        case .provinceAuditor: [.auditor]
        case .cityPlanner, .eastPlanner: [.planner]
        case .cityReviewer, .eastReviewer: [.planReviewer, .resultReviewer]
        case .cityApprover: [.approver]
        case .cityManager: [.manager]
        case .eastOfficer, .eastPartner, .eastSecondOfficer, .westOfficer, .westPartner, .townshipOfficer,
            .outsiderOfficer:
            [.officer]
        }
    }

    /// Begins with 199000, so that it is easily seen as invented.
    package var mobile: String { "199000000" + (ordinal < 10 ? "0" : "") + "\(ordinal)" }

    package var citizenID: String {
        let sequence = "0" + (ordinal < 10 ? "0" : "") + "\(ordinal)"
        return CitizenIDNumber(completing: "99010019850704\(sequence)")?.description ?? ""
    }

    package var record: AccountRecord { AccountRecord(name: name, mobile: mobile, citizenID: citizenID) }

    private var ordinal: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
