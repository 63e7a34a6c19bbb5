@testable import Doors
@testable import Web

/// What somebody could put in the place of any value. All are ready for a query: escaped as they are to arrive.
enum HostileValues {
    static let numbers = [
        "9223372036854775807", "-9223372036854775808", "-1", "0", "1e999", "NaN", "99999999999999999999999999999999999999",
        "-0.5", "%EF%BC%91%EF%BC%92", "2147483648", "1%2C000", "0x7fffffffffffffff",
    ]
    static let dates = ["99999-01-01", "-0001-01-01", "0000-00-00", "2999-12-31", "1900-01-01", "2026-02-30", "9223372036854775807", "1e999"]
    static let texts = [
        "", "%00", "a%00b", "%FF%FE", "%ED%A0%80", "%F4%90%80%80", "%25%5F%5C%27%22%3B--", "%E2%80%AE", "%F0%A1%92%84",
        "1900-01-01T99%3A99", "-1%3A-1", "9223372036854775807%2C9223372036854775807", "nan%2Cinf", String(repeating: "9", count: 400),
    ]
    static let long = String(repeating: "%E9%95%BF", count: 3_000)
    static let ids = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "%00", "..%2F..", "-1", ""]

    /// In the place of everything at once.
    static let together = [numbers[0], numbers[1], "-1", "1e999", "%00", "%FF", "99999-01-01"]

    /// Those that come nearest to what the field is read as.
    static func values(_ field: Field) -> [String] {
        switch field.kind {
        case .integer: numbers
        case .date: dates
        case .text, .multiline: texts + numbers.prefix(4)
        case .password, .file: ["", "%00", "%FF"]
        case .choice, .choices, .flag: ["%00", "-1", ""]
        case .picker, .hidden: ids + numbers.prefix(3)
        }
    }

    /// A value that the field could have been filled with, so that another one's is reached.
    static func plausible(_ field: Field, id: String) -> String {
        switch field.kind {
        case .text, .multiline: "%E6%9C%BA%E6%A2%B0"
        case .password: "Mingcha-2026-x"
        case .integer(let range): "\(range.lowerBound)"
        case .date: "2026-11-30"
        case .choice(let options), .choices(let options):
            HTTPQuestionText.encoded(options.first { !$0.value.isEmpty }?.value ?? "")
        case .flag: "1"
        case .picker, .hidden: id
        case .file: ""
        }
    }

    /// Bodies of calls that read JSON.
    static let documents = [
        "", "{", "[]", "null", "\"\\ud800\"", "{\"a\":\"\\ud800\\udc\"}", "{\"a\":1,\"a\":2}", "{\"at\":9223372036854775807,\"seq\":-9223372036854775808}",
        "{\"a\":1e999}", "{\"a\":-1e-999,\"version\":99999999999999999999}", "{\"a\":NaN}", "{\"\\u0000\":\"\\u0000\"}",
        String(repeating: "[", count: 3_000), String(repeating: "{\"a\":", count: 3_000), "{\"a\":\"" + String(repeating: "长", count: 9_000) + "\"}",
        "{\"events\":[{\"at\":9223372036854775807,\"device\":\"x\",\"id\":\"x\",\"seq\":9223372036854775807,\"visit\":\"x\",\"type\":\"answer\",\"payload\":{}}]}",
    ]

    /// Names that no route declares and some handlers read all the same.
    static let undeclared = ["page", "size", "after", "before", "year", "version", "tab", "number", "id", "q", "name", "next", "partial", "item", "month"]
}

/// Escaping as addresses need it.
enum HTTPQuestionText {
    static func encoded(_ text: String) -> String { Values.encoded(text) }
}
