import Authority
import Timekeeping

extension InspectionRecordContent {
    /// The frozen content as it is hashed and kept: byte for byte what Foundation's encoder wrote of it with its keys in
    /// order, which took an eighth of the whole act. A member without value is left out.
    var frozen: [UInt8] {
        var out = Frozen()
        out.object { out in
            out.member("address", address)
            out.member("agency", agency)
            out.member("certificatesPresented") { $0.literal(certificatesPresented ? "true" : "false") }
            out.member("conclusion", conclusion)
            out.member("contact", contact)
            out.member("disposal", disposal)
            out.member("endedAt", endedAt)
            out.member("fields", fields) { $0.pair("label", $1.label, "value", $1.value) }
            out.member("items", items) { out, item in
                out.object { out in
                    out.member("item", item.item)
                    out.member("remark", item.remark)
                    out.member("result", item.result)
                }
            }
            out.member("officerSignatures", officerSignatures) { $0.signed($1) }
            out.member("officers", officers) { $0.pair("certificateNumber", $1.certificateNumber, "name", $1.name) }
            out.member("otherSignatures", otherSignatures) { out, other in
                out.object { out in
                    out.member("role", other.role)
                    out.member("signed") { $0.signed(other.signed) }
                }
            }
            out.member("party", party?.rawValue)
            out.member("photos", photos) { $0.pair("caption", $1.caption, "image", $1.image) }
            out.member("place", place)
            out.member("position", position)
            out.member("principalSignature") { $0.principal(principalSignature) }
            out.member("problems", problems) { $0.pair("text", $1.text, "violatedProvision", $1.violatedProvision) }
            out.member("startedAt", startedAt)
            out.member("statement", statement)
            out.member("telephone", telephone)
            out.member("unit", unit)
        }
        return out.bytes
    }
}

/// JSON being written; who writes names the members in the order of their names.
private struct Frozen {
    var bytes: [UInt8] = []
    private var isFirst = true

    init() { bytes.reserveCapacity(4096) }

    mutating func literal(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    mutating func object(_ write: (inout Frozen) -> Void) {
        literal("{")
        isFirst = true
        write(&self)
        literal("}")
        isFirst = false
    }

    mutating func member(_ name: StaticString, _ write: (inout Frozen) -> Void) {
        literal(isFirst ? "\"" : ",\"")
        literal(name)
        literal("\":")
        write(&self)
        isFirst = false
    }

    mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        member(name) { JSONSpelling.append(text, to: &$0.bytes) }
    }

    mutating func member(_ name: StaticString, _ instant: Instant) {
        member(name) { $0.bytes += String(instant.milliseconds).utf8 }
    }

    mutating func member<Element>(_ name: StaticString, _ list: [Element]?, _ write: (inout Frozen, Element) -> Void) {
        guard let list else { return }
        member(name) { out in
            out.literal("[")
            for (place, element) in list.enumerated() {
                if place > 0 { out.literal(",") }
                write(&out, element)
            }
            out.literal("]")
        }
    }

    mutating func pair(_ first: StaticString, _ one: String, _ second: StaticString, _ other: String) {
        object { out in
            out.member(first, one)
            out.member(second, other)
        }
    }

    mutating func signed(_ signed: InspectionRecordContent.Signed) {
        object { out in
            out.member("at", signed.at)
            out.member("image", signed.image)
            out.member("name", signed.name)
        }
    }

    mutating func principal(_ signature: InspectionRecordContent.PrincipalSignature) {
        object { out in
            switch signature {
            case .onPaper: out.member("onPaper") { $0.object { _ in } }
            case .signed(let signed): out.member("signed") { $0.object { out in out.member("_0") { $0.signed(signed) } } }
            case .refused(let reason, let witness, let own):
                out.member("refused") { out in
                    out.object { out in
                        out.member("reason", reason)
                        out.member("witness", witness)
                        if let own { out.member("witnessSignature") { $0.signed(own) } }
                    }
                }
            }
        }
    }
}
