import Authority
import Library
import Storage
import Timekeeping

/// 任务性质 (TASK-08); a test task counts in nothing (TASK-09) and is cleared when its test ends.
package enum TaskNature: String, Labelled, Codable, SQLConvertible {
    case formal, test

    package var label: String {
        switch self {
        case .formal: "正式任务"
        case .test: "测试任务"
        }
    }
}

/// 测试截止 (TASK-08).
package enum TestExpiry: String, Labelled, Codable, SQLConvertible {
    case hours24, hours48, days7

    package var label: String {
        switch self {
        case .hours24: "24小时"
        case .hours48: "48小时"
        case .days7: "7天"
        }
    }

    package func end(from start: Instant) -> Instant {
        switch self {
        case .hours24: start.advanced(hours: 24)
        case .hours48: start.advanced(hours: 48)
        case .days7: start.advanced(days: 7)
        }
    }
}

/// 任务来源 (TASK-10).
package enum TaskSource: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case planned, adHoc

    /// In double-random pages a planned task is called 抽查任务.
    package func label(_ mode: InspectionMode) -> String {
        switch self {
        case .planned: mode == .doubleRandom ? "抽查任务" : "计划任务"
        case .adHoc: "临时任务"
        }
    }
}

/// 检查对象是否固定 (TASK-19).
package enum SubjectFixation: String, Labelled, Codable, SQLConvertible {
    case additionsAllowed, fixed

    package var label: String {
        switch self {
        case .additionsAllowed: "下发后允许各部门补充检查对象"
        case .fixed: "下发后不允许再添加"
        }
    }
}

/// How objects and officers are chosen (TASK-21).
package enum SelectionMode: String, Labelled, Codable, SQLConvertible {
    case manual, random

    package var label: String {
        switch self {
        case .manual: "自行设定"
        case .random: "随机抽取"
        }
    }
}

/// Where an item of a task comes from (TASK-12, TASK-13).
package enum TaskItemOrigin: String, CaseIterable, Sendable, Codable, SQLConvertible {
    case plan, manual

    package var label: String {
        switch self {
        case .plan: "计划带入"
        case .manual: "手工添加"
        }
    }
}
