/// The answers of a form in a few bytes: a version, the count, then two bits an answer in the order of the form
/// (limits, P14). The versions of the forms stand beside them.
enum PackedAnswers {
    private static let layout: UInt8 = 1

    static func pack(_ answers: [AnswerMark?]) -> [UInt8] {
        var bytes = [layout, UInt8(truncatingIfNeeded: answers.count), UInt8(truncatingIfNeeded: answers.count >> 8)]
        for start in stride(from: 0, to: answers.count, by: 4) {
            var byte: UInt8 = 0
            for (place, answer) in answers[start..<min(start + 4, answers.count)].enumerated() {
                byte |= code(answer) << UInt8(2 * place)
            }
            bytes.append(byte)
        }
        return bytes
    }

    /// Nil for what `pack` did not write.
    static func unpack(_ bytes: [UInt8]) -> [AnswerMark?]? {
        guard bytes.count >= 3, bytes[0] == layout else { return nil }
        let count = Int(bytes[1]) | Int(bytes[2]) << 8
        guard bytes.count == 3 + (count + 3) / 4 else { return nil }
        return (0..<count).map { mark(bytes[3 + $0 / 4] >> UInt8(2 * ($0 % 4)) & 3) }
    }

    private static func code(_ answer: AnswerMark?) -> UInt8 {
        switch answer {
        case nil: 0
        case .pass: 1
        case .fail: 2
        case .notApplicable: 3
        }
    }

    private static func mark(_ code: UInt8) -> AnswerMark? {
        switch code {
        case 1: .pass
        case 2: .fail
        case 3: .notApplicable
        case _: nil
        }
    }
}
