import Authority
import Storage
import TestKit

@testable import Importing
@testable import Library
@testable import Registry

/// Forms to try things with.
enum CheckFormDesk {
    static func record(_ name: String, modes: Set<InspectionMode> = [.daily, .special], items: Set<Item.ID>) -> CheckFormRecord {
        CheckFormRecord(name: name, modes: modes, items: items)
    }

    static let content = CheckFormContent(items: [
        CheckItem(name: "经营许可", points: [
            CheckPoint(
                text: "是否在有效期内", method: "查看许可证正本", violatedProvisions: ["《烟花爆竹安全管理条例》第十六条"],
                penaltyProvisions: ["《烟花爆竹安全管理条例》第三十八条"], equipmentKinds: ["零售点"], phrases: ["许可证已过期"], isKey: true),
            CheckPoint(text: "经营场所与许可是否一致"),
        ]),
        CheckItem(name: "储存", points: [CheckPoint(text: "是否超量储存")]),
    ])
}

extension ItemDesk {
    @discardableResult
    func createForm(
        _ record: CheckFormRecord, _ content: CheckFormContent = CheckFormDesk.content, by person: Person
    ) async throws -> CheckForm.ID {
        try await write {
            try CheckFormCreation(record, CheckFormDraft(content: content)).make(by: town[person], at: town.now, in: $0)
        }
    }

    func changeForm(
        _ form: CheckForm.ID, version: Int, to record: CheckFormRecord, _ draft: CheckFormDraft, by person: Person
    ) async throws {
        try await write {
            try CheckFormChange(of: form, version: version, to: record, draft).make(by: town[person], at: town.now, in: $0)
        }
    }

    @discardableResult
    func enable(_ form: CheckForm.ID, version: Int, by person: Person) async throws -> CheckFormVersion.ID {
        try await write { try CheckFormEnabling(of: form, version: version).make(by: town[person], at: town.now, in: $0) }
    }

    func versions(_ form: CheckForm.ID) async throws -> [CheckFormVersion] {
        try await read { try CheckFormVersion.all(of: form, in: $0) }
    }

    func forms(of item: Item.ID, _ mode: InspectionMode, at agency: Agency) async throws -> [CheckFormVersion] {
        try await read { try CheckFormVersion.enabled(forItem: item, mode: mode, agency: town[agency], in: $0) }
    }
}
