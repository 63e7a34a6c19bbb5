/// Who is drawn and who stands by: a walk along the order that takes objects while their stratum's quota lasts.
struct DrawSelection {
    private(set) var selected: [UInt32] = []
    private(set) var reserve: [UInt32] = []

    init(from order: DrawOrder, of manifest: DrawManifest, quotas: [DrawParameters.Quota]) throws(DrawFailure) {
        var left = try DrawSelection.quota(ofEachStratumIn: manifest, from: quotas)
        selected.reserveCapacity(left.reduce(0, +))
        reserve.reserveCapacity(manifest.count - left.reduce(0, +))
        for index in order.order {
            let stratum = Int(manifest.entries[Int(index)].stratum)
            if left[stratum] > 0 {
                left[stratum] -= 1
                selected.append(index)
            } else {
                reserve.append(index)
            }
        }
    }

    private static func quota(
        ofEachStratumIn manifest: DrawManifest, from quotas: [DrawParameters.Quota]
    ) throws(DrawFailure) -> [Int] {
        let sizes = Dictionary(manifest.strata.map { ($0.name, $0.size) }, uniquingKeysWith: +)
        for quota in quotas where quota.count > sizes[quota.stratum, default: 0] {
            throw .quotaTooLarge(
                stratum: quota.stratum, quota: quota.count, available: sizes[quota.stratum, default: 0])
        }
        let counts = Dictionary(quotas.map { ($0.stratum, $0.count) }, uniquingKeysWith: +)
        var result: [Int] = []
        for stratum in manifest.strata {
            guard let count = counts[stratum.name] else { throw .quotaMissing(stratum: stratum.name) }
            result.append(count)
        }
        return result
    }
}

extension Draw {
    /// DRAW-17: the number to draw from `count` objects at `ratio` percent, rounded down, but at least 1 when
    /// neither is zero (10 % of 62 gives 6).
    package static func quota(ratio: Int, of count: Int) throws(DrawFailure) -> Int {
        guard (0...100).contains(ratio) else { throw .ratioOutOfRange(ratio) }
        guard ratio > 0, count > 0 else { return 0 }
        return max(1, count * ratio / 100)
    }
}
