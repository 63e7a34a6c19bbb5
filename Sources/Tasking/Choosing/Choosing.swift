import Authority
import Storage
import Timekeeping

/// A task whose objects are being chosen, under lock: every act on its candidates begins here.
struct Choosing {
    let task: InspectionTask

    /// - Throws: `NotFound` for a task of another agency; a refusal when its objects no longer may be changed.
    static func lock(_ id: InspectionTask.ID, of actor: Actor, in transaction: Transaction) throws -> Choosing {
        try actor.require(.drawSubjects)
        let task = try InspectionTask.lock(id, in: transaction)
        let hasOpenDraw = try DrawRecord.open(.subjects, of: id, by: task.organization, in: transaction) != nil
        try ChoosingStanding(task, hasOpenDraw: hasOpenDraw, actor).admit(.choose)
        return Choosing(task: task)
    }

    func record(
        _ kind: FactKind, by actor: Actor, at now: Instant, details: [FactDetail] = [], values: [String: String] = [:],
        in transaction: Transaction
    ) throws {
        try task.record(kind, by: actor, at: now, details: details, values: values, in: transaction)
    }
}

package enum ChoosingAct: String, OfferedAct { case choose }

/// What every act on the candidates of a task looks at.
package struct ChoosingStanding: ActStanding {
    let status: TaskStatus
    /// A draw has begun: its list is fixed.
    let hasOpenDraw: Bool
    let isOwn: Bool

    package init(_ task: InspectionTask, hasOpenDraw: Bool, _ actor: Actor) {
        (status, self.hasOpenDraw) = (task.status, hasOpenDraw)
        isOwn = task.organization == actor.organization && actor.may(.drawSubjects)
    }

    package func isCallers(_ act: ChoosingAct) -> Bool { isOwn }

    package func permit(_ act: ChoosingAct) throws(ChoosingRefused) {
        if status.hasSubjects { throw .alreadyDrawn }
        guard status == .awaitingSubjects else { throw .wrongState(status) }
        if hasOpenDraw { throw .drawUnderWay }
    }
}

/// What is recorded about the choosing of objects.
package enum ChoosingFacts {
    package static let categoryAdded = FactKind(
        code: "tasking.choosing.categoryAdded", sentence: "{actor}为任务“{name}”添加对象分类“{category}”，{count}个对象")
    package static let categoryRemoved = FactKind(
        code: "tasking.choosing.categoryRemoved", sentence: "{actor}从任务“{name}”删除对象分类“{category}”")
    package static let ruleSet = FactKind(
        code: "tasking.choosing.ruleSet", sentence: "{actor}设置任务“{name}”的排除规则，排除{count}个对象")
    package static let marked = FactKind(
        code: "tasking.choosing.marked", sentence: "{actor}将任务“{name}”的{count}个对象{mark}")
    package static let removed = FactKind(
        code: "tasking.choosing.removed", sentence: "{actor}从任务“{name}”的名单删除{count}个检查对象")
    package static let ratiosSet = FactKind(
        code: "tasking.choosing.ratiosSet", sentence: "{actor}设置任务“{name}”的抽样比例")

    package static let goesAlone = FactKind(
        code: "tasking.choosing.goesAlone", sentence: "{actor}为任务“{name}”写明单独检查的理由：{reason}")

    package static let all = [categoryAdded, categoryRemoved, ruleSet, marked, removed, ratiosSet, goesAlone]
}
