import Authority
import Storage

/// What is drawn.
package enum DrawKind: String, Labelled, Codable, SQLConvertible {
    case subjects, officers
    /// Of one officer who takes the place of one drawn before (ADJ-09). It is opened, fixed and drawn in one transaction, so
    /// nobody meets it under way, and a task may have many.
    case replacement

    package var label: String {
        switch self {
        case .subjects: "抽取检查对象"
        case .officers: "抽取检查人员"
        case .replacement: "抽取更换人员"
        }
    }

    package var permission: Permission {
        switch self {
        case .subjects: .drawSubjects
        case .officers, .replacement: .drawOfficers
        }
    }
}

/// The life of a draw. Of the first two a task has at most one a kind and agency, and its objects are drawn once; the others
/// stay as records.
package enum DrawStatus: String, Labelled, Codable, SQLConvertible {
    /// The commitments stand in the ledger, the lists are being fixed.
    case opened
    /// Lists and parameters are fixed: the result exists, but nobody has seen it.
    case committed
    case done
    /// The draw could not be made as its files say; the reason is part of the record.
    case failed
    /// Given up, with a reason, before its result was known.
    case voided

    package var label: String {
        switch self {
        case .opened: "已承诺"
        case .committed: "待抽取"
        case .done: "已抽取"
        case .failed: "抽取失败"
        case .voided: "已作废"
        }
    }

    package var isOpen: Bool {
        switch self {
        case .opened, .committed: true
        case .done, .failed, .voided: false
        }
    }

    /// The states that a task has at most once.
    static let standing: [DrawStatus] = [.opened, .committed, .done]

    package func next(after act: DrawAct) -> DrawStatus? {
        switch act {
        case .commit: self == .opened ? .committed : nil
        case .stop: self == .committed ? .done : nil
        case .fail: isOpen ? .failed : nil
        case .void: isOpen ? .voided : nil
        case .enterBeacon: self == .committed ? .committed : nil
        }
    }
}

package enum DrawAct: String, OfferedAct {
    case commit, stop, fail, void, enterBeacon
}

/// Why an act on a draw is refused.
package enum DrawRefused: Refusal, Equatable {
    case subjectsDrawn
    case officersDrawn
    case ended(DrawStatus)
    case notFixed
    case reasonMissing
    case tooFewOfficers
    case tooFewCandidates
    case tooFewLeaders
    case foreignOfficer
    case unfitOfficer(name: String)
    case unfitCertificate(name: String)
    case onlyAssigned
    case noSubjects
    case wrongTaskState(TaskStatus)
    case unknownRecusal
    case partyUnknown
    case beaconText
    case commitmentMade
    case nonceForm
    case revealed
    case beaconPending
    case revealPending
    case beaconEntered
    case beaconValueText

    package var code: String {
        switch self {
        case .subjectsDrawn: "tasking.draw.subjectsDrawn"
        case .officersDrawn: "tasking.draw.officersDrawn"
        case .ended: "tasking.draw.ended"
        case .notFixed: "tasking.draw.notFixed"
        case .reasonMissing: "tasking.draw.reasonMissing"
        case .tooFewOfficers: "tasking.draw.tooFewOfficers"
        case .tooFewCandidates: "tasking.draw.tooFewCandidates"
        case .tooFewLeaders: "tasking.draw.tooFewLeaders"
        case .foreignOfficer: "tasking.draw.foreignOfficer"
        case .unfitOfficer: "tasking.draw.unfitOfficer"
        case .unfitCertificate: "tasking.draw.unfitCertificate"
        case .onlyAssigned: "tasking.draw.onlyAssigned"
        case .noSubjects: "tasking.draw.noSubjects"
        case .wrongTaskState: "tasking.draw.wrongTaskState"
        case .unknownRecusal: "tasking.draw.unknownRecusal"
        case .partyUnknown: "tasking.draw.partyUnknown"
        case .beaconText: "tasking.draw.beaconText"
        case .commitmentMade: "tasking.draw.commitmentMade"
        case .nonceForm: "tasking.draw.nonceForm"
        case .revealed: "tasking.draw.revealed"
        case .beaconPending: "tasking.draw.beaconPending"
        case .revealPending: "tasking.draw.revealPending"
        case .beaconEntered: "tasking.draw.beaconEntered"
        case .beaconValueText: "tasking.draw.beaconValueText"
        }
    }

    package var message: String {
        switch self {
        case .subjectsDrawn: "检查对象已抽取"
        case .officersDrawn: "检查人员已抽取"
        case .ended(let status): "该次抽取\(status.label)，不能再操作"
        case .notFixed: "抽取名单尚未固定，请重新开始抽取"
        case .reasonMissing: "请填写作废理由"
        case .tooFewOfficers: "执法人员不得少于两人"
        case .tooFewCandidates: "检查人员数量不足"
        // OFCR-08, exact text
        case .tooFewLeaders: "人员库中组长人数不足"
        case .foreignOfficer: "只能选择本机构执法人员"
        case .unfitOfficer(let name): "\(name)执法证已失效，请调整检查人员"
        case .unfitCertificate(let name): "\(name)的执法证号含有不能用于抽取的字符，请先更正"
        case .onlyAssigned: "该任务的检查人员由自行设定选派，不能随机抽取"
        case .noSubjects: "没有待选派人员的检查对象"
        case .wrongTaskState(let status): "任务状态为“\(status.label)”，不能选派人员"
        case .unknownRecusal: "回避的人员或检查对象不在该任务中"
        case .partyUnknown: "所选机构没有执法监督人员，不能作为第二方参加抽取"
        case .beaconText: "公开随机信标不能含有“|”，也不能以NONE开头；请写明公开事件和换算规则"
        case .commitmentMade: "随机数承诺已提交，不能更改"
        case .nonceForm: "随机数应为64位小写十六进制数"
        case .revealed: "随机数已揭示"
        case .beaconPending: "请先录入公开随机信标的结果及其来源"
        case .revealPending: "第二方尚未揭示随机数，不能停止；第二方拒绝揭示的，请说明理由作废本次抽取"
        case .beaconEntered: "公开随机信标的结果已录入，不能更改"
        case .beaconValueText: "信标结果不能含有“|”"
        }
    }

    package var field: String? {
        switch self {
        case .reasonMissing: "reason"
        case .tooFewOfficers, .tooFewCandidates, .foreignOfficer, .unfitOfficer, .unfitCertificate: "officer"
        case .tooFewLeaders: "needsLeaders"
        case .partyUnknown: "party"
        case .beaconText: "beacon"
        case .nonceForm: "nonce"
        case .beaconValueText: "value"
        case .subjectsDrawn, .officersDrawn, .ended, .notFixed, .onlyAssigned, .noSubjects, .wrongTaskState, .unknownRecusal,
            .commitmentMade, .revealed, .beaconPending, .revealPending, .beaconEntered:
            nil
        }
    }
}

/// What is recorded about draws (BEY-10).
package enum DrawFacts {
    package static let opened = FactKind(
        code: "tasking.draw.opened", sentence: "{actor}为任务“{task}”开始{kind}，编号{number}，随机数承诺已固定")
    package static let committed = FactKind(
        code: "tasking.draw.committed", sentence: "抽取{number}的名单与参数已固定，参数摘要{params}")
    package static let done = FactKind(code: "tasking.draw.done", sentence: "{actor}完成抽取{number}，抽中{count}个对象")
    package static let failed = FactKind(code: "tasking.draw.failed", sentence: "抽取{number}失败：{reason}")
    package static let voided = FactKind(code: "tasking.draw.voided", sentence: "{actor}作废抽取{number}：{reason}")
    package static let partyCommitted = FactKind(
        code: "tasking.draw.partyCommitted", sentence: "{actor}代表第二方{party}提交抽取{number}的随机数承诺")
    package static let beaconEntered = FactKind(
        code: "tasking.draw.beaconEntered", sentence: "{actor}录入抽取{number}的公开随机信标结果“{value}”，来源：{source}")
    package static let partyRevealed = FactKind(
        code: "tasking.draw.partyRevealed", sentence: "{actor}代表第二方{party}揭示抽取{number}的随机数")
    package static let recusalDeclared = FactKind(
        code: "tasking.draw.recusalDeclared", sentence: "{actor}登记回避：{officer}不检查“{subject}”，{reason}")
    package static let recusalWithdrawn = FactKind(
        code: "tasking.draw.recusalWithdrawn", sentence: "{actor}撤销回避：{officer}与“{subject}”")

    package static let all = [opened, committed, done, failed, voided, partyCommitted, beaconEntered, partyRevealed, recusalDeclared, recusalWithdrawn]
}
