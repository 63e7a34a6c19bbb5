import Storage

/// The sort of a list as it stands in addresses: `year` from the least on, `-year` from the greatest. What a list can be
/// sorted by is said once, by its `ListOrder`.
package enum ListSorting {
    package static let name = "sort"

    package static func field<Order: ListOrder>(_: Order.Type) -> Field {
        let options = Order.allCases.flatMap { order in
            [Field.Option(order.rawValue, order.label + " 升序"), Field.Option("-" + order.rawValue, order.label + " 降序")]
        }
        return Field(name, "排序", .choice(options), placeholder: "最新的在前")
    }

    /// What a press on the heading asks for next: from the least on, from the greatest, as ever.
    package static func next(_ order: String, after asked: String?) -> String? {
        switch asked {
        case order: "-" + order
        case "-" + order: nil
        case _: order
        }
    }
}

extension Call {
    /// Says where the page asked for lies, and not what is on it.
    package static let placing = ["page", "after", "before", "beside"]

    /// The page asked for of a list that can be sorted.
    package func listPage<Order: ListOrder>(by _: Order.Type) -> ListPage {
        var page = listPage
        let asked = query[ListSorting.name] ?? ""
        let isDescending = asked.hasPrefix("-")
        if let order = Order(rawValue: isDescending ? String(asked.dropFirst()) : asked) {
            page.sort = ListSort(order.column, descending: isDescending, beside: query["beside"])
        }
        return page
    }
}
