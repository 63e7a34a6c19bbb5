import Authority
import Probing
import Testing

@Suite("移动端入口")
struct FieldDoorTests {
    @Test("ORG-14 有执法人员角色但不在执法人员库的人，移动端每一处都告知“非执法人员”，不能进入")
    func notInLibrary() async throws {
        try await DemoServer.run { server in
            let cookie = [("Cookie", server.neighbour.visitor.cookie)]
            let replies = try await server.ask(["/field/", "/api/v1/field/visits", "/api/v1/field/session", "/my-inspections"].map {
                HTTPQuestion("GET", $0, headers: cookie)
            })
            for reply in replies {
                #expect(reply.status == 422)
                #expect(reply.text.contains("非执法人员"))
            }
        }
    }
}
