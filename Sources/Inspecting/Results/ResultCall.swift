import Importing
import Library
import Registry
import Storage
import Tasking

/// A whole result in one JSON body, for callers of the interface (DATA) that have no phone: the same fields as the
/// result of ADR 0002, with the notice and the signatures beside it.
package enum ResultCall {
    package static func read(
        _ json: JSONValue, of visit: TaskSubject.ID
    ) throws(FieldConflict) -> ResultSubmission {
        var result = VisitResult()
        guard let basics = json["basics"], basics.members != nil else { throw .malformed }
        result.basics = VisitBasics(basics)
        result.answers = try list(json["answers"], answer)
        result.others = try list(json["others"], other)
        result.fields = try list(json["fields"], field)
        result.conclusion = try text(json, "conclusion", limit: 100)
        result.disposal = try optional(json["disposal"], disposal)
        result.notInspectable = try optional(json["notInspectable"], notInspectable)
        var signatures: [String: GivenSignature] = [:]
        for signature in json["signatures"]?.list ?? [] {
            guard let signer = signature["signer"]?.text, let name = signature["name"]?.text,
                let file = signature["sha256"]?.text, let at = signature["at"]?.integer
            else { throw .malformed }
            signatures[signer] = GivenSignature(name: name, file: file, digest: nil, at: at)
        }
        return ResultSubmission(
            of: visit, from: .interface, result, notice: try optional(json["notice"], notice), signatures: signatures,
            refusal: try optional(json["refusal"], refusal))
    }

    private static func answer(_ json: JSONValue) throws(FieldConflict) -> CheckAnswer {
        guard let content = json["content"]?.text else { throw .malformed }
        var answer = CheckAnswer(content)
        if let mark = json["answer"], !mark.isNull {
            guard let known = mark.text.flatMap(AnswerMark.init) else { throw .malformed }
            answer.answer = known
        }
        guard answer.answer == .fail else {
            answer.photos = try photos(json)
            return answer
        }
        answer.note = try text(json, "note", limit: 500)
        answer.measures = try list(json["measures"], measure).sorted { $0.kind.rawValue < $1.kind.rawValue }
        answer.photos = try photos(json)
        return answer
    }

    private static func other(_ json: JSONValue) throws(FieldConflict) -> OtherProblem {
        guard let id = json["problem"]?.text.flatMap(InspectionProblem.ID.init) else { throw .malformed }
        return OtherProblem(
            id: id, text: try text(json, "text", limit: 500), place: try text(json, "place", limit: 200),
            provision: try text(json, "provision", limit: 500),
            measures: try list(json["measures"], measure).sorted { $0.kind.rawValue < $1.kind.rawValue },
            photos: try photos(json))
    }

    private static func field(_ json: JSONValue) throws(FieldConflict) -> VisitResult.FieldValue {
        guard let field = json["field"]?.text.flatMap(CustomField.ID.init) else { throw .malformed }
        return .init(field, try text(json, "value", limit: 500))
    }

    private static func measure(_ json: JSONValue) throws(FieldConflict) -> Measure {
        guard let kind = json["kind"]?.text.flatMap(MeasureKind.init) else { throw .malformed }
        let due = json["due"]?.text
        if let due, !FieldEventKind.Shape.optionalDate.admits(.text(due)) { throw .malformed }
        return Measure(kind, amount: json["amountFen"]?.integer, due: due)
    }

    private static func disposal(_ json: JSONValue) throws(FieldConflict) -> VisitResult.DisposalChoice {
        .init(disposal: json["disposal"]?.text.flatMap(Disposal.init), note: try text(json, "note", limit: 500))
    }

    private static func notInspectable(_ json: JSONValue) throws(FieldConflict) -> VisitResult.NotInspectable {
        .init(
            reason: json["reason"]?.text.flatMap(NotInspectableReason.init), text: try text(json, "text", limit: 500),
            photos: try photos(json))
    }

    private static func notice(_ json: JSONValue) throws(FieldConflict) -> NoticeGiven {
        NoticeGiven(
            certificatesShown: json["certificatesShown"]?.flag ?? false, rightsTold: json["rightsTold"]?.flag ?? false)
    }

    private static func refusal(_ json: JSONValue) throws(FieldConflict) -> SigningRefusal {
        SigningRefusal(
            reason: try text(json, "reason", limit: 200), witness: try text(json, "witness", limit: 60),
            witnessUnit: try text(json, "witnessUnit", limit: 100), digest: nil)
    }

    private static func photos(_ json: JSONValue) throws(FieldConflict) -> [String] {
        try list(json["photos"]) { value throws(FieldConflict) in
            guard let hash = value.text, FieldEventKind.Shape.hash.admits(value) else { throw .malformed }
            return hash
        }.sorted()
    }

    private static func text(_ json: JSONValue, _ key: String, limit: Int) throws(FieldConflict) -> String {
        guard let value = json[key], !value.isNull else { return "" }
        guard let text = value.text, text.count <= limit else { throw .malformed }
        return text
    }

    /// A missing list is an empty one.
    private static func list<T>(_ json: JSONValue?, _ read: (JSONValue) throws(FieldConflict) -> T) throws(FieldConflict) -> [T] {
        guard let json, !json.isNull else { return [] }
        guard let values = json.list else { throw .malformed }
        var out: [T] = []
        out.reserveCapacity(values.count)
        for value in values { out.append(try read(value)) }
        return out
    }

    private static func optional<T>(_ json: JSONValue?, _ read: (JSONValue) throws(FieldConflict) -> T) throws(FieldConflict) -> T? {
        guard let json, !json.isNull else { return nil }
        return try read(json)
    }
}
