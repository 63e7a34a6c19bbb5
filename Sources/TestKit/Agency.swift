import Authority

/// The agencies of the invented town: a province; a city that issues plans and tasks; its two counties, one with a
/// township; and another city, which must never see anything of the first. The division codes do not exist.
package enum Agency: String, CaseIterable, Sendable {
    case province, city, eastCounty, westCounty, township, outsiderCity

    package var name: String {
        switch self {
        case .province: "云泽省应急管理厅"
        case .city: "望川市应急管理局"
        case .eastCounty: "白石县应急管理局"
        case .westCounty: "青禾县应急管理局"
        case .township: "柳溪镇人民政府"
        case .outsiderCity: "远浦市应急管理局"
        }
    }

    package var shortName: String {
        switch self {
        case .province: "云泽应急"
        case .city: "望川应急"
        case .eastCounty: "白石应急"
        case .westCounty: "青禾应急"
        case .township: "柳溪镇"
        case .outsiderCity: "远浦应急"
        }
    }

    package var parent: Agency? {
        switch self {
        case .province: nil
        case .city, .outsiderCity: .province
        case .eastCounty, .westCounty: .city
        case .township: .eastCounty
        }
    }

    package var level: AgencyLevel {
        switch self {
        case .province: .province
        case .city, .outsiderCity: .city
        case .eastCounty, .westCounty: .county
        case .township: .township
        }
    }

    package var divisionCode: String {
        switch self {
        case .province: "990000"
        case .city: "990100"
        case .eastCounty: "990121"
        case .westCounty: "990122"
        case .township: "990121101"
        case .outsiderCity: "990200"
        }
    }

    /// Begins with 1 1, an organ of the state; the rest is made up but for the check character.
    package var unifiedSocialCreditCode: String {
        UnifiedSocialCreditCode(completing: "11\(divisionCode.prefix(6))MB000000\(ordinal)")?.description ?? ""
    }

    package func record(under parent: Organization.ID?) -> OrganizationRecord {
        var record = OrganizationRecord(
            parent: parent, name: name, shortName: shortName, unifiedSocialCreditCode: unifiedSocialCreditCode,
            level: level, divisionCode: divisionCode, domains: [.emergency], isEnforcementBody: true,
            kind: self == .township ? .township : .enforcementDepartment, documentWord: shortName)
        record.collectionUnitCode = "ZS\(divisionCode)"
        record.paymentAccountName = name
        record.paymentAccountNumber = "900000000000000\(ordinal)"
        record.fineCode = "FM\(divisionCode)"
        record.reconsiderationOrgans = ["\(shortName)所在地人民政府"]
        record.litigationCourt = "\(shortName)所在地人民法院"
        record.address = "云泽省某路\(ordinal)号"
        return record
    }

    private var ordinal: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
