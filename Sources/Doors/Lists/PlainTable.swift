import Markup

extension HTML {
    /// A plain table inside a detail page.
    package mutating func table<Row>(_ caption: String, _ columns: [Column<Row>], rows: [Row], empty: String) {
        guard !rows.isEmpty else { return div(.class("card-body")) { $0.p(.class("muted"), text: empty) } }
        let headings = columns.map { ListHeading($0, isNumber: $0.cell(rows[0]).isNumber) }
        div(.class("scroll")) { html in
            html.table(.class("table stack")) { html in
                html.caption(.class("sr"), text: caption)
                html.colgroup { html in
                    html.col(.class("c-no"))
                    for heading in headings { html.col(.attribute("class", heading.className)) }
                }
                html.thead { html in
                    html.tr { html in
                        html.th(text: "序号")
                        for heading in headings { html.th(.classes(heading.isNumber ? "num" : ""), text: heading.title) }
                    }
                }
                html.tbody { html in
                    for (index, row) in rows.enumerated() {
                        html.tr { html in
                            html.td(.class("c-no")) { $0.number(index + 1) }
                            for (place, column) in columns.enumerated() {
                                html.cell(column.cell(row), label: column.title, isTitle: place == 0)
                            }
                        }
                    }
                }
            }
        }
    }
}
