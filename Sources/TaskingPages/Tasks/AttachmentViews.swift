import Doors
import Ledger
import Markup
import Tasking

/// A file as the page of its plan or task lists it.
struct AttachmentLine: Codable, Sendable {
    let id: String
    let name: String
    let size: String
    let added: String

    init(_ attachment: Attachment) {
        id = attachment.id.description
        name = attachment.file.name
        size = Self.words(attachment.file.size)
        added = "\(attachment.addedBy) \(attachment.addedAt.beijingText)"
    }

    /// One decimal place, rounded up, so that nothing is 0.
    private static func words(_ bytes: Int) -> String {
        let (unit, name) = bytes < 1 << 20 ? (1 << 10, "KB") : (1 << 20, "MB")
        let tenths = max(1, (bytes * 10 + unit - 1) / unit)
        return "\(tenths / 10).\(tenths % 10)\(name)"
    }
}

extension HTML {
    /// - Parameter path: of the plan or the task.
    mutating func attachments(
        _ lines: [AttachmentLine], at path: String, mayAdd: Bool, mayRemove: Bool, formToken: String?
    ) {
        guard mayAdd || !lines.isEmpty else { return }
        card("附件") { html in
            if !lines.isEmpty {
                html.table("附件", [
                    Column("文件名", .fill) { .link($0.name, href: "\(path)/attachments/\($0.id)") },
                    Column("大小", .small) { .text($0.size) }, Column("添加人、时间", .wide) { .text($0.added) },
                ], rows: lines, empty: "")
            }
            if mayRemove, !lines.isEmpty {
                html.div(.class("card-body links")) { html in
                    for line in lines {
                        html.postButton("删除 " + line.name, "\(path)/attachments/\(line.id)/removal", formToken: formToken)
                    }
                }
            }
            guard mayAdd else { return }
            html.form(.method("post"), .action(path + "/attachments"), .attribute("enctype", "multipart/form-data")) { html in
                html.formToken(formToken)
                html.div(.class("card-body")) { html in
                    for field in AttachmentPages.fields { html.field(field, values: Values(), problem: nil) }
                }
                html.div(.class("form-actions")) { $0.button(.class("button"), text: "添加附件") }
            }
        }
    }
}
