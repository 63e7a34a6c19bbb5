import Cryptography
import Synchronization

/// What the folder of files was found to be: for the log, the metrics and the security page.
package final class VaultWatch: Sendable {
    package enum Alarm: Sendable, Equatable, CustomStringConvertible {
        /// A file is missing, or is not what was kept.
        case damaged(hash: String)
        case infected(name: String)
        case unscanned(cause: String)

        package var description: String {
            switch self {
            case .damaged(let hash): "存储的文件缺失或已被改动：\(hash)"
            case .infected(let name): "上传的文件含有恶意代码，已拒绝：\(name)"
            case .unscanned(let cause): "上传的文件未能查毒：\(cause)"
            }
        }
    }

    /// Counted since the start of the process.
    package struct Figures: Sendable, Equatable {
        package var damaged: [String] = []
        package var infected = 0
        package var unscanned = 0
    }

    /// Who a file was when its content was last compared with its hash. The time of change can't be set by hand.
    struct Standing: Equatable {
        let device, inode: UInt64
        let size, modified, changed: Int64
    }

    private struct State {
        var figures = Figures()
        var known: [Digest: Standing] = [:]
    }

    private let state = Mutex(State())
    private let onAlarm: @Sendable (Alarm) -> Void
    private static let mostKnown = 50_000
    private static let mostDamaged = 1000

    /// - Parameter onAlarm: writes the log.
    package init(onAlarm: @escaping @Sendable (Alarm) -> Void = { _ in }) { self.onAlarm = onAlarm }

    package var figures: Figures { state.withLock { $0.figures } }

    func tell(_ alarm: Alarm) {
        state.withLock { state in
            switch alarm {
            case .damaged(let hash):
                if !state.figures.damaged.contains(hash), state.figures.damaged.count < Self.mostDamaged {
                    state.figures.damaged.append(hash)
                }
            case .infected: state.figures.infected += 1
            case .unscanned: state.figures.unscanned += 1
            }
        }
        onAlarm(alarm)
    }

    func isKnown(_ hash: Digest, _ standing: Standing) -> Bool { state.withLock { $0.known[hash] == standing } }

    func know(_ hash: Digest, _ standing: Standing) {
        state.withLock { state in
            if state.known.count >= Self.mostKnown { state.known = [:] }
            state.known[hash] = standing
            // it was brought back
            state.figures.damaged.removeAll { $0 == hash.hex }
        }
    }
}
