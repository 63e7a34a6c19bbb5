import Authority
import Storage
import Timekeeping

/// What is delivered of the law enters the library (CONF-02, BEY-20), at every start: what is there stays as the agencies
/// have completed it, what is missing is put in.
package struct LawDelivery: Sendable {
    package init() {}

    package static let delivered = FactKind(
        code: "registry.law.delivered", sentence: "{actor}载入随平台提供的法律法规题录{statutes}部、法律规则{rules}条")

    package func make(at now: Instant, in transaction: Transaction) throws {
        try Self.waitForOthers(in: transaction)
        var (statutes, rules) = (0, 0)
        for delivered in DeliveredStatute.all {
            let record = delivered.record
            guard try Statute.titled(record.title, effectiveOn: record.effectiveOn, in: transaction) == nil else { continue }
            _ = try delivered.text.insert(keptBy: nil, by: nil, at: now, in: transaction)
            statutes += 1
        }
        let known = try LegalRule.codes(in: transaction)
        for sheet in DeliveredLegalRules.sheets {
            for line in sheet.lines.split(separator: "\n") {
                guard let rule = DeliveredLegalRules.rule(line, of: sheet, at: now) else { continue }
                if known.contains(rule.code) {
                    rules += try rule.correctDelivered(in: transaction) ? 1 : 0
                } else {
                    try rule.insert(by: nil, at: now, in: transaction)
                    rules += 1
                }
            }
        }
        guard statutes + rules > 0 else { return }
        try Fact(
            kind: Self.delivered, actor: nil, at: now, organization: nil, noun: "Statute", record: nil,
            values: ["statutes": "\(statutes)", "rules": "\(rules)"]
        ).record(in: transaction)
    }
}
