import Authority
import Storage

extension Route {
    /// How an act makes sure that what the person saw is what is there (OPS-04). Every act says it.
    package enum Versioning: Sendable {
        /// The record that the path names under `by`; the kit asks in the transaction of the act, before anything is written.
        case checked(VersionedTable, by: String)
        /// The noun asks by itself, because its version is not that of one record of the path; the words say whose it is.
        case byNoun(String)
        /// With the reason.
        case notNeeded(String)
        /// Nothing is changed.
        case reads

        package static func checked<Record: Versioned>(_: Record.Type, by name: String = "id") -> Versioning {
            .checked(Record.versions, by: name)
        }

        package static let fieldName = "version"

        /// Whether the caller has to say which version was seen.
        package var isNamed: Bool {
            switch self {
            case .checked, .byNoun: true
            case .notNeeded, .reads: false
            }
        }

        /// What is no version is refused as what it is, and not as the version of somebody who was slower.
        static func check(_ form: Values) throws(Problems) {
            guard let sent = form[fieldName], !sent.isEmpty, Int(sent).map({ $0 >= 0 && sent == "\($0)" }) != true else { return }
            throw Problems(fieldName, "版本应为读到的整数；请先打开或读取该记录，再连同读到的版本一起提交")
        }

        /// The field of the version, where the form does not declare it.
        package func field(besides form: [Field]) -> [Field] {
            guard isNamed, !form.contains(where: { $0.name == Self.fieldName }) else { return [] }
            return [Field(Self.fieldName, "版本", .hidden, required: true)]
        }
    }
}

/// An act without the version that the caller saw.
struct VersionMissing: Refusal {
    let code = "web.version.missing"
    let message = "请先打开或读取该记录，再连同读到的版本（version）一起提交"
    var field: String? { Route.Versioning.fieldName }
}

extension Call {
    /// The version that the person saw; zero stands for none, which no record has.
    package var seenVersion: Int { form[Route.Versioning.fieldName].flatMap { Int($0) } ?? 0 }

    /// The body of an act, kept from records that somebody else has changed meanwhile.
    /// Whoever may not see the record is told what the body says, so the body is asked first; nothing of it stays.
    func unlessOvertaken<T>(in transaction: Transaction, _ body: () throws -> T) throws -> T {
        guard case .checked(let table, let name) = versioning, let id = parameters[name].flatMap({ Identifier<Never>($0) }),
            let standing = try table.lock(id, in: transaction), standing != seenVersion
        else { return try body() }
        do { _ = try body() } catch let error where Self.isOutvoted(error) {}
        if form[Route.Versioning.fieldName] == nil { throw VersionMissing() }
        throw StorageError.overtaken
    }

    /// What a rule says of a record as it is now helps nobody who saw another.
    private static func isOutvoted(_ error: any Error) -> Bool {
        if error is any Refusal || error is Problems { return true }
        return error as? StorageError == .overtaken
    }
}
