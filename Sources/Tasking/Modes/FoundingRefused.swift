import Authority
import Storage

/// Why an inspection is not begun on the spot, or an object does not come into a task that runs.
package enum FoundingRefused: Refusal, Equatable {
    case notOfficer
    case subjectUnknown
    case classNotCovered
    case officerUnknown
    case officerUnfit(name: String)
    case taskUnknown
    case idTaken
    case inspectionPending
    case notFinished

    package var code: String {
        switch self {
        case .notOfficer: "tasking.founding.notOfficer"
        case .subjectUnknown: "tasking.founding.subjectUnknown"
        case .classNotCovered: "tasking.founding.classNotCovered"
        case .officerUnknown: "tasking.founding.officerUnknown"
        case .officerUnfit: "tasking.founding.officerUnfit"
        case .taskUnknown: "tasking.founding.taskUnknown"
        case .idTaken: "tasking.founding.idTaken"
        case .inspectionPending: "tasking.founding.inspectionPending"
        case .notFinished: "tasking.founding.notFinished"
        }
    }

    package var message: String {
        switch self {
        // ORG-14, exact text
        case .notOfficer: "非执法人员"
        case .subjectUnknown: "检查对象不在本机构的监管对象库中，或已核销；请重新查找"
        case .classNotCovered: "所选事项不适用于该类检查对象，请选择其他事项"
        case .officerUnknown: "所选执法人员不在本机构的执法人员库中，请重新选择"
        case .officerUnfit(let name): "\(name)执法证已失效，请调整检查人员"
        case .taskUnknown: "所选任务不存在，或不由本机构执行"
        case .idTaken: "该检查编号已被使用，请重新发起检查"
        case .inspectionPending: "本机构对该对象有未完成的检查，请先办理；飞行检查只在没有待办检查时发起"
        case .notFinished: "检查尚未完成，不能进行二次核查"
        }
    }

    package var field: String? {
        switch self {
        case .subjectUnknown, .inspectionPending: "subject"
        case .classNotCovered: "item"
        case .officerUnknown, .officerUnfit: "officer"
        case .taskUnknown, .notOfficer, .idTaken, .notFinished: nil
        }
    }
}
