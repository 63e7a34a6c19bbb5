import Doors
import Foundation
import Storage
import Typesetting
import Vault
import Web

/// Looks at an installation from its settings to its files. Nothing stops it, and nothing is changed.
struct InstallationCheck: Sendable {
    let store: StoreOptions
    let network: NetworkOptions
    let isQuick: Bool

    func lines() async -> [CheckLine] {
        var lines = [CheckLine.good("版本", Release.version)] + settings()
        lines.append(folder())
        do {
            let location = try store.location()
            guard StoreOptions.file(of: location).map({ access($0, R_OK) == 0 }) ?? true else {
                throw StoreRefused.noStore(SettingsFile.shown(location), data: store.data)
            }
            let database = try StoreOpening.reach(location)
            defer { database.close() }
            lines += await looked(at: database, location)
        } catch {
            lines.append(.bad("数据库", error))
        }
        return lines + MachineCheck(data: store.data).lines()
    }

    private func settings() -> [CheckLine] {
        do {
            let settings = try network.settings(data: store.data)
            var lines = [CheckLine.good("设置", "监听 \(settings.host):\(settings.port)，对外地址 \(settings.platform.publicURL)")]
            lines += settings.warnings.map { .doubtful("设置", $0) }
            do {
                try settings.requireFiles()
                lines.append(.good("程序文件", "图标、字体和页面文件齐全"))
            } catch {
                lines.append(.bad("程序文件", error))
            }
            return lines + [fonts(settings), Self.malware(settings)]
        } catch {
            return [.bad("设置", error)]
        }
    }

    private static func malware(_ settings: ServeSettings) -> CheckLine {
        let probe = settings.platform.malware.probe()
        return switch probe {
        case .works: .good("文件查毒", probe.words)
        case .notConfigured, .unreachable(true, _), .blind, .narrow: .doubtful("文件查毒", probe.words)
        // then nobody can hand in a file
        case .unreachable(false, _): .bad("文件查毒", probe.words)
        }
    }

    private func fonts(_ settings: ServeSettings) -> CheckLine {
        do {
            let families = try FontLibrary(assets: settings.platform.assets).families
            guard families.contains("FandolFang"), families.contains("Noto Serif CJK SC") else {
                return .doubtful("字体", "缺少仿宋（fonts/fandol）或补字字体（fonts-noto-cjk）：少见的字可能无法打印")
            }
            return .good("字体", "文书字体和补字字体齐全")
        } catch {
            return .bad("字体", error)
        }
    }

    private func folder() -> CheckLine {
        var found = stat()
        guard stat(store.data, &found) == 0 else { return .bad("数据文件夹", StoreRefused.noDataFolder(store.data)) }
        guard access(store.data, R_OK | W_OK | X_OK) == 0 else {
            return .bad("数据文件夹", StoreRefused.unwritable(store.data, reason: SystemWords.of(errno)))
        }
        return found.st_mode & 0o007 == 0
            ? .good("数据文件夹", store.data) : .doubtful("数据文件夹", "\(store.data) 可被其他用户进入，建议 chmod o-rwx")
    }

    private func looked(at database: Database, _ location: String) async -> [CheckLine] {
        do {
            let found = try await database.read { try StoreInspection.load(in: $0) }
            guard found.isUTF8 else { throw StoreRefused.notUTF8(found.encoding) }
            guard !found.isReadOnly else { throw StoreRefused.readOnly }
            guard found.applied != nil else { throw StoreRefused.noStore(SettingsFile.shown(location), data: store.data) }
            let unknown = found.unknown(to: Assembly.migrations), missing = found.missing(of: Assembly.migrations)
            guard unknown.isEmpty else { throw StoreRefused.newerStore(unknown) }
            guard missing.isEmpty else { throw StoreRefused.olderStore(missing) }
        } catch {
            return [.bad("数据库", error)]
        }
        let opened = OpenStore(database: database, location: location, data: store.data, applied: [])
        var check = StoreCheck(opened: opened, isQuick: isQuick)
        if let settings = try? network.settings(data: store.data) { check.trust = settings.platform.trust }
        let words = "\(SettingsFile.shown(location))，编码 UTF-8，结构为最新"
        return [.good("数据库", words)] + (await check.lines())
    }
}
