import Authority
import Importing
import Storage

/// What one area of the product brings along, as one value. The assembly has one line for each; what its target
/// declares and no area names fails a test by name.
package struct Area: Sendable {
    package let facts: [FactKind]
    package let routes: [Route]
    package let menu: [MenuEntry]
    /// The code lists that its records carry (STD-04).
    package let codes: [CodeList]
    package let imports: [any SheetImport]
    package let exports: [any SheetExport]
    /// Tables that hold what agencies set up and plan: some ten thousand rows in a large province, and not a row for
    /// every object, visit or act. A table that is not named here is large, and no list may read it whole.
    package let smallTables: Set<String>
    /// Columns that only the key opens, for a change of keys (SEC-06).
    package let sealed: [SealedColumn]

    package init(
        facts: [FactKind] = [], routes: [Route] = [], menu: [MenuEntry] = [], codes: [CodeList] = [],
        imports: [any SheetImport] = [], exports: [any SheetExport] = [], smallTables: Set<String> = [],
        sealed: [SealedColumn] = []
    ) {
        self.facts = facts
        self.routes = routes
        self.menu = menu
        self.codes = codes
        self.imports = imports
        self.exports = exports
        self.smallTables = smallTables
        self.sealed = sealed
    }
}
