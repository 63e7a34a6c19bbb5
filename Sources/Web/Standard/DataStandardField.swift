import Doors
import InspectingPages
import RegistryPages
import Spreadsheets
import TaskingPages

extension DataStandard.Field {
    init(_ field: Field, lists: inout [CodeList]) {
        let (type, length): (String, String) =
            switch field.kind {
            case .text(let limit): ("文本", "\(limit)")
            case .multiline(let limit): ("多行文本", "\(limit)")
            case .password, .hidden: ("文本", "")
            case .integer(let range): ("整数", "\(range.lowerBound)…\(range.upperBound)")
            case .date: ("日期", "10")
            case .choice: ("代码", "")
            case .choices: ("代码（多项）", "")
            case .flag: ("是否", "")
            case .picker(_, let many): (many ? "引用（多项）" : "引用", "36")
            case .file: ("文件", "")
            }
        let options: [Field.Option] =
            switch field.kind {
            case .choice(let options), .choices(let options): options
            case .text, .multiline, .password, .integer, .date, .flag, .picker, .file, .hidden: []
            }
        self.init(
            identifier: field.name, label: field.label, type: type, length: length, isRequired: field.isRequired,
            codeList: CodeList.identifier(of: options, named: field.label, in: &lists), use: "填写", note: field.hint ?? "")
    }

    init(_ property: (name: String, type: String, isRequired: Bool), label: String) {
        self.init(
            identifier: property.name, label: label, type: property.type, length: "", isRequired: property.isRequired,
            codeList: "", use: "读取", note: "")
    }

    init(_ column: SheetColumn, lists: inout [CodeList]) {
        let (type, words): (String, [String]) =
            switch column.kind {
            case .text: ("文本", [])
            case .code: ("编码", [])
            case .number: ("数值", [])
            case .date: ("日期", [])
            case .choice(let words): ("代码（填写名称）", words)
            }
        self.init(
            identifier: column.heading, label: column.heading, type: type, length: "", isRequired: column.isRequired,
            codeList: CodeList.identifier(ofWords: words, in: lists) ?? "", use: "导入",
            note: [column.note, words.joined(separator: "、")].filter { !$0.isEmpty }.joined(separator: "；"))
    }

    /// The same field of another form: what one of them demands is demanded.
    func joined(with other: Self) -> Self {
        Self(
            identifier: identifier, label: label, type: type, length: length.isEmpty ? other.length : length,
            isRequired: isRequired || other.isRequired, codeList: codeList.isEmpty ? other.codeList : codeList, use: use,
            note: note.isEmpty ? other.note : note)
    }

    var alsoRead: Self {
        Self(
            identifier: identifier, label: label, type: type, length: length, isRequired: isRequired, codeList: codeList,
            use: "读取、填写", note: note)
    }
}

extension CodeList {
    /// The list that these options are of, or a part of; options that are of none become a list of their own.
    static func identifier(of options: [Field.Option], named name: String, in lists: inout [CodeList]) -> String {
        guard !options.isEmpty else { return "" }
        let codes = options.filter { !$0.value.isEmpty }.map { Code(code: $0.value, label: $0.label) }
        // the shortest that has them all: a part of a longer list may be a list of its own
        let found = lists.filter { list in codes.allSatisfy(list.codes.contains) }.min { $0.codes.count < $1.codes.count }
        if let found { return found.identifier }
        let own = CodeList(identifier: "inline." + codes.map(\.code).joined(separator: "-").prefix(60), name: name, codes: codes)
        lists.append(own)
        return own.identifier
    }

    /// Templates are filled in with the words.
    static func identifier(ofWords words: [String], in lists: [CodeList]) -> String? {
        guard !words.isEmpty else { return nil }
        return lists.first { list in words.allSatisfy { word in list.codes.contains { $0.label == word } } }?.identifier
    }
}
