import Authority
import Doors
import Importing
import Library
import Registry
import Storage

/// 标注 of one object: items, trade tags, area, agency, and its links (SUBJ-06, SUBJ-07).
extension SubjectPages {
    static let annotationRoutes: [Route] = [
        .read("/subjects/{id}/annotation", .needs(.manageSubjects), "标注页", as: SubjectAnnotationModel.self, changeable: annotationFields(nil)) { try await annotationPage($0, nil) },
        .act("/subjects/{id}/annotation", .needs(.manageSubjects), "标注监管对象", version: .checked(RegulatedSubject.self), form: annotationFields(nil), again: { try await annotationPage($0, $1) }) { try await annotate($0) },
        .act("/subjects/{id}/links", .needs(.manageSubjects), "关联监管对象", version: .notNeeded("只增加一条关联"), form: linkFields, again: { try await annotationPage($0, $1) }) { try await link($0) },
        .act("/subject-links/{id}/removal", .needs(.manageSubjects), "取消关联", version: .notNeeded("只取消所见的一条关联"), asks: RegistryQuestions.linkRemoval) { try await unlink($0) },
    ]

    static let linkFields = [
        Field("other", "关联对象", .picker(source: "/options/subjects", many: false)), Field("relation", "关系", .text(maxLength: 20), placeholder: "如：使用单位"),
    ]

    /// - Parameter library: what there is to choose from; nil for the description of the API.
    static func annotationFields(_ library: AnnotationLibrary?, of subjectClass: SubjectClass? = nil) -> [Field] {
        let items = (library?.items ?? []).filter { item in subjectClass.map(item.classes.contains) ?? true }
        let areas = (library?.areas ?? []).filter(\.isEnabled).map { Field.Option($0.id.description, $0.name) }
        return [
            library == nil
                ? Field("items", "事项", .picker(source: "/api/v1/items", many: true))
                : Field("items", "事项", .choices(items.map { .init($0.id.description, $0.name) })),
            Field("tags", "行业标签", .text(maxLength: 200), hint: "多项用顿号分隔，每项不超过20字"),
            library == nil
                ? Field("area", "片区/商圈", .picker(source: "/areas", many: false)) : Field("area", "片区/商圈", .choice(areas)),
            Field("jurisdiction", RegulatedSubject.Label.jurisdiction, .picker(source: "/options/organizations", many: false), required: true),
            Field("version", "版本", .hidden),
        ]
    }

    private static func annotationPage(_ call: Call, _ problems: Problems?) async throws -> Page {
        let (actor, subject) = (try call.actor(), try await subject(call))
        let (library, annotation, links) = try await call.read { transaction in
            (
                try AnnotationLibrary.load(for: actor.organization, in: transaction),
                try SubjectAnnotation.load(of: subject.id, by: actor.organization, in: transaction),
                try SubjectLink.all(of: subject.id, scope: actor.scope, in: transaction)
            )
        }
        var values = call.form
        if problems == nil || values["version"] == nil {
            values.set("items", all: annotation.items.map(\.description))
            values.set("items_label", all: annotation.items.map { id in library.items.first { $0.id == id }?.name ?? "" })
            values.set("tags", annotation.tags.sorted().joined(separator: "、"))
            values.set("area", annotation.area?.description)
            values.set("area_text", library.areas.first { $0.id == annotation.area }?.name)
            values.set("jurisdiction", subject.record.jurisdiction.description)
            values.set("jurisdiction_text", subject.jurisdictionName)
            values.set("version", "\(subject.version)")
        }
        let fields = annotationFields(library, of: subject.record.kind.subjectClass)
        let model = SubjectAnnotationModel(id: subject.id.description, name: subject.record.name, links: links.map(SubjectLinkRow.init))
        let (refused, token) = (problems.map { RefusedForm(call, $0) }, call.login?.formToken)
        let typed = values
        return Page("标注 " + subject.record.name, model) { model, html in
            html.subjectAnnotation(model, fields: fields, values: typed, refused, formToken: token)
        }.changeable(annotationFields(nil), typed)
    }

    private static func annotate(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let reading = FormReading(call.form, [Field("tags", "行业标签", .text(maxLength: 200))])
        try reading.finish()
        var wanted = SubjectAnnotation()
        wanted.items = Set(reading.all("items").compactMap { Item.ID($0) })
        wanted.tags = Set(tags(reading.text("tags")))
        wanted.area = reading.optional("area").flatMap { RegulatoryArea.ID($0) }
        guard let jurisdiction = reading.optional("jurisdiction").flatMap({ Organization.ID($0) }) else {
            throw Problems("jurisdiction", "请填写管辖机构")
        }
        let (now, protection, version, target) = (call.clock.now(), call.platform.protection, reading.integer("version") ?? 0, wanted)
        return try await call.act { transaction, actor in
            let present = try SubjectAnnotation.load(of: id, by: actor.organization, in: transaction)
            var change = AnnotationChange(from: present, to: target)
            change.jurisdiction = jurisdiction
            try SubjectAnnotating(of: id, version: version, change)
                .make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已标注", goTo: "/subjects/\(id)", id: id.description)
        }
    }

    static func tags(_ text: String) -> [String] {
        text.split { "、,，;；".contains($0) }.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }.map { String($0) }
    }

    private static func link(_ call: Call) async throws -> Answer {
        let id = try call.id(of: RegulatedSubject.self)
        let reading = FormReading(call.form, linkFields)
        try reading.finish()
        guard let other = reading.optional("other").flatMap({ RegulatedSubject.ID($0) }) else { throw LinkRefused.missing }
        let linking = SubjectLinking(id, with: other, as: reading.text("relation"))
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            try linking.make(by: actor, at: now, protection: protection, in: transaction)
            return Done("已关联", goTo: "/subjects/\(id)/annotation", id: id.description)
        }
    }

    private static func unlink(_ call: Call) async throws -> Answer {
        let id = try call.id(of: SubjectLink.self)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let subject = try SubjectUnlinking(id).make(by: actor, at: now, in: transaction)
            return Done("已取消关联", goTo: "/subjects/\(subject)/annotation")
        }
    }
}

struct SubjectAnnotationModel: Codable, Sendable {
    let id: String
    let name: String
    let links: [SubjectLinkRow]
}

/// A linked object as either side shows it (SUBJ-07).
package struct SubjectLinkRow: Codable, Sendable {
    package let id: String
    package let other: String
    package let name: String
    package let type: String
    let relation: String

    package init(_ link: SubjectLink) {
        (id, other, name) = (link.id.description, link.other.description, link.otherName)
        (type, relation) = (link.otherType, link.relation)
    }
}
