import Spreadsheets

/// A flat JSON object as form values, so that an act has one reading for pages and API: texts, numbers, true and false,
/// null, and lists of these.
enum JSONForm {
    static func read(_ body: [UInt8], _ limits: CallLimits) throws -> Values {
        var reading = Reading()
        do {
            try JSONScanner.scan(body, .init(depth: 2, pieces: limits.values * 2 + 1, text: limits.value)) { try reading.take($0) }
        } catch let refused as JSONScanner.Refused {
            throw CallFault.unreadable(refused.words)
        }
        return reading.values
    }

    private struct Reading {
        var values = Values()
        private var name: String?
        private var list: [String]?

        mutating func take(_ piece: JSONScanner.Piece) throws {
            switch piece {
            case .object: guard name == nil, list == nil else { throw CallFault.unreadable("请求内容应为一层的 JSON 对象，不能再含对象") }
            case .endOfObject: break
            case .name(let next): name = next
            case .list:
                guard name != nil, list == nil else { throw Self.noObject }
                list = []
            case .endOfList:
                if let name, let list { values.set(name, all: list) }
                (name, list) = (nil, nil)
            case .text(let text): try put(text)
            case .number(let digits): try put(Self.plain(digits))
            case .flag(let flag): try put(flag ? "1" : "0")
            case .null: try put(nil)
            }
        }

        private mutating func put(_ value: String?) throws {
            if list != nil {
                guard let value else { throw CallFault.unreadable("JSON 的列表中不能有 null") }
                list?.append(value)
                return
            }
            guard let name else { throw Self.noObject }
            if let value { values.set(name, value) }
            self.name = nil
        }

        private static let noObject = CallFault.unreadable("请求内容应为 JSON 对象")

        /// Whole numbers may be written as 3.0 or 3e2; everything else stays as it was written, for the field to judge.
        private static func plain(_ digits: String) -> String {
            guard digits.contains(where: { ".eE".contains($0) }), let number = Double(digits), let whole = Int(exactly: number),
                abs(number) <= 9_007_199_254_740_992
            else { return digits }
            return "\(whole)"
        }
    }
}

extension JSONScanner.Refused {
    /// What is wrong with the JSON of a call.
    var words: String {
        switch self {
        case .malformed(let offset): "请求内容不是有效的 JSON（第\(offset + 1)字节处）"
        case .tooDeep: "JSON 的层次过多"
        case .tooMany: "JSON 的项数过多，请分次提交"
        case .tooLong: "JSON 中有过长的文字，请缩短"
        case .twice(let name): "JSON 中“\(name.prefix(50))”出现了两次，请只保留一个"
        }
    }
}
