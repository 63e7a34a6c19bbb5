import Authority
import Storage

/// How an agency numbers one kind of documents (文书编号规则, DOC-04): “（甘）应急检查〔2021〕0005号” is region word 甘,
/// agency word 应急, document word 检查, the year, and a sequence of four digits.
package struct DocumentNumberRule: Sendable, Equatable {
    package typealias ID = Identifier<DocumentNumberRule>

    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let organizationName: String
    package let record: DocumentNumberRecord

    package func number(year: Int, sequence: Int) -> String { record.number(year: year, sequence: sequence) }
}

/// The fields of a rule (A.25).
package struct DocumentNumberRecord: Sendable, Equatable {
    package var kind: DocumentKind
    /// 省简称 or that of the region; empty leaves the brackets out.
    package var regionWord: String
    /// 机关代字
    package var agencyWord: String
    /// 文书代字. Kinds with the same word share one sequence.
    package var documentWord: String
    /// 流水号位数. Longer sequences are written in full.
    package var digits: Int

    package static let digitRange = 1...8

    package init(kind: DocumentKind, regionWord: String, agencyWord: String, documentWord: String, digits: Int = 4) {
        self.kind = kind
        self.regionWord = regionWord
        self.agencyWord = agencyWord
        self.documentWord = documentWord
        self.digits = digits
    }

    /// The year stands in 〔〕 (STD-06).
    package func number(year: Int, sequence: Int) -> String {
        let digitsOfSequence = String(sequence)
        let padding = String(repeating: "0", count: max(0, digits - digitsOfSequence.count))
        let region = regionWord.isEmpty ? "" : "（\(regionWord)）"
        return "\(region)\(agencyWord)\(documentWord)〔\(year)〕\(padding)\(digitsOfSequence)号"
    }

    /// - Throws: what is missing or wrong with the fields alone.
    func checked() throws(NumberRuleRefused) -> DocumentNumberRecord {
        do { try MissingField.check(["机关代字": agencyWord, "文书代字": documentWord]) } catch { throw .missing(error) }
        guard Self.digitRange.contains(digits) else { throw .digits }
        guard [regionWord, agencyWord, documentWord].allSatisfy({ $0.count <= 10 && !$0.contains(where: Self.breaksNumber) })
        else { throw .word }
        return self
    }

    /// Brackets and blanks inside a word would make two different numbers read alike.
    private static func breaksNumber(_ character: Character) -> Bool {
        character.isWhitespace || "（）()〔〕[]【】".contains(character)
    }
}

/// Why a rule is not kept.
package enum NumberRuleRefused: Refusal, Equatable {
    case missing(MissingField)
    case digits, word
    case kindTaken

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .digits: "paperwork.numberRule.digits"
        case .word: "paperwork.numberRule.word"
        case .kindTaken: "paperwork.numberRule.kindTaken"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .digits: "流水号位数应为1至8的整数"
        case .word: "编号用字不超过10字，不能含空格或括号"
        case .kindTaken: "该文书种类已有编号规则"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .digits: "digits"
        case .word: "word"
        case .kindTaken: "kind"
        }
    }
}
