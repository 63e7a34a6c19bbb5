import Authority
import Timekeeping

/// What a 现场检查记录 says (DOC-11, DOC-07). All of it is taken over from the inspection, nothing is typed anew.
package struct InspectionRecordContent: Codable, Sendable, Equatable {
    package struct Officer: Codable, Sendable, Equatable {
        package var name: String
        package var certificateNumber: String
        package init(name: String, certificateNumber: String) { (self.name, self.certificateNumber) = (name, certificateNumber) }
    }

    /// One inspection item (检查事项) with what came out, in words: 合格, 发现问题, 未检查….
    package struct ItemResult: Codable, Sendable, Equatable {
        package var item: String
        package var result: String
        package var remark: String
        package init(item: String, result: String, remark: String = "") {
            (self.item, self.result, self.remark) = (item, result, remark)
        }
    }

    package struct Problem: Codable, Sendable, Equatable {
        package var text: String
        /// The provision it violates; empty where none is named.
        package var violatedProvision: String
        package init(text: String, violatedProvision: String = "") {
            (self.text, self.violatedProvision) = (text, violatedProvision)
        }
    }

    /// A signature written by hand; the picture is a PNG in the vault, named by its SHA-256 in hex.
    package struct Signed: Codable, Sendable, Equatable {
        package var name: String
        package var image: String
        package var at: Instant
        package init(name: String, image: String, at: Instant) { (self.name, self.image, self.at) = (name, image, at) }
    }

    package struct NamedValue: Codable, Sendable, Equatable {
        package var label: String
        package var value: String
        package init(label: String, value: String) { (self.label, self.value) = (label, value) }
    }

    package struct OtherSignature: Codable, Sendable, Equatable {
        package var role: String
        package var signed: Signed
        package init(role: String, signed: Signed) { (self.role, self.signed) = (role, signed) }
    }

    /// A photo in the annex; the file is in the vault, named by its SHA-256 in hex.
    package struct EvidencePhoto: Codable, Sendable, Equatable {
        package var image: String
        /// What it belongs to, when and where it was taken.
        package var caption: String
        package init(image: String, caption: String) { (self.image, self.caption) = (image, caption) }
    }

    /// The principal on site signs, or refuses with a reason before a witness.
    package enum PrincipalSignature: Codable, Sendable, Equatable {
        case signed(Signed)
        case refused(reason: String, witness: String, witnessSignature: Signed?)
        /// To be signed on the printed sheet.
        case onPaper
    }

    package var agency: String
    package var unit: String
    /// Nil in records made before persons and things were inspected.
    package var party: InspectedParty?
    package var address = ""
    /// 法定代表人（负责人）
    package var contact: String
    package var position = ""
    package var telephone: String
    /// 检查场所
    package var place: String
    package var startedAt: Instant
    package var endedAt: Instant
    package var officers: [Officer]
    /// Whether the officers showed their certificates (行政处罚法 2021 第五十五条).
    package var certificatesPresented: Bool
    package var items: [ItemResult]
    /// 自定义资料项 that were filled in (TASK-17).
    package var fields: [NamedValue]?
    package var problems: [Problem]
    /// 检查结论 in the words of the result template (ITEM-22); nil in records made before.
    package var conclusion: String?
    /// 处理情况: what was ordered or done on the spot.
    package var disposal: String
    /// 被检查单位陈述, as said; may be empty.
    package var statement = ""
    package var officerSignatures: [Signed]
    package var principalSignature: PrincipalSignature
    /// Who else signs by the result template, such as an expert, by role.
    package var otherSignatures: [OtherSignature]?
    /// 附：现场照片; nil in records made before.
    package var photos: [EvidencePhoto]?

    package init(
        agency: String, unit: String, contact: String, telephone: String, place: String, startedAt: Instant,
        endedAt: Instant, officers: [Officer], certificatesPresented: Bool, items: [ItemResult], problems: [Problem],
        disposal: String, officerSignatures: [Signed], principalSignature: PrincipalSignature
    ) {
        self.agency = agency
        self.unit = unit
        self.contact = contact
        self.telephone = telephone
        self.place = place
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.officers = officers
        self.certificatesPresented = certificatesPresented
        self.items = items
        self.problems = problems
        self.disposal = disposal
        self.officerSignatures = officerSignatures
        self.principalSignature = principalSignature
    }

    var images: Set<String> {
        var images = Set(officerSignatures.map(\.image)).union((otherSignatures ?? []).map(\.signed.image))
        switch principalSignature {
        case .signed(let signed): images.insert(signed.image)
        case .refused(_, _, let witness?): images.insert(witness.image)
        case .refused(_, _, nil), .onPaper: break
        }
        return images.subtracting([""])
    }
}
