import Authority
import Cryptography
import Foundation
import Importing
import Inspecting
import Library
import Probing
import Registry
import Storage
import Tasking
import Timekeeping

/// Two officers of the demonstration county with a form of thirty contents, for whom visits can be added.
struct VisitDesk: Sendable {
    /// The same for all submissions of this process: one that is sent again must be the same to the minute.
    private static let start = Clock.system.now()
    let agency: Organization.ID
    let planner: Account.ID
    let officers: [VisitOfficer]
    let version: CheckFormVersion.ID
    let contents: [CheckPoint.ID]

    /// The visits of one task.
    static let visitsPerTask = 100

    /// A form of six items with five contents each.
    static let content = CheckFormContent(items: (1...6).map { item in
        CheckItem(name: "检查项\(item)", points: (1...5).map { point in
            CheckPoint(
                text: "第\(item)项第\(point)条：经营场所的许可证件在有效期内并公示在显著位置", method: "查看证件原件",
                violatedProvisions: ["《中华人民共和国食品安全法》第三十五条第一款"])
        })
    })

    /// Sets up what the county lacks, and hands in a picture for each signature.
    static func open(_ database: Database, _ server: RunningServer) async throws -> VisitDesk {
        let desk = try await database.write { try VisitDesk.make(in: $0) }
        let (port, pictures) = (server.port, (desk.officers.map(\.name) + [principal]).map(picture))
        try await onThread {
            let connection = HTTPConnection(port: port)
            let visitor = try Visitor(account: DemoStore.Account.officer.rawValue, password: DemoStore.password, on: connection)
            for bytes in pictures {
                let reply = try connection.ask(visitor.put("/api/v1/field/files/\(Digest.sha256(bytes).hex)", bytes: bytes, type: "image/png"))
                guard reply.status == 200 else { throw ProbeFailure.unexpected(status: reply.status, body: reply.text) }
            }
        }
        return desk
    }

    func question(_ visitor: Visitor, _ visit: String, key: String) -> HTTPQuestion {
        visitor.post("/api/v1/inspections/\(visit)/result", json: json, key: key)
    }

    /// The same result without HTTP.
    func submission(_ visit: TaskSubject.ID) throws -> ResultSubmission { try ResultCall.read(result, of: visit) }

    private var json: String { String(decoding: result.canonical, as: UTF8.self) }

    private var result: JSONValue {
        let now = Self.start
        func minute(_ instant: Instant) -> String { "\(instant.beijingDate)T\(instant.beijingClock)" }
        let basics = [
            "unit": "青石县喆丰粮油贸易有限责任公司", "principal": Self.principal, "principalTitle": "总经理", "phone": "19900000058",
            "address": "青石县城关镇北环路118号", "place": "一号车间", "startedAt": minute(now.advanced(hours: -2)), "endedAt": minute(now),
            "experts": "", "joint": "no",
        ]
        return .object([
            .init("basics", .object(basics.map { .init($0.key, .text($0.value)) })),
            .init("answers", .list(contents.enumerated().map { number, content in
                .object([
                    .init("content", .text(content.description)),
                    .init("answer", .text(number % 10 == 9 ? "notApplicable" : "pass")),
                ])
            })),
            .init("disposal", .object([.init("disposal", .text(Disposal.noProblem.rawValue)), .init("note", .text(""))])),
            .init("notice", .object([.init("certificatesShown", .flag(true)), .init("rightsTold", .flag(true))])),
            .init("signatures", .list(officers.map { signed($0.officer.description, $0.name) } + [signed("principal", Self.principal)])),
        ])
    }

    private func signed(_ signer: String, _ name: String) -> JSONValue {
        .object([
            .init("signer", .text(signer)), .init("name", .text(name)),
            .init("sha256", .text(Digest.sha256(Self.picture(name)).hex)), .init("at", .integer(Self.start.milliseconds)),
        ])
    }

    private static let principal = "温书言"

    /// The same stroke for each, in a file of its own: what stands behind the end of a PNG is not looked at.
    private static func picture(_ name: String) -> [UInt8] { signature + Array(name.utf8) }

    /// A PNG of a stroke: a signature without ink is none.
    private static let signature: [UInt8] = Array(Data(base64Encoded: """
        iVBORw0KGgoAAAANSUhEUgAAAEAAAAAYAQAAAABiz8bpAAAAgElEQVR42k3PsQ3FIAxF0bfwJx1l2CoUFB4EIU+A6HCBiONYv4irU3CFDf0PPiBlHYpbKTENxr3pZDoYc5ezUTD0\
        Eltx1GhmyK9e5gEJNZsHVmjZfGC9T5vDM8PlWcLKniXs7BlhF89eeGbwHxyzr7gJWqWvuW1VlrHEYQvL54oHsROcZJM/Av8AAAAASUVORK5CYII=
        """) ?? Data())
}
