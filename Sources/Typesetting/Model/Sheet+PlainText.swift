extension Sheet {
    /// The same content as plain text (BEY-63): for search, for screen readers, and to compare with the PDF.
    /// What has been signed by hand is marked; seals and page numbers are not part of the content.
    package var plainText: String {
        var lines = blocks.flatMap(\.plainLines)
        if let code, !code.caption.isEmpty { lines.append("\(code.caption)：\(code.text)") }
        if !footer.checkLine.isEmpty { lines.append(footer.checkLine) }
        if !overprint.isEmpty { lines.insert(overprint, at: 0) }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Block {
    fileprivate var plainLines: [String] {
        switch self {
        case .redHead(let agency, let number): [agency, number].filter { !$0.isEmpty }
        case .title(let text), .number(let text, _), .heading(let text, _): [text]
        case .paragraph(let paragraph): [paragraph.prose.text]
        case .fields(let rows): rows.map { row in row.map { "\($0.printedLabel)\($0.value)" }.joined(separator: "　") }
        case .list(let items, let numbering): items.enumerated().map { numbering.mark($0 + 1) + $1.text }
        case .table(let table): table.plainLines
        case .signatures(let signatures): signatures.map(\.plainLine)
        case .photos(let photos): photos.map { "〔照片〕" + $0.caption }
        case .closing(let closing): [closing.agency, closing.date] + (closing.seal.map { [$0.plainLine] } ?? [])
        case .space, .pageBreak: []
        }
    }
}

extension Table {
    fileprivate var plainLines: [String] {
        let head = hasHead ? [columns.map(\.title).joined(separator: "\t")] : []
        return head + rows.map { $0.map(\.text).joined(separator: "\t") }
    }
}

extension Signature {
    fileprivate var plainLine: String {
        "\(label)：" + (images.isEmpty ? "" : "〔手写签名\(images.count)处〕") + (date.isEmpty ? "" : "　\(date)")
    }
}

extension Seal {
    fileprivate var plainLine: String {
        switch self {
        case .test(let agency, let legend): "〔\(agency) \(legend)〕"
        case .image: "〔印章〕"
        }
    }
}
