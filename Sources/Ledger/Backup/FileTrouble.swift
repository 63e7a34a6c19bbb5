import Foundation
import Storage

/// What Foundation says of a file that could not be read or written, as a cause in words.
package enum FileTrouble {
    package static func cause(_ error: any Error) -> String {
        let error = error as NSError
        let below = error.userInfo[NSUnderlyingErrorKey] as? any Error
        if let below = below as? POSIXError { return SystemWords.of(below.code.rawValue) }
        if let system = [error, below.map { $0 as NSError }].compactMap(\.self).first(where: { $0.domain == NSPOSIXErrorDomain }) {
            return SystemWords.of(Int32(truncatingIfNeeded: system.code))
        }
        guard error.domain == NSCocoaErrorDomain else { return "原因不明" }
        return switch CocoaError.Code(rawValue: error.code) {
        case .fileNoSuchFile, .fileReadNoSuchFile: SystemWords.of(ENOENT)
        case .fileReadNoPermission, .fileWriteNoPermission: SystemWords.of(EACCES)
        case .fileWriteOutOfSpace: SystemWords.of(ENOSPC)
        case .fileWriteFileExists: SystemWords.of(EEXIST)
        case .fileWriteVolumeReadOnly: SystemWords.of(EROFS)
        case _: "原因编号 \(error.code)"
        }
    }
}
