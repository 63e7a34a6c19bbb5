import Spreadsheets

/// A JSON object as form values, so that an act has one reading for pages and API: texts, numbers, true and false, null, and
/// lists of these. A choice and a reference may also come as resources give them (`Changeable`): `{"code": …}`, `{"id": …}`.
enum JSONForm {
    /// - Parameters:
    ///   - fields: a value of another kind than its field's is refused; what is no field is read as it comes.
    ///   - known: members that are no fields and are not looked at, whatever stands there.
    static func read(
        _ body: [UInt8], _ limits: CallLimits, _ fields: [Field] = [], passingOver known: Set<String> = []
    ) throws -> Values {
        var reading = Reading(fields, known)
        do {
            try JSONScanner.scan(body, .init(depth: deepest, pieces: limits.values * 2 + 1, text: limits.value)) { try reading.take($0) }
        } catch let refused as JSONScanner.Refused {
            throw CallFault.unreadable(refused.words)
        }
        return reading.values
    }

    /// Deeper than any resource.
    private static let deepest = 16

    private struct Reading {
        var values = Values()
        private var name: String?
        private var list: [String]?
        /// The object that stands for one choice.
        private var choice: Choice?
        /// How many containers are open of what is passed over.
        private var passing = 0
        private let fields: DeclaredFields
        private let known: Set<String>

        private struct Choice {
            /// Where its value stands.
            let member: String
            var name: String?
            var value: String?
        }

        init(_ fields: [Field], _ known: Set<String>) { (self.fields, self.known) = (DeclaredFields(fields), known) }

        /// The field that is being read.
        private var field: Field? { name.flatMap { fields[$0] } }
        private var label: String { field?.label ?? "“\((name ?? "").prefix(50))”" }
        /// A file is no part of JSON; what a resource has in its place is passed over too.
        private var isPassedOver: Bool { field?.isFile ?? true && name.map(known.contains) ?? false }

        mutating func take(_ piece: JSONScanner.Piece) throws {
            if passing > 0 { return pass(piece) }
            if let choice { return try choose(piece, choice) }
            switch piece {
            case .object: try begin()
            case .endOfObject: break
            case .name(let next): name = next
            case .list:
                if isPassedOver { return passing = 1 }
                guard let name else { throw Self.noObject }
                guard list == nil else { throw Problems(name, "\(label)的列表中不能再有列表") }
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

        /// An object: the whole, a choice, or what is passed over.
        private mutating func begin() throws {
            guard let name else { return }
            if isPassedOver { return passing = 1 }
            guard let field else { throw Problems(name, DeclaredFields.unknown(name)) }
            guard let member = field.choiceMember, field.takesMany == (list != nil) else {
                throw Problems(field.name, "\(field.label)应为一个值\(field.takesMany ? "的列表" : "")，不是对象")
            }
            choice = Choice(member: member)
        }

        private mutating func choose(_ piece: JSONScanner.Piece, _ chosen: Choice) throws {
            let isValue = chosen.name == chosen.member
            switch piece {
            case .name(let next): choice?.name = next
            case .text(let text): if isValue { choice?.value = text }
            case .endOfObject:
                choice = nil
                guard let value = chosen.value else { throw Self.noValue(chosen, field) }
                try put(value)
            case .object, .list:
                guard !isValue else { throw Self.noValue(chosen, field) }
                passing = 1
            case .number, .flag, .null: if isValue { throw Self.noValue(chosen, field) }
            case .endOfList: break
            }
        }

        private mutating func pass(_ piece: JSONScanner.Piece) {
            switch piece {
            case .object, .list: passing += 1
            case .endOfObject, .endOfList:
                passing -= 1
                if passing == 0, choice == nil { name = nil }
            case .name, .text, .number, .flag, .null: break
            }
        }

        private static func noValue(_ choice: Choice, _ field: Field?) -> Problems {
            Problems(field?.name ?? choice.member, "\(field?.label ?? "取值")应为文字，或含有 \(choice.member) 的对象")
        }

        private mutating func put(_ value: String?) throws {
            if isPassedOver { return name = nil }
            if list != nil {
                guard let value else { throw Problems(name ?? "", "\(label)的列表中不能有 null") }
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

    /// Where a resource that is sent back has the value of a choice or a reference.
    var choiceMember: String? {
        switch kind {
        case .choice, .choices: "code"
        case .picker: "id"
        case .text, .multiline, .password, .integer, .date, .flag, .file, .hidden: nil
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
