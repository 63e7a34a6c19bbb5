import Authority
import Storage

extension StatuteDraft {
    /// What will become of other versions of the same statute, said before it happens.
    package func besides(scope: Scope, in transaction: Transaction) throws -> [String] {
        guard !isLeftOut, let effectiveOn else { return [] }
        let known = try Statute.versions(of: title, scope: scope, in: transaction)
        let others = known.filter { $0.record.effectiveOn != effectiveOn }
        let same = others.count < known.count
            ? ["库中已有自\(effectiveOn)起施行的这一版，将补全、更正其条文" + (repealedOn.map { "，记为自\($0)起废止" } ?? "")] : []
        let older = others.filter { $0.repealedOn == nil && $0.record.effectiveOn < effectiveOn }
            .map { "取代自\($0.record.effectiveOn)起施行的旧版，旧版自\(effectiveOn)起废止" }
        let newer = others.first { $0.record.effectiveOn > effectiveOn }
            .map { "库中已有自\($0.record.effectiveOn)起施行的新版，本文件记为自该日起废止" }
        return same + older + (newer.map { [$0] } ?? [])
    }
}
