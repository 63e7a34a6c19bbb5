import Storage

/// What the backup runs found.
struct BackupReport: Sendable {
    let seed: UInt64
    let rounds: Int
    var engine = EngineKind.sqlite
    /// Before the backups began, all rounds together.
    var acknowledged = 0
    /// Found whole in the restored stores.
    var restored = 0
    var lost = 0
    var doubled = 0
    var files = 0
    /// Missing, or of other content than their name says.
    var wrongFiles = 0
    var damage: [String] = []
    /// Damaged backups that were restored all the same.
    var unseenDamage = 0
    private(set) var failures: [String] = []

    init(seed: UInt64, rounds: Int) { (self.seed, self.rounds) = (seed, rounds) }

    mutating func fail(_ words: String) { failures.append(words) }

    var passes: Bool {
        acknowledged > 0 && lost == 0 && doubled == 0 && files > 0 && wrongFiles == 0 && damage.isEmpty && unseenDamage == 0
            && failures.isEmpty
    }

    var line: String {
        """
        {"name":"R11","what":"提交检查结果中备份，在空处恢复","database":"\(engine.rawValue)","seed":\(seed),"rounds":\(rounds),\
        "acknowledged":\(acknowledged),"restored":\(restored),"lost":\(lost),"doubled":\(doubled),"files":\(files),\
        "wrongFiles":\(wrongFiles),"damage":\(damage.count),"unseenDamage":\(unseenDamage),"passes":\(passes)}
        """
    }
}
