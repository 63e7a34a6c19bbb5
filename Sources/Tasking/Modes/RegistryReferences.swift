import Library
import Registry

// Ids of records that the Registry owns, under the names that plans and tasks call them by.
package typealias ItemID = Item.ID
package typealias FormVersionID = CheckFormVersion.ID
package typealias SubjectID = RegulatedSubject.ID
package typealias OverallResult = Library.OverallResult
