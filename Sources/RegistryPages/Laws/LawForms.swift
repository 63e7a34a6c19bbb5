import Authority
import Doors
import Library
import Registry
import Storage
import Timekeeping

/// The forms of 法律法规管理 (LIB-03): a new statute with its text, its fields, one article.
enum LawForms {
    typealias Label = Statute.Label

    static let record = [
        Field("title", Label.title, required: true),
        Field("kind", Label.kind, .choice(StatuteKind.options), required: true),
        Field("documentNumber", Label.documentNumber, placeholder: "如 主席令第七十号、GB 15577-2018"),
        Field("issuer", Label.issuer),
        Field("promulgatedOn", Label.promulgatedOn, .date),
        Field("effectiveOn", Label.effectiveOn, .date, required: true),
        Field("preamble", Label.preamble, .multiline(maxLength: 4000), hint: "通过、修订的说明，列在正文之前"),
    ]

    static let new = record + [
        Field("replaces", Label.replaces, .picker(source: "/options/statutes", many: true), hint: "自本文件施行之日起废止的文件"),
        Field("text", Label.article, .multiline(maxLength: 400_000), required: true, hint: "每条以“第…条”开头，章节标题单独成行；款、项各占一行"),
    ]

    static let version = Field("version", "版本", .hidden, required: true)

    static let article = [
        Field("from", "施行日期", .date, required: true, hint: "与现行文字的施行日期相同时为更正，以后的日期为修改"),
        Field("basis", "修改依据", placeholder: "如 《关于修改…的决定》"),
        Field("words", "条文", .multiline(maxLength: 50_000), required: true, hint: "不含条号；款、项各占一行"),
        version,
    ]

    static let newArticle = [Field("label", "条文编号", .text(maxLength: 20), required: true, placeholder: "如 第三十五条之一")] + article

    static func record(_ reading: FormReading) throws -> StatuteRecord {
        guard let kind = reading.choice("kind", as: StatuteKind.self), let effective = reading.date("effectiveOn") else {
            throw Problems("kind", "请填写" + Label.kind)
        }
        return StatuteRecord(
            title: reading.text("title"), kind: kind, documentNumber: reading.text("documentNumber"),
            issuer: reading.text("issuer"), promulgatedOn: reading.date("promulgatedOn"), effectiveOn: effective,
            preamble: reading.text("preamble"))
    }

    static func values(_ statute: Statute) -> Values {
        let record = statute.record
        return Values([
            "title": record.title, "kind": record.kind.rawValue, "documentNumber": record.documentNumber,
            "issuer": record.issuer, "promulgatedOn": record.promulgatedOn?.description ?? "",
            "effectiveOn": record.effectiveOn.description, "preamble": record.preamble, "version": "\(statute.version)",
        ])
    }
}
