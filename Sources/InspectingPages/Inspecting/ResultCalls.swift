import Authority
import Doors
import Inspecting
import Paperwork
import Storage
import Tasking

/// The result of a visit in one call, for programs of agencies and partners; the same act as on the phone.
enum ResultCalls {
    static let submission: Route = .exchange(
        .post, "/inspections/{id}/result", .needs(.inspect), "提交一次检查的全部结果（一次调用）", version: .notNeeded("只在尚未录入或已退回时成立，提交的是全部内容"),
        takes: { Schema.of(ResultBody.self) }
    ) { call in
        let visit = try call.id(of: TaskSubject.self)
        let submission = try ResultCall.read(try call.fieldJSON(), of: visit)
        let material = try call.platform.service(StoredMaterial.self)
        let (now, protection) = (call.clock.now(), call.platform.protection)
        return try await call.act { transaction, actor in
            let receipt = try submission.make(
                by: actor, at: now, protection: protection, material: material, in: transaction)
            return Done("检查结果已提交，回执\(receipt.number)", goTo: "/inspections/\(visit)", id: visit.description)
        }
    }
}
