import Paperwork
@testable import Storage

/// Changes that somebody could make who has the database and not the platform.
struct RecordTampering: Sendable {
    let statements: [SQL]
    /// What the check says of it.
    let told: String

    private init(_ told: String, _ statements: SQL...) { (self.told, self.statements) = (told, statements) }

    func make(in transaction: Transaction) throws {
        for statement in statements { try transaction.execute(statement) }
    }

    static func document(in transaction: Transaction) throws -> EnforcementDocument.ID {
        guard let id: EnforcementDocument.ID = try transaction.value("SELECT id FROM enforcement_document ORDER BY serial LIMIT 1") else {
            throw StorageError.broken("no document")
        }
        return id
    }

    static let all = [
        RecordTampering(
            "PDF不是账本记录的那一份",
            "UPDATE enforcement_document SET pdf_hash = (SELECT hash FROM handwritten_signature LIMIT 1) WHERE pdf_hash IS NOT NULL"),
        RecordTampering("确认时的编号是", "UPDATE enforcement_document SET document_number = document_number || '改'"),
        RecordTampering("内容摘要与账本不一致", "UPDATE enforcement_document SET content_hash = (SELECT hash FROM handwritten_signature LIMIT 1)"),
        RecordTampering("与账本不一致（提交时为", "UPDATE inspection SET overall_result = 'noProblem' WHERE overall_result = 'problem'"),
        RecordTampering("与签名时的内容不一致", "UPDATE inspection_problem SET description = '没有问题'"),
        RecordTampering("与签名时的内容不一致", "UPDATE inspection SET disposal_note = disposal_note || '改'"),
        RecordTampering(
            "的检查结果已被删除", "DELETE FROM inspection_measure", "DELETE FROM inspection_problem", "DELETE FROM evidence",
            "DELETE FROM handwritten_signature", "DELETE FROM result_review", "DELETE FROM inspection"),
        RecordTampering("的结果与账本不一致", "UPDATE draw_file SET content = x'00' WHERE name = 'result.txt'"),
        RecordTampering("的参数与账本不一致", "UPDATE draw SET params_hash = seed"),
        RecordTampering("的公示与账本不一致", "UPDATE publication SET result = '未发现问题' WHERE result = '发现问题'"),
        RecordTampering("没有公示的记录", "DELETE FROM fact WHERE kind = 'disclosure.publication.made'"),
    ]
}
