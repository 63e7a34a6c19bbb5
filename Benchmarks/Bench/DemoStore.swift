import Authority
import Probing
import Storage

/// The store of a measurement: the demonstration county, made by the platform itself, and many subjects.
struct DemoStore: Sendable {
    let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    /// Everybody's password in the demonstration.
    static let password = "Mingcha-2026"

    /// The accounts that measurements log in with.
    enum Account: String, Sendable {
        /// 唐晓舟, business administrator of the county.
        case county = "19900000006"
        /// 江海宁, of the province.
        case province = "19900000009"
        /// 周启明, planner of the county.
        case planner = "19900000001"
        /// 魏青云, system administrator of the province.
        case systemAdmin = "19900000010"
        /// 高远航 and 林知秋, officers of the county.
        case officer = "19900000003"
        case partner = "19900000004"
    }

    /// Lets the platform make its tables and the county.
    func make() throws { try RunningServer(installation, options: ["--demo"]).program.stop() }

    /// The same, and adds invented subjects and officers.
    func fill(subjects: Int, officers: Int = 0) throws {
        try make()
        say("filling \(subjects) subjects")
        let result = try installation.run([
            "synthesize", "--subjects", "\(subjects)", "--officers", "\(officers)", "--data", installation.data,
            "--database", installation.database,
        ])
        guard result.code == 0 else { throw ProbeFailure.programEnded(result.words) }
        try vacuum()
    }

    /// Does now what PostgreSQL would do by itself in the middle of a measurement.
    private func vacuum() throws {
        guard installation.database.hasPrefix("postgres") else { return }
        let program = try Program("/usr/bin/psql", [installation.database, "--quiet", "--command", "VACUUM (ANALYZE)"], log: installation.data + "/vacuum.log")
        guard program.waitForExit() == 0 else { throw ProbeFailure.programEnded(program.words) }
    }
}
