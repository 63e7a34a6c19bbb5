import Authority
import Importing
import Library
import Storage
import Timekeeping
import Vault

/// A licence with the object that holds it, of which its facts are told.
struct HeldLicence {
    var licence: Licence
    let holder: RegulatedSubject
}

extension HeldLicence: RemovableNoun {
    static let noun: StaticString = "RegulatedSubject"
    static let added = FactKind(code: "registry.licence.added", sentence: "{actor}为“{name}”登记证照“{kind} {number}”")
    static let changed = FactKind(code: "registry.licence.changed", sentence: "{actor}修改“{name}”的证照“{kind} {number}”")
    static let removed = FactKind(code: "registry.licence.removed", sentence: "{actor}删除“{name}”的证照“{kind} {number}”")
    static let refusals: KeyValuePairs<String, any Refusal> = ["licence_once": LicenceRefused.known]

    var record: LicenceRecord {
        get { licence.record }
        set { licence.record = newValue }
    }
    var factRecord: [UInt8] { licence.subject.bytes }
    var owner: Organization.ID? { holder.record.jurisdiction }
    var factValues: [String: String] { ["name": holder.record.name, "kind": record.kind, "number": record.number] }

    /// Of an object in scope and in the library.
    static func load(_ id: Licence.ID, in act: ActContext) throws -> HeldLicence {
        guard let licence = try Licence.find(id, in: act.transaction) else { throw NotFound() }
        return HeldLicence(licence: licence, holder: try RegulatedSubject.holder(licence.subject, in: act))
    }
}

extension RegulatedSubject {
    fileprivate static func holder(_ subject: ID, in act: ActContext) throws -> RegulatedSubject {
        guard let protection = act.protection else { throw StorageError.broken("an object was asked for without the key of its fields") }
        guard let found = try find(subject, scope: act.actor.scope, protection: protection, in: act.transaction) else { throw NotFound() }
        if found.status == .writtenOff { throw SubjectRefused.writtenOff }
        return found
    }
}

/// A licence is entered on the page of its object.
package struct LicenceAddition: Sendable {
    package let subject: RegulatedSubject.ID
    package let record: LicenceRecord
    /// A scan that the vault holds already.
    package let file: KeptFile?

    package init(to subject: RegulatedSubject.ID, _ record: LicenceRecord, file: KeptFile? = nil) {
        (self.subject, self.record, self.file) = (subject, record, file)
    }

    @discardableResult
    package func make(in act: ActContext) throws -> Licence.ID {
        try act.actor.require(.manageSubjects)
        let holder = try RegulatedSubject.holder(subject, in: act)
        try record.permit()
        let licence = Licence(
            id: Licence.ID(at: act.now), version: 1, subject: subject, record: record, file: try act.stored(file), fileName: file?.name,
            enteredBy: act.actor.name)
        try act.add(HeldLicence(licence: licence, holder: holder))
        return licence.id
    }
}

/// Its fields become these; a new scan takes the place of the old one.
package struct LicenceChange: Sendable {
    package let licence: Licence.ID
    package let version: Int
    package let record: LicenceRecord
    package let file: KeptFile?

    package init(of licence: Licence.ID, version: Int, to record: LicenceRecord, file: KeptFile? = nil) {
        (self.licence, self.version, self.record, self.file) = (licence, version, record, file)
    }

    package func make(in act: ActContext) throws {
        try act.actor.require(.manageSubjects)
        let former = try HeldLicence.load(licence, in: act)
        try record.permit()
        var changed = former
        (changed.record, changed.licence.enteredBy) = (record, act.actor.name)
        if let scan = try act.stored(file) { changed.licence.file = scan }
        try act.change(former, to: changed, expecting: version)
    }
}

/// A licence that was entered by mistake or was withdrawn is taken off the object; the log keeps it.
package struct LicenceRemoval: Sendable {
    package let licence: Licence.ID
    package let version: Int

    package init(of licence: Licence.ID, version: Int) { (self.licence, self.version) = (licence, version) }

    package func make(in act: ActContext) throws {
        try act.actor.require(.manageSubjects)
        try act.remove(try HeldLicence.load(licence, in: act), expecting: version)
    }
}

extension ActContext {
    fileprivate func stored(_ file: KeptFile?) throws -> StoredFile.ID? {
        try file.map { try StoredFile.record($0, of: actor.organization, by: actor.account, at: now, in: transaction).id }
    }
}

package enum LicenceFacts {
    package static let all = [HeldLicence.added, HeldLicence.changed, HeldLicence.removed]
}
