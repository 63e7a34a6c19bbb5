/// A ZIP file with empty or tiny entries, written by hand; checksums are left at zero, nobody unpacks it.
enum ZipSample {
    /// - Parameter types: the content of `[Content_Types].xml`, deflated as one stored block or not at all.
    static func bytes(_ names: [String], claimedSize: UInt32 = 0, types: [UInt8] = [], isDeflated: Bool = false) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for name in names {
            let start = UInt32(file.count), isTypes = name == "[Content_Types].xml"
            let content = isTypes ? isDeflated ? block(types) : types : []
            file += number(0x0403_4B50, 4) + zeros(22) + number(UInt32(name.utf8.count), 2) + zeros(2) + Array(name.utf8) + content
            directory += number(0x0201_4B50, 4) + zeros(6) + number(isTypes && isDeflated ? 8 : 0, 2) + zeros(8)
                + number(UInt32(content.count), 4) + number(claimedSize, 4) + number(UInt32(name.utf8.count), 2)
                + zeros(12) + number(start, 4) + Array(name.utf8)
        }
        let count = number(UInt32(names.count), 2)
        return file + directory + number(0x0605_4B50, 4) + zeros(4) + count + count
            + number(UInt32(directory.count), 4) + number(UInt32(file.count), 4) + zeros(2)
    }

    private static func block(_ content: [UInt8]) -> [UInt8] {
        let length = UInt32(content.count)
        return [1] + number(length, 2) + number(~length, 2) + content
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
    private static func number(_ value: UInt32, _ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
}
