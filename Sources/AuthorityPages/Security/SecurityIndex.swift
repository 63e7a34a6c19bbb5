import Authority
import Doors
import Ledger
import Markup
import Vault

struct SecurityModel: Codable, Sendable {
    struct AccountLine: Codable, Sendable {
        let name: String
        let organization: String
        let lastLogin: String

        init(_ line: SecurityReview.Line) {
            name = line.name
            organization = line.organizationName
            lastLogin = line.lastLogin?.beijingText ?? "从未登录"
        }
    }

    struct Setting: Codable, Sendable {
        let label: String
        let found: String
        let isWeak: Bool
    }

    struct Failure: Codable, Sendable {
        let words: String
        let at: String
        let origin: String
    }

    /// Behind a proxy that nobody declared, one visitor can lock out all.
    private static func proxies(_ trust: ProxyTrust, _ seen: [UndeclaredProxy]) -> Setting {
        let strange = seen.filter { line in NetworkAddress(line.address).map { !trust.trusts($0) } ?? true }
        let declared = trust.proxies.isEmpty ? "没有声明代理" : "已声明 " + trust.proxies.map(\.description).joined(separator: "、")
        return Setting(
            label: "反向代理", found: strange.isEmpty ? declared
                : strange.map { "\($0.address)（\($0.lastAt.beijingText)）" }.joined(separator: "、") + "转来了请求，但不在 trustedProxies 中；\(declared)",
            isWeak: !strange.isEmpty)
    }

    let unusedDays: Int
    let openFindings: Int
    let settings: [Setting]
    let unused: [AccountLine]
    let neverActivated: [AccountLine]
    let failures: [Failure]
    let findings: [FindingRow]

    /// What the platform knows of its own store, found while the page was asked for.
    struct Store: Sendable {
        let malware: MalwareProtection.Standing
        let vault: VaultWatch.Figures
        let ledgerProblem: String?

        var settings: [Setting] {
            let isScanned = malware == .works
            let damaged = vault.damaged.prefix(5).map { String($0.prefix(12)) }.joined(separator: "、")
            return [
                Setting(
                    label: "文件查毒", found: malware.words + (vault.infected > 0 ? "；启动以来拒绝 \(vault.infected) 个含恶意代码的文件" : ""),
                    isWeak: !isScanned || vault.unscanned > 0),
                Setting(
                    label: "文件库", found: vault.damaged.isEmpty
                        ? "启动以来读取的文件均与保存时一致" : "\(vault.damaged.count) 个文件缺失或与保存时不一致：\(damaged)；请从备份恢复",
                    isWeak: !vault.damaged.isEmpty),
                Setting(
                    label: "账本", found: ledgerProblem.map { "已停止入链：" + $0 } ?? "操作日志正常入链；完整核验请用 mingcha ledger verify",
                    isWeak: ledgerProblem != nil),
            ]
        }
    }

    init(
        _ review: SecurityReview, findings: [SecurityFinding], failures: [FactLine], settings: Platform.Settings, store: Store,
        undeclared: [UndeclaredProxy]
    ) {
        unusedDays = review.unusedDays
        openFindings = review.openFindings
        unused = review.unused.map(AccountLine.init)
        neverActivated = review.neverActivated.map(AccountLine.init)
        self.failures = failures.map { Failure(words: $0.words, at: $0.at.beijingText, origin: $0.origin) }
        self.findings = findings.map(FindingRow.init)
        let unheld = review.unheld.map(\.label).joined(separator: "、")
        let general = [
            Setting(label: "传输加密", found: settings.isSecure ? "公开地址为 HTTPS" : "公开地址不是 HTTPS", isWeak: !settings.isSecure),
            Setting(label: "演示数据", found: settings.isDemo ? "演示账号开放" : "未启用", isWeak: settings.isDemo),
            Setting(label: "三员分立", found: unheld.isEmpty ? "系统管理、安全管理、审计均有专人" : "本机构没有" + unheld, isWeak: !unheld.isEmpty),
            Setting(
                label: "兼任", found: review.doubled.isEmpty ? "没有账号兼任两种管理角色" : review.doubled.map(\.name).joined(separator: "、") + "兼任两种管理角色",
                isWeak: !review.doubled.isEmpty),
            Self.proxies(settings.trust, undeclared),
        ]
        let loosest = review.loosest.map { Setting(label: $0.label, found: "为最宽的\($0.standard)\($0.unit)", isWeak: false) }
        self.settings = general + store.settings + loosest
    }
}

struct FindingRow: Codable, Sendable {
    let id: String
    let title: String
    let severity: String
    let noted: String
    let remedy: String
    let status: String
    let tone: Tone

    init(_ finding: SecurityFinding) {
        id = finding.id.description
        title = finding.title
        severity = finding.severity.label
        noted = finding.notedBy + " " + finding.notedAt.beijingText
        remedy = finding.remedy ?? ""
        (status, tone) = finding.closedAt == nil ? ("待处理", .warn) : ("已办结", .ok)
    }
}

extension HTML {
    mutating func security(_ model: SecurityModel) {
        card("安全隐患（待处理 \(model.openFindings) 项）") { html in
            html.table("安全隐患", [
                Column("隐患描述", .fill) { .link($0.title, href: "/security/findings/" + $0.id, note: $0.noted) },
                Column("风险程度", .small) { .text($0.severity) }, Column("状态", .small) { .tag($0.status, $0.tone) },
            ], rows: model.findings, empty: "没有登记的安全隐患")
        }
        card("设置") { html in
            html.table("设置", [
                Column("项目", .wide) { .text($0.label) }, Column("情况", .fill) { .words($0.found) },
                Column("评价", .small) { .tag($0.isWeak ? "薄弱" : "正常", $0.isWeak ? .warn : .ok) },
            ], rows: model.settings, empty: "")
        }
        accounts("超过 \(model.unusedDays) 天未使用的账号", model.unused, empty: "没有长期未用的账号")
        accounts("激活码已过期仍未登录的账号", model.neverActivated, empty: "没有")
        card("最近的登录失败", link: (label: "操作日志", href: "/log?kind=" + SignIn.failed.code)) { html in
            html.table("最近的登录失败", [
                Column("记录", .fill) { .words($0.words) }, Column("时间", .time) { .text($0.at) }, Column("来源", .wide) { .text($0.origin) },
            ], rows: model.failures, empty: "没有登录失败的记录")
        }
    }

    private mutating func accounts(_ title: String, _ lines: [SecurityModel.AccountLine], empty: String) {
        card(title) { html in
            html.table(title, [
                Column("姓名") { .text($0.name) }, Column("所属机构", .fill) { .text($0.organization) },
                Column("最近登录", .time) { .text($0.lastLogin) },
            ], rows: lines, empty: empty)
        }
    }
}
