import Authority
import Importing
import Library
import Spreadsheets

/// The columns of the template of organisation objects (A.6), in their order.
enum SubjectColumn: CaseIterable, Sendable {
    case name, code, alias, entityKind, registrationStatus, legalRepresentative, representativePosition, liaison, phone
    case registeredAddress, businessAddress, divisionCode, postcode, establishedOn, businessScope, trades, jurisdiction
    case safetyElement, categories, riskLevel, publicCredit, tradeCredit

    private typealias Label = RegulatedSubject.Label

    var heading: String { column.heading }

    var column: SheetColumn {
        switch self {
        case .name: SheetColumn(Label.name, isRequired: true, width: 32)
        case .code: SheetColumn(Label.code, .code, width: 24, note: "18位，校验码须正确；空白的记为待补全")
        case .alias: SheetColumn(Label.alias)
        case .entityKind: SheetColumn(Label.entityKind, .choice(EntityKind.allCases.map(\.label)), note: "空白为企业")
        case .registrationStatus:
            SheetColumn(Label.registrationStatus, .choice(RegistrationStatus.allCases.map(\.label)), note: "空白为存续")
        case .legalRepresentative: SheetColumn(Label.legalRepresentative, isRequired: true)
        case .representativePosition: SheetColumn(Label.representativePosition)
        case .liaison: SheetColumn(Label.liaison)
        case .phone: SheetColumn(Label.phone, .code, width: 18)
        case .registeredAddress: SheetColumn(Label.registeredAddress, isRequired: true, width: 40)
        case .businessAddress: SheetColumn(Label.businessAddress, isRequired: true, width: 40)
        case .divisionCode: SheetColumn(Label.divisionCode, .code, note: "国家代码，县级6位，乡级9位")
        case .postcode: SheetColumn(Label.postcode, .code)
        case .establishedOn: SheetColumn(Label.establishedOn, .date)
        case .businessScope: SheetColumn(Label.businessScope, width: 40)
        case .trades: SheetColumn(Label.trades, note: "多项用顿号分隔")
        case .jurisdiction: SheetColumn(Label.jurisdiction, width: 28, note: "机构全称或简称；空白为导入人所在机构")
        case .safetyElement: SheetColumn(Label.safetyElement, .choice(SafetyElement.allCases.map(\.label).filter { !$0.isEmpty }))
        case .categories: SheetColumn(Label.categories, note: "多项用顿号分隔：" + EnterpriseCategory.allCases.labels)
        case .riskLevel: SheetColumn(Label.riskLevel, .choice(Grade.allCases.map(\.label)))
        case .publicCredit: SheetColumn(Label.publicCredit, .choice(Grade.allCases.map(\.label)))
        case .tradeCredit: SheetColumn(Label.tradeCredit, .choice(Grade.allCases.map(\.label)))
        }
    }

    private static let kinds = EntityKind.allCases.map { (word: $0.label, value: $0) }
    private static let statuses = RegistrationStatus.allCases.map { (word: $0.label, value: $0) }
    private static let elements = SafetyElement.allCases.map { (word: $0.label, value: $0) }
    private static let grades = Grade.allCases.map { (word: $0.label, value: $0) }

    /// Reads the columns beside name and code; answers what puts them into a record.
    static func reading(_ row: inout RowReading, _ context: ImportContext) -> (inout SubjectRecord) -> Void {
        let alias = row.text(Label.alias)
        let kind = row.choice(Label.entityKind, kinds)
        let status = row.choice(Label.registrationStatus, statuses)
        let people = (row.text(Label.legalRepresentative, limit: 100), row.text(Label.representativePosition), row.text(Label.liaison))
        let phone = row.code(Label.phone)
        let addresses = (row.text(Label.registeredAddress, limit: 300), row.text(Label.businessAddress, limit: 300))
        let division = row.division(Label.divisionCode, context)
        let postcode = row.digits(Label.postcode, 6...6)
        let established = row.date(Label.establishedOn)
        if let established, established > context.today { row.refuse(Label.establishedOn, RegulatedSubject.establishedInFutureMessage) }
        let scope = row.text(Label.businessScope, limit: 2000)
        let trades = row.list(Label.trades)
        let jurisdiction = row.agency(Label.jurisdiction, context)
        let element = row.choice(Label.safetyElement, elements)
        let categories = row.list(Label.categories).compactMap { word in
            let category = EnterpriseCategory.allCases.first { $0.label == word }
            if category == nil { row.refuse(Label.categories, "没有企业类别“\(word)”") }
            return category
        }
        let levels = [Label.riskLevel, Label.publicCredit, Label.tradeCredit].map { heading in
            row.choice(heading, grades) ?? .unrated
        }
        return { record in
            record.entityKind = kind ?? .enterprise
            record.registrationStatus = status ?? .existing
            (record.alias, record.jurisdiction) = (alias, jurisdiction)
            (record.legalRepresentative, record.representativePosition, record.liaison) = people
            record.phone = phone
            (record.registeredAddress, record.businessAddress) = addresses
            (record.divisionCode, record.postcode) = (division, postcode)
            (record.establishedOn, record.businessScope, record.trades) = (established, scope, trades)
            (record.safetyElement, record.categories) = (element ?? .none, categories)
            (record.riskLevel, record.publicCredit, record.tradeCredit) = (levels[0], levels[1], levels[2])
        }
    }

    /// A blank cell leaves what was there.
    func keep(from former: SubjectRecord, in record: inout SubjectRecord) {
        switch self {
        case .name: record.name = former.name
        case .code: record.code = former.code
        case .alias: record.alias = former.alias
        case .entityKind: record.entityKind = former.entityKind
        case .registrationStatus: record.registrationStatus = former.registrationStatus
        case .legalRepresentative: record.legalRepresentative = former.legalRepresentative
        case .representativePosition: record.representativePosition = former.representativePosition
        case .liaison: record.liaison = former.liaison
        case .phone: record.phone = former.phone
        case .registeredAddress: record.registeredAddress = former.registeredAddress
        case .businessAddress: record.businessAddress = former.businessAddress
        case .divisionCode: record.divisionCode = former.divisionCode
        case .postcode: record.postcode = former.postcode
        case .establishedOn: record.establishedOn = former.establishedOn
        case .businessScope: record.businessScope = former.businessScope
        case .trades: record.trades = former.trades
        case .jurisdiction: record.jurisdiction = former.jurisdiction
        case .safetyElement: record.safetyElement = former.safetyElement
        case .categories: record.categories = former.categories
        case .riskLevel: record.riskLevel = former.riskLevel
        case .publicCredit: record.publicCredit = former.publicCredit
        case .tradeCredit: record.tradeCredit = former.tradeCredit
        }
    }
}

extension RowReading {
    /// A code of the table of divisions, as everywhere (STD-03); empty where the cell is.
    mutating func division(_ heading: String, _ context: ImportContext) -> String {
        let typed = code(heading)
        guard !typed.isEmpty else { return "" }
        guard let division = DivisionCode(typed) else {
            refuse(heading, DivisionCode.formatMessage)
            return ""
        }
        if !context.mayStand(division) { refuse(heading, OrganizationRefused.divisionUnknown.message) }
        return division.description
    }

    /// Digits of that length; a code that a program has made a number of may have lost nothing but its text form.
    mutating func digits(_ heading: String, _ length: ClosedRange<Int>) -> String {
        let code = code(heading)
        guard code.isEmpty || (length.contains(code.utf8.count) && code.utf8.allSatisfy { (48...57).contains($0) }) else {
            let words = length.count == 1 ? "\(length.lowerBound)" : "\(length.lowerBound)至\(length.upperBound)"
            refuse(heading, "\(heading)应为\(words)位数字")
            return ""
        }
        return code
    }
}
