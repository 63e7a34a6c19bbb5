import Authority
import Ledger
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("片区范围")
struct AreaBoundaryTests {
    private func place(_ x: Double, _ y: Double) throws -> MapPoint { try #require(MapPoint(latitude: y, longitude: x)) }

    private func polygon(_ corners: [(Double, Double)]) throws -> AreaBoundary {
        try AreaBoundary(try corners.map { try place($0.0, $0.1) })
    }

    @Test("ELEM-05 点在多边形内、外、边上、角上都判断正确，凹进去的地方不算在内")
    func inside() throws {
        // an L: the square from 0 to 4 without its upper right quarter
        let area = try polygon([(0, 0), (4, 0), (4, 2), (2, 2), (2, 4), (0, 4)])
        for (x, y) in [(1.0, 1.0), (3, 1), (1, 3), (0.000001, 0.000001)] { #expect(area.contains(try place(x, y)), "\(x) \(y)") }
        for (x, y) in [(3.0, 3.0), (-1, 1), (5, 1), (1, 5), (1, -0.000001), (2.000001, 2.000001)] {
            #expect(!area.contains(try place(x, y)), "\(x) \(y)")
        }
        for (x, y) in [(0.0, 0.0), (4, 1), (2, 3), (3, 2), (2, 2), (0, 2)] { #expect(area.contains(try place(x, y)), "\(x) \(y)") }
    }

    @Test("ELEM-05 两个相邻的片区把其间的每个点恰好分给至少一个，转动角的顺序和方向不影响结果")
    func neighbours() throws {
        let (left, right) = (try polygon([(0, 0), (2, 0), (1, 2)]), try polygon([(2, 0), (3, 2), (1, 2)]))
        let turned = try AreaBoundary(Array(left.corners.reversed()))
        let shifted = try AreaBoundary(Array(left.corners[1...] + left.corners[...0]))
        for x in stride(from: -0.5, through: 3.5, by: 0.125) {
            for y in stride(from: -0.5, through: 2.5, by: 0.125) {
                let point = try place(x, y)
                #expect(left.contains(point) == turned.contains(point) && left.contains(point) == shifted.contains(point), "\(x) \(y)")
                // between the lines y = 0 and y = 2, from the left edge to the right one
                let isBetween = y >= 0 && y <= 2 && x >= y / 2 && x <= 2 + y / 2
                #expect((left.contains(point) || right.contains(point)) == isBetween, "\(x) \(y)")
            }
        }
    }

    @Test("ELEM-05 少于3个点、边线交叉、折回、重复的范围被拒绝；首尾相同的点只算一个")
    func refused() throws {
        #expect(throws: BoundaryRefused.tooFew) { try polygon([(0, 0), (1, 1)]) }
        #expect(throws: BoundaryRefused.tooFew) { try polygon([(0, 0), (1, 1), (0, 0)]) }
        #expect(throws: BoundaryRefused.crossed) { try polygon([(0, 0), (2, 2), (2, 0), (0, 2)]) }
        #expect(throws: BoundaryRefused.crossed) { try polygon([(0, 0), (2, 0), (1, 0)]) }
        #expect(throws: BoundaryRefused.crossed) { try polygon([(0, 0), (2, 0), (2, 0), (1, 1)]) }
        #expect(throws: BoundaryRefused.tooMany) { try polygon((0..<501).map { (Double($0) / 10, Double($0 * $0) / 10_000) }) }
        #expect(try polygon([(0, 0), (2, 0), (1, 1), (0, 0)]).corners.count == 3)
    }

    @Test("ELEM-05 各点按“经度,纬度”逐行读入，错的说明第几行；GeoJSON 读取第一个多边形")
    func reading() throws {
        let area = try AreaBoundary.read(typed: "102.7,25.1\n102.8，25.1\n\n102.75 25.2\n")
        let within = try place(102.75, 25.15)
        #expect(area?.corners.count == 3 && area?.contains(within) == true)
        #expect(try AreaBoundary.read(typed: area?.text ?? "") == area)
        #expect(try AreaBoundary.read(typed: " \n") == nil)
        #expect(throws: BoundaryRefused.notAPlace(line: 2)) { try AreaBoundary.read(typed: "1,2\n一,二\n") }
        #expect(throws: BoundaryRefused.notAPlace(line: 1)) { try AreaBoundary.read(typed: "25.1,102.7\n") }
        let ring = "[[102.7,25.1],[102.8,25.1],[102.75,25.2],[102.7,25.1]]"
        for json in [
            "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}", "{\"type\":\"MultiPolygon\",\"coordinates\":[[\(ring)]]}",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}}]}",
        ] { #expect(try AreaBoundary.read(geoJSON: Array(json.utf8)) == area) }
        for json in ["", "[]", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "{\"type\":\"Polygon\",\"coordinates\":[[\"a\"]]}"] {
            #expect(throws: BoundaryRefused.noPolygon) { try AreaBoundary.read(geoJSON: Array(json.utf8)) }
        }
    }
}

@Suite("网格化监管")
struct AreaDivisionTests {
    @Test("ELEM-05 对象按经纬度落入片区，没有经纬度的按地址；人工指定的不变；划定范围后全部重新划分")
    func divided() async throws {
        try await ImportDesk.each { desk in
            let (south, north) = (try await desk.area("城南片区"), try await desk.area("城北片区"))
            var inSouth = try SubjectKindTests.record(.site, desk), byAddress = inSouth, byHand = inSouth
            inSouth.location = MapPoint(latitude: 25.05, longitude: 102.75)
            byAddress.name = "某场所二"
            byAddress[.address] = "白石县云溪路9号"
            byHand.name = "某场所三"
            byHand.location = inSouth.location
            byHand[.address] = "白石县某路3号"
            let (one, two, three) = (try await desk.enter(inSouth), try await desk.enter(byAddress), try await desk.enter(byHand))
            var fixed = AnnotationChange()
            fixed.area = .set(north)
            try await desk.annotate(three, fixed)

            let boundary = try AreaBoundary.read(typed: "102.7,25.0\n102.8,25.0\n102.8,25.1\n102.7,25.1")
            try await desk.draw(south, boundary, words: [])
            try await desk.draw(north, nil, words: ["云溪路"])
            #expect(try await desk.noted(one).area == south)
            #expect(try await desk.noted(two).area == north)
            #expect(try await desk.noted(three).area == north)
            #expect(try await desk.facts("registry.subject.placed") == 2)

            // a new object falls into its area at once; without its outline the area is empty again
            var later = inSouth
            later.name = "某场所四"
            later[.address] = "白石县某路4号"
            let four = try await desk.enter(later)
            #expect(try await desk.noted(four).area == south)
            try await desk.draw(south, nil, words: [])
            #expect(try await desk.noted(one).area == nil)
            #expect(try await desk.noted(three).area == north)
        }
    }

    @Test("ELEM-05 只能划定本机构的片区，责任人员须是本机构的执法人员")
    func refused() async throws {
        try await ImportDesk.each { desk in
            let area = try await desk.area("城南片区")
            await #expect(throws: NotFound.self) { try await desk.draw(area, nil, words: ["云溪路"], by: .westBusiness) }
            await #expect(throws: AreaRefused.word("云")) { try await desk.draw(area, nil, words: ["云"]) }
            await #expect(throws: AreaRefused.officerOfOtherAgency) { try await desk.draw(area, nil, words: [], officers: [EnforcementOfficer.ID()]) }
            await #expect(throws: PermissionDenied.self) { try await desk.draw(area, nil, words: [], by: .eastOfficer) }
        }
    }
}

extension ImportDesk {
    fileprivate func draw(
        _ area: RegulatoryArea.ID, _ boundary: AreaBoundary?, words: [String], officers: [EnforcementOfficer.ID] = [],
        by person: Person = .eastBusiness
    ) async throws {
        let job = AreaDivisionJob(perStep: 2)
        try await town.database.write { [town] transaction in
            let version = try RegulatoryArea.all(of: town[person].organization, in: transaction).first { $0.id == area }?.version ?? 0
            _ = try AreaGridChange(of: area, version: version, boundary: boundary, addressWords: words, officers: officers)
                .make(by: town[person], at: town.now, job: job, in: transaction)
        }
        town.time.advance(minutes: 1)
        let runner = JobRunner(database: town.database, kinds: [job], clock: town.clock)
        while try await runner.runNext() {}
    }
}
