import Authority
import Doors
import Inspecting
import Storage
import Tasking

/// What the field client asks and sends to begin an inspection by itself: 即时检查 and 加入专项任务 (TASK-24, TASK-29, ADR 0002).
enum FoundingCalls {
    static let routes: [Route] = [
        .exchange(
            .get, "/field/foundings", .needs(.inspect), "现场端：发起检查所需的事项、表单、专项任务和执法人员", version: .reads,
            query: [Field("known", "本机已有的版本")]
        ) { call in
            _ = try call.officer()
            let (actor, known, today) = (try call.actor(), call.query["known"], call.clock.today())
            return .json(try await call.read { try FoundingKit.load(for: actor, known: known, on: today, in: $0) }.canonical)
        },
        .exchange(
            .post, "/field/foundings", .needs(.inspect), "现场端：发起即时检查，或加入专项任务",
            version: .notNeeded("新建一次检查，编号由现场端给出，同一编号只成立一次"), takes: { Schema.of(FoundingBody.self) }
        ) { call in
            let founding = try FieldFounding.read(try call.fieldJSON())
            _ = try call.officer()
            let (actor, now, protection) = (try call.actor(), call.clock.now(), call.platform.protection)
            return .json(try await call.database.write { transaction in
                try founding.make(by: actor, at: now, protection: protection, in: transaction)
                return try VisitPackage.load(founding.visit, for: actor, at: now, protection: protection, in: transaction)
            }.canonical)
        },
        .exchange(
            .post, "/field/visits/{id}/reassignment", .needs(.inspect), "现场端：任务指派，改由其他执法人员检查",
            version: .notNeeded("所见的检查人员一起提交，与现有的逐一核对"), takes: { Schema.of(ReassignmentBody.self) }
        ) { call in
            let visit = try call.id(of: TaskSubject.self), body = try call.fieldJSON()
            guard let officers = body["officers"]?.list, let seen = body["seen"]?.list, officers.count <= 20, seen.count <= 20 else {
                throw FieldConflict.malformed
            }
            _ = try call.officer()
            func ids(_ values: [JSONValue]) -> Set<Identifier<OfficerMark>> { Set(values.compactMap { $0.text.flatMap(Identifier<OfficerMark>.init) }) }
            let reassignment = TaskReassignment(of: visit, to: ids(officers), seen: ids(seen))
            let now = call.clock.now()
            return try await call.act { transaction, actor in
                try reassignment.make(by: actor, at: now, in: transaction)
                return Done("任务已指派", goTo: "/field/", id: visit.description)
            }
        },
        .exchange(
            .get, "/field/subjects", .needs(.inspect), "现场端：查找检查对象", version: .reads,
            query: [Field("q", "名称、地址或编码"), Field("after", "上一页的next")]
        ) { call in
            _ = try call.officer()
            let (scope, words, after) = (try call.actor().scope, call.query["q"], call.query["after"].flatMap { Int64($0) })
            return .json(try await call.read { try FieldSubjects.load(words, after: after, scope: scope, in: $0) }.canonical)
        },
    ]
}

/// The shape of what a phone begins with, for the description of the API.
struct FoundingBody: Codable, Sendable {
    let kind: String
    let visit: String
    let task: String
    let subject: String
    let officers: [String]
    /// Milliseconds, by the clock of the phone.
    let at: Int64
    let basics: ResultBody.Basics
    /// Of 即时检查 alone, here and below.
    let mode: String?
    let item: String?
    let form: String?
    let origin: String?
    let words: String?
}

/// The officers that a visit is to have, and those that were seen.
struct ReassignmentBody: Codable, Sendable {
    let officers: [String]
    let seen: [String]
}
