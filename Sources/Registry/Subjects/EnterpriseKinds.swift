import Authority
import Storage

/// 安全生产要素: to which part of work safety an enterprise belongs (SUBJ-15).
package enum SafetyElement: String, Sendable, CaseIterable, SQLConvertible {
    case industryTrade, hazardousChemicals, other, none = ""

    package var label: String {
        switch self {
        case .industryTrade: "工贸"
        case .hazardousChemicals: "危化品"
        case .other: "其他企业"
        case .none: ""
        }
    }
}

/// 行业类型 of the special programme; an enterprise may be of several (SUBJ-17).
package enum ProgrammeTrade: String, Labelled {
    case steel, aluminium, dust, confinedSpace

    package var label: String {
        switch self {
        case .steel: "钢铁企业"
        case .aluminium: "铝加工企业"
        case .dust: "粉尘涉爆企业"
        case .confinedSpace: "涉有限空间企业"
        }
    }

    package init?(label: String) {
        guard let trade = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = trade
    }
}

/// 企业类别 in market supervision, by which inspection category and frequency are chosen (SUBJ-29, PLAN-25).
package enum EnterpriseCategory: String, Labelled, SQLConvertible {
    case foodTrade, catering, largeCatering, drugRetail, deviceRetail, specialEquipmentUse

    package var label: String {
        switch self {
        case .foodTrade: "食品经营"
        case .catering: "餐饮服务"
        case .largeCatering: "大型餐饮"
        case .drugRetail: "药品零售"
        case .deviceRetail: "医疗器械零售"
        case .specialEquipmentUse: "特种设备使用"
        }
    }
}

/// 经纬度, WGS 84.
package struct MapPoint: Sendable, Hashable {
    /// In millionths of a degree: about a tenth of a metre.
    package let latitude: Int
    package let longitude: Int

    /// Nil for what is no place on earth.
    package init?(latitude: Double, longitude: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        self.latitude = Int((latitude * 1_000_000).rounded())
        self.longitude = Int((longitude * 1_000_000).rounded())
    }

    init?(latitude: Int?, longitude: Int?) {
        guard let latitude, let longitude else { return nil }
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    package var latitudeText: String { Self.text(latitude) }
    package var longitudeText: String { Self.text(longitude) }

    private static func text(_ value: Int) -> String {
        let digits = String(String(1_000_000 + abs(value) % 1_000_000).dropFirst())
        return (value < 0 ? "-" : "") + "\(abs(value) / 1_000_000)." + digits
    }
}
