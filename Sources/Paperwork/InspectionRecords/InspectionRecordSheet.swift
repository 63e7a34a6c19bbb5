import Timekeeping
import Typesetting

/// 现场检查记录 as it is printed (DOC-11), in the order of the official form.
package enum InspectionRecordSheet {
    /// - Parameter images: the signatures, by the hash the content names them with.
    package static func make(_ content: InspectionRecordContent, _ stamp: DocumentStamp, images: [String: [UInt8]]) -> Sheet {
        Sheet(
            title: "现场检查记录 \(stamp.number)", author: content.agency, createdAt: stamp.confirmedAt.milliseconds,
            style: .init(size: TypeSize.four, pitch: 22), margins: .init(top: 20, left: 26, right: 24, bottom: 30),
            code: stamp.code, footer: .init(checkLine: stamp.checkLine),
            blocks: [.title("\(content.agency)\n现场检查记录"), .number(stamp.number)]
                + [fields(content), introduction(content)] + results(content) + refusal(content)
                + [.signatures(signatures(content, images))] + annex(content, images))
    }

    /// The annex has no more than this, so that a record can always be kept and sent; the rest is named.
    private static let mostPhotos = 60
    private static let mostPhotoBytes = 30 << 20

    /// The photos behind the record, with what is known of each. One that can't be shown is named with its hash.
    private static func annex(_ content: InspectionRecordContent, _ images: [String: [UInt8]]) -> [Block] {
        guard let taken = content.photos, !taken.isEmpty else { return [] }
        var shown: [Photo] = []
        var named: [Prose] = []
        var bytes = 0
        for photo in taken {
            let image = images[photo.image] ?? []
            if shown.count < mostPhotos, bytes + image.count <= mostPhotoBytes, let fitting = Photo(image, caption: photo.caption) {
                shown.append(fitting)
                bytes += image.count
            } else {
                named.append(Prose("\(photo.caption)　SHA-256 \(photo.image)"))
            }
        }
        var blocks: [Block] = [.pageBreak, .heading("附：现场照片"), .paragraph("以下照片由检查人员在现场拍摄，原件作为电子证据保存。"), .space(2), .photos(shown)]
        if !named.isEmpty { blocks += [.paragraph("另有\(named.count)张照片见电子证据："), .list(named)] }
        return blocks
    }

    private static func fields(_ content: InspectionRecordContent) -> Block {
        .fields([
            [Field(content.addressed.title, content.unit)],
            [Field("地址", content.address)],
            [Field(content.addressed.contact, content.contact, share: 5), Field("职务", content.position, share: 3)],
            [Field("联系电话", content.telephone, share: 4), Field("检查场所", content.place, share: 5)],
            [Field("检查时间", time(content))],
        ])
    }

    /// “2026年11月21日9时30分至11时05分”; the date is said again where the inspection ended on another day.
    private static func time(_ content: InspectionRecordContent) -> String {
        let (start, end) = (content.startedAt.beijingDate, content.endedAt.beijingDate)
        return start.chinese + clock(content.startedAt) + "至" + (start == end ? "" : end.chinese) + clock(content.endedAt)
    }

    private static func clock(_ instant: Instant) -> String {
        let parts = instant.beijingClock.split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]) else { return "" }
        return "\(hour)时\(parts[1])分"
    }

    private static func introduction(_ content: InspectionRecordContent) -> Block {
        let names = content.officers.map(\.name).joined(separator: "、")
        let certificates = content.officers.map(\.certificateNumber).joined(separator: "、")
        return .paragraph(RecordSentence.introduction.prose([
            "agency": content.agency, "officers": names, "certificates": certificates, "address": content.addressed.address,
        ]))
    }

    private static func results(_ content: InspectionRecordContent) -> [Block] {
        var blocks: [Block] = [.paragraph(RecordSentence.situation.prose())]
        if let fields = content.fields, !fields.isEmpty {
            blocks.append(.paragraph("\(fields.map { "\($0.label)：\($0.value)" }.joined(separator: "；"))。"))
        }
        if !content.items.isEmpty { blocks += [.table(table(content.items)), .space(2)] }
        if content.problems.isEmpty {
            blocks.append(.paragraph(RecordSentence.noProblem.prose()))
        } else {
            blocks.append(.paragraph(RecordSentence.problemsFound.prose()))
            blocks.append(.list(content.problems.map { Prose(sentence($0)) }))
        }
        if let conclusion = content.conclusion { blocks.append(.paragraph(RecordSentence.conclusion.prose(["conclusion": conclusion]))) }
        // One block with the sentence before the signatures: so two of them at least stand on the page of the signatures.
        var end: [String] = []
        if !content.disposal.isEmpty { end.append(RecordSentence.disposal.with(["disposal": content.disposal])) }
        if !content.statement.isEmpty { end.append("\(content.addressed.title)陈述：\(content.statement)") }
        if let photos = content.photos, !photos.isEmpty { end.append(RecordSentence.photos.with(["count": "\(photos.count)"])) }
        end.append(RecordSentence.told.with(["title": content.addressed.title]))
        blocks.append(.paragraph(Prose(end.joined(separator: "\n"))))
        return blocks
    }

    private static func table(_ items: [InspectionRecordContent.ItemResult]) -> Table {
        let hasRemarks = items.contains { !$0.remark.isEmpty }
        var columns: [Table.Column] = [
            .init("序号", share: 1, alignment: .center), .init("检查事项", share: 6), .init("检查结果", share: 2, alignment: .center),
        ]
        if hasRemarks { columns.append(.init("说明", share: 3)) }
        return Table(
            columns: columns,
            rows: items.enumerated().map { index, item in
                [Table.Cell("\(index + 1)"), Table.Cell(item.item), Table.Cell(item.result)] + (hasRemarks ? [Table.Cell(item.remark)] : [])
            })
    }

    private static func sentence(_ problem: InspectionRecordContent.Problem) -> String {
        let text = problem.text.last.map { "。！？".contains($0) } ?? false ? String(problem.text.dropLast()) : problem.text
        return problem.violatedProvision.isEmpty ? text + "。" : RecordSentence.violation.with(["text": text, "provision": problem.violatedProvision])
    }

    private static func signatures(_ content: InspectionRecordContent, _ images: [String: [UInt8]]) -> [Signature] {
        let officers = Signature(
            "检查人员（签名）", images: content.officerSignatures.compactMap { images[$0.image] },
            date: content.officerSignatures.map(\.at).max()?.beijingDate.chinese ?? "")
        let principal = content.addressed.signer + "（签名）"
        func given(_ role: String, _ signed: InspectionRecordContent.Signed) -> Signature {
            Signature(role, images: [images[signed.image]].compactMap { $0 }, date: signed.at.beijingDate.chinese)
        }
        let others = (content.otherSignatures ?? []).map { given($0.role + "（签名）", $0.signed) }
        switch content.principalSignature {
        case .signed(let signed): return [given(principal, signed), officers] + others
        case .onPaper: return [Signature(principal), officers] + others
        case .refused(_, _, let witness):
            return [witness.map { given("见证人（签名）", $0) } ?? Signature("见证人（签名）"), officers] + others
        }
    }

    private static func refusal(_ content: InspectionRecordContent) -> [Block] {
        guard case .refused(let reason, let witness, _) = content.principalSignature else { return [] }
        return [.paragraph(RecordSentence.refusal.prose(["signer": content.addressed.signer, "reason": reason, "witness": witness]))]
    }
}

extension InspectionRecordContent {
    fileprivate var addressed: InspectedParty { party ?? .unit }
}
