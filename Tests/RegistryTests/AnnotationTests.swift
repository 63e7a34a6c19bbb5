import Authority
import Storage
import TestKit
import Testing

@testable import Importing
@testable import Library
@testable import Registry

@Suite("标注和关联")
struct AnnotationTests {
    @Test("SUBJ-05、SUBJ-06 标注事项、行业标签、片区、管辖机构；检查对象名录库按事项列出")
    func annotate() async throws {
        try await ImportDesk.each { desk in
            let lift = try await desk.enter(try SubjectKindTests.record(.specialEquipment, desk))
            let item = try await desk.item("100000000071", [.attached])
            let area = try await desk.area("城南片区")
            var change = AnnotationChange()
            (change.addedItems, change.addedTags, change.area) = ([item], ["电梯"], .set(area))
            try await desk.annotate(lift, change)
            let noted = try await desk.noted(lift)
            #expect(noted.items == [item] && noted.tags == ["电梯"] && noted.area == area)
            #expect(try await desk.directory(item: item) == 1)
            #expect(try await desk.directory(item: nil) == 1)
            #expect(try await desk.directory(item: nil, of: .westBusiness) == 0)
            var inArea = SubjectList.Filter()
            inArea.area = area
            #expect(try await desk.count(.eastPlanner, inArea) == 1)

            var removal = AnnotationChange()
            (removal.removedItems, removal.area) = ([item], .clear)
            try await desk.annotate(lift, removal)
            #expect(try await desk.noted(lift).items.isEmpty)
            #expect(try await desk.directory(item: nil) == 0)
            #expect(try await desk.facts("registry.subject.annotated") == 2)
            await #expect(throws: StorageError.overtaken) { try await desk.annotate(lift, change, version: 1) }
            await #expect(throws: PermissionDenied.self) { try await desk.annotate(lift, change, by: .eastOfficer) }
            await #expect(throws: NotFound.self) { try await desk.annotate(lift, change, by: .westBusiness) }
        }
    }

    @Test("SUBJ-06 未认领的事项、别的机构的片区、类别不符的事项不能标注；管辖机构改变后片区取消")
    func refused() async throws {
        try await ImportDesk.each { desk in
            let lift = try await desk.enter(try SubjectKindTests.record(.specialEquipment, desk), by: .cityBusiness)
            let ofPeople = try await desk.item("100000000072", [.person])
            var change = AnnotationChange()
            change.addedItems = [ofPeople]
            await #expect(throws: AnnotationRefused.itemOfOtherClass(item: "对事项100000000072的行政检查", .attached)) { try await desk.annotate(lift, change) }
            change.addedItems = [Item.ID(at: desk.town.now)]
            await #expect(throws: AnnotationRefused.itemNotClaimed) { try await desk.annotate(lift, change) }
            var foreign = AnnotationChange()
            foreign.area = .set(try await desk.area("城南片区"))
            try await desk.annotate(lift, foreign)
            foreign.area = .set(try await desk.area("城西片区", by: .westBusiness))
            await #expect(throws: AnnotationRefused.areaOfOtherAgency) { try await desk.annotate(lift, foreign) }
            var moved = AnnotationChange()
            moved.jurisdiction = desk.town[.westCounty]
            await #expect(throws: SubjectRefused.outOfScope) { try await desk.annotate(lift, moved) }
            try await desk.annotate(lift, moved, by: .cityBusiness)
            #expect(try await desk.noted(lift).area == nil)
            #expect(try await desk.count(.westBusiness) == 1)
            #expect(try await desk.count(.eastBusiness) == 0)
        }
    }

    @Test("SUBJ-08 批量标注和移除逐条进行，报告“成功n条，失败n条”和原因，失败的不影响其余")
    func bulk() async throws {
        try await ImportDesk.each { desk in
            let lift = try await desk.enter(try SubjectKindTests.record(.specialEquipment, desk))
            let person = try await desk.enter(try SubjectKindTests.record(.person, desk))
            let item = try await desk.item("100000000071", [.attached])
            var change = AnnotationChange()
            change.addedItems = [item]
            let report = try await desk.annotateAll([lift, person], change)
            #expect(report.words == "成功1条，失败1条")
            #expect(report.failed.map(\.name) == ["某自然人主体"])
            #expect(report.failed.map(\.reason) == ["事项“对事项100000000071的行政检查”不适用于自然人主体"])
            #expect(try await desk.noted(lift).items == [item])
            #expect(try await desk.noted(person).items.isEmpty)
            await #expect(throws: AnnotationRefused.nothing) { try await desk.annotateAll([lift], AnnotationChange()) }
            await #expect(throws: AnnotationRefused.tooMany(2000)) {
                try await desk.annotateAll(Array(repeating: lift, count: 2001), change)
            }
        }
    }

    @Test("SUBJ-07 企业和它的设备互相关联，两边都看得到，从任一边取消；写明统一社会信用代码的使用单位自动关联")
    func links() async throws {
        try await ImportDesk.each { desk in
            let file = try desk.file(SubjectImport(), [ImportDesk.row(1)])
            #expect(try await desk.importAll(file, "subjects").state.created == 1)
            let company = try #require(await desk.subject(ImportDesk.code(1))).id
            var lift = try SubjectKindTests.record(.specialEquipment, desk)
            lift[.user] = ImportDesk.code(1)
            let device = try await desk.enter(lift)
            #expect(try await desk.links(company).map(\.otherName) == ["某特种设备"])
            #expect(try await desk.links(device).map(\.relation) == ["使用单位"])
            await #expect(throws: LinkRefused.linked) { try await desk.link(company, device) }
            await #expect(throws: LinkRefused.itself) { try await desk.link(company, company) }
            let link = try #require(await desk.links(company).first).id
            await #expect(throws: NotFound.self) { try await desk.unlink(link, by: .westBusiness) }
            try await desk.unlink(link)
            #expect(try await desk.links(device).isEmpty)
            #expect(try await desk.facts("registry.subject.unlinked") == 1)
        }
    }

    @Test("SUBJ-09、SUBJ-10 执法人员手动添加自然人、设备设施、场地场所；机构和其他类型被拒绝")
    func byHand() async throws {
        try await ImportDesk.each { desk in
            for kind in SubjectByHand.kinds {
                let record = try SubjectKindTests.record(kind, desk)
                let id = try await desk.addByHand(record)
                #expect(try await desk.subject(id)?.source == .addedByHand)
                await #expect(throws: SubjectRefused.exists(record.name)) { try await desk.addByHand(record) }
            }
            var company = SubjectRecord(name: "某公司", code: UnifiedSocialCreditCode(ImportDesk.code(1)), jurisdiction: desk.town[.eastCounty])
            (company.legalRepresentative, company.registeredAddress, company.businessAddress) = ("钟一", "一路1号", "一路1号")
            let organization = company
            await #expect(throws: SubjectRefused.notByHand) { try await desk.addByHand(organization) }
            await #expect(throws: SubjectRefused.notByHand) { try await desk.addByHand(try SubjectKindTests.record(.project, desk)) }
            await #expect(throws: PermissionDenied.self) { try await desk.addByHand(try SubjectKindTests.record(.person, desk), by: .eastPlanner) }
            #expect(try await desk.facts("registry.subject.addedByHand") == 3)
        }
    }

    @Test("A.6 经纬度：附近的对象按距离排列，范围之外和别的机构的不列")
    func nearby() async throws {
        try await ImportDesk.each { desk in
            for (number, latitude) in [29.50, 29.52, 29.60].enumerated() {
                var site = try SubjectKindTests.record(.site, desk)
                site.name = "\(number)号市场"
                site.location = MapPoint(latitude: latitude, longitude: 106.5)
                try await desk.enter(site)
            }
            let place = try #require(MapPoint(latitude: 29.519, longitude: 106.5))
            func found(_ person: Person) async throws -> [NearbySubject] {
                try await desk.town.database.read { [town = desk.town] in
                    try NearbySubject.load(around: place, kilometres: 5, scope: town[person].scope, in: $0)
                }
            }
            let near = try await found(.eastPlanner)
            #expect(near.map(\.name) == ["1号市场", "0号市场"])
            #expect(near.map(\.metres) == [111, 2113])
            #expect(try await found(.westBusiness).isEmpty)
        }
    }
}

extension ImportDesk {
    func item(_ code: String, _ classes: Set<SubjectClass>) async throws -> Item.ID {
        try await town.database.write { [town] transaction in
            let record = ItemRecord(
                itemCode: code, name: "对事项\(code)的行政检查", domain: .emergency, legalBasis: "某法第一条", subjectClasses: classes)
            let id = try ItemCreation(.supervision, record).make(by: town[.provinceBusiness], at: town.now, in: transaction)
            try ItemClaim(of: id).make(by: town[.eastBusiness], at: town.now, in: transaction)
            return id
        }
    }

    func area(_ name: String, by person: Person = .eastBusiness) async throws -> RegulatoryArea.ID {
        try await town.database.write { [town] in try AreaAddition(name).make(by: town[person], at: town.now, in: $0) }
    }

    func annotate(
        _ id: RegulatedSubject.ID, _ change: AnnotationChange, version: Int? = nil, by person: Person = .eastBusiness
    ) async throws {
        let present = try await subject(id)?.version ?? 0
        let chosen = version ?? present
        try await town.database.write { [town] in
            try SubjectAnnotating(of: id, version: chosen, change)
                .make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }

    @discardableResult
    fileprivate func annotateAll(_ ids: [RegulatedSubject.ID], _ change: AnnotationChange) async throws -> BulkAnnotation.Report {
        try await town.database.write { [town] in
            try BulkAnnotation(of: ids, change).make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
        }
    }

    func noted(_ id: RegulatedSubject.ID) async throws -> SubjectAnnotation {
        try await town.database.read { [town] in try SubjectAnnotation.load(of: id, by: town[.eastCounty], in: $0) }
    }

    func directory(item: Item.ID?, of person: Person = .eastBusiness) async throws -> Int? {
        var filter = SubjectList.Filter()
        filter.directory = .init(of: town[person].organization, item: item)
        return try await count(person, filter)
    }

    fileprivate func links(_ id: RegulatedSubject.ID) async throws -> [SubjectLink] {
        try await town.database.read { [town] in try SubjectLink.all(of: id, scope: town[.eastPlanner].scope, in: $0) }
    }

    fileprivate func link(_ one: RegulatedSubject.ID, _ two: RegulatedSubject.ID) async throws {
        try await town.database.write { [town] in
            try SubjectLinking(one, with: two, as: "").make(by: town[.eastBusiness], at: town.now, protection: town.cipher, in: $0)
        }
    }

    fileprivate func unlink(_ link: SubjectLink.ID, by person: Person = .eastBusiness) async throws {
        try await town.database.write { [town] in
            _ = try SubjectUnlinking(link).make(by: town[person], at: town.now, in: $0)
        }
    }

    @discardableResult
    fileprivate func addByHand(_ record: SubjectRecord, by person: Person = .eastOfficer) async throws -> RegulatedSubject.ID {
        try await town.database.write { [town] in
            try SubjectByHand(record).make(by: town[person], at: town.now, protection: town.cipher, in: $0)
        }
    }
}
