import Authority
import Storage

/// Why an act on the candidates of a task is refused.
package enum ChoosingRefused: Refusal, Equatable {
    case missing(MissingField)
    case alreadyDrawn
    case drawUnderWay
    case wrongState(TaskStatus)
    case onlyDrawn
    case onlyChosen
    case categoryName
    case categoryTwice
    case categoryUnknown
    case nobodyFound
    case ruleMissing
    case ruleIncomplete
    case recordCount
    case periodInverted
    case listEmpty
    /// Rows of an uploaded list are wrong; the words say which.
    case listWrong(String)
    case ratiosMissing
    case tooMany
    case nothingToDraw
    case subjectsMissing
    /// The cap of the year (BEY-30); the words name the enterprises.
    case beyondCap(String)
    /// Others inspect in the same period (CALM-06); the words name where and who.
    case othersInspect(String)

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .alreadyDrawn: "tasking.choosing.alreadyDrawn"
        case .drawUnderWay: "tasking.choosing.drawUnderWay"
        case .wrongState: "tasking.choosing.wrongState"
        case .onlyDrawn: "tasking.choosing.onlyDrawn"
        case .onlyChosen: "tasking.choosing.onlyChosen"
        case .categoryName: "tasking.choosing.categoryName"
        case .categoryTwice: "tasking.choosing.categoryTwice"
        case .categoryUnknown: "tasking.choosing.categoryUnknown"
        case .nobodyFound: "tasking.choosing.nobodyFound"
        case .ruleMissing: "tasking.choosing.ruleMissing"
        case .ruleIncomplete: "tasking.choosing.ruleIncomplete"
        case .recordCount: "tasking.choosing.recordCount"
        case .periodInverted: "tasking.choosing.periodInverted"
        case .listEmpty: "tasking.choosing.listEmpty"
        case .listWrong: "tasking.choosing.listWrong"
        case .ratiosMissing: "tasking.choosing.ratiosMissing"
        case .tooMany: "tasking.choosing.tooMany"
        case .nothingToDraw: "tasking.choosing.nothingToDraw"
        case .subjectsMissing: TaskRefused.subjectsMissing.code
        case .beyondCap: "tasking.choosing.beyondCap"
        case .othersInspect: "tasking.choosing.othersInspect"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .alreadyDrawn: "检查对象已抽取"
        case .drawUnderWay: "抽取已开始，检查对象名单已固定，不能更改"
        case .wrongState(let status): "任务状态为“\(status.label)”，不能选定检查对象"
        case .onlyDrawn: "该任务的检查对象只能随机抽取"
        case .onlyChosen: "该任务的检查对象由自行设定选定，不能随机抽取"
        case .categoryName: "对象分类名称不能含有“|”“,”“:”，且不超过30字"
        case .categoryTwice: "对象分类名称已存在"
        case .categoryUnknown: "该对象分类不存在，请刷新后重试"
        case .nobodyFound: "没有符合条件且未加入其他分类的检查对象"
        case .ruleMissing: "请先设置排除规则"
        case .ruleIncomplete: "请至少设置一种排除规则，或选择不设置"
        case .recordCount: "检查次数应为不小于1的整数"
        case .periodInverted: "检查时间段的结束日期不能早于开始日期"
        case .listEmpty: "名单中没有有效的统一社会信用代码"
        case .listWrong(let complaint): "\(complaint)。没有导入任何一行；请修改后重新导入，或选择只导入正确的行"
        case .ratiosMissing: "请设置抽样比例或数量"
        case .tooMany: "抽取数量不能超过对象数量"
        case .nothingToDraw: "抽取数量合计为0，请调整抽样比例或数量"
        case .subjectsMissing: TaskRefused.subjectsMissing.message
        case .beyondCap(let words):
            "疑似频繁检查：\(words)。再检查将超过上限；确需检查的，请写明理由申请超频次检查，经审批人员批准后再添加、抽取或下发"
        case .othersInspect(let words):
            "同期有其他机构检查\(words)。请在“同期检查”中发起联合检查，或写明单独检查的理由"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .categoryName, .categoryTwice: "对象分类名称"
        case .recordCount: "count"
        case .periodInverted: "to"
        case .listEmpty, .listWrong: "list"
        case .alreadyDrawn, .drawUnderWay, .wrongState, .onlyDrawn, .onlyChosen, .categoryUnknown, .nobodyFound, .ruleMissing,
            .ruleIncomplete, .ratiosMissing, .tooMany, .nothingToDraw, .subjectsMissing, .beyondCap,
            .othersInspect:
            nil
        }
    }
}
