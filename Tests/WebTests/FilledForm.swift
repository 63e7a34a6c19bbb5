import Authority
import Foundation

@testable import Doors

/// Bodies of acts as the tests send them.
enum FilledForm {
    /// The form filled in with something that its fields take.
    static func json(_ route: Route, typed known: [String: [String]], version: String?) -> String {
        let declared = DeclaredFields(route.form)
        var typed: [String: Any] = [:]
        for (name, values) in known where !["version", "_csrf"].contains(name) { typed[name] = sent(values, as: declared[name]) }
        for field in route.form where field.name != Route.Versioning.fieldName && known[field.name] == nil {
            if let value = special[field.name] ?? value(field) { typed[field.name] = value }
        }
        if let version { typed["version"] = version }
        guard let data = try? JSONSerialization.data(withJSONObject: typed) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func sent(_ values: [String], as field: Field?) -> Any {
        if field?.takesMany == true { return values }
        if field?.takesFlags == true { return values.contains("1") }
        return values.first ?? ""
    }

    private static func value(_ field: Field) -> Any? {
        guard field.isRequired else { return nil }
        switch field.kind {
        case .text, .multiline, .password: return "说明"
        case .integer(let range): return "\(max(1, range.lowerBound))"
        case .date: return "2026-06-01"
        case .choice(let options): return options.first?.value
        case .choices(let options): return options.first.map { [$0.value] }
        case .flag: return true
        case .picker(_, let many):
            let id = "01900000-0000-7000-8000-000000000000"
            return many ? [id] : id
        case .hidden: return "1"
        case .file: return nil
        }
    }

    /// Where a field has a shape of its own.
    private static let special = [
        "citizenID": CitizenIDNumber(completing: "99010019900101001")?.description ?? "", "phone": "19911110001", "label": "第九十九条",
        "template": "general", "creditCode": UnifiedSocialCreditCode(completing: "91990121MA0000099")?.description ?? "",
    ]
}
