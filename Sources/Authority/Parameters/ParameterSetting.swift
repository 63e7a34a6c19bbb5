import Storage
import Timekeeping

/// A system administrator sets a parameter for the own agency and, by that, for all below it; nil takes the own setting
/// back (CONF-04).
package struct ParameterSetting: Sendable {
    package let parameter: Parameter
    package let value: Int?
    package let version: Int

    package init(_ parameter: Parameter, to value: Int?, version: Int) {
        (self.parameter, self.value, self.version) = (parameter, value, version)
    }

    package static let set = FactKind(code: "authority.parameter.set", sentence: "{actor}设置参数“{name}”")

    package enum Refused: Refusal, Equatable {
        case outOfRange(Parameter)
        case looserThanAbove(Parameter, limit: Int)

        package var code: String {
            switch self {
            case .outOfRange: "authority.parameter.outOfRange"
            case .looserThanAbove: "authority.parameter.looserThanAbove"
            }
        }

        package var message: String {
            switch self {
            case .outOfRange(let parameter):
                "\(parameter.label)应为\(parameter.range.lowerBound)至\(parameter.range.upperBound)\(parameter.unit)"
            case .looserThanAbove(let parameter, let limit):
                "\(parameter.label)上级规定为\(limit)\(parameter.unit)，本级只能从严"
            }
        }

        package var field: String? {
            switch self {
            case .outOfRange, .looserThanAbove: "value"
            }
        }
    }

    func permit(fromAbove: Int) throws(Refused) {
        guard let value else { return }
        guard parameter.range.contains(value) else { throw .outOfRange(parameter) }
        if parameter.isLooser(value, than: fromAbove) { throw .looserThanAbove(parameter, limit: fromAbove) }
    }

    package func make(by actor: Actor, at now: Instant, in transaction: Transaction) throws {
        try actor.require(.manageParameters)
        let before = try parameter.standing(of: actor.organization, in: transaction)
        try permit(fromAbove: before.fromAbove)
        guard before.version == version else { throw StorageError.overtaken }
        try transaction.refusing(["parameter_setting_once": Overtaken()]) {
            try store(for: actor, at: now, in: transaction)
        }
        func words(_ value: Int?) -> String { value.map { "\($0)\(parameter.unit)" } ?? "未设置" }
        let details: [FactDetail?] = [.change(parameter.label, words(before.own), words(value))]
        try Fact(
            kind: Self.set, actor: actor, at: now, organization: actor.organization, noun: "Parameter", record: nil,
            details: details.compactMap { $0 }, values: ["name": parameter.label]
        ).record(in: transaction)
    }

    /// Two first settings at once.
    private struct Overtaken: Refusal {
        let code = "authority.parameter.overtaken"
        let message = StorageError.overtakenMessage
    }
}
