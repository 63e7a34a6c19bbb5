import Authority
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

extension Item {
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(Item.self)
        guard let item = try desk.found({ try load(id, scope: desk.actor.scope, in: desk.transaction) }) else { return nil }
        return ReturnableRecord(item.record.name, version: item.version) {
            try item.permitKeeping(by: desk.actor)
            try item.remove(in: desk.transaction)
        } restore: { version in
            // which supervision items a spot-check item consists of is not kept with its former states
            guard item.kind == .supervision, let former = try Self.former(id, version: version, in: desk.transaction) else { return false }
            var current = item.version
            if former.record != item.record {
                try ItemChange(of: id, version: current, to: former.record).make(by: desk.actor, at: desk.now, in: desk.transaction)
                current += 1
            }
            try ItemStatusChange(of: id, version: current, to: former.status).make(by: desk.actor, at: desk.now, in: desk.transaction)
            return true
        }
    }
}

extension CheckForm {
    /// A form that the import has made can go; what it was before it got more contents is not kept.
    static func takenBack(_ record: ImportedRecord.ID, _ desk: TakingBackDesk) throws -> ReturnableRecord? {
        let id = record.as(CheckForm.self)
        guard let form = try desk.found({ try load(id, scope: desk.actor.scope, in: desk.transaction) }) else { return nil }
        return ReturnableRecord(form.record.name, version: form.version) {
            try form.permitKeeping(by: desk.actor)
            try form.remove(in: desk.transaction)
        } restore: { _ in false }
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
