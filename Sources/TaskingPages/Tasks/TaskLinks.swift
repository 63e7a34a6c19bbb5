/// Where the steps of a task go on.
enum TaskLinks {
    static func detail(_ task: String) -> String { "/tasks/" + task }
    /// 选定对象 (DRAW-02…20)
    static func subjects(_ task: String) -> String { "/tasks/" + task + "/subjects" }
    /// 选派人员 (DRAW-24…28)
    static func officers(_ task: String) -> String { "/tasks/" + task + "/officers" }
    /// 确认联合任务 (JOIN-03, JOIN-04)
    static func invitation(_ task: String) -> String { "/tasks/" + task + "/invitation" }
    /// 补充检查对象 (TASK-38)
    static func supplements(_ task: String) -> String { "/tasks/" + task + "/supplements" }
    /// An object with its 调整记录 (ADJ-04)
    static func subject(_ subject: String) -> String { "/task-subjects/" + subject }
}
