import Doors

/// Plans and tasks (PLAN, TASK): all doors and menu entries.
package enum TaskingArea {
    package static var routes: [Route] {
        PlanPages.routes + PlanReviewPages.routes + PlanOptions.routes + TaskPages.routes + TaskContentPages.routes
            + TaskOptions.routes
    }

    package static var menu: [MenuEntry] { PlanPages.menu + PlanReviewPages.menu + TaskPages.menu }
}
