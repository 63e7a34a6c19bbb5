import Authority
import Importing
import Library
import Storage
import Timekeeping

extension RegulatedSubject {
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(RegulatedSubject.self)
        guard let subject = try find(id, scope: desk.actor.scope, protection: desk.protection, in: desk.transaction) else { return nil }
        return ReturnableRecord(subject.record.name, version: subject.version) {
            guard try !EnterpriseAccount.isHeld(for: id, in: desk.transaction) else { throw TakingBackRefused.hasAccount }
            try subject.remove(in: desk.transaction)
        } restore: { before in
            guard let former = try Self.former(id, version: before.version, protection: desk.protection, in: desk.transaction) else { return false }
            try SubjectChange(of: id, version: subject.version, to: former.record)
                .make(by: desk.actor, at: desk.now, protection: desk.protection, in: desk.transaction)
            return true
        }
    }
}

extension EnforcementOfficer {
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(EnforcementOfficer.self)
        guard let officer = try find(id, scope: desk.actor.scope, protection: desk.protection, in: desk.transaction) else { return nil }
        return ReturnableRecord(officer.record.fullName, version: officer.version) {
            try officer.remove(in: desk.transaction)
        } restore: { before in
            guard let former = try Self.former(id, version: before.version, protection: desk.protection, in: desk.transaction) else { return false }
            return try OfficerChange.apply(
                former.record, to: officer, by: desk.actor, at: desk.now, protection: desk.protection, in: desk.transaction)
        }
    }
}

extension Organization {
    /// An import only founds.
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(Organization.self)
        guard let found = try desk.found({ try load(id, scope: desk.actor.scope, protection: desk.protection, in: desk.transaction) })
        else { return nil }
        return ReturnableRecord(found.record.name, version: found.version) {
            try remove(id, in: desk.transaction)
        } restore: { _ in false }
    }
}

extension Account {
    /// Whoever has signed in has built on an account that an import has made.
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(Account.self)
        guard let account = try desk.found({
            try load(id, scope: desk.actor.scope, at: desk.now, protection: desk.protection, in: desk.transaction)
        }) else { return nil }
        return ReturnableRecord(account.record.name, version: account.version) {
            guard account.lastLogin == nil else { throw TakingBackRefused.signedIn }
            try EnforcementOfficer.unlink(id, in: desk.transaction)
            try account.remove(in: desk.transaction)
        } restore: { before in
            guard let former = try before.content.map(FormerAccount.read) else { return false }
            try AccountChange(of: id, version: account.version, in: former.organization, to: former.record).make(
                by: desk.actor, at: desk.now, officers: OfficerRegister(protection: desk.protection, clock: Clock { [now = desk.now] in now }),
                protection: desk.protection, in: desk.transaction)
            return true
        }
    }
}

extension Licence {
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(Licence.self)
        guard let licence = try find(id, in: desk.transaction),
            try RegulatedSubject.find(licence.subject, scope: desk.actor.scope, protection: desk.protection, in: desk.transaction) != nil
        else { return nil }
        return ReturnableRecord(licence.record.kind + " " + licence.record.number, version: licence.version) {
            try LicenceRemoval(of: id, version: licence.version)
                .make(in: ActContext(desk.actor, at: desk.now, protection: desk.protection, in: desk.transaction))
        } restore: { before in
            guard let former = try before.content.map(LicenceRecord.formerContent) else { return false }
            try LicenceChange(of: id, version: licence.version, to: former)
                .make(in: ActContext(desk.actor, at: desk.now, protection: desk.protection, in: desk.transaction))
            return true
        }
    }
}

/// An account as it was before an import changed it. Accounts keep no former states, and an import changes no roles.
struct FormerAccount: Codable {
    private let name: String
    private let mobile: String
    private let citizenID: String
    private let department: Department.ID?
    private let position: String
    private let externalID: String
    let organization: Organization.ID

    init(_ record: AccountRecord, in organization: Organization.ID) {
        (name, mobile, citizenID) = (record.name, record.mobile, record.citizenID)
        (department, position, externalID) = (record.department, record.position, record.externalID)
        self.organization = organization
    }

    var record: AccountRecord {
        AccountRecord(
            name: name, mobile: mobile, citizenID: citizenID, department: department, position: position, externalID: externalID)
    }
}

extension DeclaredRecord {
    /// All its fields by their names, as they can be typed in again.
    var formerContent: String {
        get throws {
            try Dictionary(uniqueKeysWithValues: Self.attributes.all.map { ($0.name, $0.codes(self)) }).json()
        }
    }

    static func formerContent(_ text: String) throws -> Self {
        let codes = try [String: [String]].read(json: text)
        return try attributes.all.reduce(into: blank) { record, attribute in try attribute.set(&record, to: codes[attribute.name] ?? []) }
    }
}

/// Why a record that nothing refers to stays all the same.
enum TakingBackRefused: Refusal, Equatable {
    case hasAccount, signedIn

    var code: String {
        switch self {
        case .hasAccount: "registry.takingBack.hasAccount"
        case .signedIn: "registry.takingBack.signedIn"
        }
    }

    var message: String {
        switch self {
        case .hasAccount: "已开通企业账号"
        case .signedIn: "已登录过"
        }
    }
}
