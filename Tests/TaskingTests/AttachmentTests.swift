import Foundation
import Storage
import TestKit
import Testing
import Vault

@testable import Tasking

@Suite("附件")
struct AttachmentTests {
    @Test("TASK-37 任务附件可补充；检查对象抽取后不能删除；别的机构不能添加；任务删除时一并删除")
    func task() async throws {
        try await DrawStage.each(subjects: 10) { stage in
            let owner = Attachment.Owner.task(stage.task)
            try await stage.town.attach(["方案.pdf", "说明.pdf"], to: owner)
            var names = try await stage.read { try Attachment.all(of: owner, in: $0) }
            #expect(names.map(\.file.name) == ["方案.pdf", "说明.pdf"])
            await #expect(throws: NotFound.self) { try await stage.town.attach(["外来.pdf"], to: owner, by: .westBusiness) }
            await #expect(throws: AttachmentRefused.tooMany) {
                try await stage.town.attach((1...19).map { "第\($0)份.pdf" }, to: owner)
            }

            try await stage.prepare()
            let first = names[0].id, second = names[1].id
            try await stage.write { try AttachmentRemoval(of: first, from: owner).make(by: $1, at: $2, in: $0) }
            _ = try await stage.stop(try await stage.begin())
            await #expect(throws: TaskRefused.attachmentsFixed) {
                try await stage.write { try AttachmentRemoval(of: second, from: owner).make(by: $1, at: $2, in: $0) }
            }
            try await stage.town.attach(["补充.pdf"], to: owner)
            names = try await stage.read { try Attachment.all(of: owner, in: $0) }
            #expect(names.map(\.file.name) == ["说明.pdf", "补充.pdf"])
        }
    }

    @Test("TASK-37 任务删除时附件一并删除；文件类型由内容判断，不支持的被拒绝")
    func deletion() async throws {
        try await DrawStage.each(subjects: 0) { stage in
            let owner = Attachment.Owner.task(stage.task)
            try await stage.town.attach(["方案.pdf"], to: owner)
            let refused = await #expect(throws: UploadRefused.self) {
                try await stage.town.attach(["改名.pdf"], of: Array("<script>".utf8), to: owner)
            }
            #expect(refused?.message == "不支持的文件类型")
            try await stage.write { try TaskDeletion(of: stage.task).make(by: $1, at: $2, in: $0) }
            #expect(try await stage.read { try Attachment.count(of: owner, in: $0) } == 0)
        }
    }

    @Test("TASK-37 计划附件由制定人在提交审核前增删，提交后不能更改")
    func plan() async throws {
        try await Office.each { office in
            let plan = try await office.makePlan()
            let owner = Attachment.Owner.plan(plan), town = office.town
            try await town.attach(["依据.pdf"], to: owner, by: .cityPlanner)
            await #expect(throws: PlanRefused.notCreator) { try await town.attach(["他人.pdf"], to: owner, by: .cityBusiness) }
            let attachment = try #require(try await office.read { try Attachment.all(of: owner, in: $0) }.first).id
            try await office.submit(plan)
            await #expect(throws: PlanRefused.attachmentsFixed) {
                try await town.attach(["迟到.pdf"], to: owner, by: .cityPlanner)
            }
            await #expect(throws: PlanRefused.attachmentsFixed) {
                try await office.act(.cityPlanner) { try AttachmentRemoval(of: attachment, from: owner).make(by: $0, at: $1, in: $2) }
            }
            try await office.withdraw(plan)
            try await office.delete(plan)
            #expect(try await office.read { try Attachment.count(of: owner, in: $0) } == 0)
        }
    }
}
