import Authority
import Probing
import Storage

/// An act that many people make at once while the server is killed, and how its traces are found again.
protocol Submission: Sendable {
    var account: DemoStore.Account { get }
    /// Before a round: makes room for more of these acts.
    func prepare(_ database: Database) async throws
    /// What the act of this number makes is known by this name; nil when there is no room for it yet.
    func name(_ number: Int) -> String?
    /// The act; its key makes repeating it harmless.
    func question(_ visitor: Visitor, _ entry: SubmissionJournal.Entry) -> HTTPQuestion
    /// How often each name is there.
    func traces(_ transaction: Transaction) throws -> [String: Int]
    /// Makes one trace of this name disappear: what the check must find.
    func remove(_ name: String, _ transaction: Transaction) throws
}

/// 新建机构: rows in three tables, a counter and a fact.
struct FoundingSubmission: Submission {
    let parent: Organization.ID
    let seed: UInt64

    var account: DemoStore.Account { .systemAdmin }

    func prepare(_ database: Database) async throws {}

    func name(_ number: Int) -> String? { "可靠性\(seed)第\(number)号" }

    func question(_ visitor: Visitor, _ entry: SubmissionJournal.Entry) -> HTTPQuestion {
        let number = String(String(100_000_000 + entry.number).suffix(8))
        let code = UnifiedSocialCreditCode(completing: "11990101R" + number)?.description ?? ""
        let json = """
            {"name":"\(entry.name)","shortName":"\(entry.name)","uscc":"\(code)","level":"county",\
            "parent":"\(parent)","division":"990103","kind":"enforcementDepartment","word":"市监",\
            "domains":["marketRegulation"]}
            """
        return visitor.post("/api/v1/organizations", json: json, key: entry.key)
    }
}
