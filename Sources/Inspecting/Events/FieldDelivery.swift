import Authority
import Cryptography
import Storage
import Tasking
import Timekeeping

/// A phone hands over events of one visit (INSP-17, MOB-04). Sending again, twice or in pieces changes nothing
/// (BEY-51); what may not be is kept as refused, so that nothing of the log is ever lost.
package struct FieldDelivery: Sendable {
    package let visit: TaskSubject.ID
    package let device: FieldDevice.ID
    package let events: [FieldEvent]

    package init(of events: [FieldEvent], from device: FieldDevice.ID, to visit: TaskSubject.ID) {
        (self.events, self.device, self.visit) = (events, device, visit)
    }

    package static let greatestCount = 200

    package struct Outcome: Sendable, Equatable {
        package var accepted: [FieldEvent.ID] = []
        package var rejected: [Rejection] = []
    }

    package struct Rejection: Sendable, Equatable {
        package let event: FieldEvent.ID
        package let code: String
        package let message: String
    }

    /// The last event of the device that the server has.
    struct Head {
        var seq: Int64 = 0
        var hash = FieldEvent.genesis
        var at: Int64 = 0
        var account: Account.ID?
    }

    /// What the rule looks at beside the event itself.
    struct Standing {
        /// Nil when there is no such visit.
        var status: TaskSubjectStatus?
        var isAssigned: Bool
        var qualification: OfficerQualification?
        /// Participating agencies without officers for the object (JOIN-09).
        var lacking: [String] = []
    }

    /// Whether `event` follows `head`.
    func permitPlace(_ event: FieldEvent, after head: Head, of account: Account.ID) throws(FieldConflict) {
        guard event.device == device, event.visit == visit else { throw .mixed }
        if let owner = head.account, owner != account { throw .forked }
        if event.seq > head.seq + 1 { throw .gap(expected: head.seq + 1) }
        guard event.seq == head.seq + 1, event.prev == head.hash else { throw .forked }
        guard event.hash == event.computedHash else { throw .hash }
    }

    /// Why the event does not count; nil when it does.
    func refusal(of event: FieldEvent, after head: Head, _ standing: Standing, at now: Instant) -> FieldEventRefused? {
        guard let status = standing.status, standing.isAssigned else { return .notAssigned }
        if status == .awaitingOfficers { return .awaitingOfficers(agencies: standing.lacking) }
        guard status.takesEvents else { return .closed }
        if let qualification = standing.qualification,
            // a phone whose clock runs ahead has not gone ahead of the law
            !qualification.isValid(on: min(Instant(milliseconds: event.at), now).beijingDate)
        {
            return .certificateExpired(name: qualification.name)
        }
        guard let kind = FieldEventKind(rawValue: event.kind) else { return .kind }
        return kind.admits(event.payload) && event.at >= head.at ? nil : .payload
    }
}

extension TaskSubjectStatus {
    /// Whether results may be entered.
    var takesEvents: Bool {
        switch self {
        case .awaitingInspection, .inspecting, .returned: true
        case .awaitingOfficers, .awaitingCountersign, .awaitingReview, .completed, .notInspectable: false
        }
    }
}

/// Why one event does not count, though it is kept.
enum FieldEventRefused: Refusal, Equatable {
    case notAssigned, closed, kind, payload
    /// INSP-02
    case awaitingOfficers(agencies: [String])
    case certificateExpired(name: String)

    var code: String {
        switch self {
        case .notAssigned: "field.visit.notAssigned"
        case .closed: "field.visit.closed"
        case .awaitingOfficers: "field.visit.awaitingOfficers"
        case .kind: "field.event.kind"
        case .payload: "field.event.payload"
        case .certificateExpired: "field.officer.certificate"
        }
    }

    var message: String {
        switch self {
        case .notAssigned: "您不是本次检查的执法人员"
        case .closed: "本次检查已结束录入"
        case .awaitingOfficers(let agencies): ResultRefused.awaiting(agencies)
        case .kind: "不支持的记录种类，请更新客户端"
        case .payload: "记录内容不完整或格式不正确"
        case .certificateExpired(let name): "\(name)执法证已失效，请调整检查人员"
        }
    }
}

/// Why a call of a phone can't be answered as it stands; the phone knows how to go on (ADR 0002).
package enum FieldConflict: Error, Sendable, Equatable {
    case gap(expected: Int64)
    case forked
    case filesMissing([String])
    case digest
    /// Another event than the last one that asks for submission.
    case notSubmitted
    case hash, mixed, malformed, tooMany
    case fileHash

    package var status: Int {
        switch self {
        case .gap, .forked, .filesMissing, .digest, .notSubmitted: 409
        case .hash, .mixed, .malformed, .tooMany, .fileHash: 422
        }
    }

    package var code: String {
        switch self {
        case .gap: "field.events.gap"
        case .forked: "field.events.forked"
        case .filesMissing: "field.submission.filesMissing"
        case .digest: "field.submission.digest"
        case .notSubmitted: "field.submission.event"
        case .hash: "field.event.hash"
        case .mixed: "field.events.mixed"
        case .malformed: "field.call.malformed"
        case .tooMany: "field.events.tooMany"
        case .fileHash: "field.file.hash"
        }
    }

    package var message: String {
        switch self {
        case .gap: "服务器缺少本机更早的记录，将自动补传"
        case .forked: "本机记录与服务器保存的不一致，请联系管理员"
        case .filesMissing: "证据文件尚未传齐，将自动补传"
        case .digest: "检查结果与服务器合并后的不一致，请核对后重新签名"
        case .notSubmitted: "服务器没有收到提交记录，将自动补传"
        case .hash: "记录在传输中损坏，将自动重传"
        case .mixed: "一次只能上传同一台设备、同一次检查的记录"
        case .malformed: "请求内容不是有效的 JSON，或缺少字段"
        case .tooMany: "一次最多上传\(FieldDelivery.greatestCount)条记录"
        case .fileHash: "文件在传输中损坏，将自动重传"
        }
    }
}
