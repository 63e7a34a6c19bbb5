import Authority
import Cryptography
import Doors
import Drawing
import Storage
import Tasking

/// A draw as its pages show it, inside and in public (BEY-11, BEY-13).
package struct DrawModel: Codable, Sendable {
    package struct Value: Codable, Sendable {
        package let label: String
        package let value: String
        package let note: String
    }

    package struct File: Codable, Sendable {
        package let name: String
        package let content: String
        package let href: String?
        let absentBecause: String
    }

    package struct Line: Codable, Sendable {
        let rank: Int
        package let name: String
        package let code: String
        package let category: String
        let team: String
        let ticket: String
    }

    package let id: String
    package let version: Int
    package let kind: String
    package let status: String
    package let tone: Tone
    package let number: String
    package let code: String
    package let agency: String
    package let task: String
    package let taskName: String
    package let taskNumber: String
    let isTest: Bool
    let openedAt: String
    let committedAt: String
    let drawnAt: String
    /// When it was given up; empty where it was not.
    let abandonedAt: String
    let operatorName: String
    let candidates: Int
    let selected: Int
    package let teamSize: Int
    package let outcome: String
    /// Who took part: said plainly.
    let participants: String
    let beacon: String
    /// 开始 was pressed, 停止 not yet.
    let isWaiting: Bool
    package let acts: [DrawAct]
    let isDone: Bool
    /// Objects are drawn, and who reads this can say who visits them.
    let awaitsOfficers: Bool
    let commitments: [Value]
    /// The three values that decided, and what followed from them.
    let decided: [Value]
    package let files: [File]
    let isComplete: Bool
    let hasTeams: Bool
    package let lines: [Line]
    let linesAbsentBecause: String
    let rollingSubjects: [String]
    let rollingOfficers: [String]
    /// What the draw waits for; nil where nothing is missing.
    package let awaiting: String?
    /// The second party has committed, and the lists were not fixed then.
    let canBeFixed: Bool
    package let partyActs: [DrawPartyStanding.Act]
    let previous: Neighbour?
    let next: Neighbour?

    /// The draw before or behind in the agency's chain.
    struct Neighbour: Codable, Sendable {
        let id: String
        let number: String
    }

    /// The public may ask about one object.
    let answersObjects: Bool
    package let pool: PoolAnswer?

    /// What is told of one object that was asked about (BEY-12).
    package struct PoolAnswer: Codable, Sendable {
        package let code: String
        /// Nil where it was not in the list.
        package let place: PoolPlace?
    }

    /// Where the page stands: `/draws`, or on the public side.
    let listPath: String

    /// What of a draw is told, gathered inside one snapshot.
    package struct Told: Sendable {
        package let record: DrawRecord
        let publicity: DrawRecord.Publicity
        package let reveal: DrawReveal?
        package let lines: [DrawnLine]
        package var subjects: [String] = []
        package var officers: [String] = []
        package var acts: [DrawAct] = []
        var awaitsOfficers = false
        var asked: (code: String, place: DrawPlace?)?
        package var partyActs: [DrawPartyStanding.Act] = []
        package var previous: (id: DrawRecord.ID, number: String)?
        package var next: (id: DrawRecord.ID, number: String)?
    }

    package init(_ told: Told, base: String) {
        let record = told.record
        listPath = base.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        id = record.id.description
        version = record.version
        kind = record.kind.label
        status = record.status.label
        tone = record.status.tone
        number = record.number
        code = record.code
        agency = record.organizationName
        task = record.task.description
        taskName = record.taskName
        taskNumber = record.taskNumber
        isTest = record.isTest
        openedAt = record.openedAt.beijingText
        committedAt = record.committedAt?.beijingText ?? ""
        drawnAt = record.drawnAt?.beijingText ?? ""
        abandonedAt = record.drawnAt == nil ? record.endedAt?.beijingText ?? "" : ""
        operatorName = record.operatorName
        candidates = record.candidates
        selected = record.selected
        teamSize = record.teamSize
        outcome = record.outcome
        participants = record.secondParty.isEmpty
            ? "由\(record.organizationName)单方抽取，没有其他机构参加：两个随机数都由平台生成，先承诺、后固定名单。"
            : "由\(record.organizationName)抽取，\(record.secondParty)作为第二方参加：第二方先提交随机数承诺，名单固定之后再揭示。"
        beacon = record.hasEvent
            ? record.beacon + (record.beaconSource.isEmpty ? "" : "（结果来源：\(record.beaconSource)）") : "无（NONE），没有使用公开随机信标"
        awaiting = record.awaitsCommitment ? "等待第二方\(record.secondParty)提交随机数承诺；承诺之后名单随即固定。"
            : record.awaitsBeacon ? "名单已固定，等待公开随机信标的结果。"
            : record.awaitsReveal ? "名单已固定，等待第二方\(record.secondParty)揭示随机数。" : nil
        canBeFixed = record.status == .opened && record.party != nil && !record.awaitsCommitment
        partyActs = told.partyActs
        previous = told.previous.map { Neighbour(id: $0.id.description, number: $0.number) }
        next = told.next.map { Neighbour(id: $0.id.description, number: $0.number) }
        isWaiting = record.status == .committed
        acts = told.acts
        isDone = record.status == .done
        awaitsOfficers = told.awaitsOfficers
        commitments = Self.commitments(record)
        decided = told.reveal.map { Self.decided(record, $0) } ?? []
        files = DrawFile.allCases.map { Self.file($0, record, told.publicity, base) }
        isComplete = files.allSatisfy { $0.href != nil }
        hasTeams = record.kind != .subjects
        lines = told.lines.map {
            Line(rank: $0.rank, name: $0.name, code: $0.code, category: $0.category, team: $0.team.joined(separator: "、"), ticket: $0.ticket)
        }
        linesAbsentBecause = record.status == .done ? "检查全部结束后公布" : record.status.isOpen ? "尚未抽取" : record.status.label
        rollingSubjects = told.subjects
        rollingOfficers = told.officers
        answersObjects = record.kind == .subjects && record.isOffered(.result, told.publicity)
        pool = told.asked.map { PoolAnswer(code: $0.code, place: $0.place.map(PoolPlace.init)) }
    }

    private static func commitments(_ record: DrawRecord) -> [Value] {
        let when = record.openedAt.beijingText
        return [
            Value(
                label: "参数摘要 H(params.txt)", value: record.parametersHash.isEmpty ? "名单固定后产生" : record.parametersHash,
                note: record.committedAt.map { "名单与参数于 \($0.beijingText) 固定，已写入账本。它是名单和抽取数的指纹：改动一个字，指纹就不同" }
                    ?? "名单和抽取数的指纹，固定名单时产生"),
            Value(label: "抽取机关承诺 commitA", value: record.commitmentA, note: "\(when) 写入账本，先于名单。好比装着随机数的信封，名单固定之前已经封好"),
            Value(
                label: "第二方承诺 commitS", value: record.commitmentS.isEmpty ? "第二方提交后产生" : record.commitmentS,
                note: record.party == nil ? "\(when) 写入账本，由平台生成，没有第二方参加。第二个信封，与第一个一起决定结果"
                    : "由\(record.secondParty)以自己的账号提交，先于名单。第二个信封，与第一个一起决定结果"),
            Value(label: "前一次抽取记录 prevDraw", value: record.previousRecord, note: "本机构抽取记录首尾相接，编号不断：删去或重抽一次，后面的记录都对不上"),
        ]
    }

    private static func decided(_ record: DrawRecord, _ reveal: DrawReveal) -> [Value] {
        [
            Value(label: "抽取机关随机数 nonceA", value: reveal.nonceA, note: "打开的第一个信封，与承诺 commitA 对应"),
            Value(label: "第二方随机数 nonceS", value: reveal.nonceS, note: "打开的第二个信封，与承诺 commitS 对应"),
            Value(label: "信标值 beaconValue", value: reveal.beaconValue, note: record.hasEvent ? "公开事件的结果，来源：\(record.beaconSource)" : "公开的随机数来源，本次没有使用公开随机信标"),
            Value(label: "种子 seed", value: record.seed.isEmpty ? "—" : record.seed, note: "由参数摘要和以上三个值算出，决定每个对象的票值；票值最小的被抽中"),
        ]
    }

    private static func file(_ file: DrawFile, _ record: DrawRecord, _ publicity: DrawRecord.Publicity, _ base: String) -> File {
        let isOffered = record.isOffered(file, publicity)
        let content = switch file {
        case .manifest: "检查对象名单"
        case .officers: "检查人员名单"
        case .recusals: "回避名单"
        case .parameters: "参数、名单摘要和承诺"
        case .reveal: "随机数"
        case .result: "结果：种子、抽中与备选的次序"
        }
        let reason = publicity == .closed && record.committedAt != nil ? "检查全部结束后公布" : record.status.isOpen ? "尚未产生" : "没有"
        return File(
            name: file.rawValue, content: content, href: isOffered ? "\(base)/files/\(file.rawValue)" : nil,
            absentBecause: isOffered ? "" : reason)
    }
}

/// Where one object stood in a draw.
package struct PoolPlace: Codable, Sendable {
    package let stratum: String
    package let objects: Int
    package let quota: Int
    package let weight: Int
    package let ticket: String
    package let last: String
    package let isSelected: Bool
    package let command: String

    package init(_ place: DrawPlace) {
        (stratum, objects, quota, weight) = (place.stratum, place.objects, place.quota, place.weight)
        (ticket, last) = (place.ticket.digest.hex, place.last?.hex ?? "—")
        (isSelected, command) = (place.isSelected, place.command)
    }
}

extension DrawStatus {
    package var tone: Tone {
        switch self {
        case .opened, .committed: .info
        case .done: .ok
        case .failed: .bad
        case .voided: .mute
        }
    }
}
