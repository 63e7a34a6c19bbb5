import Ledger
import Timekeeping
import Typesetting

/// What the platform adds to the content of a document when it is printed.
package struct DocumentStamp: Sendable, Equatable {
    package let number: String
    package let confirmedAt: Instant
    package let checkCode: CheckCode
    /// Where the printed code leads.
    package let checkAddress: String
    package let checkpoint: EnforcementDocument.Checkpoint?

    package init(
        number: String, confirmedAt: Instant, checkCode: CheckCode, checkAddress: String,
        checkpoint: EnforcementDocument.Checkpoint?
    ) {
        self.number = number
        self.confirmedAt = confirmedAt
        self.checkCode = checkCode
        self.checkAddress = checkAddress
        self.checkpoint = checkpoint
    }

    package var code: Sheet.Code {
        Sheet.Code(text: checkAddress, caption: "扫码核验本文书")
    }

    /// On every page; with the state of the ledger each paper copy is a witness of it (BEY-40).
    package var checkLine: String {
        let line = "校验码 \(checkCode.grouped)"
        guard let checkpoint else { return line }
        guard let number = checkpoint.number else {
            return line + " · 账本检查点 \(checkpoint.size) · 根 \(checkpoint.root.hex.prefix(16))"
        }
        return line + " · 账本检查点 " + PrintedCheckpoint(number: number, size: checkpoint.size, root: checkpoint.root).words
    }
}
