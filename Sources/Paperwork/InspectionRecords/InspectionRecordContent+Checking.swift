import Authority
import Storage

/// Why an inspection record can't be confirmed yet.
package enum InspectionRecordRefused: Refusal, Equatable {
    case missing(MissingField)
    case tooFewOfficers
    case certificatesNotPresented
    case endsBeforeStart
    case officerUnsigned(name: String)

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .tooFewOfficers: "paperwork.inspectionRecord.tooFewOfficers"
        case .certificatesNotPresented: "paperwork.inspectionRecord.certificatesNotPresented"
        case .endsBeforeStart: "paperwork.inspectionRecord.endsBeforeStart"
        case .officerUnsigned: "paperwork.inspectionRecord.officerUnsigned"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .tooFewOfficers: "现场检查的执法人员不得少于两人"
        case .certificatesNotPresented: "执法人员未出示执法证件，不能确认现场检查记录"
        case .endsBeforeStart: "检查结束时间不能早于开始时间"
        case .officerUnsigned(let name): "执法人员“\(name)”尚未签名"
        }
    }

    package var citation: String? {
        switch self {
        case .tooFewOfficers: LegalGround.twoInspectingOfficers
        case .certificatesNotPresented: "《中华人民共和国行政处罚法》第五十五条第一款"
        case .missing, .endsBeforeStart, .officerUnsigned: nil
        }
    }
}

extension InspectionRecordContent {
    /// What the law wants of every record, before it can be confirmed.
    func checkComplete() throws(InspectionRecordRefused) {
        do {
            try MissingField.check(["检查机关": agency, "被检查单位": unit, "检查场所": place])
            if case .refused(let reason, let witness, _) = principalSignature {
                try MissingField.check(["拒签理由": reason, "见证人": witness])
            }
        } catch {
            throw .missing(error)
        }
        guard officers.count >= 2 else { throw .tooFewOfficers }
        guard certificatesPresented else { throw .certificatesNotPresented }
        guard startedAt <= endedAt else { throw .endsBeforeStart }
        let signed = Set(officerSignatures.map(\.name))
        if let unsigned = officers.first(where: { !signed.contains($0.name) }) { throw .officerUnsigned(name: unsigned.name) }
    }
}
