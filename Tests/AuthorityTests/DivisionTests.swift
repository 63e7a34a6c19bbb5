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
            let around = try await town.database.read { try AdministrativeDivision.list("白石", in: $0).rows.map(\.name) }
            #expect(around == ["白石市", "柳溪镇"])
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

/// Finding a place among many.
@Suite("选择行政区划")
struct DivisionChoiceTests {
    private static func enter(_ rows: [(String, String)], _ town: Town) async throws -> [DivisionEntry.Outcome] {
        let divisions = rows.compactMap { code, name in DivisionCode(code).map { AdministrativeDivision($0, name: name) } }
        return try await town.database.write { try DivisionEntry(divisions).make(by: town[.provinceAdmin], at: town.now, in: $0) }
    }

    private static func offered(_ typed: String, _ town: Town) async throws -> [String] {
        try await town.database.read { try AdministrativeDivision.offered(typed, limit: 20, in: $0).map(\.name) }
    }

    @Test("STD-03 输入名称或代码，先给出正是它的区划，再给出它里面的；市辖区不写进全称，照常写的地址能找到")
    func exactFirst() async throws {
        try await Town.each { town in
            let townships = (1...30).map { ("990101" + String(String(1000 + $0).dropFirst()), "第\($0)街道") }
            _ = try await Self.enter(
                [("990000", "云泽省"), ("990100", "市辖区"), ("990101", "朝霞区"), ("990200", "晨光市"), ("990201", "晨光区")] + townships, town)
            #expect(try await Self.offered("朝霞区", town).first == "朝霞区")
            #expect(try await Self.offered("朝霞区", town).count == 20)
            #expect(try await Self.offered("990101", town).first == "朝霞区")
            #expect(try await Self.offered("9901", town).prefix(2) == ["市辖区", "朝霞区"])
            #expect(try await Self.offered("晨光", town) == ["晨光市", "晨光区"])
            #expect(try await Self.offered("云泽省朝霞区", town).first == "朝霞区")
            #expect(try await Self.offered("云泽 朝霞 第30", town) == ["第30街道"])
            let names = try await town.database.read {
                try AdministrativeDivision.fullNames(of: ["990101", "990100"].compactMap { DivisionCode($0) }, in: $0)
            }
            #expect(names.values.sorted() == ["云泽省市辖区", "云泽省朝霞区"])
        }
    }

    @Test("STD-03 上级不在代码表中的区划不录入；省直辖的县可以没有市；上级改名后，下级按新名称查到，按旧名称查不到")
    func orphansAndNames() async throws {
        try await Town.each { town in
            let outcomes = try await Self.enter([("990000", "云泽省"), ("990401", "旧县"), ("990401100", "井庄镇"), ("980101", "孤县"), ("990501100", "孤镇")], town)
            #expect(outcomes == [
                .created, .created, .created, .orphan(try #require(DivisionCode("980000"))), .orphan(try #require(DivisionCode("990501"))),
            ])
            #expect(try await Self.offered("孤", town) == [])
            #expect(try await Self.enter([("990401", "新区")], town) == [.changed])
            #expect(try await Self.offered("新区井庄", town) == ["井庄镇"])
            #expect(try await Self.offered("旧县", town) == [])
        }
    }

    @Test("STD-03 逐级展开：省下列出市和省直辖的县，县下列出乡")
    func tree() async throws {
        try await Town.each { town in
            _ = try await Self.enter(
                [("990000", "云泽省"), ("990100", "望川市"), ("990121", "白石县"), ("990401", "直辖县"), ("990121101", "柳溪镇"), ("980000", "外省")], town)
            func below(_ code: String?) async throws -> [String] {
                try await town.database.read { try AdministrativeDivision.below(code.flatMap { DivisionCode($0) }, in: $0).map(\.name) }
            }
            #expect(try await below(nil) == ["外省", "云泽省"])
            #expect(try await below("990000") == ["望川市", "直辖县"])
            #expect(try await below("990100") == ["白石县"])
            #expect(try await below("990121") == ["柳溪镇"])
        }
    }
}
