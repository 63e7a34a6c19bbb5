import Authority
import Storage

/// What making, changing, enabling and disabling a form have in common.
package enum CheckFormRefused: Refusal, Equatable {
    case missing(MissingField)
    case nameTaken
    case itemMissing
    /// ITEM-10, ORG-19.
    case doubleRandomOfProvince
    case notMaintainer(agency: String)
    case noDraft
    case noPoints
    case pointRepeated(String)
    /// ITEM-12
    case higherFormThere
    /// ITEM-21
    case ofOneTask
    case entry(EntryRefused)
    case fieldUnnamed
    case fieldRepeated(String)

    package var code: String {
        switch self {
        case .missing(let field): field.code
        case .nameTaken: "registry.checkForm.nameTaken"
        case .itemMissing: "registry.checkForm.itemMissing"
        case .doubleRandomOfProvince: "registry.checkForm.doubleRandomOfProvince"
        case .notMaintainer: "registry.checkForm.notMaintainer"
        case .noDraft: "registry.checkForm.noDraft"
        case .noPoints: "registry.checkForm.noPoints"
        case .pointRepeated: "registry.checkForm.pointRepeated"
        case .ofOneTask: "registry.checkForm.ofOneTask"
        case .entry(let refused): refused.code
        case .fieldUnnamed: "registry.checkForm.fieldUnnamed"
        case .fieldRepeated: "registry.checkForm.fieldRepeated"
        case .higherFormThere: "registry.checkForm.higherFormThere"
        }
    }

    package var message: String {
        switch self {
        case .missing(let field): field.message
        case .nameTaken: "本机构已有同名检查表单"
        case .itemMissing: "所选检查事项不存在"
        case .doubleRandomOfProvince: "双随机抽查检查表单由省级部门统一管理"
        case .notMaintainer(let agency): "该检查表单由\(agency)维护，本机构不能修改"
        case .noDraft: "没有待启用的版本"
        case .noPoints: "检查表单没有检查内容，不能启用"
        case .pointRepeated(let text): "检查内容“\(text)”重复"
        case .entry(let refused): refused.message
        case .ofOneTask: "动态表单只用于一个检查任务，请在该任务中修改"
        case .fieldUnnamed: "请填写自定义资料项的名称"
        case .fieldRepeated(let label): "自定义资料项“\(label)”重复"
        case .higherFormThere: "已有上级通用表单，是否仍需新建本地表单？"
        }
    }

    package var field: String? {
        switch self {
        case .missing(let field): field.field
        case .nameTaken: "name"
        case .itemMissing: "items"
        case .doubleRandomOfProvince: "modes"
        case .notMaintainer, .noDraft, .noPoints, .pointRepeated, .ofOneTask, .entry, .fieldUnnamed, .fieldRepeated,
            .higherFormThere:
            nil
        }
    }
}

extension CheckFormRecord {
    /// The fields alone, before anything is looked up (A.5).
    package func check() throws(CheckFormRefused) {
        do throws(MissingField) {
            try MissingField.check([
                CheckForm.Label.name: name, CheckForm.Label.modes: modes.labels,
                CheckForm.Label.items: items.isEmpty ? "" : "有",
            ])
        } catch {
            throw .missing(error)
        }
    }
}

extension CheckFormContent {
    /// Contents of a check item are told apart by their words; without words nothing can be answered.
    package func check() throws(CheckFormRefused) {
        try checkFields()
        for item in items {
            var seen: Set<String> = []
            do throws(MissingField) {
                try MissingField.check([CheckForm.Label.checkItem: item.name])
                for point in item.points { try MissingField.check([CheckForm.Label.point: point.text]) }
            } catch {
                throw .missing(error)
            }
            for point in item.points where !seen.insert(point.text).inserted { throw .pointRepeated(point.text) }
        }
    }
}

extension CheckFormContent {
    private func checkFields() throws(CheckFormRefused) {
        var seen: Set<String> = []
        for field in fields {
            guard !field.label.isEmpty else { throw .fieldUnnamed }
            guard seen.insert(field.label).inserted else { throw .fieldRepeated(field.label) }
        }
    }
}

extension Actor {
    /// Forms for double-random inspections are made at province level only (ITEM-10, ORG-19), all others by each
    /// agency for itself (ITEM-11).
    func requireForms(of modes: Set<InspectionMode>) throws {
        try require(.manageForms)
        if modes.contains(.doubleRandom), !may(.manageSpotCheckItems) { throw CheckFormRefused.doubleRandomOfProvince }
    }
}

extension CheckForm {
    package func permitKeeping(by actor: Actor) throws {
        guard kind == .library else { throw CheckFormRefused.ofOneTask }
        try actor.requireForms(of: record.modes)
        guard organization == actor.organization else { throw CheckFormRefused.notMaintainer(agency: organizationName) }
    }
}
