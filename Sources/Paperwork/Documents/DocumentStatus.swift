import Authority
import Storage

/// 文书状态 (E.14, DOC-18).
package enum DocumentStatus: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case notMade, drafting, pendingApproval, confirmed, sealed, served, voided

    package var label: String {
        switch self {
        case .notMade: "未制作"
        case .drafting: "制作中"
        case .pendingApproval: "待审批"
        case .confirmed: "已确认"
        case .sealed: "已盖章"
        case .served: "已送达"
        case .voided: "已作废"
        }
    }
}

/// What can happen to a document.
package enum DocumentAct: String, OfferedAct {
    /// Its making begins.
    case draft
    /// It is handed over for approval, where its kind needs one.
    case submit
    /// The approver gives it back to its maker.
    case sendBack
    /// Number and content are fixed: by the maker, or by the approver where the kind needs approval.
    case confirm
    case seal, serve, void
}

extension DocumentStatus {
    /// Where the act leads; nil when it can't be done. The whole life cycle E.14 is this table.
    package func next(after act: DocumentAct, needsApproval: Bool) -> DocumentStatus? {
        switch (self, act) {
        case (.notMade, .draft): .drafting
        case (.drafting, .submit): needsApproval ? .pendingApproval : nil
        case (.drafting, .confirm): needsApproval ? nil : .confirmed
        case (.pendingApproval, .sendBack): .drafting
        case (.pendingApproval, .confirm): .confirmed
        case (.confirmed, .seal): .sealed
        case (.confirmed, .serve), (.sealed, .serve): .served
        case (.confirmed, .void), (.sealed, .void), (.served, .void): .voided
        case (.notMade, .submit), (.notMade, .sendBack), (.notMade, .confirm), (.notMade, .seal), (.notMade, .serve),
            (.notMade, .void), (.drafting, .draft), (.drafting, .sendBack), (.drafting, .seal), (.drafting, .serve),
            (.drafting, .void), (.pendingApproval, .draft), (.pendingApproval, .submit), (.pendingApproval, .seal),
            (.pendingApproval, .serve), (.pendingApproval, .void), (.confirmed, .draft), (.confirmed, .submit),
            (.confirmed, .sendBack), (.confirmed, .confirm), (.sealed, .draft), (.sealed, .submit), (.sealed, .sendBack),
            (.sealed, .confirm), (.sealed, .seal), (.served, .draft), (.served, .submit), (.served, .sendBack),
            (.served, .confirm), (.served, .seal), (.served, .serve), (.voided, .draft), (.voided, .submit),
            (.voided, .sendBack), (.voided, .confirm), (.voided, .seal), (.voided, .serve), (.voided, .void):
            nil
        }
    }
}
