import Authority
import Storage
import Timekeeping

/// The divisions of the invented province; no real division has codes that begin with 99.
enum DemoDivisions {
    static func enter(at now: Instant, in transaction: Transaction) throws {
        _ = try DivisionEntry(table.compactMap { code, name in DivisionCode(code).map { AdministrativeDivision($0, name: name) } })
            .make(by: nil, at: now, in: transaction)
    }

    private static let table = [
        ("990000", "云岭省"), ("990100", "云溪市"), ("990101", "青石县"), ("990102", "白沙县"), ("990103", "溪东区"),
        ("990101001", "城关街道"), ("990101100", "青山镇"), ("990101101", "石桥镇"), ("990101102", "松林镇"),
        ("990101200", "竹溪乡"), ("990102001", "滨河街道"), ("990102100", "白沙镇"), ("990102101", "沙河镇"),
        ("990103001", "溪东街道"), ("990103002", "云湾街道"), ("990200", "望川市"), ("990201", "望江区"), ("990221", "远浦县"),
    ]
}
