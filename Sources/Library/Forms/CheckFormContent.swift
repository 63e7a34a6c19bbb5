import Authority
import Foundation
import Importing
import Storage
import Timekeeping

/// What stands in a version of a form: check items (检查项), each with check contents (检查内容); ITEM-09, A.5.
package struct CheckFormContent: Sendable, Hashable, Codable {
    package var items: [CheckItem]
    /// 自定义资料项 (A.5, TASK-17): what is asked beside the checks.
    package var fields: [CustomField]

    package init(items: [CheckItem] = [], fields: [CustomField] = []) { (self.items, self.fields) = (items, fields) }

    package var points: [CheckPoint] { items.flatMap(\.points) }

    /// As it stands in the row: keys in order, so that equal contents are equal texts.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    package init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }
}

/// 检查项
package struct CheckItem: Sendable, Hashable, Codable {
    package typealias ID = Identifier<CheckItem>

    package let id: ID
    package var name: String
    package var points: [CheckPoint]

    package init(id: ID = ID(), name: String, points: [CheckPoint]) {
        (self.id, self.name, self.points) = (id, name, points)
    }
}

/// 检查内容. Answers, problems and statistics refer to its id, which stays from version to version.
package struct CheckPoint: Sendable, Hashable, Codable {
    package typealias ID = Identifier<CheckPoint>

    package let id: ID
    package var text: String
    /// 检查详情: how to check on site.
    package var method: String
    package var violatedProvisions: [Citation]
    package var penaltyProvisions: [Citation]
    /// 适用设备/场所 (ITEM-17).
    package var equipmentKinds: [String]
    /// Ready words for what was found.
    package var phrases: [String]
    package var isKey: Bool

    package init(
        id: ID = ID(), text: String, method: String = "", violatedProvisions: [Citation] = [],
        penaltyProvisions: [Citation] = [], equipmentKinds: [String] = [], phrases: [String] = [], isKey: Bool = false
    ) {
        self.id = id
        self.text = text
        self.method = method
        self.violatedProvisions = violatedProvisions
        self.penaltyProvisions = penaltyProvisions
        self.equipmentKinds = equipmentKinds
        self.phrases = phrases
        self.isKey = isKey
    }
}

extension CheckPoint {
    package var citations: [Citation] { violatedProvisions + penaltyProvisions }
}

extension CheckFormDraft {
    /// Linked with the law library; what was there stays, what is new must be in force (LIB-03).
    package func citing(_ former: CheckFormContent?, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> CheckFormDraft {
        var (draft, library) = (self, LawLibrary(scope: actor.scope, in: transaction))
        let kept = former?.points.flatMap(\.citations) ?? []
        for item in draft.content.items.indices {
            for point in draft.content.items[item].points.indices {
                let given = draft.content.items[item].points[point]
                draft.content.items[item].points[point].violatedProvisions =
                    try library.admitted(given.violatedProvisions, kept: kept, on: now.beijingDate)
                draft.content.items[item].points[point].penaltyProvisions =
                    try library.admitted(given.penaltyProvisions, kept: kept, on: now.beijingDate)
            }
        }
        return draft
    }
}

extension CheckItem {
    /// A check item as plain lines, one content each: a line with the words of a known content is that content.
    package init(named name: String, lines: [String], among former: CheckItem?) {
        self.init(
            id: former?.id ?? ID(), name: name,
            points: lines.map { line in former?.points.first { $0.text == line } ?? CheckPoint(text: line) })
    }
}
