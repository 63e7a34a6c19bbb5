import TestKit
import Testing

@testable import Authority

@Suite("代码与号码")
struct IdentityTests {
    @Test("STD-01 统一社会信用代码：长度、字符集、校验码都要对，小写字母按大写")
    func creditCode() throws {
        let good = try #require(UnifiedSocialCreditCode(completing: "91990121MA0000001")).description
        #expect(UnifiedSocialCreditCode(good)?.description == good)
        #expect(UnifiedSocialCreditCode(good.lowercased())?.description == good)
        for index in 0..<18 {
            var characters = Array(good)
            characters[index] = characters[index] == "5" ? "6" : "5"
            #expect(UnifiedSocialCreditCode(String(characters)) == nil)
        }
        #expect(UnifiedSocialCreditCode(String(good.dropLast())) == nil)
        #expect(UnifiedSocialCreditCode(completing: "91990121IO0000001") == nil)
    }

    @Test("STD-01 身份证号码：长度、日期、校验码都要对；末位X不分大小写")
    func citizenID() throws {
        let good = try #require(CitizenIDNumber(completing: "99010019850704001")).description
        #expect(CitizenIDNumber(good)?.birthDate?.description == "1985-07-04")
        for index in 0..<17 {
            var characters = Array(good)
            characters[index] = characters[index] == "5" ? "6" : "5"
            #expect(CitizenIDNumber(String(characters)) == nil)
        }
        #expect(CitizenIDNumber(completing: "99010019850231001") == nil)
        let withX = (1...99).lazy.compactMap {
            CitizenIDNumber(completing: "990100198507040" + ($0 < 10 ? "0" : "") + "\($0)")?.description
        }.first { $0.hasSuffix("X") }
        #expect(CitizenIDNumber(try #require(withX).lowercased())?.description == withX)
    }

    @Test("列表里只显示掩码")
    func masks() throws {
        #expect(MobileNumber("199 0000-0001")?.masked == "199****0001")
        #expect(CitizenIDNumber(completing: "99010019850704001")?.masked.hasPrefix("9901**********") == true)
        #expect(MobileNumber("29900000001") == nil)
    }

    @Test("事实的正文只有一种写法：键按字节排序，控制字符转义，读回不变")
    func canonical() throws {
        let payload = FactPayload(
            sentence: "{actor}修改“{name}”", details: [FactDetail("名\"称", before: nil, after: "a\\b\n\u{1}")],
            values: ["name": "甲", "Name": "乙"])
        let json = #"{"details":[{"after":"a\\b\n\u0001","before":null,"label":"名\"称"}],"sentence":"{actor}修改“{name}”","values":{"Name":"乙","name":"甲"}}"#
        #expect(payload.canonicalJSON == json)
        #expect(try FactPayload(json: json) == payload)
        #expect(payload.words(actor: "某人{name}") == "某人{name}修改“甲”")
    }
}
