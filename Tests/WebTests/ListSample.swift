import Timekeeping

@testable import Doors
@testable import Web

/// Values to fill a filter with.
enum ListSample {
    /// Say how the rows are shown, not which.
    static let shownOnly: Set = ["/laws on", "/tasks/{id}/subjects step"]

    /// What a list needs beside its filters to be there.
    static func always(_ route: Route) -> [String: String] {
        route.path == "/tasks/{id}/subjects" ? ["step": "exclusion"] : [:]
    }

    /// Several for a choice, one for anything else.
    static func values(_ field: Field, _ route: Route, _ store: ListStore) -> [String] {
        if let known = known(route.path, field.name, store) { return known }
        switch field.kind {
        case .choice(let options), .choices(let options): return options.map(\.value).filter { !$0.isEmpty }
        case .date: return [store.platform.clock.today().description]
        case .flag: return ["1"]
        case .integer(let range): return ["\(range.lowerBound)"]
        case .text, .multiline, .password, .picker, .file, .hidden: return ["机械"]
        }
    }

    /// Where words would not do.
    private static func known(_ path: String, _ name: String, _ store: ListStore) -> [String]? {
        switch (path, name) {
        case (_, "item"): ["any"] + (store.ids["item"]?.prefix(1) ?? [])
        case (_, "area"): store.ids["regulatory_area"].map { Array($0.prefix(1)) }
        case ("/subjects/nearby", "latitude"): ["25.1"]
        case ("/subjects/nearby", "longitude"): ["102.7"]
        case ("/enterprise-accounts", "subject"): store.ids["regulated_subject"].map { Array($0.prefix(1)) }
        case (_, "jurisdiction"): store.ids["organization"].map { Array($0.prefix(1)) }
        case ("/divisions/tree", "under"): ["990000"]
        case (_, "step"): ["exclusion"]
        case (_, "on"): ["2020-01-01"]
        default: nil
        }
    }
}
