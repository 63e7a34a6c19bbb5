import Authority
import Importing
import Storage
import Timekeeping

/// A check form (检查表单, ITEM-09, A.5): its name, whom and what it serves. What stands in it belongs to its versions.
package struct CheckForm: Sendable, Equatable {
    package typealias ID = Identifier<CheckForm>

    package let id: ID
    package let serial: Int64
    package let version: Int
    package let status: CheckFormStatus
    package let kind: CheckFormKind
    /// 适用层级: the level of the agency that made it; it serves that agency and all below (ITEM-11).
    package let scopeLevel: AgencyLevel
    package let organization: Organization.ID
    package let organizationName: String
    package let record: CheckFormRecord
    package let updatedAt: Instant
}

/// The fields of a form that people fill in.
package struct CheckFormRecord: Sendable, Equatable {
    package var name: String
    package var modes: Set<InspectionMode>
    package var items: Set<Item.ID>

    package init(name: String, modes: Set<InspectionMode>, items: Set<Item.ID>) {
        (self.name, self.modes, self.items) = (name, modes, items)
    }
}

/// What people write into a version.
package struct CheckFormDraft: Sendable, Equatable {
    package var scale: AnswerScale
    package var content: CheckFormContent
    package var resultTemplate: ResultTemplate

    package init(scale: AnswerScale = .problem, content: CheckFormContent, resultTemplate: ResultTemplate = .general) {
        (self.scale, self.content, self.resultTemplate) = (scale, content, resultTemplate)
    }
}

/// One version of a form; tasks keep the version they were issued with (ITEM-13).
package struct CheckFormVersion: Sendable, Equatable {
    package typealias ID = Identifier<CheckFormVersion>

    package let id: ID
    package let form: CheckForm.ID
    package let formName: String
    package let number: Int
    package let status: CheckFormVersionStatus
    package let draft: CheckFormDraft
    package let enabledAt: Instant?

    package var scale: AnswerScale { draft.scale }
    package var content: CheckFormContent { draft.content }
    package var resultTemplate: ResultTemplate { draft.resultTemplate }
}

extension CheckForm {
    /// The labels of fields as pages, templates and facts name them.
    package enum Label {
        package static let name = "表单名称", itemCode = "事项编码", checkItem = "检查项", point = "检查内容"
        package static let method = "检查详情", violated = "违法依据", penalty = "处罚依据", scale = "结果选项"
        package static let modes = "适用检查方式", version = "版本", scopeLevel = "适用层级", status = "状态"
        package static let organization = "所属机构", resultTemplate = "检查结果模板", items = "检查事项"
        package static let equipmentKinds = "适用设备/场所", phrases = "常用语", isKey = "关键项"
        package static let fields = "自定义资料项"
    }
}
