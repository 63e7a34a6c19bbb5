import Authority
import Timekeeping

/// One entry of the side menu (Appendix H), declared beside the pages it leads to.
package struct MenuEntry: Sendable {
    package enum Group: Int, Sendable, CaseIterable {
        case work, subjects, elements, items, libraries, oversight, system
        /// The side of the enterprises, in the header of its pages.
        case enterprises
        package var title: String {
            switch self {
            case .work: "办理"
            case .subjects: "监管对象"
            case .elements: "执法要素"
            case .items: "监管事项"
            case .libraries: "执法资源库"
            case .oversight: "监督"
            case .system: "系统管理"
            case .enterprises: "企业服务"
            }
        }
    }

    package let group: Group
    package let title: String
    package let path: String
    package let icon: StaticString
    package let access: Route.Access
    /// Pages that belong to it and lie elsewhere.
    package let also: [String]

    package init(_ group: Group, _ title: String, _ path: String, icon: StaticString, _ access: Route.Access, also: [String] = []) {
        self.also = also
        self.group = group
        self.title = title
        self.path = path
        self.icon = icon
        self.access = access
    }

    /// How much of an address the entry stands for, its own pages before those that lie elsewhere; nil for none of it.
    fileprivate func reach(_ path: String) -> Int? {
        guard self.path != "/" else { return path == "/" ? 1 : nil }
        let own = Self.reach(self.path, path).map { $0 + 1 }
        return also.reduce(own) { best, one in
            guard let reach = Self.reach(one, path) else { return best }
            return max(best ?? 0, reach)
        }
    }

    /// Every page asks this of every entry.
    private static func reach(_ part: String, _ path: String) -> Int? {
        guard path.hasPrefix(part) else { return nil }
        let isWhole = path.utf8.count == part.utf8.count || part.utf8.last == UInt8(ascii: "/")
            || path.utf8.dropFirst(part.utf8.count).first == UInt8(ascii: "/")
        return isWhole ? part.utf8.count * 2 : nil
    }
}

/// The menu as one person sees it on one page.
package struct MenuGroup: Sendable {
    package struct Entry: Sendable {
        package let title: String
        package let path: String
        package let icon: StaticString
        package let isCurrent: Bool
    }
    package let title: String
    package let entries: [Entry]
}

extension [MenuEntry] {
    /// The entry that a page lies below, if the person has it.
    package func place(of path: String, for actor: Actor) -> MenuEntry? {
        filter { $0.path != "/" && $0.path != path && $0.access.admits(actor) }.standing(for: path)
    }

    private func standing(for path: String) -> MenuEntry? {
        compactMap { entry in entry.reach(path).map { (entry: entry, reach: $0) } }.max { $0.reach < $1.reach }?.entry
    }

    package func groups(for actor: Actor?, path: String) -> [MenuGroup] {
        guard let actor else { return [] }
        let open = filter { $0.access.admits(actor) }
        let current = open.standing(for: path)?.path
        return MenuEntry.Group.allCases.compactMap { group in
            let entries = open.filter { $0.group == group }.map {
                MenuGroup.Entry(title: $0.title, path: $0.path, icon: $0.icon, isCurrent: $0.path == current)
            }
            return entries.isEmpty ? nil : MenuGroup(title: group.title, entries: entries)
        }
    }

    /// What an enterprise's account may use.
    func entries(for kind: EnterpriseAccount.Kind, path: String) -> [MenuGroup.Entry] {
        filter { $0.group == .enterprises && $0.access.admits(kind) }.map {
            MenuGroup.Entry(title: $0.title, path: $0.path, icon: $0.icon, isCurrent: $0.path == path)
        }
    }
}

/// What stands around a page.
package struct Frame: Sendable {
    package let platform: String
    package let purpose: InstallationPurpose
    package let today: CalendarDate
    package let login: Login?
    package let enterprise: EnterpriseLogin?
    package let notice: Notice?
    package let menu: [MenuGroup]
    /// Of the enterprises' side.
    let entries: [MenuGroup.Entry]
    package let path: String
    let unreadMessages: Int

    /// The platform's name as titles of pages and windows have it.
    package var title: String { purpose == .training ? platform + "（培训）" : platform }
}

/// What an act leaves for the next page: its message, and whose draft is done with.
package struct Notice: Sendable {
    package let message: String
    /// Not everything was done.
    let isWarning: Bool
    /// The address the form was sent to, which is the name of its draft.
    package let draft: String

    package init(message: String, isWarning: Bool = false, draft: String) {
        (self.message, self.isWarning, self.draft) = (message, isWarning, draft)
    }

    package init(cookie: String) {
        let parts = (Values(urlEncoded: "n=" + cookie)["n"] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        message = parts.first.map(String.init) ?? ""
        draft = parts.count > 1 ? String(parts[1]) : ""
        isWarning = parts.count > 2
    }

    package var cookie: String { Values.encoded(message + "\n" + draft + (isWarning ? "\nwarn" : "")) }
}
