import Authority
import AuthorityPages
import Doors
import Importing
import Library
import Registry
import Storage
import Tasking
import Timekeeping
import Web

/// Accounts of one enterprise of the demo: the one where a problem was found, so that its file has something to show.
struct DemoEnterprise: Sendable {
    let wiring: Wiring
    let administrator: Account.ID

    /// 199 0000 002n: invented.
    private static let people = [("法人账号持有人", "19900000021"), ("获授权的办事人", "19900000022")]

    /// One without end, one that runs out within the month, one that has run out (ELEM-04).
    private static func licences(from today: CalendarDate) -> [LicenceRecord] {
        [
            LicenceRecord(
                kind: "营业执照", number: "DEMO-YYZZ-0001", issuer: "青石县市场监督管理局", validFrom: today.advanced(days: -900)),
            LicenceRecord(
                kind: "食品经营许可证", number: "DEMO-SPJY-0001", issuer: "青石县市场监督管理局", validFrom: today.advanced(days: -1800),
                validUntil: today.advanced(days: 20)),
            LicenceRecord(
                kind: "公共场所卫生许可证", number: "DEMO-WSXK-0001", issuer: "青石县卫生健康局", validFrom: today.advanced(days: -1500),
                validUntil: today.advanced(days: -40)),
        ]
    }

    func open(for visit: TaskSubject) async throws {
        let platform = wiring.platform
        let now = platform.clock.now()
        let credential = Credential.chosen(try await platform.hashing.hash(DemoAccounts.password))
        let (administrator, protection, enterprises) = (administrator, platform.protection, EnterpriseRegister())
        try await platform.database.write { transaction in
            let agency = try DemoLibraries.actor(administrator, in: transaction)
            let id = try EnterpriseAccountCreation(
                for: visit.subject.as(EnterpriseMark.self), name: Self.people[0].0, mobile: Self.people[0].1, credential: credential
            ).make(by: agency, at: now, enterprises: enterprises, protection: protection, in: transaction)
            if let holder = try EnterpriseActor.acting(for: id, origin: "演示", in: transaction) {
                _ = try DelegatedAccountGrant(
                    to: Self.people[1].0, mobile: Self.people[1].1, until: now.beijingDate.advanced(days: 365), credential: credential
                ).make(by: holder, at: now, enterprises: enterprises, protection: protection, in: transaction)
            }
            for licence in Self.licences(from: now.beijingDate) {
                try LicenceAddition(to: visit.subject, licence).make(in: ActContext(agency, at: now, protection: protection, in: transaction))
            }
            for (place, (kind, person)) in zip(EnterpriseAccount.Kind.allCases, Self.people).enumerated() {
                try DemoAccounts.add(
                    position: 21 + place, login: person.1, name: person.0, organization: visit.name, roles: kind.label,
                    enterpriseCode: visit.code, in: transaction)
            }
        }
    }
}
