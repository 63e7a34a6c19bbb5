import Authority
import Spreadsheets
import Storage

// Declared records in tables: the columns of a template or an export, a row that is read, a row that is written.

extension DeclaredRecord {
    /// The columns of an export; a template has them too, but for references.
    package static var sheetColumns: [SheetColumn] { attributes.all.map(SheetColumn.init) }

    package static var templateColumns: [SheetColumn] { attributes.all.filter(\.isTyped).map(SheetColumn.init) }

    /// A row of an export; personal data masked.
    /// - Parameter names: of referenced records, by id.
    package func cells(names: [String: String] = [:]) -> [String] { Self.attributes.all.map { $0.words(self, names: names) } }

    /// What a row can't say stays as it was.
    func completed(by former: Self) throws -> Self {
        var record = self
        for attribute in Self.attributes.all where !attribute.isTyped { try attribute.set(&record, to: attribute.codes(former)) }
        return record
    }
}

extension RecordAttribute {
    /// Whether a cell can say it: records of other nouns are chosen.
    fileprivate var isTyped: Bool {
        switch shape {
        case .text, .longText, .lines, .code, .number, .date, .flag, .choice, .choices: true
        case .references: false
        }
    }
}

extension SheetColumn {
    init<Record>(_ attribute: RecordAttribute<Record>) {
        let (kind, width, way): (Kind, Double?, String?) =
            switch attribute.shape {
            case .text(let limit): (.text, limit > 60 ? 28 : nil, nil)
            case .longText, .lines, .references: (.text, 40, nil)
            case .code: (.code, 22, nil)
            case .number: (.number, nil, nil)
            case .date: (.date, nil, nil)
            case .flag: (.choice(["是", "否"]), nil, "空白为否")
            case .choice(let choices): (.choice(choices.map(\.label)), nil, nil)
            case .choices: (.text, 28, "多项用顿号分隔")
            }
        self.init(
            attribute.label, kind, isRequired: attribute.isRequired, width: width,
            note: [attribute.hint, way].compactMap { $0 }.joined(separator: "；"))
    }
}

extension RowReading {
    /// The record that the row says; what is wrong stands at its column.
    package mutating func record<Record: DeclaredRecord>(_: Record.Type = Record.self) -> Record {
        var record = Record.blank
        for attribute in Record.attributes.all where attribute.isTyped {
            let codes = codes(attribute)
            guard !problems.contains(where: { $0.column == attribute.label }) else { continue }
            do { try attribute.set(&record, to: codes) } catch { refuse(attribute.label, error.message(attribute.label)) }
        }
        return record
    }

    private mutating func codes<Record>(_ attribute: RecordAttribute<Record>) -> [String] {
        let label = attribute.label
        switch attribute.shape {
        case .text(let limit), .longText(let limit), .lines(let limit): return [text(label, limit: limit)].filter { !$0.isEmpty }
        case .code: return [code(label)].filter { !$0.isEmpty }
        case .number(let range):
            let typed = code(label)
            guard !typed.isEmpty else { return [] }
            if Int(typed).map({ !range.contains($0) }) ?? true { refuse(label, "\(label)应为\(range.lowerBound)至\(range.upperBound)的整数") }
            return [typed]
        case .date(let empty): return date(label, none: empty).map { [$0.description] } ?? []
        case .flag: return choice(label, [("是", true), ("否", false)]) == true ? ["1"] : []
        case .choice(let choices): return choice(label, choices.map { ($0.label, [$0.code]) }) ?? []
        case .choices(let choices):
            return list(label).compactMap { word in
                let code = choices.first { $0.label == word }?.code
                if code == nil { refuse(label, "没有\(label)“\(word)”") }
                return code
            }
        case .references: return []
        }
    }
}

extension SheetImport where Batch == [ImportRow<Record>] {
    /// Row by row: one that is refused leaves no trace and keeps no other from being applied.
    package func each(
        _ rows: Batch, in transaction: Transaction, _ body: (Record) throws -> ImportOutcome
    ) throws -> [ImportOutcome] {
        try rows.map { row in
            do { return try transaction.nested { try body(row.record) } } catch let refusal as any Refusal { return .refused(refusal.message) }
        }
    }
}
