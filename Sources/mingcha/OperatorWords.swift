import ArgumentParser
import Cryptography
import Drawing
import Foundation
import Ledger
import NIOCore
import Spreadsheets
import Storage
import Typesetting
import Vault

/// What stops a command, as a sentence for the operator.
struct OperatorWords {
    let text: String
    let code: Int32

    /// Nil for what is no failure but a way to end.
    init?(_ error: any Error) {
        // a page of help comes as an error too
        guard Mingcha.exitCode(for: error) != .success else { return nil }
        switch error {
        case is ExitCode, is CleanExit: return nil
        case let error as ValidationError: (text, code) = (error.message, 64)
        default: (text, code) = (Self.sentence(error), EXIT_FAILURE)
        }
    }

    static func sentence(_ error: any Error) -> String {
        switch error {
        case let refusal as any Refusal: refusal.message
        case is NotFound: NotFound.message
        case is StoreRefused, is SettingRefused, is StorageError, is BackupFailure, is VaultFailure, is CryptographyFailure,
            is TypesettingError, is DrawFailure, is MoveFailure:
            "\(error)"
        case let fault as LedgerFault: fault.message
        case let error as SpreadsheetError: error.message
        case let error as CocoaError:
            "无法读取或写入 \(error.filePath ?? error.url?.path ?? "文件")：\(FileTrouble.cause(error))"
        case let error as IOError: SystemWords.of(error.errnoCode)
        default: "程序出错：\(error)"
        }
    }
}
