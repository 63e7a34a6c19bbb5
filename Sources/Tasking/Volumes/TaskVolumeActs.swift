import Authority
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension TaskVolume: KeptNoun {
    package static let noun: StaticString = "TaskVolume"
    package static var added: FactKind { TaskVolumeFacts.added }
    package static var changed: FactKind { TaskVolumeFacts.changed }
    package static let refusals: KeyValuePairs<String, any Refusal> = ["task_volume_once": TaskVolumeRefused.taken]

    package var factRecord: [UInt8] { id.bytes }
    package var owner: Organization.ID? { organization }
    package var factValues: [String: String] { ["name": record.title] }
}

/// What is recorded about task volumes.
package enum TaskVolumeFacts {
    package static let added = FactKind(code: "tasking.taskVolume.added", sentence: "{actor}设定{name}")
    package static let changed = FactKind(code: "tasking.taskVolume.changed", sentence: "{actor}调整{name}，理由：{reason}")
    package static let officerSet = FactKind(code: "tasking.taskVolume.officerSet", sentence: "{actor}在{name}中设定{officer}的人员任务量")
    package static let officerRemoved = FactKind(code: "tasking.taskVolume.officerRemoved", sentence: "{actor}从{name}中移除{officer}")

    package static let all = [added, changed, officerSet, officerRemoved]
}

/// The agency of the planner gets its volume of a year and family.
package struct TaskVolumeSetting: Sendable {
    package let record: TaskVolumeRecord

    package init(_ record: TaskVolumeRecord) { self.record = record }

    package func make(in act: ActContext) throws -> TaskVolume.ID {
        try act.actor.require(.makePlans)
        try ActingAgency.load(act.actor.organization, in: act.transaction).requireEnforcementBody()
        try record.requireFilled()
        let volume = TaskVolume(
            id: TaskVolume.ID(at: act.now), version: 1, organization: act.actor.organization,
            organizationName: act.actor.organizationName, record: record)
        try act.add(volume)
        return volume.id
    }
}

/// The volume is raised or lowered, with a reason that stays (调整记录).
package struct TaskVolumeAdjustment: Sendable {
    package let volume: TaskVolume.ID
    package let version: Int
    package let next: Int
    package let documentNo: String
    package let reason: String

    package init(of volume: TaskVolume.ID, version: Int, to next: Int, documentNo: String, because reason: String) {
        (self.volume, self.version, self.next, self.documentNo, self.reason) = (volume, version, next, documentNo, reason)
    }

    package func make(in act: ActContext) throws {
        try act.actor.require(.makePlans)
        let before = try TaskVolume.load(volume, scope: act.actor.scope.ownOnly, in: act.transaction)
        if next != before.record.volume, reason.allSatisfy(\.isWhitespace) { throw TaskVolumeRefused.reasonMissing }
        var changed = before
        (changed.record.volume, changed.record.documentNo) = (next, documentNo)
        try changed.record.requireFilled()
        try changed.update(expecting: version, in: act)
        if next != before.record.volume {
            try TaskVolume.Adjustment(from: before.record.volume, to: next, reason: reason, person: act.actor.name, at: act.now)
                .insert(of: volume, in: act.transaction)
        }
        try act.record(
            TaskVolumeFacts.changed, of: changed, TaskVolumeRecord.changes(from: before.record, to: changed.record), naming: ["reason": reason.isEmpty ? "只更正来源文号" : reason])
    }
}

/// 每月上限 and 不可用月份 of one officer of the agency; with a limit of zero nothing is laid down of the officer any more.
package struct OfficerVolumeSetting: Sendable {
    package let volume: TaskVolume.ID
    package let officer: EnforcementOfficer.ID?
    package let monthlyLimit: Int
    package let unavailable: Set<Int>

    package init(in volume: TaskVolume.ID, of officer: EnforcementOfficer.ID?, monthlyLimit: Int, unavailable: Set<Int>) {
        (self.volume, self.officer, self.monthlyLimit, self.unavailable) = (volume, officer, monthlyLimit, unavailable)
    }

    package func make(in act: ActContext) throws {
        try act.actor.require(.makePlans)
        let found = try TaskVolume.load(volume, scope: act.actor.scope.ownOnly, in: act.transaction)
        guard let officer else { throw TaskVolumeRefused.officerMissing }
        let line = try EnforcementOfficer.lines([officer], in: act.transaction)[officer]
        guard let line, line.organization == found.organization else { throw TaskVolumeRefused.otherAgency }
        guard unavailable.count < 12 else { throw TaskVolumeRefused.everyMonth }
        let before = try OfficerVolume.all(of: volume, in: act.transaction).first { $0.officer == officer }
        guard monthlyLimit > 0 else { return try remove(before, from: found, in: act) }
        let next = OfficerVolume(officer, name: line.fullName, monthlyLimit: monthlyLimit, unavailable: unavailable)
        try next.write(into: volume, in: act.transaction)
        try TaskVolume.touch(volume, in: act.transaction)
        let details = [
            FactDetail.change("每月上限", before.map { "\($0.monthlyLimit)" }, "\(monthlyLimit)"),
            FactDetail.change("不可用月份", before?.unavailableWords, next.unavailableWords),
        ].compactMap { $0 }
        try act.record(TaskVolumeFacts.officerSet, of: found, details, naming: ["officer": line.fullName])
    }

    private func remove(_ line: OfficerVolume?, from found: TaskVolume, in act: ActContext) throws {
        guard let line else { throw TaskVolumeRefused.notListed }
        try OfficerVolume.delete(line.officer, from: volume, in: act.transaction)
        try TaskVolume.touch(volume, in: act.transaction)
        try act.record(
            TaskVolumeFacts.officerRemoved, of: found, [FactDetail("每月上限", before: "\(line.monthlyLimit)", after: nil)],
            naming: ["officer": line.name])
    }
}
