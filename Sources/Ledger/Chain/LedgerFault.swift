import Authority

/// The first place where the ledger does not hold. Positions are counted from 1 in messages.
package enum LedgerFault: Error, Sendable, Equatable {
    case factRemoved(position: Int64, fact: Fact.ID)
    case factChanged(position: Int64, fact: Fact.ID)
    case entryRemoved(position: Int64)
    /// An entry beyond the recorded size of the ledger.
    case entryInserted(position: Int64)
    /// A fact that was slipped in below serials that were settled.
    case factInserted(serial: Int64, fact: Fact.ID)
    /// The hashes of all entries fit their facts, but not the checkpoint: entries were exchanged, inserted, or
    /// changed together with their facts.
    case rootDiffers(after: Int64, size: Int64)
    /// A checkpoint speaks of more entries than there are.
    case truncated(size: Int64, checkpoint: Int64)
    case signatureInvalid(size: Int64)
    case keyUnknown(size: Int64, keyID: String)
    case checkpointUnreadable(size: Int64)
    /// There are entries and not one checkpoint.
    case unsigned
    case stateUnreadable
    /// The frontier that is kept differs from the one recomputed.
    case stateDiffers

    package var message: String {
        switch self {
        case .factRemoved(let position, let fact): "第 \(position + 1) 条记录已被删除（\(fact)）"
        case .factChanged(let position, let fact): "第 \(position + 1) 条记录已被改动（\(fact)）"
        case .entryRemoved(let position): "第 \(position + 1) 条链上条目缺失"
        case .entryInserted(let position): "第 \(position + 1) 条链上条目不是本系统写入的"
        case .factInserted(let serial, let fact): "序号 \(serial) 处被插入了记录（\(fact)）"
        case .rootDiffers(let after, let size): "第 \(after + 1) 至 \(size) 条之间的记录被改动、调换或插入，与检查点不符"
        case .truncated(let size, let checkpoint): "账本只有 \(size) 条，而检查点证明曾有 \(checkpoint) 条：末尾记录已被删除"
        case .signatureInvalid(let size): "第 \(size) 条处的检查点签名无效"
        case .keyUnknown(let size, let keyID): "第 \(size) 条处的检查点由未知密钥签名（\(keyID)）"
        case .checkpointUnreadable(let size): "第 \(size) 条处的检查点无法读取"
        case .unsigned: "账本没有任何检查点"
        case .stateUnreadable: "账本状态缺失或无法读取"
        case .stateDiffers: "账本状态与重新计算的结果不符"
        }
    }
}
