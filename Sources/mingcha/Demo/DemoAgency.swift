import Authority
import Storage

/// The agencies of the demo.
enum DemoAgency: String, CaseIterable, Sendable {
    case province, city, county, neighbour

    var name: String {
        switch self {
        case .province: "云岭省市场监督管理局"
        case .city: "云溪市市场监督管理局"
        case .county: "青石县市场监督管理局"
        case .neighbour: "白沙县市场监督管理局"
        }
    }

    func id(_ agencies: DemoAgencies) -> Organization.ID {
        switch self {
        case .province: agencies.province
        case .city: agencies.city
        case .county: agencies.county
        case .neighbour: agencies.neighbour
        }
    }

    func record(parent: Organization.ID?) -> OrganizationRecord {
        var record = OrganizationRecord(
            parent: parent, name: name, shortName: shortName,
            unifiedSocialCreditCode: UnifiedSocialCreditCode(completing: "11\(division)DEM0\(position)0001")?.description ?? "",
            level: level, divisionCode: division, domains: [.marketRegulation], isEnforcementBody: true,
            kind: .enforcementDepartment, documentWord: "市监")
        record.reconsiderationOrgans = [self == .province ? "云岭省人民政府" : "\(place)人民政府"]
        record.litigationCourt = "\(place)人民法院"
        record.address = "\(place)政务路1号（虚构）"
        record.postcode = "990000"
        return record
    }

    var place: String { String(name.prefix(3)) }

    private var position: Int {
        switch self {
        case .province: 1
        case .city: 2
        case .county: 3
        case .neighbour: 4
        }
    }

    private var shortName: String {
        switch self {
        case .province: "云省市监"
        case .city: "云市监"
        case .county: "青市监"
        case .neighbour: "白市监"
        }
    }

    private var level: AgencyLevel {
        switch self {
        case .province: .province
        case .city: .city
        case .county, .neighbour: .county
        }
    }

    /// Codes that no real division has.
    var division: String {
        switch self {
        case .province: "990000"
        case .city: "990100"
        case .county: "990101"
        case .neighbour: "990102"
        }
    }
}
