import Authority
import Storage

/// What the acts of adjusting an object look at (ADJ-02, ADJ-05).
package struct AdjustmentStanding: ActStanding {
    let lacksOfficers: Bool
    /// The agency that issued the task, or a superior of the one that executes (ADJ-05).
    let mayAdjustAgency: Bool
    /// The executing agency is drawing its officers: its list of objects is fixed.
    let isBeingDrawn: Bool

    package enum Act: String, OfferedAct { case adjustAgency }

    package init(_ visit: TaskSubject, of maker: Organization.ID, isBeingDrawn: Bool, isCovered: Bool, _ actor: Actor) {
        lacksOfficers = visit.lacksOfficers
        let isSuperior = isCovered && actor.organization != visit.agency
        mayAdjustAgency = actor.may(.makeTasks) && (maker == actor.organization || isSuperior)
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
        }
    }

    package func permit(_ act: Act) throws(AdjustmentRefused) {
        switch act {
        case .adjustAgency:
            guard lacksOfficers else { throw .officersDrawn }
            guard !isBeingDrawn else { throw .drawUnderWay }
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

    package var code: String {
        switch self {
        case .officersDrawn: "tasking.adjustment.officersDrawn"
        case .drawUnderWay: "tasking.adjustment.drawUnderWay"
        case .agencyMissing: "tasking.adjustment.agencyMissing"
        case .agencyUnknown: "tasking.adjustment.agencyUnknown"
        case .sameAgency: "tasking.adjustment.sameAgency"
        case .itemsNotClaimed: "tasking.adjustment.itemsNotClaimed"
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
        }
    }

    package var field: String? {
        switch self {
        case .officersDrawn, .drawUnderWay: nil
        case .agencyMissing, .agencyUnknown, .sameAgency, .itemsNotClaimed: "agency"
        }
    }
}
