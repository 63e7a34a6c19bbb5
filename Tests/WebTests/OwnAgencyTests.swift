import Authority
import Foundation
import Paperwork
import Probing
import Storage
import Testing

@testable import Doors
@testable import Web
@testable import mingcha

/// What belongs to one agency or one person is worked on by nobody else, and what isn't there looks the same to them.
@Suite("本机构和本人的事项", .serialized)
struct OwnAgencyTests {
    private struct Visits: Decodable {
        struct Visit: Decodable {
            let id: String
            let status: String
        }
        let visits: [Visit]
    }

    /// A visit of the county in that state.
    private func visit(_ status: String, on server: DemoServer) async throws -> String {
        let reply = try await server.ask([server.resident("高远航").visitor.get("/api/v1/field/visits")])[0]
        let visits = try JSONDecoder().decode(Visits.self, from: Data(reply.body)).visits
        return try #require(visits.first { $0.status == status }).id
    }

    private func id(_ reply: HTTPReply) throws -> String {
        struct Made: Decodable { let id: String }
        return try JSONDecoder().decode(Made.self, from: Data(reply.body)).id
    }

    @Test("PUB-02 本机构未审核通过的检查结果不能公示，并说明原因；对外机构是未找到")
    func unapproved() async throws {
        try await DemoServer.run { server in
            let path = "/api/v1/publications/\(try await visit("awaitingReview", on: server))/publication"
            let replies = try await server.ask([
                server.resident("唐晓舟").visitor.post(path, json: #"{"version":1}"#), server.neighbour.visitor.post(path, json: #"{"version":1}"#),
            ])
            #expect(replies.map(\.status) == [422, 404])
            #expect(replies[0].problemCode == "disclosure.publication.notApproved" && replies[0].text.contains("检查结果未审核通过，不能公示"))
        }
    }

    @Test("SEC-08 后台任务只有提交人能看、能办：同机构的其他人和上级机构都得到未找到")
    func jobs() async throws {
        try await DemoServer.run { server in
            let owner = server.resident("唐晓舟").visitor
            let job = try id(try await server.ask([owner.post("/api/v1/subjects/exports?format=csv", json: "{}")])[0])
            let mine = try await server.ask([owner.get("/api/v1/jobs/\(job)"), owner.get("/jobs/\(job)")])
            #expect(mine.map(\.status) == [200, 200])
            for name in ["周启明", "江海宁", "白一凡"] {
                let other = server.resident(name).visitor
                var questions = ["/api/v1/jobs/\(job)", "/jobs/\(job)", "/exports/\(job)"].map(other.get)
                questions += ["confirmation", "cancellation", "taking-back"].map { other.post("/api/v1/jobs/\(job)/\($0)", json: "{}") }
                let answers = try await server.ask(questions).map(\.status)
                #expect(answers == Array(repeating: 404, count: 6), "\(name)")
            }
        }
    }

    @Test("SEC-05 取文书的文字与打开文书一样，记下谁看过")
    func reading() async throws {
        try await DemoServer.run { server in
            let document = try await server.database.read { try KeptFacts.latest("enforcement_document", in: $0) }
            let person = server.resident("周启明")
            let answers = try await server.ask([person.visitor.get("/documents/\(document)/text")])
            #expect(answers.map(\.status) == [200])
            let kept = try await server.database.read { try KeptFacts.of(DocumentReading.read, in: $0) }
            #expect(kept.map(\.person) == [person.name])
        }
    }
}
