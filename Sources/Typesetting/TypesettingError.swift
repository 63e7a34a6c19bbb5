/// Why a document could not be set. None of these leaves a damaged file behind.
package enum TypesettingError: Error, Equatable, Sendable {
    /// No usable font in these folders.
    case fontsMissing([String])
    /// No font has this character. A document is refused rather than printed with a hole in it.
    case unprintable(Character)
    /// A signature or seal that is no PNG, is damaged, or is too large.
    case badImage(BadImage)
    /// More text than a QR code of error correction M can hold.
    case codeTooLong(bytes: Int)
    /// More documents are waiting than the pool takes.
    case overloaded
    /// Cairo or Pango failed; the words are theirs.
    case broken(String)

    package enum BadImage: Equatable, Sendable {
        case notPNG
        case damaged
        case tooManyBytes(Int)
        case tooManyPixels(width: Int, height: Int)
    }
}

extension TypesettingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fontsMissing(let folders):
            "未找到中文字体，请运行 bin/fonts 并安装 fonts-noto-cjk；已查找：\(folders.joined(separator: "、"))"
        case .unprintable(let character):
            "文书含有无法打印的字符“\(character)”（\(character.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " "))）"
        case .badImage(.notPNG): "图片不是PNG格式"
        case .badImage(.damaged): "图片已损坏"
        case .badImage(.tooManyBytes(let bytes)): "图片过大（\(bytes)字节）"
        case .badImage(.tooManyPixels(let width, let height)): "图片尺寸过大（\(width)×\(height)）"
        case .codeTooLong(let bytes): "二维码内容过长（\(bytes)字节）"
        case .overloaded: "排版任务过多，请稍后重试"
        case .broken(let words): "排版失败：\(words)"
        }
    }
}
