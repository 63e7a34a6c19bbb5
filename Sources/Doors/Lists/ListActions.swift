import Authority
import Spreadsheets

extension Action {
    /// The export of the list that is shown (SEC-10), as buttons of its page.
    package static func exports(_ list: String, _ call: Call, needs permission: Permission) -> [Action] {
        PastDay.asked(call) == nil ? exports(list, call.query, needs: permission) : []
    }

    package static func exports(_ list: String, _ query: Values, needs permission: Permission) -> [Action] {
        SheetFormat.allCases.map { format in
            var query = query
            for name in ["size", "step", ListSorting.name] + Call.placing { query.set(name, nil) }
            query.set("format", format.rawValue)
            return Action(
                "导出" + format.rawValue.uppercased(), list + "/exports?" + query.urlEncoded, .aside, icon: "download", needs: permission)
        }
    }

    /// The former states of a record (ELEM-06).
    /// - Parameter record: the address of its page.
    package static func versions(of record: String) -> Action {
        Action("历史版本", record + "/versions", icon: "journal-text")
    }
}
