import Authority
import Storage

/// What the acts of adjusting an object look at (ADJ-02, ADJ-05, ADJ-08).
package struct AdjustmentStanding: ActStanding {
    let status: TaskSubjectStatus
    let lacksOfficers: Bool
    /// The agency that issued the task, or a superior of the one that executes (ADJ-05).
    let mayAdjustAgency: Bool
    /// The executing agency names its own officers.
    let mayAdjustOfficers: Bool
    /// The executing agency is drawing its officers: its list of objects is fixed.
    let isBeingDrawn: Bool

    package enum Act: String, OfferedAct { case adjustAgency, adjustOfficers }

    package init(_ visit: TaskSubject, of maker: Organization.ID, isBeingDrawn: Bool, isCovered: Bool, _ actor: Actor) {
        (status, lacksOfficers) = (visit.status, visit.lacksOfficers)
        let isSuperior = isCovered && actor.organization != visit.agency
        mayAdjustAgency = actor.may(.makeTasks) && (maker == actor.organization || isSuperior)
        mayAdjustOfficers = actor.may(.drawOfficers) && actor.organization == visit.agency
        self.isBeingDrawn = isBeingDrawn
    }

    package static func of(
        _ visit: TaskSubject, of maker: Organization.ID, for actor: Actor, in transaction: Transaction
    ) throws -> AdjustmentStanding {
        AdjustmentStanding(
            visit, of: maker,
            isBeingDrawn: try DrawRecord.open(.officers, of: visit.task, by: visit.agency, in: transaction) != nil,
            isCovered: try actor.scope.covers(visit.agency, in: transaction), actor)
    }

    package func isCallers(_ act: Act) -> Bool {
        switch act {
        case .adjustAgency: mayAdjustAgency
        case .adjustOfficers: mayAdjustOfficers
        }
    }

    package func permit(_ act: Act) throws(AdjustmentRefused) {
        switch act {
        case .adjustAgency:
            guard lacksOfficers else { throw .officersDrawn }
            guard !isBeingDrawn else { throw .drawUnderWay }
        case .adjustOfficers:
            switch status {
            case .awaitingInspection: break
            // an object of several agencies waits for the others with its officers named (JOIN-09)
            case .awaitingOfficers: if lacksOfficers { throw .noOfficers }
            case .inspecting, .awaitingCountersign, .awaitingReview, .returned, .completed, .notInspectable: throw .resultEntered
            }
        }
    }
}

/// Why an object is not adjusted.
package enum AdjustmentRefused: Refusal, Equatable {
    case officersDrawn
    case drawUnderWay
    case agencyMissing
    case agencyUnknown
    case sameAgency
    case itemsNotClaimed
    case noOfficers
    case resultEntered
    case officerMissing
    case officerElsewhere
    case notDrawn
    case nobodyLeft
    case reasonMissing
    case successorMissing
    case successorForeign
    case successorUnfit(name: String)
    case successorInTeam(name: String)
    case successorRecused(name: String)

    package var code: String {
        switch self {
        case .officersDrawn: "tasking.adjustment.officersDrawn"
        case .drawUnderWay: "tasking.adjustment.drawUnderWay"
        case .agencyMissing: "tasking.adjustment.agencyMissing"
        case .agencyUnknown: "tasking.adjustment.agencyUnknown"
        case .sameAgency: "tasking.adjustment.sameAgency"
        case .itemsNotClaimed: "tasking.adjustment.itemsNotClaimed"
        case .noOfficers: "tasking.adjustment.noOfficers"
        case .resultEntered: "tasking.adjustment.resultEntered"
        case .officerMissing: "tasking.adjustment.officerMissing"
        case .officerElsewhere: "tasking.adjustment.officerElsewhere"
        case .notDrawn: "tasking.adjustment.notDrawn"
        case .nobodyLeft: "tasking.adjustment.nobodyLeft"
        case .reasonMissing: "tasking.adjustment.reasonMissing"
        case .successorMissing: "tasking.adjustment.successorMissing"
        case .successorForeign: "tasking.adjustment.successorForeign"
        case .successorUnfit: "tasking.adjustment.successorUnfit"
        case .successorInTeam: "tasking.adjustment.successorInTeam"
        case .successorRecused: "tasking.adjustment.successorRecused"
        }
    }

    package var message: String {
        switch self {
        // ADJ-02, exact text
        case .officersDrawn: "实施检查机构已抽取检查人员，无法调整检查机构"
        case .drawUnderWay: "实施检查机构正在抽取检查人员，名单已固定；请待抽取完成，或由该机构说明理由作废该次抽取"
        case .agencyMissing: "请选择新的检查机构"
        case .agencyUnknown: "所选机构不存在，或不是本机构及下级机构中启用的执法机构"
        case .sameAgency: "该检查对象已由所选机构检查，请选择其他检查机构"
        // ADJ-05, exact text
        case .itemsNotClaimed: "该机构未认领相关事项"
        case .noOfficers: "该检查对象尚未选派检查人员，请先抽取或指派"
        // ADJ-08, exact text
        case .resultEntered: "已录入检查结果，不能调整检查人员"
        case .officerMissing: "请选择要更换的检查人员"
        case .officerElsewhere: "所选人员不是该检查对象的检查人员，请刷新后重新选择"
        case .notDrawn: "该检查对象的检查人员由指派产生，没有抽取名单；请选择手动更换"
        case .nobodyLeft: "原抽取名单中没有可以替换的检查人员，请选择手动更换并说明理由"
        // ADJ-09, exact text
        case .reasonMissing: "请输入调整理由"
        case .successorMissing: "请选择新的检查人员"
        case .successorForeign: "只能选择本机构执法人员"
        case .successorUnfit(let name): "\(name)执法证已失效，请调整检查人员"
        case .successorInTeam(let name): "\(name)已是检查人员，或属于其他检查组，请选择其他人员"
        case .successorRecused(let name): "\(name)已登记回避该检查对象，请选择其他人员"
        }
    }

    package var field: String? {
        switch self {
        case .officersDrawn, .drawUnderWay, .noOfficers, .resultEntered: nil
        case .agencyMissing, .agencyUnknown, .sameAgency, .itemsNotClaimed: "agency"
        case .officerMissing, .officerElsewhere: "officer"
        case .notDrawn, .nobodyLeft: "way"
        case .reasonMissing: "reason"
        case .successorMissing, .successorForeign, .successorUnfit, .successorInTeam, .successorRecused: "next"
        }
    }
}
