import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

/// Invented persons, lifts, sites and other attached objects of the demo county.
enum DemoOtherSubjects {
    private typealias Values = KeyValuePairs<SubjectField, String>

    static func records(jurisdiction: Organization.ID) -> [SubjectRecord] {
        persons(jurisdiction) + all.map { kind, name, values in
            var record = SubjectRecord(kind, name: name, jurisdiction: jurisdiction)
            for (field, value) in values { record[field] = value }
            return record
        }
    }

    private static func persons(_ jurisdiction: Organization.ID) -> [SubjectRecord] {
        [("梁小满", "果蔬种植"), ("余青禾", "水产养殖"), ("乔知秋", "网络主播")].enumerated().map { index, person in
            var record = SubjectRecord(.person, name: person.0, jurisdiction: jurisdiction)
            record[.citizenID] = InventedIdentity.citizenID(number: 700 + index)
            record[.phone] = "1990000770\(index + 1)"
            record[.address] = "青石县果园村\(index + 11)号"
            record[.occupation] = person.1
            return record
        }
    }

    /// The enterprises that `DemoSubjects` invents under these numbers.
    private static let hotel = DemoSubjects.name(7), property = DemoSubjects.name(4), maker = DemoSubjects.name(3)

    /// Under which numbers those who use the equipment were invented.
    static let users = [hotel: 7, property: 4, maker: 3]

    /// The equipment shows at its user, and the user at the equipment (SUBJ-07).
    static func link(
        _ id: RegulatedSubject.ID, to user: Int, by actor: Actor, at now: Instant, _ protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        var filter = SubjectList.Filter()
        filter.codeTail = InventedIdentity.creditCode(number: user)?.description
        guard let found = try SubjectList.load(filter, scope: actor.scope, page: ListPage(), in: transaction).rows.first else { return }
        try SubjectLinking(id, with: found.id, as: "使用单位").make(by: actor, at: now, protection: protection, in: transaction)
    }

    private static let all: [(SubjectKind, String, Values)] = [
        lift("客梯1号", "DT-0101", "31109901022020010001", property, "青石大道18号1幢", "2027-03-31"),
        lift("客梯2号", "DT-0102", "31109901022020010002", property, "青石大道18号1幢", "2027-03-31"),
        lift("酒店观光梯", "DT-0201", "31109901022021020001", hotel, "临江路66号", "2026-12-15"),
        (.specialEquipment, "蒸汽锅炉", [
            .number: "GL-01", .category: "承压类", .address: "工业一路9号锅炉房", .user: maker, .condition: "在用",
            .deviceKind: "锅炉", .registrationCode: "11009901022019030001", .nextInspectionOn: "2027-06-30",
        ]),
        (.equipment, "冷藏展示柜", [
            .number: "LC-07", .category: "冷藏设备", .address: "文昌街12号", .condition: "在用",
        ]),
        (.site, "南塘农贸市场", [
            .address: "青石县南塘老街1号", .category: "农贸市场", .area: "3200", .principal: "孟思远", .phone: "19900008801",
        ]),
        (.site, "青石县第一小学食堂", [
            .address: "青石县文昌街88号", .category: "学校食堂", .area: "640", .principal: "邵静怡", .phone: "19900008802",
        ]),
        (.project, "青石县体育馆扩建工程", [
            .number: "QS-2026-017", .address: "青石县建设北路100号", .startedOn: "2026-03-01", .completedOn: "2027-08-31",
        ]),
        (.product, "青禾牌纯净水550毫升", [.number: "20260901A", .producer: DemoSubjects.name(8)]),
    ]

    private static func lift(
        _ name: String, _ number: String, _ registration: String, _ user: String, _ place: String, _ inspection: String
    ) -> (SubjectKind, String, Values) {
        (.specialEquipment, name, [
            .number: number, .category: "机电类", .address: "青石县" + place, .user: user, .condition: "在用", .deviceKind: "电梯",
            .registrationCode: registration, .useCertificate: "梯" + number, .inspectionBody: "云溪市特种设备检验所",
            .nextInspectionOn: inspection,
        ])
    }
}
