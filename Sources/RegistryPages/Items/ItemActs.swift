import Authority
import Doors
import Importing
import Library
import Registry
import Storage
import Timekeeping

extension ItemPages {
    static func newForm(_ kind: ItemKind, _ call: Call, _ problems: Problems?) async throws -> Page {
        let values = try await CitationField.labelled(call.form, ["legalBasis"], call)
        let list = kind == .supervision ? "/items" : "/spot-check-items"
        let model = ItemForm(title: "新增" + kind.label, kind: kind.rawValue, action: list, back: list, values: values.listed)
        return model.page(under: [("监管事项", list)], ItemForms.fields(kind, isNew: true), problems, call)
    }

    static func editForm(_ call: Call, _ problems: Problems?) async throws -> Page {
        let typed = problems == nil ? nil : try await CitationField.labelled(call.form, ["legalBasis"], call)
        let actor = try call.actor()
        let id = try call.id(of: Item.self)
        let (item, codes) = try await call.read { transaction in
            let item = try Item.load(id, scope: actor.scope, in: transaction)
            guard item.organization == actor.organization else { throw ItemRefused.notMaintainer(agency: item.organizationName) }
            let parts = try ItemQueries.lines(item.record.supervisionItems, for: actor.organization, in: transaction)
            return (item, parts.map(\.itemCode))
        }
        let path = "/items/" + id.description
        let model = ItemForm(
            title: "修改" + item.kind.label, kind: item.kind.rawValue, action: path, back: path,
            values: (typed ?? ItemForms.values(item, partCodes: codes)).listed)
        return model.page(under: [("监管事项", path)], ItemForms.fields(item.kind, isNew: false), problems, call)
    }

    package static func create(_ kind: ItemKind, _ call: Call) async throws -> Answer {
        // who may not at all is told so before the fields are looked at (ITEM-03)
        if kind == .spotCheck, !(try call.actor().may(.manageSpotCheckItems)) { throw ItemRefused.spotCheckItemsOfProvince }
        let typed = try ItemForms.Typed(call.form, kind)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let record = try typed.record(scope: actor.scope, kept: [], on: now.beijingDate, in: transaction)
            let id = try ItemCreation(kind, record).make(by: actor, at: now, in: transaction).description
            return Done("已新增\(kind.label)", goTo: "/items/" + id, id: id)
        }
    }

    package static func change(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Item.self)
        let scope = try call.actor().scope
        let item = try await call.read { try Item.load(id, scope: scope, in: $0) }
        let typed = try ItemForms.Typed(call.form, item.kind, itemCode: item.record.itemCode)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            let record = try typed.record(
                scope: actor.scope, kept: item.record.legalBases, on: now.beijingDate, in: transaction)
            try ItemChange(of: id, version: typed.version, to: record).make(by: actor, at: now, in: transaction)
            return Done("已保存", goTo: "/items/" + id.description, id: id.description)
        }
    }

    package static func set(_ status: ItemStatus, _ call: Call) async throws -> Answer {
        let id = try call.id(of: Item.self)
        return try await call.set(status, of: id, done: status == .disabled ? "已禁用" : "已启用", goTo: "/items/\(id)")
    }

    static func claim(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Item.self)
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try ItemClaim(of: id).make(by: actor, at: now, in: transaction)
            return Done("已认领", goTo: "/items/" + id.description, id: id.description)
        }
    }

    static func claimEach(_ call: Call) async throws -> Answer {
        let (ids, now) = (try BulkAct.chosen(call, Item.self), call.clock.now())
        return try await call.actOnEach(ids, versions: Item.versions, goTo: call.begunOn ?? "/items", name: name) { transaction, actor, id in
            try ItemClaim(of: id).make(by: actor, at: now, in: transaction)
        }
    }

    static func giveBackEach(_ call: Call) async throws -> Answer {
        let (ids, now) = (try BulkAct.chosen(call, Item.self), call.clock.now())
        let uses: ItemUses = try call.platform.service()
        return try await call.actOnEach(ids, versions: Item.versions, goTo: call.begunOn ?? "/items", name: name) { transaction, actor, id in
            try ItemReturn(of: id).make(by: actor, uses: uses, at: now, in: transaction)
        }
    }

    @Sendable
    package static func name(_ transaction: Transaction, _ actor: Actor, _ id: Item.ID) throws -> String {
        let item = try Item.load(id, scope: actor.scope, in: transaction)
        return "\(item.record.name)（\(item.record.itemCode)）"
    }

    static func giveBack(_ call: Call) async throws -> Answer {
        let id = try call.id(of: Item.self)
        let uses: ItemUses = try call.platform.service()
        let now = call.clock.now()
        return try await call.act { transaction, actor in
            try ItemReturn(of: id).make(by: actor, uses: uses, at: now, in: transaction)
            return Done("已取消认领", goTo: "/items/" + id.description, id: id.description)
        }
    }
}
