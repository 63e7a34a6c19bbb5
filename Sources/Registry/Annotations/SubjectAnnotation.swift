import Authority
import Importing
import Library
import Storage
import Timekeeping

/// What an agency has noted of an object: its items, trade tags, and the area it lies in (标注, SUBJ-06).
package struct SubjectAnnotation: Sendable, Equatable {
    package var items: Set<Item.ID> = []
    package var tags: Set<String> = []
    package var area: RegulatoryArea.ID?
    package init() {}
}

/// What shall become of annotations; the same for one object and for many (SUBJ-06, SUBJ-08).
package struct AnnotationChange: Sendable, Equatable, Codable {
    package enum Area: Sendable, Equatable, Codable {
        case keep, clear
        case set(RegulatoryArea.ID)
    }

    package var addedItems: Set<Item.ID> = []
    package var removedItems: Set<Item.ID> = []
    package var addedTags: Set<String> = []
    package var removedTags: Set<String> = []
    package var area = Area.keep
    /// 管辖机构, where it changes.
    package var jurisdiction: Organization.ID?
    package init() {}

    package var isEmpty: Bool { self == AnnotationChange() }

    /// From what is noted to exactly `wanted`.
    package init(from present: SubjectAnnotation, to wanted: SubjectAnnotation) {
        addedItems = wanted.items.subtracting(present.items)
        removedItems = present.items.subtracting(wanted.items)
        addedTags = wanted.tags.subtracting(present.tags)
        removedTags = present.tags.subtracting(wanted.tags)
        area = wanted.area == present.area ? .keep : wanted.area.map(Area.set) ?? .clear
    }

    func applied(to annotation: SubjectAnnotation) -> SubjectAnnotation {
        var after = annotation
        after.items = annotation.items.subtracting(removedItems).union(addedItems)
        after.tags = annotation.tags.subtracting(removedTags).union(addedTags)
        switch area {
        case .keep: break
        case .clear: after.area = nil
        case .set(let area): after.area = area
        }
        return after
    }
}

package enum AnnotationRefused: Refusal, Equatable {
    case itemNotClaimed
    case itemOfOtherClass(item: String, SubjectClass)
    case areaOfOtherAgency
    case tooLong(String)
    case nothing
    case tooMany(Int)
    case noSubjects
    case accountGone

    package var code: String {
        switch self {
        case .itemNotClaimed: "registry.annotation.itemNotClaimed"
        case .itemOfOtherClass: "registry.annotation.itemOfOtherClass"
        case .areaOfOtherAgency: "registry.annotation.areaOfOtherAgency"
        case .tooLong: "registry.annotation.tooLong"
        case .nothing: "registry.annotation.nothing"
        case .tooMany: "registry.annotation.tooMany"
        case .noSubjects: "registry.annotation.noSubjects"
        case .accountGone: "registry.annotation.accountGone"
        }
    }

    package var message: String {
        switch self {
        case .itemNotClaimed: "只能标注本机构已认领的事项"
        case .itemOfOtherClass(let item, let subjectClass): "事项“\(item)”不适用于\(subjectClass.label)"
        case .areaOfOtherAgency: "片区/商圈不属于该对象的管辖机构"
        case .tooLong(let tag): "标签“\(tag)”应为1至20字，不含逗号"
        case .nothing: "请选择标注内容"
        case .tooMany(let most): "一次最多标注\(most)个对象，请缩小筛选范围"
        case .noSubjects: "没有符合条件的监管对象"
        case .accountGone: "标注人的账号已停用，或不再有权限"
        }
    }

    package var field: String? {
        switch self {
        case .itemNotClaimed, .itemOfOtherClass: "items"
        case .areaOfOtherAgency: "area"
        case .tooLong: "tags"
        case .nothing, .tooMany, .noSubjects, .accountGone: nil
        }
    }
}

/// What annotations are checked against; read once for many objects.
package struct AnnotationLibrary: Sendable {
    package struct KnownItem: Sendable {
        package let id: Item.ID
        package let name: String
        package let classes: Set<SubjectClass>
    }

    /// Claimed and enabled.
    package let items: [KnownItem]
    package let areas: [RegulatoryArea]

    func permit(_ change: AnnotationChange, of subject: RegulatedSubject) throws(AnnotationRefused) {
        let subjectClass = subject.record.kind.subjectClass
        for id in change.addedItems {
            guard let item = items.first(where: { $0.id == id }) else { throw .itemNotClaimed }
            guard item.classes.contains(subjectClass) else { throw .itemOfOtherClass(item: item.name, subjectClass) }
        }
        for tag in change.addedTags where !(1...20).contains(tag.count) || tag.contains(",") { throw .tooLong(tag) }
        guard case .set(let id) = change.area else { return }
        let agency = change.jurisdiction ?? subject.record.jurisdiction
        guard areas.contains(where: { $0.id == id && $0.organization == agency && $0.isEnabled }) else { throw .areaOfOtherAgency }
    }
}

/// 标注 and 移除 of one object.
package struct SubjectAnnotating: Sendable {
    package let subject: RegulatedSubject.ID
    /// The version that the person saw (OPS-04); nil in bulk, where it is whatever is there now.
    package let version: Int?
    package let change: AnnotationChange

    package init(of subject: RegulatedSubject.ID, version: Int?, _ change: AnnotationChange) {
        (self.subject, self.version, self.change) = (subject, version, change)
    }

    package static let annotated = FactKind(code: "registry.subject.annotated", sentence: "{actor}标注监管对象“{name}”")

    package func make(by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction) throws {
        try actor.require(.manageSubjects)
        let library = try AnnotationLibrary.load(for: actor.organization, in: transaction)
        try make(by: actor, library, at: now, protection: protection, in: transaction)
    }

    func make(
        by actor: Actor, _ library: AnnotationLibrary, at now: Instant, protection: any FieldProtection,
        in transaction: Transaction
    ) throws {
        guard let found = try RegulatedSubject.find(subject, scope: actor.scope, protection: protection, in: transaction)
        else { throw NotFound() }
        try SubjectStanding(found.status, actor).admit(.annotate)
        try library.permit(change, of: found)
        if let agency = change.jurisdiction, try !actor.scope.covers(agency, in: transaction) { throw SubjectRefused.outOfScope }
        let former = try SubjectAnnotation.load(of: subject, by: actor.organization, in: transaction)
        var after = change.applied(to: former)
        let jurisdiction = change.jurisdiction ?? found.record.jurisdiction
        // an area is of the agency that has the object; with the agency it is gone
        if jurisdiction != found.record.jurisdiction, change.area == .keep { after.area = nil }
        let isByHand: Bool? = switch change.area {
        case .keep: jurisdiction == found.record.jurisdiction ? nil : false
        case .clear: false
        case .set: true
        }
        try found.annotate(
            from: former, to: after, areaByHand: isByHand, by: actor.organization, jurisdiction: jurisdiction, expecting: version ?? found.version, at: now,
            in: transaction)
        if isByHand == false { try RegulatedSubject.place(subject, of: jurisdiction, in: transaction) }
        try Fact(
            kind: Self.annotated, actor: actor, at: now, organization: jurisdiction, noun: "RegulatedSubject",
            record: subject.bytes, details: library.details(former, after, found, jurisdiction), values: ["name": found.record.name]
        ).record(in: transaction)
    }
}

extension AnnotationLibrary {
    fileprivate func details(
        _ former: SubjectAnnotation, _ after: SubjectAnnotation, _ subject: RegulatedSubject, _ jurisdiction: Organization.ID
    ) -> [FactDetail] {
        func names(_ ids: Set<Item.ID>) -> String {
            ids.sorted().map { id in items.first { $0.id == id }?.name ?? id.description }.joined(separator: "、")
        }
        func area(_ id: RegulatoryArea.ID?) -> String { id.flatMap { id in areas.first { $0.id == id }?.name } ?? "" }
        return [
            FactDetail.change("事项", names(former.items), names(after.items)),
            FactDetail.change("行业标签", former.tags.sorted().joined(separator: "、"), after.tags.sorted().joined(separator: "、")),
            FactDetail.change("片区/商圈", area(former.area), area(after.area)),
            FactDetail.change(
                RegulatedSubject.Label.jurisdiction, subject.record.jurisdiction.description, jurisdiction.description),
        ].compactMap { $0 }
    }
}

/// 批量标注 and 移除 (SUBJ-08): each object by itself; those that are refused keep no other from being annotated.
package struct BulkAnnotation: Sendable {
    package let subjects: [RegulatedSubject.ID]
    package let change: AnnotationChange

    /// More at once would keep everybody else from writing for seconds.
    package static let most = 2000

    package struct Report: Sendable, Equatable {
        package var done = 0
        package var failed: [(name: String, reason: String)] = []

        package var words: String { "成功\(done)条，失败\(failed.count)条" }

        package static func == (a: Report, b: Report) -> Bool {
            a.done == b.done && a.failed.map(\.name) == b.failed.map(\.name) && a.failed.map(\.reason) == b.failed.map(\.reason)
        }
    }

    package init(of subjects: [RegulatedSubject.ID], _ change: AnnotationChange) {
        (self.subjects, self.change) = (subjects, change)
    }

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> Report {
        try actor.require(.manageSubjects)
        guard !change.isEmpty else { throw AnnotationRefused.nothing }
        guard subjects.count <= Self.most else { throw AnnotationRefused.tooMany(Self.most) }
        let library = try AnnotationLibrary.load(for: actor.organization, in: transaction)
        var report = Report()
        for subject in subjects {
            do {
                try transaction.nested {
                    try SubjectAnnotating(of: subject, version: nil, change)
                        .make(by: actor, library, at: now, protection: protection, in: transaction)
                }
                report.done += 1
            } catch let refusal as any Refusal {
                report.failed.append((try RegulatedSubject.name(of: subject, scope: actor.scope, in: transaction) ?? "", refusal.message))
            }
        }
        return report
    }
}
