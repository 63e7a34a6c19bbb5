import Spreadsheets

/// A flat JSON object as form values, so that an act has one reading for pages and API: texts, numbers, true and false,
/// null, and lists of these.
enum JSONForm {
    /// - Parameter fields: a value of another kind than its field's is refused; what is no field is read as it comes.
    static func read(_ body: [UInt8], _ limits: CallLimits, _ fields: [Field] = []) throws -> Values {
        var reading = Reading(fields)
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
        private let fields: DeclaredFields

        init(_ fields: [Field]) { self.fields = DeclaredFields(fields) }

        /// The field that is being read.
        private var field: Field? { name.flatMap { fields[$0] } }

        mutating func take(_ piece: JSONScanner.Piece) throws {
            switch piece {
            case .object: guard name == nil, list == nil else { throw CallFault.unreadable("请求内容应为一层的 JSON 对象，不能再含对象") }
            case .endOfObject: break
            case .name(let next): name = next
            case .list:
                guard name != nil, list == nil else { throw Self.noObject }
                if let field, !field.takesMany { throw Problems(field.name, "\(field.label)应为一个值，不是列表") }
                list = []
            case .endOfList:
                if let name, let list { values.set(name, all: list) }
                (name, list) = (nil, nil)
            case .text(let text):
                if let field, field.takesFlags, list == nil { throw Problems(field.name, "\(field.label)应为 true 或 false") }
                try put(text)
            case .number(let digits):
                if let field, !field.takesNumbers { throw Problems(field.name, "\(field.label)应为文字，请加引号") }
                try put(Self.plain(digits))
            case .flag(let flag):
                if let field, !field.takesFlags { throw Problems(field.name, "\(field.label)不是真假值") }
                try put(flag ? "1" : "0")
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
    package var words: String {
        switch self {
        case .malformed(let offset): "请求内容不是有效的 JSON（第\(offset + 1)字节处）"
        case .tooDeep: "JSON 的层次过多"
        case .tooMany: "JSON 的项数过多，请分次提交"
        case .tooLong: "JSON 中有过长的文字，请缩短"
        case .twice(let name): "JSON 中“\(name.prefix(50))”出现了两次，请只保留一个"
        }
    }
}

/// What stands for a field in JSON, for the reading and for the description.
extension Field {
    var takesMany: Bool {
        switch kind {
        case .choices: true
        case .picker(_, let many), .file(_, let many): many
        case .text, .multiline, .password, .integer, .date, .choice, .flag, .hidden: false
        }
    }

    /// Hidden fields hold versions and ids.
    var takesNumbers: Bool {
        switch kind {
        case .integer, .hidden: true
        case .text, .multiline, .password, .date, .choice, .choices, .flag, .picker, .file: false
        }
    }

    var takesFlags: Bool {
        switch kind {
        case .flag: true
        case .text, .multiline, .password, .integer, .date, .choice, .choices, .picker, .file, .hidden: false
        }
    }

    package var isFile: Bool {
        switch kind {
        case .file: true
        case .text, .multiline, .password, .integer, .date, .choice, .choices, .flag, .picker, .hidden: false
        }
    }
}
