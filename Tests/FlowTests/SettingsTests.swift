import Foundation
import Storage
import TestKit
import Testing

@testable import mingcha

/// Each setting that can't be meant so is refused by its name.
@Suite("设置")
struct SettingsTests {
    private func settings(_ json: String?, _ flags: [String] = []) async throws -> ServeSettings {
        var found: ServeSettings?
        try await TestStore.withFolder { folder in
            try json?.write(toFile: folder + "/mingcha.json", atomically: true, encoding: .utf8)
            found = try NetworkOptions.parse(flags).settings(data: folder)
        }
        return try #require(found)
    }

    private func words(_ json: String?, _ flags: [String] = []) async -> String {
        do {
            _ = try await settings(json, flags)
            return "accepted"
        } catch {
            return OperatorWords.sentence(error)
        }
    }

    @Test("写错名字、类型和范围的设置按名字拒绝", arguments: [
        (#"{ "prot": 80 }"#, "prot"), (#"{ "port": "80" }"#, "port"), (#"{ "port": 0 }"#, "port"), (#"{ "port": 70000 }"#, "port"),
        (#"{ "logLevel": "laut" }"#, "logLevel"), (#"{ "publicURL": "mingcha.example.gov.cn" }"#, "publicURL"),
        (#"{ "publicURL": "https://a.example/b" }"#, "publicURL"), (#"{ "trustedProxies": ["10.0.0.0/33"] }"#, "trustedProxies"),
        (#"{ "trustedProxies": ["proxy.example"] }"#, "trustedProxies"), (#"{ "metricsFrom": ["::1/x"] }"#, "metricsFrom"),
        (#"{ "port": 80"#, "mingcha.json"), (#"[1]"#, "mingcha.json"), (#"{ "port": 80, "port": 81 }"#, "“port”写了两次"),
        ("{ \"host\": \"::\",\n\"port\": 80,\n}", "第 3 行有误"), (#"{ "connections": 0 }"#, "connections（MINGCHA_CONNECTIONS）"),
    ])
    func refused(json: String, name: String) async {
        let words = await words(json)
        #expect(words.contains(name))
        #expect(!words.contains("Error") && !words.contains("Swift."))
    }

    @Test("旗标优先于文件；地址末尾的斜杠去掉")
    func order() async throws {
        let found = try await settings(#"{ "port": 81, "publicURL": "https://a.example/" }"#, ["--port", "82"])
        #expect(found.port == 82)
        #expect(found.platform.publicURL == "https://a.example")
        #expect(found.warnings == [])
    }

    @Test("旧的 trustsProxy 仍可读，只信本机代理，并提醒改写")
    func formerProxySetting() async throws {
        let found = try await settings(#"{ "trustsProxy": true }"#)
        #expect(found.platform.trust.proxies.map(\.description) == ["127.0.0.0/8", "::1"])
        #expect(found.warnings.contains { $0.contains("trustedProxies") })
        let none = try await settings(#"{ "trustsProxy": false }"#)
        #expect(none.platform.trust.proxies.isEmpty)
    }

    @Test("对外地址不是 https 时提醒")
    func plainAddress() async throws {
        #expect(try await settings(#"{ "publicURL": "http://mingcha.example.gov.cn" }"#).warnings.count == 1)
        #expect(try await settings(nil).warnings == [])
    }

    @Test("数据库地址不认识时立即按名字拒绝，不当作暂时连不上", arguments: ["mysql://h/x", "sqlite:", "postgres://", "mingcha.sqlite"])
    func database(location: String) throws {
        let options = try StoreOptions.parse(["--data", "/nowhere", "--database", location])
        #expect(throws: SettingRefused.database(location)) { try options.location() }
    }

    @Test("系统的错误用中文说明原因")
    func systemErrors() {
        #expect(OperatorWords.sentence(StoreRefused.unwritable("/a", reason: SystemWords.of(EROFS))) == "不能写入 /a：文件系统是只读的")
        let error = CocoaError(.fileReadNoPermission, userInfo: [NSFilePathErrorKey: "/a"])
        #expect(OperatorWords.sentence(error) == "无法读取或写入 /a：没有权限")
    }

    @Test("缺少图标与字体文件夹时拒绝，并指名")
    func assets() async throws {
        let found = try await settings(#"{ "assets": "/nowhere/assets" }"#)
        #expect(throws: SettingRefused.missingAssets("/nowhere/assets")) { try found.requireFiles() }
    }

    @Test("运维人员看到的数据库地址不含密码")
    func password() {
        #expect(SettingsFile.shown("postgres://m:geheim@db/x?sslmode=require") == "postgres://m:…@db/x?sslmode=require")
        #expect(SettingsFile.shown("postgres://m@db/x") == "postgres://m@db/x")
        #expect(SettingsFile.shown("postgres://db/x?user=m&password=geheim&sslmode=require") == "postgres://db/x?user=m&password=…&sslmode=require")
        #expect(SettingsFile.shown("sqlite:/var/lib/mingcha/a@b.sqlite") == "sqlite:/var/lib/mingcha/a@b.sqlite")
    }
}
