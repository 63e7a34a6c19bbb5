import Storage

/// 机构级别 (ORG-01), from the highest down.
package enum AgencyLevel: String, Labelled, Comparable, SQLConvertible {
    case province, city, county, township

    package var label: String {
        switch self {
        case .province: "省级"
        case .city: "市级"
        case .county: "县级"
        case .township: "乡级"
        }
    }

    private var rank: Int {
        switch self {
        case .province: 4
        case .city: 3
        case .county: 2
        case .township: 1
        }
    }

    /// A lower level is the smaller one.
    package static func < (a: AgencyLevel, b: AgencyLevel) -> Bool { a.rank < b.rank }
}

/// 机构类型 (A.1).
package enum OrganizationKind: String, Labelled, SQLConvertible {
    case enforcementDepartment, township, supervisionBody, inspectionInstitute

    package var label: String {
        switch self {
        case .enforcementDepartment: "执法部门"
        case .township: "街道（乡镇）"
        case .supervisionBody: "执法监督机构"
        case .inspectionInstitute: "检验机构"
        }
    }
}

/// 执法领域 (A.1), a code list.
package enum EnforcementDomain: String, Labelled, Codable, SQLConvertible {
    case justice, agriculture, emergency, marketRegulation, fire, housing, transport, ecology, health, culture
    case naturalResources, cityManagement, humanResources, education, water, forestry, publicSecurity, energy

    package var label: String {
        switch self {
        case .justice: "司法"
        case .agriculture: "农业农村"
        case .emergency: "应急"
        case .marketRegulation: "市场监管"
        case .fire: "消防"
        case .housing: "住房城乡建设"
        case .transport: "交通运输"
        case .ecology: "生态环境"
        case .health: "卫生健康"
        case .culture: "文化旅游"
        case .naturalResources: "自然资源"
        case .cityManagement: "城市管理"
        case .humanResources: "人力资源社会保障"
        case .education: "教育"
        case .water: "水利"
        case .forestry: "林业草原"
        case .publicSecurity: "公安"
        case .energy: "能源"
        }
    }
}
