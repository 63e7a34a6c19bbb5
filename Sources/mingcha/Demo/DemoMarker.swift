import ArgumentParser
import Foundation

/// Says that the demonstration county is being loaded. Where a load was cut off, nobody has worked in the store yet, so
/// the next start begins it anew.
struct DemoMarker {
    let store: StoreOptions

    private var path: String { store.data + "/demo.loading" }

    /// Before the store is opened.
    func removeHalf() throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let held = hold() else { throw StoreRefused.loading(store.data) }
        defer { close(held) }
        let location = try store.location()
        guard location == "sqlite:\(store.data)/mingcha.sqlite" else {
            throw ValidationError("上次载入演示数据时中断，数据不完整。请清空数据库 \(SettingsFile.shown(location))，删除 \(path) 和 \(store.keyFolder)，再启动")
        }
        for name in ["mingcha.sqlite", "mingcha.sqlite-wal", "mingcha.sqlite-shm", "keys", "files"] {
            let file = store.data + "/" + name
            if FileManager.default.fileExists(atPath: file) { try FileManager.default.removeItem(atPath: file) }
        }
        try set(false)
    }

    func set(_ isLoading: Bool) throws {
        if isLoading {
            // held until the process ends: what is being loaded was not cut off
            guard hold() != nil else { throw StoreRefused.loading(store.data) }
        } else {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    private func hold() -> Int32? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
