import Timekeeping

/// 企业基础信息 (INSP-07): who is inspected, where and when.
package struct VisitBasics: Sendable, Equatable {
    package enum Field: String, CaseIterable, Sendable {
        case unit, principal, principalTitle, phone, address, place, startedAt, endedAt, experts, joint

        package var label: String {
            switch self {
            case .unit: "被检查单位"
            case .principal: "法定代表人/负责人"
            case .principalTitle: "职务"
            case .phone: "联系电话"
            case .address: "地址"
            case .place: "检查场所"
            case .startedAt: "检查开始时间"
            case .endedAt: "检查结束时间"
            case .experts: "专家"
            case .joint: "是否联合检查"
            }
        }

        var isRequired: Bool { self != .experts }
    }

    private var values: [Field: String]

    package init(_ values: [Field: String] = [:]) { self.values = values }

    /// Fields that are missing are empty.
    package init(_ json: JSONValue) {
        values = [:]
        for member in json.members ?? [] {
            if let field = Field(rawValue: member.key), let text = member.value.text { values[field] = text }
        }
    }

    package subscript(_ field: Field) -> String {
        get { values[field] ?? "" }
        set { values[field] = newValue }
    }

    /// Always with the ten fields.
    package var json: JSONValue { .object(Field.allCases.map { .init($0.rawValue, .text(self[$0])) }) }

    package var experts: [String] {
        self[.experts].split { "、，,".contains($0) }.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }

    /// `YYYY-MM-DDTHH:MM` in Beijing: its order as text is its order in time.
    var endsBeforeStart: Bool { !self[.startedAt].isEmpty && !self[.endedAt].isEmpty && self[.endedAt] < self[.startedAt] }

    /// The start or the end as an instant; nil for what is no time.
    package func instant(_ field: Field) -> Instant? {
        let parts = self[field].split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = CalendarDate(String(parts[0])) else { return nil }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { $0.count == 2 ? Int($0) ?? -1 : -1 }
        guard clock.count == 2, (0...23).contains(clock[0]), (0...59).contains(clock[1]) else { return nil }
        return date.start.advanced(seconds: Int64(clock[0] * 3600 + clock[1] * 60))
    }

    func isBlank(_ field: Field) -> Bool { self[field].allSatisfy(\.isWhitespace) }
}
