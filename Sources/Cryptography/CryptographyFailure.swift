/// What can go wrong with keys and sealed data that come from outside.
package enum CryptographyFailure: Error, Hashable, Sendable {
    /// A symmetric key is not 32 bytes, or its id is not 1…255 bytes of UTF-8.
    case unusableKey
    /// Sealed data is too short or of another format.
    case malformedSeal
    /// Sealed data names a key this ring does not hold.
    case unknownKey(id: String)
    /// Sealed data was changed, belongs to another place, or was sealed with another key.
    case notAuthentic
    /// A PEM file is missing, unreadable, or holds no Ed25519 key.
    case unreadableKeyFile(path: String)
    /// A PEM file exists already or cannot be written.
    case unwritableKeyFile(path: String)
    /// A password is longer than what is hashed (1024 bytes).
    case passwordTooLong
    /// libcrypto or libargon2 refused a well-formed call; `operation` names it.
    case libraryFailure(operation: String)
}

extension CryptographyFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unusableKey: "密钥长度或密钥编号不符合要求"
        case .malformedSeal: "密文格式不正确"
        case .unknownKey(let id): "没有编号为“\(id)”的密钥"
        case .notAuthentic: "密文校验失败，内容可能被改动"
        case .unreadableKeyFile(let path): "无法读取密钥文件：\(path)"
        case .unwritableKeyFile(let path): "无法写入密钥文件：\(path)"
        case .passwordTooLong: "口令过长"
        case .libraryFailure(let operation): "密码库操作失败：\(operation)"
        }
    }
}
