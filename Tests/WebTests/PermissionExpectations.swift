import Authority
import Foundation

/// `docs/permissions-expected.txt`, written by hand: who may use which route, and on whose records.
struct PermissionExpectations {
    enum Reach: String, CaseIterable {
        case open = "公开", self_ = "本人", anyone = "登录", own = "本机构", tree = "本级", shared = "共用", handler = "经办", department = "部门", inherited = "沿用", enterprise = "本企业", joint = "参与"

        /// Whether somebody whose agency stands in this relation to the record's sees it; nil where the table does not say.
        func shows(_ position: Position, to role: Role) -> Bool? {
            // whoever takes part in the sample of a joint task takes part in no other
            if position == .participant { return self == .joint ? true : nil }
            return switch (self, position) {
            case (.joint, .own): true
            case (.joint, .lower), (.joint, .higher), (.joint, .sibling): false
            case (.own, .own), (.tree, .own), (.shared, .own), (.inherited, .own), (.inherited, .higher): true
            case (.inherited, .lower), (.inherited, .sibling): false
            case (.tree, .lower), (.shared, .lower): role.seesDescendants
            case (.shared, .higher): true
            case (.own, .lower), (.own, .higher), (.own, .sibling), (.tree, .higher), (.tree, .sibling), (.shared, .sibling): false
            case (.self_, .own), (.handler, .own): nil
            case (.department, .own): role == .departmentAdmin ? false : true
            case (.department, .lower): role.seesDescendants
            case (.department, .higher), (.department, .sibling): false
            case (.self_, .lower), (.self_, .higher), (.self_, .sibling): false
            case (.handler, .lower), (.handler, .higher), (.handler, .sibling): false
            case (.open, _), (.anyone, _), (.enterprise, _), (_, .participant): nil
            }
        }
    }

    /// Where the record stands, seen from the agency of the person.
    enum Position: String, CaseIterable { case own = "本机构", lower = "下级", higher = "上级", sibling = "同级", participant = "参加机构" }

    struct Row {
        let key: String
        let group: String
        /// Nil: everybody with a login of an agency.
        let roles: Set<Role>?
        let enterprises: Set<EnterpriseAccount.Kind>
        let reach: Reach

        /// What is open is open to enterprises too; a login of an agency is none of an enterprise.
        func admits(_ kind: EnterpriseAccount.Kind) -> Bool { reach == .open || enterprises.contains(kind) }
    }

    let rows: [String: Row]
    /// What can't be read of the table.
    let faults: [String]

    static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/permissions-expected.txt").standardized

    init(_ text: String) {
        var groups: [String: Set<Role>] = [:], enterprises: [String: Set<EnterpriseAccount.Kind>] = [:], rows: [String: Row] = [:], faults: [String] = []
        for line in text.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
            if line.hasPrefix("group ") {
                let parts = line.dropFirst(6).split(separator: " = ").map(String.init)
                var roles: Set<Role> = []
                for word in (parts.last ?? "").split(separator: " ").map(String.init) {
                    if let other = groups[String(word.dropFirst())], word.hasPrefix("+") { roles.formUnion(other) }
                    else if let role = Role(rawValue: word) { roles.insert(role) }
                    else if let kind = EnterpriseAccount.Kind(rawValue: word) { enterprises[parts[0], default: []].insert(kind) } else { faults.append(line) }
                }
                groups[parts[0]] = roles
                continue
            }
            let parts = line.split(separator: " | ").map(String.init)
            guard parts.count == 3, let reach = Reach(rawValue: parts[2]), rows[parts[0]] == nil,
                ["所有人", "登录者"].contains(parts[1]) || groups[parts[1]] != nil
            else {
                faults.append(line)
                continue
            }
            rows[parts[0]] = Row(key: parts[0], group: parts[1], roles: groups[parts[1]], enterprises: enterprises[parts[1]] ?? [], reach: reach)
        }
        (self.rows, self.faults) = (rows, faults)
    }
}
