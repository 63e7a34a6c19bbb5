import Authority
import Doors
import Library
import Registry
import Storage

/// The form of a natural person or of an attached object (A.7).
struct SubjectKindForm: SubjectForm {
    let kind: SubjectKind

    init(_ kind: SubjectKind) { self.kind = kind }

    func parts(of subject: RegulatedSubject?) -> [FormPart] {
        [FormPart(fields: fields(of: subject) + [Self.version, Field("type", RegulatedSubject.Label.type, .hidden)])]
    }

    func fields(of subject: RegulatedSubject?) -> [Field] {
        kind.fields.filter { isOpen($0.field, subject) }.map { field, isRequired in
            let label = field.label(of: kind)
            return switch field.form {
            case .text: Field(field.rawValue, label, .text(maxLength: 300), required: isRequired, hint: hint(field))
            case .phone: Field(field.rawValue, label, .text(maxLength: 30), required: isRequired)
            case .decimal: Field(field.rawValue, label, .text(maxLength: 20), required: isRequired)
            case .citizenID: Field(field.rawValue, label, .text(maxLength: 18), required: isRequired, hint: "保存后不能修改，加密存储")
            case .date: Field(field.rawValue, label, .date, required: isRequired)
            case .choice(let words): Field(field.rawValue, label, .choice(words.map { .init($0, $0) }), required: isRequired)
            }
        } + (kind.fields.contains { $0.field == .address } ? PlaceFields.all : []) + [Self.jurisdiction]
    }

    private func hint(_ field: SubjectField) -> String? { field == .user ? "填写统一社会信用代码的，自动关联该单位" : nil }

    /// An identity number that is known stays, and is not shown again (SEC-06).
    private func isOpen(_ field: SubjectField, _ subject: RegulatedSubject?) -> Bool {
        field != .citizenID || subject?.record.citizenID == nil
    }

    func typed(_ subject: RegulatedSubject) -> Values {
        var values = Values([
            "jurisdiction": subject.record.jurisdiction.description, "jurisdiction_text": subject.jurisdictionName,
            "version": "\(subject.version)", "type": kind.rawValue,
        ])
        for (field, _) in kind.fields where isOpen(field, subject) { values.set(field.rawValue, subject.record[field]) }
        PlaceFields.set(subject.record.location, in: &values)
        values.set(SubjectField.phone.rawValue, Telephone.masked(subject.record.phone))
        return values
    }

    func record(_ values: Values, of subject: RegulatedSubject?) throws -> SubjectRecord {
        var reading = FormReading(values, fields(of: subject))
        for (field, _) in kind.fields where isOpen(field, subject) { check(field, &reading) }
        let location = PlaceFields.read(&reading)
        let jurisdiction = Self.jurisdiction(&reading)
        try reading.finish()
        guard let jurisdiction else { throw Problems(general: "请检查所填内容") }
        var record = SubjectRecord(kind, name: reading.text(SubjectField.name.rawValue), jurisdiction: jurisdiction)
        record.citizenID = subject?.record.citizenID
        record.location = location
        for (field, _) in kind.fields where isOpen(field, subject) { record[field] = reading.text(field.rawValue) }
        record.phone = Self.phone(record.phone, of: subject)
        return record
    }

    private func check(_ field: SubjectField, _ reading: inout FormReading) {
        let text = reading.text(field.rawValue)
        guard !text.isEmpty, reading.problems[field.rawValue] == nil else { return }
        switch field.form {
        case .citizenID:
            if CitizenIDNumber(text) == nil { reading.refuse(field.rawValue, CitizenIDNumber.formatMessage) }
        case .text, .phone, .date, .decimal, .choice:
            if let wanted = field.fault(of: text) { reading.refuse(field.rawValue, "\(field.label(of: kind))应为\(wanted)") }
        }
    }
}
