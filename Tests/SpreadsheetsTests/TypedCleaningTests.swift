import Testing

@testable import Spreadsheets

@Suite("输入的清理")
struct TypedCleaningTests {
    @Test(
        "STD-01 全角的、分组书写的代码和号码，与导入时一样，成为同一个词；普通的词和日期不变",
        arguments: [
            ("９１５３０１００ＭＡ６Ｋ１２３４５Ｘ", "91530100MA6K12345X"), ("9153 0100 MA6K 1234 5X", "91530100MA6K12345X"),
            ("\u{3000}１３８ ００００ ０００１ ", "13800000001"), ("138\u{200B}00000001", "13800000001"), ("530000\u{A0}199001010011", "530000199001010011"),
            ("明察 食品", "明察 食品"), ("GB 14881", "GB 14881"), ("Green Hill Food Ltd", "Green Hill Food Ltd"), ("2026 01 05", "2026 01 05"),
            ("甲（乙）公司", "甲（乙）公司"), ("", ""),
        ])
    func typed(_ raw: String, _ clean: String) { #expect(Cleaning.typed(raw) == clean) }
}
