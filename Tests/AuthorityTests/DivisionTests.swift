import Storage
import TestKit
import Testing

@testable import Authority

@Suite("行政区划")
struct DivisionTests {
    private static let rows = [
        ("990000", "云泽省"), ("990100", "望川市"), ("990121", "白石县"), ("990121101", "柳溪镇"), ("990200", "远浦市"),
    ]

    private static func enter(_ rows: [(String, String)], _ town: Town, by person: Person) async throws -> [DivisionEntry.Outcome] {
        let divisions = rows.compactMap { code, name in DivisionCode(code).map { AdministrativeDivision($0, name: name) } }
        return try await town.database.write { try DivisionEntry(divisions).make(by: town[person], at: town.now, in: $0) }
    }

    @Test("STD-03 国家代码分省、市、县、乡四级；统计用12位代码读到乡级，村级和错误的代码被拒绝", arguments: [
        ("990000", "990000", AgencyLevel.province), ("990100", "990100", .city), ("990121", "990121", .county),
        ("990121101", "990121101", .township), ("990121101000", "990121101", .township), ("990121000000", "990121", .county),
    ])
    func codes(_ typed: String, _ code: String, _ level: AgencyLevel) throws {
        let found = try #require(DivisionCode(typed))
        #expect(found.description == code)
        #expect(found.level == level)
        #expect(found.above.map(\.level) == AgencyLevel.allCases.filter { $0 > level })
    }

    @Test("STD-03 不是区划代码的不读", arguments: ["", "99", "99012", "990121101001", "99012a", "090121", "9901211011"])
    func noCodes(_ typed: String) {
        #expect(DivisionCode(typed) == nil)
    }

    @Test("STD-03 代码表由最上级机构录入；重复录入不变；按代码开头、按名称任何部分查到，名称从省写起")
    func entering() async throws {
        try await Town.each { town in
            await #expect(throws: DivisionEntry.Refused.notAtTop) { _ = try await Self.enter(Self.rows, town, by: .eastAdmin) }
            await #expect(throws: PermissionDenied(permission: .manageOrganizations)) {
                _ = try await Self.enter(Self.rows, town, by: .provinceBusiness)
            }
            #expect(try await Self.enter(Self.rows, town, by: .provinceAdmin) == Self.rows.map { _ in .created })
            #expect(try await Self.enter(Self.rows, town, by: .provinceAdmin) == Self.rows.map { _ in .unchanged })
            #expect(try await Self.enter([("990121", "白石市")], town, by: .provinceAdmin) == [.changed])
            let (byName, byCode, inside, name) = try await town.database.read { transaction in
                (
                    try AdministrativeDivision.list("川市柳溪", in: transaction).rows.map(\.name)
                        + AdministrativeDivision.list("柳溪", in: transaction).rows.map(\.name),
                    try AdministrativeDivision.list("9901", in: transaction).rows.map(\.code.description).sorted(),
                    try AdministrativeDivision.list(level: .city, under: DivisionCode("990000"), in: transaction).rows.map(\.name).sorted(),
                    try AdministrativeDivision.fullNames(of: [DivisionCode("990121101")].compactMap { $0 }, in: transaction).values.first
                )
            }
            #expect(byName == ["柳溪镇"])
            #expect(byCode == ["990100", "990121", "990121101"])
            #expect(inside == ["望川市", "远浦市"])
            #expect(name == "云泽省望川市白石市柳溪镇")
        }
    }

    @Test("STD-03 机构的行政区划须在代码表中；代码表未录入时只查格式")
    func organizations() async throws {
        try await Town.each { town in
            func found(_ name: String, _ division: String) async throws {
                var record = Agency.township.record(under: town[.eastCounty])
                (record.name, record.divisionCode) = (name, division)
                let founding = OrganizationFounding(record)
                try await town.database.write {
                    _ = try founding.make(by: town[.eastAdmin], at: town.now, protection: town.cipher, in: $0)
                }
            }
            await #expect(throws: OrganizationRefused.divisionInvalid) { try await found("东山镇人民政府", "9901") }
            try await found("东山镇人民政府", "990121102")
            _ = try await Self.enter(Self.rows, town, by: .provinceAdmin)
            await #expect(throws: OrganizationRefused.divisionUnknown) { try await found("西山镇人民政府", "990121103") }
            try await found("西山镇人民政府", "990121101")
        }
    }
}
