import Authority
import Registry
import Testing

@testable import Doors
@testable import Web

@Suite("请求内容的读取")
struct CallReadingTests {
    private static let file = Field("file", "附件", .file(accept: ".pdf", many: true))
    private static let note = Field("note", "备注")

    private static func route(_ access: Route.Access, _ form: [Field] = [note]) -> Route {
        .act("/things", access, "样例", version: .notNeeded("样例"), form: form) { _ in .json([]) }
    }

    private static let open = CallLimits(route(.everyone)), closed = CallLimits(route(.signedIn))
    private static let files = CallLimits(route(.signedIn, [file]))

    @Test("未登录的请求比登录后的更小；大的只收文件")
    func kinds() {
        #expect(Self.open.text < Self.closed.text && Self.open.values < Self.closed.values && Self.open.value < Self.closed.value)
        #expect(Self.files.takesFiles && !Self.closed.takesFiles)
        #expect(Self.files.text <= Route.ordinaryBodyLimit)
    }

    @Test("JSON对象按字段读取：文字、数字、真假、空、列表")
    func jsonForm() throws {
        let text = "{\"a\":\"甲\",\"b\":3.0,\"c\":true,\"d\":null,\"e\":[1,\"x\"],\"f\":1e999,\"g\":12345678901234567890}"
        let values = try JSONForm.read(Array(text.utf8), Self.open)
        #expect(values["a"] == "甲" && values["b"] == "3" && values["c"] == "1" && values["d"] == nil)
        #expect(values.all("e") == ["1", "x"])
        #expect(values["f"] == "1e999" && values["g"] == "12345678901234567890")
    }

    @Test(
        "不是一层对象的、键重复的、项数过多的JSON被拒绝，并说明原因",
        arguments: [
            ("[]", "对象"), ("1", "对象"), ("{\"a\":1,\"a\":2}", "两次"), (String(repeating: "[", count: 17), "对象"),
            ("{\"a\":", "不是有效的 JSON"), ("{\"a\":[" + String(repeating: "1,", count: 500) + "1]}", "项数过多"),
        ])
    func refused(_ text: String, _ words: String) {
        #expect { try JSONForm.read(Array(text.utf8), Self.open) } throws: { error in
            guard case CallFault.unreadable(let message) = error else { return false }
            return message.contains(words)
        }
    }

    private static let chosen = [
        Field("kind", "类别", .choice([.init("1", "一")])), Field("kinds", "各类", .choices([.init("1", "一"), .init("2", "二")])),
        Field("agency", "机构", .picker(source: "", many: false)), Field("agencies", "各机构", .picker(source: "", many: true)), Field("name", "名称"),
    ]

    @Test("选项和引用可以照读到的样子交回；不能修改的成员不看，不论其中是什么")
    func resource() throws {
        let text = """
            {"kind":{"label":"一","code":"1"},"kinds":[{"code":"1","label":{"zh":"一"}},"2"],"agency":{"id":"甲"},"agencies":[{"id":"乙","tags":[{}]}],
             "name":"丙","status":{"code":"x"},"rows":[{"a":[1,{"b":null}]},[[]]],"open":true,"none":null,"count":3}
            """
        let known: Set = ["status", "rows", "open", "none", "count"]
        let values = try JSONForm.read(Array(text.utf8), Self.closed, Self.chosen, passingOver: known)
        #expect(values.names == ["agencies", "agency", "kind", "kinds", "name"])
        #expect(values["kind"] == "1" && values.all("kinds") == ["1", "2"] && values["agency"] == "甲" && values.all("agencies") == ["乙"])
    }

    @Test(
        "既不是字段也不属于记录的成员、不成样子的选项，按名称指出",
        arguments: [
            ("{\"x\":{}}", "x"), ("{\"x\":[{}]}", "x"), ("{\"x\":[[]]}", "x"), ("{\"x\":[null]}", "x"), ("{\"kinds\":[null]}", "kinds"), ("{\"kind\":{}}", "kind"), ("{\"kind\":{\"code\":1}}", "kind"),
            ("{\"kind\":{\"code\":{}}}", "kind"), ("{\"kind\":[\"1\"]}", "kind"), ("{\"kinds\":{\"code\":\"1\"}}", "kinds"), ("{\"kinds\":[{\"id\":\"1\"}]}", "kinds"),
            ("{\"agency\":{\"code\":\"1\"}}", "agency"), ("{\"name\":{\"code\":\"1\"}}", "name"),
        ])
    func unfit(_ text: String, _ name: String) {
        #expect { try JSONForm.read(Array(text.utf8), Self.closed, Self.chosen, passingOver: ["status"]) } throws: { error in
            (error as? Problems)?.byField.map(\.name) == [name]
        }
    }

    @Test("表单的项数、名称和取值过大时，不等读完就被拒绝")
    func urlEncoded() throws {
        #expect(try Values(urlEncoded: Array("a=1&&b=%E7%94%B2&a=2&c".utf8), Self.open).all("a") == ["1", "2"])
        #expect(throws: CallFault.tooMany) { try Values(urlEncoded: Array(String(repeating: "a&", count: 101).utf8), Self.open) }
        #expect(throws: CallFault.tooLarge(Self.open.value)) {
            try Values(urlEncoded: Array(("a=" + String(repeating: "x", count: 60_000)).utf8), Self.open)
        }
        #expect(throws: CallFault.tooLarge(Self.open.value)) {
            try Values(urlEncoded: Array(String(repeating: "n", count: 700).utf8), Self.open)
        }
    }

    @Test("表单和查询的取值与导入一样清理：全角数字、分组的代码、日期；密码和多行文字不动")
    func cleaning() {
        let fields = [
            Field("account", "账号"), Field("code", "代码"), Field("number", "数", .integer(0...100)), Field("day", "日期", .date),
            Field("password", "密码", .password), Field("words", "说明", .multiline(maxLength: 100)),
        ]
        let reading = FormReading(
            Values([
                "account": "１９９０００００００１", "code": " 9153 0100 MA6K 1234 5X", "number": "１２", "day": "２０２６-０１-０５",
                "password": "Ａ b", "words": "一\n　二",
            ]), fields)
        #expect(reading.problems.isEmpty)
        #expect(reading.text("account") == "19900000001" && reading.text("code") == "91530100MA6K12345X")
        #expect(reading.integer("number") == 12 && reading.date("day")?.description == "2026-01-05")
        #expect(reading.text("password") == "Ａ b" && reading.text("words") == "一\n　二")
        #expect(Values(["q": "９１５３０１００\u{3000}ＭＡ６Ｋ１２３４５Ｘ"]).cleaned()["q"] == "91530100MA6K12345X")
    }

    @Test("表单与导入一样，不收不能显示和打印的字符，按栏目和字符指出")
    func printable() {
        let fields = [Field("name", "名称"), Field("words", "说明", .multiline(maxLength: 100)), Field("password", "密码", .password)]
        let reading = FormReading(Values(["name": "检测\u{1F600}所", "words": "一\n二\u{FFFD}", "password": "\u{1F600}"]), fields)
        #expect(reading.problems["name"] == "名称含有不能显示和打印的字符（U+1F600），请改用通用汉字")
        #expect(reading.problems["words"] == "说明含有不能显示和打印的字符（U+FFFD），请改用通用汉字")
        #expect(reading.problems["password"] == nil)
        #expect(FormReading(Values(["name": "检测\u{21484}所", "words": "一\n　二①Ⅲ㎡"]), fields).problems.isEmpty)
    }

    @Test("代码分组填写、带空格的照样读出；单独一栏的文字过长时在该栏指出")
    func grouped() throws {
        let fields = TestingBodyRecord.fields
        let typed = Values([
            "name": "甲检验所", "creditCode": " 9153 0100 MA00 0000 20 ", "phone": "0871 1234 5678", "domains": EnforcementDomain.marketRegulation.rawValue,
        ])
        var reading = FormReading(typed, fields)
        let record: TestingBodyRecord = reading.record()
        #expect(reading.problems.isEmpty && record.creditCode?.description == "91530100MA00000020")
    }

    private static func multipart(_ parts: [String]) -> [UInt8] {
        Array((parts.map { "--b\r\n\($0)\r\n" }.joined() + "--b--\r\n").utf8)
    }

    private static func read(_ parts: [String], _ limits: CallLimits = files) throws -> (values: Values, files: [UploadedFile]) {
        try Multipart.parse(multipart(parts), contentType: "multipart/form-data; boundary=b", limits)
    }

    @Test("多部分表单：字段与文件分开，文件名只留最后一段，像分界线的内容不算分界线")
    func parts() throws {
        let found = try Self.read([
            "Content-Disposition: form-data; name=\"note\"\r\n\r\n甲\r\n--",
            "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\\\x\\\\a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n-\r\n",
            "Content-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n",
        ])
        #expect(found.values["note"] == "甲\r\n--")
        #expect(found.files.map(\.name) == ["a.pdf"])
        #expect(found.files.first?.bytes == Array("%PDF\r\n-\r\n".utf8))
    }

    @Test("多部分表单的段数、段头和段名过大，或内容不完整，都被拒绝")
    func badParts() {
        let plain = "Content-Disposition: form-data; name=\"a\"\r\n\r\n1"
        var few = Self.files
        few.values = 3
        #expect(throws: CallFault.tooMany) { try Self.read(Array(repeating: plain, count: 4), few) }
        let unreadable: [[String]] = [
            ["Content-Disposition: form-data; name=\"a\"; x=\"" + String(repeating: "x", count: 5000) + "\"\r\n\r\n1"],
            ["Content-Disposition: form-data; name=\"" + String(repeating: "n", count: 201) + "\"\r\n\r\n1"],
            ["Content-Disposition: form-data\r\n\r\n1"], ["Content-Type: text/plain\r\n\r\n1"], ["no head"],
        ]
        for parts in unreadable {
            #expect { _ = try Self.read(parts) } throws: { if case CallFault.unreadable = $0 { true } else { false } }
        }
        #expect { _ = try Multipart.parse(Array("--b\r\n\(plain)".utf8), contentType: "multipart/form-data; boundary=b", Self.files) } throws: {
            if case CallFault.unreadable = $0 { true } else { false }
        }
    }

    @Test("SEC-04 登录后只转到本平台的地址：反斜杠、制表符、双斜杠、上级目录及其转义都不行")
    func next() {
        let own = ["/", "/field/", "/plans?next=//evil.example/..", "/plans?tab=my&q=%E7%94%B2", "/laws/1?on=2026-01-01#a3", "/public/codes/A%2FB"]
        for address in own { #expect(OwnAddress.checked(address) == address) }
        let others = [
            "", "plans", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "/\t/evil.example", "\t//evil.example",
            "/%09/evil.example", "/%2Fevil.example", "/%5Cevil.example", "/%5cevil.example", "/%255Cevil.example", "/%25252Fevil.example",
            "/..//evil.example", "/.//evil.example", "/./%2e%2e//evil.example", "/plans/..//evil.example", "/plans/%2E%2e/%2e./evil.example",
            "/plans//evil.example", "/plans/%252e%252e", "/plans/..", "/%0d%0aSet-Cookie:a", "/a\r\nb", "/甲", " /plans", "/ plans", "javascript:alert(1)", "/" + String(repeating: "a", count: 5000),
        ]
        for address in others { #expect(OwnAddress.checked(address) == nil, "\(address)") }
        #expect(OwnAddress.checked(nil) == nil)
        for address in ["/enterprise", "/enterprise/account", "/enterprise?x=1"] { #expect(OwnAddress.checked(address, below: "/enterprise") == address) }
        for address in ["/enterprises", "/enterprise-accounts", "/plans", "/enterprise\\x"] { #expect(OwnAddress.checked(address, below: "/enterprise") == nil) }
    }

    @Test("一个地址存在而方法不对时，知道它接受哪些方法")
    func methods() {
        let doors = RouteTable([
            .get("/a/{id}", .everyone, "") { _ in .json([]) }, .act("/a/{id}", .everyone, "", version: .notNeeded("样例")) { _ in .json([]) },
            .exchange(.get, "/files/{name}.csv", .everyone, "", version: .reads) { _ in .json([]) },
            .act("/a/all", .everyone, "", version: .notNeeded("样例")) { _ in .json([]) },
        ])
        #expect(doors.methods(at: "/a/1") == ["GET", "HEAD", "POST"])
        #expect(doors.methods(at: "/api/v1/a/1") == ["POST"])
        #expect(doors.methods(at: "/a/all") == ["POST"])
        #expect(doors.methods(at: "/api/v1/files/x.csv") == ["GET", "HEAD"])
        #expect(doors.methods(at: "/files/x.csv") == [] && doors.methods(at: "/api/v1/files/.csv") == [] && doors.methods(at: "/a") == [])
    }
}
