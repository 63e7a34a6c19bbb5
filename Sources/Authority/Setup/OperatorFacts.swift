/// What an operator does on the machine and everybody may know of.
package enum OperatorFacts {
    package static let keyChanged = FactKind(code: "authority.keys.changed", sentence: "运维人员更换了字段加密密钥，新密钥编号{key}")
    package static let keyResealed = FactKind(
        code: "authority.keys.resealed", sentence: "字段加密密钥更换完成：{count}个字段改用编号{key}的密钥加密")
    package static let moved = FactKind(
        code: "authority.store.moved", sentence: "运维人员把数据库从SQLite迁到PostgreSQL：{tables}张表{rows}行，逐表核对一致")

    package static let all = [keyChanged, keyResealed, moved]
}
