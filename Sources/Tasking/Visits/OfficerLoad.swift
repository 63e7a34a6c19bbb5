import Authority
import Timekeeping

/// What an officer has to do and has done (OFCR-11): visits, because one task may hold a thousand of them.
package struct OfficerLoad: Sendable, Equatable {
    /// 待办
    package var open = 0
    /// 本月已办
    package var doneThisMonth = 0
    /// 本年已办
    package var doneThisYear = 0
    /// 最近检查日期
    package var lastInspection: CalendarDate?

    package init() {}
}
