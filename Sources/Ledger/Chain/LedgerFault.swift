import Authority

/// A place where the ledger does not hold. Positions are counted from 1 in messages.
package enum LedgerFault: Error, Sendable, Equatable {
    case factRemoved(position: Int64, fact: Fact.ID)
    case factChanged(position: Int64, fact: Fact.ID)
    /// The fact fits its entry, but not the seal it was written with.
    case factChangedBeforeLinking(position: Int64, fact: Fact.ID)
    /// A fact that waits for the ledger and does not fit its seal.
    case waitingFactChanged(serial: Int64, fact: Fact.ID)
    /// A fact that was not written by the platform: it has no seal.
    case factUnsealed(serial: Int64, fact: Fact.ID)
    /// A seal whose fact is gone.
    case sealedFactRemoved(serial: Int64)
    /// A seal is gone, and with it perhaps its fact.
    case sealRemoved(strand: Int64, after: Int64, next: Int64)
    case strandForged(strand: Int64)
    case strandRemoved(strand: Int64)
    /// A row that holds something else than its columns may.
    case rowUnreadable(table: String, place: Int64)
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
    case checkpointUnreadable(number: Int64, size: Int64)
    case checkpointRemoved(number: Int64)
    /// A checkpoint that the state of the ledger does not count.
    case checkpointInserted(number: Int64)
    /// The file in the data folder, or a printed code, tells of a later checkpoint than the last one.
    case anchorAhead(number: Int64, last: Int64)
    case anchorUnreadable(path: String)
    case printedDiffers(number: Int64)
    /// There are entries and not one checkpoint.
    case unsigned
    case stateUnreadable
    case stateForged
    /// The frontier that is kept differs from the one recomputed.
    case stateDiffers

    package var message: String {
        switch self {
        case .factRemoved(let position, let fact): "第 \(position + 1) 条记录已被删除（\(fact)）"
        case .factChanged(let position, let fact): "第 \(position + 1) 条记录已被改动（\(fact)）"
        case .factChangedBeforeLinking(let position, let fact): "第 \(position + 1) 条记录在入链之前已被改动（\(fact)）"
        case .waitingFactChanged(let serial, let fact): "序号 \(serial) 处尚未入链的记录已被改动（\(fact)）"
        case .factUnsealed(let serial, let fact): "序号 \(serial) 处的记录没有封印，不是本系统写入的（\(fact)）"
        case .sealedFactRemoved(let serial): "序号 \(serial) 处的记录已被删除，只留下封印"
        case .sealRemoved(let strand, let after, let next):
            next == 0 ? "第 \(strand) 组第 \(after) 号之后的封印已被删除" : "第 \(strand) 组第 \(after) 号与第 \(next) 号之间的封印已被删除或改动"
        case .strandForged(let strand): "第 \(strand) 组封印的计数已被改动"
        case .strandRemoved(let strand): "第 \(strand) 组封印的计数已被删除"
        case .rowUnreadable(let table, let place): "\(Self.name(of: table))第 \(place) 行无法读取，已被损坏或改动"
        case .entryRemoved(let position): "第 \(position + 1) 条链上条目缺失"
        case .entryInserted(let position): "第 \(position + 1) 条链上条目不是本系统写入的"
        case .factInserted(let serial, let fact): "序号 \(serial) 处被插入了记录（\(fact)）"
        case .rootDiffers(let after, let size): "第 \(after + 1) 至 \(size) 条之间的记录被改动、调换或插入，与检查点不符"
        case .truncated(let size, let checkpoint): "账本只有 \(size) 条，而检查点证明曾有 \(checkpoint) 条：末尾记录已被删除"
        case .signatureInvalid(let size): "第 \(size) 条处的检查点签名无效"
        case .keyUnknown(let size, let keyID): "第 \(size) 条处的检查点由未知密钥签名（\(keyID)）"
        case .checkpointUnreadable(let number, let size): "第 \(number) 号检查点（第 \(size) 条处）无法读取"
        case .checkpointRemoved(let number): "第 \(number) 号检查点已被删除"
        case .checkpointInserted(let number): "第 \(number) 号检查点不是本系统写入的"
        case .anchorAhead(let number, let last):
            "数据文件夹或文书证明曾有第 \(number) 号检查点，而账本中最后一个是第 \(last) 号：账本被退回到以前的状态"
        case .anchorUnreadable(let path): "检查点文件无法读取：\(path)。请从备份取回 ledger.anchor；取不回时把它移到别处并留存，再核验账本"
        case .printedDiffers(let number): "文书上印的第 \(number) 号检查点与账本中的不符"
        case .unsigned: "账本没有任何检查点"
        case .stateUnreadable: "账本状态缺失或无法读取"
        case .stateForged: "账本状态已被改动"
        case .stateDiffers: "账本状态与重新计算的结果不符"
        }
    }

    private static func name(of table: String) -> String {
        switch table {
        case "fact": "操作日志"
        case "ledger_entry": "链上条目"
        case "fact_seal": "封印"
        case _: table
        }
    }
}
