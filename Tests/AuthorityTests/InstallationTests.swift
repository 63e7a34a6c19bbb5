import Storage
import TestKit
import Testing

@testable import Authority

@Suite("系统用途")
struct InstallationTests {
    @Test("CONF-03 首次启动定下用途，写入数据库和日志；以后不论怎样启动都不变")
    func settled() async throws {
        for purpose in InstallationPurpose.allCases {
            try await TestStore.each(TestStore.basis) { database in
                let started = [
                    try await Self.start(purpose, in: database), try await Self.start(nil, in: database),
                    try await Self.start(.demonstration, in: database),
                ]
                #expect(started == [purpose, purpose, purpose])
            }
        }
    }

    @Test("CONF-03 正式或演示的数据库不能作为培训环境启动；没有说明的首次启动是正式环境")
    func refused() async throws {
        for purpose in [InstallationPurpose.production, .demonstration] {
            try await TestStore.each(TestStore.basis) { database in
                _ = try await Self.start(purpose == .production ? nil : purpose, in: database)
                await #expect(throws: InstallationSettling.Refused.isOther(purpose)) { try await Self.start(.training, in: database) }
            }
        }
    }

    @Test("CONF-03 已有机构而没有记下用途的数据库是正式环境")
    func inUse() async throws {
        try await Town.each { town in
            await #expect(throws: InstallationSettling.Refused.isOther(.production)) { try await Self.start(.training, in: town.database) }
            let purpose = try await Self.start(.demonstration, in: town.database)
            #expect(purpose == .production)
        }
    }

    @discardableResult
    private static func start(_ asked: InstallationPurpose?, in database: Database) async throws -> InstallationPurpose {
        try await database.write { try InstallationSettling(asked: asked).make(at: TestClock.start, in: $0) }
    }
}
