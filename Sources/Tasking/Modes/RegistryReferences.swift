import Storage

/// Ids of records that the Registry owns: matters, versions of check forms, regulated objects, officers.
package enum ItemMark {}
package enum FormVersionMark {}
package enum SubjectMark {}

package typealias ItemID = Identifier<ItemMark>
package typealias FormVersionID = Identifier<FormVersionMark>
package typealias SubjectID = Identifier<SubjectMark>
