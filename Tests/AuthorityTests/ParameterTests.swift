import Storage
import TestKit
import Testing

@testable import Authority

@Suite("参数设置")
struct ParameterTests {
    private static func set(_ parameter: Parameter, _ value: Int?, _ version: Int, _ town: Town, by person: Person) async throws {
        try await town.database.write {
            try ParameterSetting(parameter, to: value, version: version).make(by: town[person], at: town.now, in: $0)
        }
    }

    private static func value(_ parameter: Parameter, _ town: Town, of agency: Agency) async throws -> Int {
        try await town.database.read { try parameter.value(for: town[agency], in: $0) }
    }

    @Test("CONF-04 下级只能从严：宽于上级的被拒绝，上级后来收紧的下级随之收紧")
    func tightening() async throws {
        try await Town.each { town in
            #expect(try await Self.value(.idleMinutes, town, of: .eastCounty) == 30)
            try await Self.set(.idleMinutes, 20, 0, town, by: .cityAdmin)
            #expect(try await Self.value(.idleMinutes, town, of: .township) == 20)
            #expect(try await Self.value(.idleMinutes, town, of: .outsiderCity) == 30)
            let refused = ParameterSetting.Refused.looserThanAbove(.idleMinutes, limit: 20)
            await #expect(throws: refused) { try await Self.set(.idleMinutes, 25, 0, town, by: .eastAdmin) }
            #expect(refused.message == "PC端无操作自动退出上级规定为20分钟，本级只能从严")
            try await Self.set(.idleMinutes, 15, 0, town, by: .eastAdmin)
            #expect(try await Self.value(.idleMinutes, town, of: .township) == 15)
            #expect(try await Self.value(.idleMinutes, town, of: .westCounty) == 20)
            try await Self.set(.idleMinutes, 10, 1, town, by: .cityAdmin)
            #expect(try await Self.value(.idleMinutes, town, of: .eastCounty) == 10)
            try await Self.set(.idleMinutes, nil, 2, town, by: .cityAdmin)
            #expect(try await Self.value(.idleMinutes, town, of: .eastCounty) == 15)
        }
    }

    @Test("CONF-04 越大越严的参数方向相反；超出范围、过时的版本和没有权限的被拒绝")
    func refusals() async throws {
        try await Town.each { town in
            try await Self.set(.passwordLength, 12, 0, town, by: .provinceAdmin)
            await #expect(throws: ParameterSetting.Refused.looserThanAbove(.passwordLength, limit: 12)) {
                try await Self.set(.passwordLength, 10, 0, town, by: .eastAdmin)
            }
            await #expect(throws: ParameterSetting.Refused.outOfRange(.passwordLength)) {
                try await Self.set(.passwordLength, 64, 0, town, by: .eastAdmin)
            }
            await #expect(throws: StorageError.overtaken) { try await Self.set(.passwordLength, 14, 0, town, by: .provinceAdmin) }
            await #expect(throws: PermissionDenied(permission: .manageParameters)) {
                try await Self.set(.passwordLength, 14, 1, town, by: .provinceBusiness)
            }
        }
    }

    @Test("CONF-04、SEC-01 机构要求更长的密码时，较短的密码被拒绝")
    func passwords() {
        #expect(throws: Password.Refused.tooWeak) { try Password.permit("Abc-12345", mobile: "19900000001", name: "甲", shortest: 12) }
        #expect(throws: Never.self) { try Password.permit("Abc-12345", mobile: "19900000001", name: "甲") }
    }

    @Test("CONF-04、SEC-03 机构缩短无操作时间后，登录按新的时间结束")
    func idle() async throws {
        try await Town.each { town in
            try await Self.set(.idleMinutes, 10, 0, town, by: .eastAdmin)
            let hashing = PasswordHashing()
            let (token, _) = try await SignIn(
                login: Person.eastPlanner.mobile, password: Town.password, channel: .desktop, source: "127.0.0.1"
            ).make(in: town.database, clock: town.clock, hashing: hashing, protection: town.cipher)
            let sessions = SessionReading(database: town.database, clock: town.clock)
            town.time.advance(minutes: 9)
            #expect(try await sessions.current(token: token, channel: .desktop, origin: "") != nil)
            town.time.advance(minutes: 11)
            #expect(try await sessions.current(token: token, channel: .desktop, origin: "") == nil)
        }
    }
}
