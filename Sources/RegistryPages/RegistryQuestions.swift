import Authority
import Doors
import Library
import Registry
import Storage

/// What acts on the lists that can't be taken back, or that change what others can choose, ask before they are done.
enum RegistryQuestions {
    static func itemReturn(_ call: Call) async throws -> Confirmation {
        let (item, agency) = (try await item(call), try call.actor().organizationName)
        return Confirmation(
            "取消认领？",
            ["\(agency)将不再认领“\(item.record.name)”（\(item.record.itemCode)）", "取消后本机构制定计划和任务时不能再选择该事项；已有的计划和任务不受影响，需要时可以重新认领"],
            act: "取消认领")
    }

    static func itemReturns(_ call: Call) async throws -> Confirmation {
        let names = try await call.named(try BulkAct.chosen(call, Item.self), ItemPages.name)
        return Confirmation(
            "取消认领 \(call.form.all("id").count) 个事项？",
            ["\(try call.actor().organizationName)将不再认领以下事项，制定计划和任务时不能再选择；可以重新认领"] + names, act: "取消认领")
    }

    static func itemDisabling(_ call: Call) async throws -> Confirmation {
        let item = try await item(call)
        return Confirmation(
            "禁用事项？",
            ["将禁用“\(item.record.name)”（\(item.record.itemCode)）", "所有认领该事项的机构都不能再将其加入计划和任务；已加入的保留至结束"],
            act: "禁用事项")
    }

    static func officerWithdrawal(_ call: Call) async throws -> Confirmation {
        let officer = try await OfficerPages.found(call)
        return Confirmation(
            "撤回执法人员？",
            ["将从\(officer.organizationName)的执法人员库撤回\(officer.record.fullName)（执法证号 \(officer.record.certificateNumber)）", "撤回后不能再被抽取和指派；已有的检查记录保留"],
            act: "撤回")
    }

    static func formDisabling(_ call: Call) async throws -> Confirmation {
        let (id, scope) = (try call.id(of: CheckForm.self), try call.actor().scope)
        let form = try await call.read { try CheckForm.load(id, scope: scope, in: $0) }
        return Confirmation(
            "停用检查表单？",
            ["将停用“\(form.record.name)”（\(form.organizationName)），关联 \(form.record.items.count) 个监管事项", "停用后新任务不能再选用，已下发的任务保留其版本；可以恢复"],
            act: "停用表单")
    }

    static func matterDisabling(_ call: Call) async throws -> Confirmation {
        let (id, agency) = (try call.id(of: CheckMatter.self), try call.actor().organization)
        let matter = try await call.read { try CheckMatter.load(id, agency: agency, in: $0) }
        return Confirmation(
            "停用检查事项？", ["将停用“\(matter.record.content)”（\(matter.record.category)）", "停用后新的检查表单不能再选用，已有的表单不受影响"], act: "停用")
    }

    static func licenceRemoval(_ call: Call) async throws -> Confirmation {
        Confirmation("删除证照？", ["该证照及其附件从对象的档案中删除；以前的状态保留在变更历史中"], act: "删除证照")
    }

    static func linkRemoval(_ call: Call) async throws -> Confirmation {
        Confirmation("取消关联？", ["两个对象之间的关联在双方的页面上都不再显示，需要时可以重新标注"], act: "取消关联")
    }

    private static func item(_ call: Call) async throws -> Item {
        let (id, scope) = (try call.id(of: Item.self), try call.actor().scope)
        return try await call.read { try Item.load(id, scope: scope, in: $0) }
    }
}
