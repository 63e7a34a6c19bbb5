import Importing
import Library
import Registry
import Storage
import Tasking

/// What was written into 自定义资料项, as it is stored: sealed, because nobody can say what an agency asks there.
enum FilledFields {
    /// Nothing for a form that has none.
    static func seal(
        _ values: [VisitResult.FieldValue], of visit: TaskSubject.ID, _ protection: any FieldProtection
    ) throws -> [UInt8] {
        guard !values.isEmpty else { return [] }
        let json = JSONValue.object(values.map { .init($0.field.description, .text($0.value)) })
        return try protection.seal(String(decoding: json.canonical, as: UTF8.self), field: "inspection.fields", record: visit.bytes)
    }

    static func open(
        _ sealed: [UInt8], of visit: TaskSubject.ID, _ protection: any FieldProtection
    ) throws -> [VisitResult.FieldValue] {
        guard !sealed.isEmpty else { return [] }
        let json = try JSONReader.read(Array(try protection.open(sealed, field: "inspection.fields", record: visit.bytes).utf8))
        return (json.members ?? []).compactMap { member in
            guard let field = CustomField.ID(member.key), let value = member.value.text else { return nil }
            return .init(field, value)
        }
    }
}
