import Authority
import Probing
import Storage

/// An act that many people make at once while the server is killed, and how its traces are found again.
struct Submission: Sendable {
    let account: DemoStore.Account
    /// The act of this name; the name is in what it makes, and the key makes repeating it harmless.
    let question: @Sendable (Visitor, SubmissionJournal.Entry) -> HTTPQuestion
    /// How often each name is there.
    let traces: @Sendable (Transaction) throws -> [String: Int]
    /// Makes one trace of this name disappear: what the check must find.
    let remove: @Sendable (_ name: String, Transaction) throws -> Void

    /// 新建机构: rows in three tables, a counter and a fact.
    static func foundings(under parent: Organization.ID) -> Submission {
        Submission(
            account: .systemAdmin,
            question: { visitor, entry in
                let number = String(String(100_000_000 + entry.number).suffix(8))
                let code = UnifiedSocialCreditCode(completing: "11990101R" + number)?.description ?? ""
                let json = """
                    {"name":"\(entry.name)","shortName":"\(entry.name)","uscc":"\(code)","level":"county",\
                    "parent":"\(parent)","division":"990103","kind":"enforcementDepartment","word":"市监",\
                    "domains":["marketRegulation"]}
                    """
                return visitor.post("/api/v1/organizations", json: json, key: entry.key)
            },
            traces: { try organizations($0) }, remove: { try removeOrganization(named: $0, in: $1) })
    }
}
