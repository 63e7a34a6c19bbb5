import Timekeeping

/// A field of a natural person or of an attached object (A.7). What the work on every object needs (name, address,
/// responsible person, telephone) has a column of its own; the others are kept together.
package enum SubjectField: String, Sendable, CaseIterable {
    case name, citizenID, phone, address, principal
    case occupation, number, category, user, condition
    case deviceKind, registrationCode, useCertificate, inspectionBody, nextInspectionOn
    case area, builder, contractor, startedOn, completedOn
    case producer, seller, qualification, certificateNumber, validUntil, employer

    package enum Form: Sendable, Equatable {
        case text, citizenID, phone, date, decimal
        case choice([String])
    }

    package var form: Form {
        switch self {
        case .citizenID: .citizenID
        case .phone: .phone
        case .nextInspectionOn, .startedOn, .completedOn, .validUntil: .date
        case .area: .decimal
        case .condition: .choice(["在用", "停用", "报废"])
        case .deviceKind: .choice(Self.deviceKinds)
        case .name, .address, .principal, .occupation, .number, .category, .user, .registrationCode, .useCertificate,
            .inspectionBody, .builder, .contractor, .producer, .seller, .qualification, .certificateNumber, .employer:
            .text
        }
    }

    /// 特种设备安全法 art. 2 names the eight kinds; with the special vehicles used inside a works or site.
    private static let deviceKinds = [
        "锅炉", "压力容器（含气瓶）", "压力管道", "电梯", "起重机械", "客运索道", "大型游乐设施", "场（厂）内专用机动车辆",
    ]

    /// What a kind of object calls the field.
    package func label(of kind: SubjectKind) -> String {
        switch self {
        case .name: kind.isHuman ? "姓名" : "名称"
        case .citizenID: "身份证号码"
        case .phone: "联系电话"
        case .address: addressLabel(of: kind)
        case .principal: "负责人"
        case .occupation: "职业"
        case .number: numberLabel(of: kind)
        case .category: "类别"
        case .user: "使用单位"
        case .condition: "状态"
        case .deviceKind: "设备种类"
        case .registrationCode: "注册代码"
        case .useCertificate: "使用登记证号"
        case .inspectionBody: "检验机构"
        case .nextInspectionOn: "下次检验日期"
        case .area: "面积（平方米）"
        case .builder: "建设单位"
        case .contractor: "施工单位"
        case .startedOn: "开工日期"
        case .completedOn: "竣工日期"
        case .producer: "生产单位"
        case .seller: "销售单位"
        case .qualification: "资格种类"
        case .certificateNumber: "证书编号"
        case .validUntil: "有效期"
        case .employer: "所属单位"
        }
    }

    /// What a value of the field has to be, when `value` is not; nil when it is right or empty.
    package func fault(of value: String) -> String? {
        guard !value.isEmpty else { return nil }
        switch form {
        case .text, .phone, .citizenID: return nil
        case .date: return CalendarDate(value) == nil ? "日期，如 2026-01-31" : nil
        case .decimal: return Self.isDecimal(value) ? nil : "数字"
        case .choice(let words): return words.contains(value) ? nil : "以下之一：" + words.joined(separator: "、")
        }
    }

    private static func isDecimal(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }

    private func addressLabel(of kind: SubjectKind) -> String {
        switch kind {
        case .person: "住址"
        case .equipment, .specialEquipment: "所在位置"
        case .organization, .site, .project, .product, .specialPerson: "地址"
        }
    }

    private func numberLabel(of kind: SubjectKind) -> String {
        switch kind {
        case .project: "项目编号"
        case .product: "批号/型号"
        case .organization, .person, .equipment, .specialEquipment, .site, .specialPerson: "编号"
        }
    }

    /// Names an organisation by its code or its whole name; entering it links the two objects (SUBJ-07).
    var namesOrganization: Bool {
        switch self {
        case .user, .builder, .contractor, .producer, .seller, .employer: true
        case .name, .citizenID, .phone, .address, .principal, .occupation, .number, .category, .condition, .deviceKind,
            .registrationCode, .useCertificate, .inspectionBody, .nextInspectionOn, .area, .startedOn, .completedOn,
            .qualification, .certificateNumber, .validUntil:
            false
        }
    }
}
