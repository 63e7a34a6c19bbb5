import Authority
import Doors
import Markup
import Storage

/// The divisions level by level, opened down to one of them (STD-03).
package struct DivisionTree: Codable, Sendable {
    package struct Node: Codable, Sendable {
        package let code: String
        package let name: String
        let isEnabled: Bool
        /// Townships hold nothing.
        let mayOpen: Bool
        package let isOpen: Bool
        /// How many stand above it.
        package let depth: Int
        /// The tree with this one opened, or closed again.
        package let href: String
    }

    /// Each before what lies in it.
    package let nodes: [Node]

    package static func load(_ opened: DivisionCode?, in transaction: Transaction) throws -> DivisionTree {
        // a single root says nothing as long as it is closed
        let roots = opened == nil ? try AdministrativeDivision.below(nil, in: transaction) : []
        let path = opened.map { $0.above + [$0] } ?? (roots.count == 1 ? roots.map(\.code) : [])
        return DivisionTree(nodes: try nodes(below: nil, path, depth: 0, in: transaction))
    }

    private static func nodes(
        below code: DivisionCode?, _ path: [DivisionCode], depth: Int, in transaction: Transaction
    ) throws -> [Node] {
        try AdministrativeDivision.below(code, in: transaction).flatMap { division -> [Node] in
            let isOpen = path.contains(division.code)
            let target = isOpen ? code : division.code
            let node = Node(
                code: division.code.description, name: division.name, isEnabled: division.status == .enabled,
                mayOpen: division.code.level != .township, isOpen: isOpen, depth: depth,
                href: "/divisions/tree" + (target.map { "?under=\($0)" } ?? "") + "#d\(division.code)")
            guard isOpen else { return [node] }
            return [node] + (try nodes(below: division.code, path, depth: depth + 1, in: transaction))
        }
    }
}

extension HTML {
    mutating func divisionTree(_ tree: DivisionTree) {
        crumbs([(label: "行政区划", href: "/divisions")], here: "按层级查看")
        pageHead("按层级查看行政区划", note: "点名称展开或收起下一级；停用的区划只用于以前的记录。")
        card { html in
            html.div(.class("card-body")) { html in
                if tree.nodes.isEmpty { html.p(.class("hint"), text: "还没有行政区划；请由最上级机构的系统管理员导入国家行政区划代码表") }
                html.divisions(tree.nodes[...], depth: 0)
            }
        }
    }

    /// The nodes of one depth, each with what lies in it.
    private mutating func divisions(_ nodes: ArraySlice<DivisionTree.Node>, depth: Int) {
        guard !nodes.isEmpty else { return }
        ul(.class("tree")) { html in
            var rest = nodes
            while let node = rest.popFirst() {
                let inside = rest.prefix { $0.depth > depth }
                rest = rest.dropFirst(inside.count)
                html.li(.id("d" + node.code)) { html in
                    html.division(node)
                    html.divisions(inside, depth: depth + 1)
                }
            }
        }
    }

    private mutating func division(_ node: DivisionTree.Node) {
        if node.mayOpen {
            a(.href(node.href), .attribute("aria-expanded", node.isOpen ? "true" : "false")) { $0.words(of: node) }
        } else {
            span(.class("leaf")) { $0.words(of: node) }
        }
    }

    private mutating func words(of node: DivisionTree.Node) {
        span(text: node.name)
        span(.class("muted"), text: node.code + (node.isEnabled ? "" : "（停用）"))
    }
}
