import Authority
import Importing
import Library
import Storage
import Timekeeping

/// A testing body enters the library of the agency.
package struct TestingBodyAddition: Sendable {
    package let record: TestingBodyRecord

    package init(_ record: TestingBodyRecord) { self.record = record }

    package static let added = FactKind(code: "registry.testingBody.added", sentence: "{actor}新增检验机构“{name}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> TestingBody.ID {
        try actor.require(.manageOfficers)
        try record.permit()
        let id = TestingBody.ID(at: now)
        try transaction.refusing(["testing_body_name": TestingBodyRefused.nameTaken]) {
            try record.insert(id, of: actor.organization, at: now, protection, in: transaction)
        }
        try Fact(
            kind: Self.added, actor: actor, at: now, organization: actor.organization, noun: TestingBody.noun, record: id.bytes,
            details: TestingBodyRecord.changes(from: nil, to: record), values: ["name": record.name]
        ).record(in: transaction)
        return id
    }
}

/// Its fields become these.
package struct TestingBodyChange: Sendable {
    package let body: TestingBody.ID
    package let version: Int
    package let record: TestingBodyRecord

    package init(of body: TestingBody.ID, version: Int, to record: TestingBodyRecord) {
        (self.body, self.version, self.record) = (body, version, record)
    }

    package static let changed = FactKind(code: "registry.testingBody.changed", sentence: "{actor}修改检验机构“{name}”")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws {
        try actor.require(.manageOfficers)
        let former = try TestingBody.load(body, scope: actor.scope.ownOnly, protection: protection, in: transaction)
        try record.permit()
        try transaction.refusing(["testing_body_name": TestingBodyRefused.nameTaken]) {
            try record.update(body, expecting: version, at: now, protection, in: transaction)
        }
        try Fact(
            kind: Self.changed, actor: actor, at: now, organization: former.organization, noun: TestingBody.noun, record: body.bytes,
            details: TestingBodyRecord.changes(from: former.record, to: record), values: ["name": record.name]
        ).record(in: transaction)
    }
}

/// Somebody looks at the whole telephone number; each look is a fact (SEC-06, SUBJ-28).
package struct TestingBodyFullView: Sendable {
    package let body: TestingBody.ID

    package init(of body: TestingBody.ID) { self.body = body }

    package static let viewed = FactKind(code: "registry.testingBody.fullViewed", sentence: "{actor}查看检验机构“{name}”的完整信息")

    package func make(
        by actor: Actor, at now: Instant, protection: any FieldProtection, in transaction: Transaction
    ) throws -> TestingBody {
        try actor.require(.readFullData)
        let found = try TestingBody.load(body, scope: actor.scope, protection: protection, in: transaction)
        try Fact(
            kind: Self.viewed, actor: actor, at: now, organization: found.organization, noun: TestingBody.noun, record: body.bytes,
            values: ["name": found.record.name]
        ).record(in: transaction)
        return found
    }
}

package enum TestingBodyFacts {
    package static let all = [
        TestingBodyAddition.added, TestingBodyChange.changed, TestingBody.disabled, TestingBody.enabled, TestingBodyFullView.viewed,
    ]
}
