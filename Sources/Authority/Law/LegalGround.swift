/// The legal sentences that several targets cite, each once.
package enum LegalGround {
    /// Of an inspection. 行政处罚法第四十二条 is about who imposes penalties; for inspections the fields have rules of their own,
    /// and for enterprises of every field there is this.
    package static let twoInspectingOfficers = "《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）"
}
