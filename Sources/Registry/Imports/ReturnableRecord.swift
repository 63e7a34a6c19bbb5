import Authority
import Importing
import Library
import Storage

extension RegulatedSubject {
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(RegulatedSubject.self)
        guard let subject = try find(id, scope: desk.actor.scope, protection: desk.protection, in: desk.transaction) else { return nil }
        return ReturnableRecord(subject.record.name, version: subject.version) {
            guard try !EnterpriseAccount.isHeld(for: id, in: desk.transaction) else { throw TakingBackRefused.hasAccount }
            try subject.remove(in: desk.transaction)
        } restore: { version in
            guard let former = try Self.former(id, version: version, protection: desk.protection, in: desk.transaction) else { return false }
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
        } restore: { version in
            guard let former = try Self.former(id, version: version, protection: desk.protection, in: desk.transaction) else { return false }
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
    /// Whoever has signed in has built on the account; of what it was before a change nothing is kept.
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(Account.self)
        guard let account = try desk.found({
            try load(id, scope: desk.actor.scope, at: desk.now, protection: desk.protection, in: desk.transaction)
        }) else { return nil }
        return ReturnableRecord(account.record.name, version: account.version) {
            guard account.lastLogin == nil else { throw TakingBackRefused.signedIn }
            try EnforcementOfficer.unlink(id, in: desk.transaction)
            try account.remove(in: desk.transaction)
        } restore: { _ in false }
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
                .make(by: desk.actor, at: desk.now, protection: desk.protection, in: desk.transaction)
        } restore: { _ in false }
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
