import Authority
import Importing
import Library
import Registry
import RegistryPages
import Storage
import Tasking
import Timekeeping

/// Fills the libraries of the demo by the same acts people use.
struct DemoLibraries: Sendable {
    let database: Database
    let protection: any FieldProtection
    let now: Instant

    /// Items and forms of the province, claimed by the county.
    func enterItems(by province: Account.ID, claimedBy county: Account.ID) async throws {
        let now = now
        try await database.write { transaction in
            let maker = try DemoLibraries.actor(province, in: transaction)
            let claimer = try DemoLibraries.actor(county, in: transaction)
            for form in DemoForm.all {
                let supervised = try ItemCreation(.supervision, form.supervisionRecord).make(by: maker, at: now, in: transaction)
                let drawn = try ItemCreation(.spotCheck, form.spotCheckRecord(of: supervised)).make(by: maker, at: now, in: transaction)
                let record = CheckFormRecord(name: form.formName, modes: [.doubleRandom], items: [drawn])
                let id = try CheckFormCreation(record, CheckFormDraft(content: form.content)).make(by: maker, at: now, in: transaction)
                try CheckFormEnabling(of: id, version: 1).make(by: maker, at: now, in: transaction)
                // what officers begin by themselves, and what is verified
                let onSpot = CheckFormRecord(
                    name: form.onSpotName, modes: Set(InspectionMode.allCases.filter { $0.founding != .planner }), items: [supervised])
                let spot = try CheckFormCreation(onSpot, CheckFormDraft(content: form.content)).make(by: maker, at: now, in: transaction)
                try CheckFormEnabling(of: spot, version: 1).make(by: maker, at: now, in: transaction)
                for item in [supervised, drawn] { try ItemClaim(of: item).make(by: claimer, at: now, in: transaction) }
            }
        }
    }

    /// Sixty officers, the demo's own two among them.
    func addOfficers(to county: Organization.ID, by administrator: Account.ID) async throws {
        let (now, protection) = (now, protection)
        try await database.write { transaction in
            let actor = try DemoLibraries.actor(administrator, in: transaction)
            var officers: [EnforcementOfficer.ID] = []
            for number in 1...60 {
                guard let record = DemoOfficers.record(number, organization: county, today: now.beijingDate) else { continue }
                officers.append(try OfficerAddition(record).make(by: actor, at: now, protection: protection, in: transaction))
            }
            let pool = try OfficerPoolFounding(named: "食品安全双随机专班").make(by: actor, at: now, in: transaction)
            try OfficerPoolChange(
                of: pool, version: 1, name: "食品安全双随机专班", status: .enabled, members: Set(officers.prefix(12)),
                leaders: Set(officers.prefix(4))
            ).make(by: actor, at: now, in: transaction)
            try DemoEquipment.enter(for: officers, by: actor, at: now, in: transaction)
            for body in DemoEquipment.testingBodies {
                try EntryAddition(body).make(in: ActContext(actor, at: now, protection: protection, in: transaction))
            }
        }
    }

    static func actor(_ account: Account.ID, in transaction: Transaction) throws -> Actor {
        guard let actor = try Actor.acting(for: account, origin: "演示数据", in: transaction) else {
            throw StorageError.broken("the demo account is not in use")
        }
        return actor
    }
}

extension DemoForm {
    var supervisionRecord: ItemRecord {
        ItemRecord(itemCode: supervisionCode, name: supervisionName, domain: .marketRegulation, legalBasis: basis, subjectClasses: subjectClasses)
    }

    func spotCheckRecord(of supervised: Item.ID) -> ItemRecord {
        ItemRecord(
            itemCode: spotCheckCode, name: spotCheckName, domain: .marketRegulation, legalBasis: basis,
            subjectClasses: subjectClasses, supervisionItems: [supervised])
    }

    var content: CheckFormContent {
        var items: [CheckItem] = []
        for point in points {
            let content = CheckPoint(
                text: point.text, method: point.method, violatedProvisions: [Citation(point.violated)],
                penaltyProvisions: [Citation(point.penalty)], phrases: point.phrases)
            if let last = items.indices.last, items[last].name == point.item {
                items[last].points.append(content)
            } else {
                items.append(CheckItem(name: point.item, points: [content]))
            }
        }
        return CheckFormContent(items: items)
    }
}

extension DemoForm.Point {
    /// Ready words for what is found, so that an officer types little.
    var phrases: [String] { ["未能现场提供相关材料", "记录不完整", "与要求不符：" + item] }
}
