import Authority
import Markup
import Storage

/// The divisions level by level, opened down to one of them (STD-03).
package struct DivisionTree: Codable, Sendable {
    package struct Node: Codable, Sendable {
        let code: String
        let name: String
        let isEnabled: Bool
        /// Townships hold nothing.
        let mayOpen: Bool
        let isOpen: Bool
        /// The tree with this one opened, or closed again.
        let href: String
        let below: [Node]
    }

    let roots: [Node]

    static func load(_ opened: DivisionCode?, in transaction: Transaction) throws -> DivisionTree {
        let path = opened.map { $0.above + [$0] } ?? []
        return DivisionTree(roots: try nodes(below: nil, path, in: transaction))
    }

    private static func nodes(
        below code: DivisionCode?, _ path: [DivisionCode], in transaction: Transaction
    ) throws -> [Node] {
        try AdministrativeDivision.below(code, in: transaction).map { division in
            let isOpen = path.contains(division.code)
            let target = isOpen ? code : division.code
            return Node(
                code: division.code.description, name: division.name, isEnabled: division.status == .enabled,
                mayOpen: division.code.level != .township, isOpen: isOpen,
                href: "/divisions/tree" + (target.map { "?under=\($0)" } ?? "") + "#d\(division.code)",
                below: isOpen ? try nodes(below: division.code, path, in: transaction) : [])
        }
    }
}

extension HTML {
    mutating func divisionTree(_ tree: DivisionTree) {
        crumbs([(label: "行政区划", href: "/divisions")], here: "按层级查看")
        pageHead("行政区划", note: "点名称展开下一级；停用的区划只用于以前的记录。")
        card { html in
            html.div(.class("card-body")) { html in
                if tree.roots.isEmpty { html.p(.class("hint"), text: "还没有行政区划；请由最上级机构的系统管理员导入国家行政区划代码表") }
                html.divisions(tree.roots)
            }
        }
    }

    private mutating func divisions(_ nodes: [DivisionTree.Node]) {
        guard !nodes.isEmpty else { return }
        ul(.class("tree")) { html in
            for node in nodes {
                html.li(.id("d" + node.code)) { html in
                    if node.mayOpen {
                        html.a(.href(node.href), .attribute("aria-expanded", node.isOpen ? "true" : "false"), text: node.name)
                    } else {
                        html.text(node.name)
                    }
                    html.text(" ")
                    html.span(.class("muted"), text: node.code + (node.isEnabled ? "" : "（停用）"))
                    html.divisions(node.below)
                }
            }
        }
    }
}
