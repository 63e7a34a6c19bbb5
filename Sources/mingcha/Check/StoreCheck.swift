import Authority
import Cryptography
import Doors
import Foundation
import Ledger
import Paperwork
import Storage
import Timekeeping
import Vault
import Web

/// Looks at a store whose schema fits.
struct StoreCheck: Sendable {
    let opened: OpenStore
    var isQuick = false
    var clock = Clock.system
    /// Proxies that are declared by now are no news.
    var trust = ProxyTrust()

    func lines() async -> [CheckLine] {
        var lines: [CheckLine] = []
        lines.append(await line("密钥") {
            try await KeyCheck(folder: opened.keyFolder).verify(opened.database)
            let others = try KeyFingerprint.strangers(in: opened.keyFolder)
            guard others.isEmpty else {
                return .doubtful("密钥", "与数据库中记录的指纹一致；\(opened.keyFolder) 中另有 \(others.joined(separator: "、"))，平台不用它们：如是密钥的副本，请移到别处妥善保管")
            }
            return .good("密钥", "与数据库中记录的指纹一致")
        })
        // with other keys, nothing of it could be proven
        if lines.allSatisfy({ $0.verdict != .bad }) {
            lines.append(await line("账本", ledger))
            if !isQuick { lines.append(await line("档案", records)) }
        }
        lines.append(await line("文件", files))
        lines.append(await line("时钟", time))
        lines.append(await line("备份", backup))
        lines.append(await line("后台任务", jobs))
        lines.append(await line("反向代理", proxies))
        if opened.database.engine == .postgresql { lines.append(await line("服务器", servers)) }
        return lines
    }

    /// What a server or a backup would carry on with, and nobody would notice.
    func surroundings() async -> [CheckLine] {
        [await line("时钟", time)] + MachineCheck(data: opened.data).lines()
    }

    private func line(_ label: String, _ look: () async throws -> CheckLine) async -> CheckLine {
        do { return try await look() } catch { return .bad(label, error) }
    }

    private func ledger() async throws -> CheckLine {
        let keys = try LedgerKeys.load(folder: opened.keyFolder)
        let lag = try await Sequencer(database: opened.database, keys: keys).lag()
        let waiting = lag.facts == 0 ? "" : "，\(lag.facts) 条待入链"
        guard !isQuick else { return .good("账本", "未核验（--quick）\(waiting)") }
        opened.database.seal(with: DerivedRowSealing(try FieldCipher(keysIn: opened.keyFolder)))
        let printed = try await opened.database.read { try EnforcementDocument.printedCheckpoints(in: $0) }
        let verdict = try await LedgerVerification.run(
            opened.database, keys: keys, printed: printed, anchor: try CheckpointAnchor(folder: opened.data))
        if let fault = verdict.fault { return .bad("账本", fault.message) }
        if let caution = verdict.caution { return .doubtful("账本", "核验通过，\(verdict.size) 条记录\(waiting)；但\(caution)") }
        return .good("账本", "核验通过，\(verdict.size) 条记录\(waiting)")
    }

    private func records() async throws -> CheckLine {
        let outcome = try await RecordCheck(
            database: opened.database, protection: try FieldCipher(keysIn: opened.keyFolder)).run()
        guard !outcome.faults.isEmpty else { return .good("档案", "\(outcome.looked) 件文书、检查结果、抽取和公示与账本一致") }
        let shown = outcome.faults.prefix(10).joined(separator: "；") + (outcome.faults.count > 10 ? "；等" : "")
        return .bad("档案", "\(outcome.faults.count) 件在账本之外被改动：\(shown)")
    }

    private func files() async throws -> CheckLine {
        let hashes = try await opened.database.read { try KeptHashes.all(in: $0) }
        let vault = FileVault(reading: opened.data + "/files")
        var wrong: [String] = []
        for hash in hashes {
            let isSound = isQuick ? vault.holds(hash) : vault.isSound(hash)
            if !isSound { wrong.append(hash.hex) }
        }
        guard wrong.isEmpty else {
            let shown = wrong.prefix(10).joined(separator: "、") + (wrong.count > 10 ? " 等" : "")
            return .bad("文件", "\(hashes.count) 个文件中有 \(wrong.count) 个缺失或损坏：\(shown)。请从备份取回")
        }
        return .good("文件", isQuick ? "\(hashes.count) 个文件都在" : "\(hashes.count) 个文件的哈希一致")
    }

    private func time() async throws -> CheckLine {
        let now = clock.now()
        let (last, theirs) = try await opened.database.read { (try StoreClock.lastFact(in: $0), try StoreClock.database(in: $0)) }
        if let last, last > now.advanced(seconds: 300) {
            return .bad("时钟", "本机时间是 \(now.beijingText)，早于最近一条记录的 \(last.beijingText)：请校准时钟")
        }
        if let theirs, abs(theirs.milliseconds - now.milliseconds) > 30_000 {
            return .bad("时钟", "本机与数据库服务器相差 \(abs(theirs.milliseconds - now.milliseconds) / 1000) 秒：请校准两边的时钟")
        }
        return MachineCheck.isClockKept
            ? .good("时钟", "\(now.beijingText)，已与时间服务器同步") : .doubtful("时钟", "\(now.beijingText)，未与时间服务器同步：请启用 systemd-timesyncd 或 chrony")
    }

    private func backup() async throws -> CheckLine {
        guard let last = try await opened.database.read({ try BackupRecord.last(in: $0) }) else { return .doubtful("备份", "还没有用 mingcha backup 备份过") }
        let words = "最近一次在 \(last.endedAt.beijingText)，\(last.files) 个文件"
        return last.endedAt < clock.now().advanced(hours: -26) ? .doubtful("备份", words + "，已超过一天（SEC-11 要求每天备份）") : .good("备份", words)
    }

    private func jobs() async throws -> CheckLine {
        let counts = try await opened.database.read { try Job.counts(in: $0) }
        return .good("后台任务", "排队 \(counts[.queued] ?? 0)，进行中 \(counts[.running] ?? 0)，失败过 \(counts[.failed] ?? 0)")
    }

    private func servers() async throws -> CheckLine {
        let nodes = try await opened.database.read { transaction in
            try ServingNode.atWork(at: try StoreClock.database(in: transaction) ?? clock.now(), in: transaction)
        }
        guard !nodes.isEmpty else { return .good("服务器", "没有在运行的") }
        let words = "\(nodes.count) 台在运行：" + nodes.map { "\($0.host)（\($0.release)，进程 \($0.process)）" }.joined(separator: "、")
        let strangers = nodes.filter { access(opened.data + "/nodes/" + $0.id, F_OK) != 0 }
        guard strangers.isEmpty else {
            return .bad("服务器", words + "；" + StoreRefused.folderNotShared(NodePresence.names(strangers), data: opened.data).description)
        }
        return Set(nodes.map(\.release)).count == 1 ? .good("服务器", words) : .doubtful("服务器", words + "：版本不同，请尽快完成升级")
    }

    private func proxies() async throws -> CheckLine {
        let now = clock.now()
        let seen = try await opened.database.read { try UndeclaredProxy.recent(at: now, in: $0) }
            .filter { line in NetworkAddress(line.address).map { !trust.trusts($0) } ?? true }
        guard !seen.isEmpty else { return .good("反向代理", "没有发现未声明的代理") }
        let words = seen.map { "\($0.address)（\($0.lastAt.beijingText)）" }.joined(separator: "、")
        return .doubtful("反向代理", "近7天内 \(words) 转来了请求；如是您的代理，请写入 trustedProxies")
    }
}
