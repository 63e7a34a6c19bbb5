import Storage
import Timekeeping

/// 安全隐患: a weakness that somebody noted for the yearly risk assessment, until it is closed (SEC-12).
package struct SecurityFinding: Sendable, Equatable {
    package typealias ID = Identifier<SecurityFinding>

    package enum Severity: String, Labelled, SQLConvertible {
        case low, medium, high

        package var label: String {
            switch self {
            case .low: "低"
            case .medium: "中"
            case .high: "高"
            }
        }
    }

    package let id: ID
    package let version: Int
    package let title: String
    package let severity: Severity
    package let notedAt: Instant
    package let notedBy: String
    /// How it was dealt with; nil while it is open.
    package let remedy: String?
    package let closedAt: Instant?
}

/// A security administrator notes a weakness (SEC-12).
package struct FindingNote: Sendable {
    package let title: String
    package let severity: SecurityFinding.Severity

    package init(_ title: String, severity: SecurityFinding.Severity) { (self.title, self.severity) = (title, severity) }

    package static let noted = FactKind(code: "authority.finding.noted", sentence: "{actor}登记安全隐患“{title}”")

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws -> SecurityFinding.ID {
        try actor.require(.manageSecurity)
        try MissingField.check(["隐患描述": title])
        let id = SecurityFinding.ID(at: now)
        try insert(id, by: actor, at: now, in: transaction)
        try Fact(
            kind: Self.noted, actor: actor, at: now, organization: actor.organization, noun: "SecurityFinding", record: id.bytes,
            details: [FactDetail("风险程度", before: nil, after: severity.label)], values: ["title": title]
        ).record(in: transaction)
        return id
    }
}

/// A weakness was dealt with (SEC-12).
package struct FindingClosing: Sendable {
    package let finding: SecurityFinding.ID
    package let version: Int
    package let remedy: String

    package init(of finding: SecurityFinding.ID, version: Int, remedy: String) {
        (self.finding, self.version, self.remedy) = (finding, version, remedy)
    }

    package static let closed = FactKind(code: "authority.finding.closed", sentence: "{actor}办结安全隐患“{title}”")

    package enum Refused: Refusal, Equatable {
        case alreadyClosed

        package var code: String { "authority.finding.alreadyClosed" }
        package var message: String { "该安全隐患已办结" }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageSecurity)
        try MissingField.check(["处理措施": remedy])
        let found = try SecurityFinding.load(finding, scope: actor.scope.ownOnly, in: transaction)
        guard found.remedy == nil else { throw Refused.alreadyClosed }
        try update(at: now, in: transaction)
        try Fact(
            kind: Self.closed, actor: actor, at: now, organization: actor.organization, noun: "SecurityFinding",
            record: finding.bytes, details: [FactDetail("处理措施", before: nil, after: remedy)], values: ["title": found.title]
        ).record(in: transaction)
    }
}
