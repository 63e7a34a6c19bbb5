/// Checks a published draw: everything that follows from the first five files is computed again and compared.
package enum DrawVerification {
    package enum Verdict: Sendable, Hashable, CustomStringConvertible {
        case consistent
        case different(DrawDifference)
        /// An editor saved the file again: nothing is said of the draw.
        case resaved(DrawFile, line: Int, SavingMark)

        package var description: String {
            switch self {
            case .consistent: "一致"
            case .different(let difference): difference.description
            case .resaved(let file, let line, let mark):
                "\(file.rawValue) 第\(line)行：文件被另存过，\(mark.rawValue)。这不说明抽取有问题，请重新取得原文件再验证"
            }
        }
    }

    /// What editors leave in a text that they save.
    package enum SavingMark: String, Sendable, Hashable {
        case byteOrderMark = "开头有 BOM（字节顺序标记）"
        case carriageReturn = "以 CRLF 换行"
    }

    package static func check(_ folder: DrawFolder) -> Verdict {
        for file in DrawFile.allCases { if let found = resaved(file, folder[file]) { return found } }
        do throws(DrawFailure) {
            let expected = try Draw.run(folder)
            guard expected != folder.result else { return .consistent }
            return .different(firstDifference(expected: expected, found: folder.result))
        } catch {
            return .different(difference(because: error, result: folder.result))
        }
    }

    private static func resaved(_ file: DrawFile, _ bytes: [UInt8]) -> Verdict? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .resaved(file, line: 1, .byteOrderMark) }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\r")), end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "\n") else {
            return nil
        }
        return .resaved(file, line: bytes[..<end].count { $0 == UInt8(ascii: "\n") } + 1, .carriageReturn)
    }

    private static let endOfFile = "文件结束"

    private static func firstDifference(expected: [UInt8], found: [UInt8]) -> DrawDifference {
        let common = zip(expected, found).prefix { $0 == $1 }.count
        let line = expected[..<common].count { $0 == UInt8(ascii: "\n") } + 1
        let start = expected[..<common].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return DrawDifference(
            file: .result, line: line, expected: shownLine(of: expected, from: start),
            found: shownLine(of: found, from: start))
    }

    private static func shownLine(of bytes: [UInt8], from start: Int) -> String {
        guard start < bytes.count else { return endOfFile }
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else {
            return bytes[start...].shown + "（缺少换行符）"
        }
        return bytes[start..<end].shown
    }

    private static func difference(because failure: DrawFailure, result: [UInt8]) -> DrawDifference {
        switch failure {
        case .different(let difference): difference
        case .malformed(let file, let line, let problem, let found):
            DrawDifference(file: file, line: line, expected: problem.description, found: found)
        case .quotaMissing, .quotaTooLarge, .ratioOutOfRange:
            DrawDifference(file: .parameters, line: 5, expected: failure.description, found: "")
        case .officersNotWanted, .tooFewOfficers, .noLead, .tooFewOfficersForGroups, .noGroup, .groupOverloaded:
            // The draw has failed, so no result can follow from its files.
            DrawDifference(
                file: .result, line: 1, expected: "抽取失败：\(failure)", found: shownLine(of: result, from: 0))
        }
    }
}
