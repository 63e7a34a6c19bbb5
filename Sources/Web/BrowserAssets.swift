import Foundation

/// The style sheets and the modules that browsers run, the field client among them.
package enum BrowserAssets {
    /// Where they lie beside the program.
    package static var folder: String { Bundle.module.resourcePath.map { $0 + "/Assets" } ?? "Assets" }
}
