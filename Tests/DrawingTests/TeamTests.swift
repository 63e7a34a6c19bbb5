import Drawing
import Testing

@Suite("抽取检查人员")
struct TeamTests {
    @Test("每组人数正确，组长有资格，回避和上限都守住")
    func rules() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 60, quota: 40)
        sample.addOfficers(20)
        sample.teamSize = 3
        sample.maxPerOfficer = 7
        sample.recusals = sample.objects.enumerated().map { index, object in
            .init(certificateNumber: "\(1001 + index % 20)", objectID: object.objectID)
        }
        let result = try sample.result()
        #expect(result.selected.count == 40)
        let leads = Set(sample.officers.filter(\.canLead).map(\.certificateNumber))
        for row in result.selected {
            #expect(Set(row.team).count == 3)
            #expect(leads.contains(try #require(row.team.first)))
            for member in row.team {
                #expect(!sample.recusals.contains(.init(certificateNumber: member, objectID: row.objectID)))
            }
        }
        let load = Dictionary(grouping: result.selected.flatMap(\.team)) { $0 }.mapValues(\.count)
        #expect(load.values.allSatisfy { $0 <= 7 })
    }

    @Test("DRAW-27 人员不足、没有组长、达到上限时整个抽取失败并说明原因")
    func infeasible() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 1, quota: 1)
        sample.addOfficers(1)
        sample.teamSize = 2
        let failure = #expect(throws: DrawFailure.tooFewOfficers(objectID: "A-0")) { try sample.result() }
        #expect(failure?.message == "检查人员数量不足")

        sample.addOfficers(0)
        sample.officers = ["1", "2", "3"].map { .init(certificateNumber: $0, unit: "D", canLead: false) }
        #expect(throws: DrawFailure.noLead(objectID: "A-0")) { try sample.result() }

        sample.officers.append(.init(certificateNumber: "4", unit: "D", canLead: true))
        #expect(try sample.result().selected.first?.team.first == "4")
        sample.recusals = [.init(certificateNumber: "4", objectID: "A-0")]
        #expect(throws: DrawFailure.noLead(objectID: "A-0")) { try sample.result() }

        sample.recusals = []
        sample.add(stratum: "B", count: 1, quota: 1)
        sample.maxPerOfficer = 1
        #expect(throws: DrawFailure.self) { try sample.result() }
    }

    @Test("抽取失败的文件夹不会被验证为一致")
    func failedDraw() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 1, quota: 1)
        sample.addOfficers(1)
        sample.teamSize = 2
        guard case .different(let difference) = DrawVerification.check(try sample.folder()) else {
            Issue.record("没有发现")
            return
        }
        #expect(difference.expected == "抽取失败：检查人员数量不足（检查对象A-0）")
    }

    @Test("只抽对象时不得带人员、回避或检查组")
    func objectsOnly() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 5, quota: 2)
        #expect(try sample.result().selected.allSatisfy { $0.team.isEmpty })
        sample.groups = 1
        #expect(throws: DrawFailure.officersNotWanted(file: .parameters)) { try sample.result() }
        sample.groups = nil
        sample.recusals = [.init(certificateNumber: "1", objectID: "A-0")]
        #expect(throws: DrawFailure.officersNotWanted(file: .recusals)) { try sample.result() }
        sample.addOfficers(2)
        #expect(throws: DrawFailure.officersNotWanted(file: .officers)) { try sample.result() }
    }

    @Test("对象名单固定时，各层数量等于层内对象数，全部派到人员")
    func fixedObjects() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 5, quota: 5)
        sample.add(stratum: "B", count: 2, quota: 2)
        sample.addOfficers(6)
        sample.teamSize = 2
        let result = try sample.result()
        #expect(result.selected.count == 7)
        #expect(result.reserve.isEmpty)
    }
}

@Suite("分组双随机")
struct GroupTests {
    func sample() -> Sample {
        var sample = Sample()
        sample.add(stratum: "A", count: 12, quota: 9)
        sample.addOfficers(10)
        sample.teamSize = 3
        sample.groups = 3
        return sample
    }

    @Test("各组轮流承担对象，没有人同时在两组，每组有组长")
    func turns() throws {
        let sample = sample()
        let teams = try sample.result().selected.map(\.team)
        #expect(Array(teams[0..<3]) == Array(teams[3..<6]))
        #expect(Array(teams[0..<3]) == Array(teams[6..<9]))
        #expect(Set(teams[0..<3].joined()).count == 9)
        let leads = Set(sample.officers.filter(\.canLead).map(\.certificateNumber))
        for team in teams[0..<3] { #expect(leads.contains(try #require(team.first))) }
    }

    @Test("组内有人应当回避时，对象转给下一个无人回避的组")
    func recusal() throws {
        var sample = sample()
        let before = try sample.result().selected
        sample.recusals = [.init(certificateNumber: before[0].team[1], objectID: before[0].objectID)]
        // Another list is another draw: hold groups fixed by looking at who is barred, not at ranks.
        for row in try sample.result().selected {
            for member in row.team {
                #expect(!sample.recusals.contains(.init(certificateNumber: member, objectID: row.objectID)))
            }
        }
        let vector = try DrawResult(parsing: Vector.groups.folder().result).selected.map(\.team)
        let groups = [vector[0], vector[1], vector[2]]
        #expect(vector.enumerated().contains { $1 != groups[$0 % 3] }, "算例中应有转组")
    }

    @Test("每组都有人应当回避、人员或组长不够、超过上限时整个抽取失败")
    func infeasible() throws {
        var sample = sample()
        let drawn = try sample.result().selected[0].objectID
        sample.recusals = sample.officers.map { .init(certificateNumber: $0.certificateNumber, objectID: drawn) }
        sample.quotas = [.init(stratum: "A", count: 12)]
        #expect(throws: DrawFailure.noGroup(objectID: drawn)) { try sample.result() }

        sample.recusals = []
        sample.groups = 4
        let failure = #expect(throws: DrawFailure.tooFewOfficersForGroups(groups: 4, teamSize: 3)) {
            try sample.result()
        }
        #expect(failure?.message == "检查人员数量不足")
        sample.teamSize = 1
        sample.groups = 6
        #expect(throws: DrawFailure.tooFewOfficersForGroups(groups: 6, teamSize: 1)) { try sample.result() }

        sample.groups = 3
        sample.maxPerOfficer = 3
        #expect(throws: DrawFailure.self) { try sample.result() }
        sample.maxPerOfficer = 4
        #expect(try sample.result().selected.count == 12)
    }
}
