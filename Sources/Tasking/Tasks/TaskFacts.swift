import Authority
import Storage
import Timekeeping

/// What is recorded about tasks (SEC-05).
package enum TaskFacts {
    package static let made = FactKind(code: "tasking.task.made", sentence: "{actor}创建任务“{name}”（{number}）")
    package static let changed = FactKind(code: "tasking.task.changed", sentence: "{actor}修改任务“{name}”")
    package static let deleted = FactKind(code: "tasking.task.deleted", sentence: "{actor}删除任务“{name}”（{number}）")
    package static let confirmed = FactKind(code: "tasking.task.confirmed", sentence: "{actor}确认任务“{name}”")
    package static let itemAdded = FactKind(code: "tasking.task.itemAdded", sentence: "{actor}为任务“{name}”添加事项“{item}”")
    package static let itemRemoved = FactKind(
        code: "tasking.task.itemRemoved", sentence: "{actor}从任务“{name}”删除事项“{item}”")
    package static let formsSelected = FactKind(
        code: "tasking.task.formsSelected", sentence: "{actor}为任务“{name}”的事项“{item}”选择检查表单")
    package static let dynamicFormMade = FactKind(
        code: "tasking.task.dynamicFormMade", sentence: "{actor}为任务“{name}”创建动态表单")
    package static let issued = FactKind(
        code: "tasking.task.issued", sentence: "{actor}下发任务“{name}”，检查对象{count}个")
    package static let subjectsAdded = FactKind(
        code: "tasking.task.subjectsAdded", sentence: "{actor}为任务“{name}”补充检查对象{count}个")
    package static let closed = FactKind(code: "tasking.task.closed", sentence: "{actor}结束任务“{name}”")
    package static let moved = FactKind(code: "tasking.task.moved", sentence: "任务“{name}”的状态变为“{status}”")
    package static let urged = FactKind(code: "tasking.task.urged", sentence: "{actor}就任务“{name}”催办{agency}")
    package static let purged = FactKind(code: "tasking.task.purged", sentence: "测试任务“{name}”（{number}）到期清除")
    package static let subjectMoved = FactKind(
        code: "tasking.taskSubject.moved", sentence: "检查对象“{subject}”的状态变为“{status}”")
    package static let agencyAdjusted = FactKind(
        code: "tasking.taskSubject.agencyAdjusted", sentence: "{actor}将检查对象“{subject}”由{from}调整到{to}：{reason}")
    package static let officerAdjusted = FactKind(
        code: "tasking.taskSubject.officerAdjusted", sentence: "{actor}将检查对象“{subject}”的检查人员由{from}更换为{to}（{way}）")
    package static let reassigned = FactKind(
        code: "tasking.taskSubject.reassigned", sentence: "{actor}将检查对象“{subject}”的检查人员由{from}改为{to}")

    package static let all = [
        made, changed, deleted, confirmed, itemAdded, itemRemoved, formsSelected, dynamicFormMade, issued, subjectsAdded, closed, moved, urged, purged,
        subjectMoved, agencyAdjusted, officerAdjusted, reassigned,
    ]
}

extension InspectionTask {
    /// Records what was done with this task; name and number are filled in. Whoever saw the task before it is overtaken
    /// (OPS-04), whatever row of it was changed.
    func record(
        _ kind: FactKind, by actor: Actor?, at now: Instant, details: [FactDetail] = [], values: [String: String] = [:],
        in transaction: Transaction
    ) throws {
        var values = values
        values["name"] = record.name
        values["number"] = number
        try Fact(
            kind: kind, actor: actor, at: now, organization: organization, noun: "InspectionTask", record: id.bytes,
            details: details, values: values
        ).record(in: transaction)
        try touch(in: transaction)
    }

    /// A task of the own agency under lock; others can't be changed and don't exist for its makers.
    static func lockOwn(_ id: ID, of actor: Actor, in transaction: Transaction) throws -> InspectionTask {
        try actor.require(.makeTasks)
        let task = try lock(id, in: transaction)
        guard task.organization == actor.organization else { throw NotFound() }
        return task
    }
}
