/// Why a draw cannot be made or does not hold. A draw fails as a whole; no rule is ever relaxed silently.
package enum DrawFailure: Error, Hashable, Sendable {
    /// A line that is not as the format wants it.
    case malformed(file: DrawFile, line: Int, problem: DrawMalformation, found: String)
    /// A stated value that does not follow from the other files.
    case different(DrawDifference)
    /// A stratum of the list without a number in the quota.
    case quotaMissing(stratum: String)
    /// DRAW-17: more than there are.
    case quotaTooLarge(stratum: String, quota: Int, available: Int)
    /// DRAW-17: a ratio outside 0…100.
    case ratioOutOfRange(Int)
    /// Objects only (teamSize=0), yet officers, recusals or groups are given.
    case officersNotWanted(file: DrawFile)
    /// DRAW-27: too few officers left for this object after recusals and limits.
    case tooFewOfficers(objectID: String)
    /// Nobody left for this object may lead.
    case noLead(objectID: String)
    /// DRAW-22: the officers do not fill the groups, or too few of them may lead.
    case tooFewOfficersForGroups(groups: Int, teamSize: Int)
    /// DRAW-22: every group has somebody who is recused for this object.
    case noGroup(objectID: String)
    /// The group whose turn it is has somebody with maxPerOfficer objects already.
    case groupOverloaded(objectID: String, certificateNumber: String)
}

extension DrawFailure: CustomStringConvertible {
    /// The reason as it is shown and published.
    package var description: String {
        switch self {
        case .malformed(let file, let line, let problem, let found):
            "\(file.rawValue) 第\(line)行：\(problem.description)（“\(found)”）"
        case .different(let difference): difference.description
        case .quotaMissing(let stratum): "名单中的分层“\(stratum)”没有规定抽取数量"
        case .quotaTooLarge(let stratum, let quota, let available):
            "抽取数量不能超过对象数量（分层“\(stratum)”应抽\(quota)个，只有\(available)个）"
        case .ratioOutOfRange(let ratio): "抽取数量不能超过对象数量（抽取比例\(ratio)%应在0到100之间）"
        case .officersNotWanted(let file): "只抽取检查对象时，\(file.rawValue) 中不应有检查人员内容"
        case .tooFewOfficers(let object): "检查人员数量不足（检查对象\(object)）"
        case .noLead(let object): "没有可以担任组长的检查人员（检查对象\(object)）"
        case .tooFewOfficersForGroups(let groups, let teamSize):
            "检查人员数量不足（\(groups)个检查组，每组\(teamSize)人，每组须有组长）"
        case .noGroup(let object): "每个检查组都有人应当回避（检查对象\(object)）"
        case .groupOverloaded(let object, let certificate):
            "检查人员\(certificate)承担的检查对象已达上限（检查对象\(object)）"
        }
    }

    /// The message that a form shows; it is the exact text of the requirement where one is given.
    package var message: String {
        switch self {
        case .quotaTooLarge, .ratioOutOfRange: "抽取数量不能超过对象数量"
        case .tooFewOfficers, .tooFewOfficersForGroups: "检查人员数量不足"
        case .malformed, .different, .quotaMissing, .officersNotWanted, .noLead, .noGroup, .groupOverloaded: description
        }
    }
}

/// The first place where a published draw is not what follows from its other files.
package struct DrawDifference: Hashable, Sendable, CustomStringConvertible {
    package let file: DrawFile
    /// From 1.
    package let line: Int
    package let expected: String
    package let found: String

    package init(file: DrawFile, line: Int, expected: String, found: String) {
        self.file = file
        self.line = line
        self.expected = expected
        self.found = found
    }

    package var description: String {
        "\(file.rawValue) 第\(line)行不一致：应为“\(expected)”，实为“\(found)”"
    }
}

/// What can be wrong with a line.
package enum DrawMalformation: String, Hashable, Sendable, CustomStringConvertible {
    case notText = "不是 UTF-8 文本"
    case controlCharacter = "含有控制字符"
    case noLineEnd = "最后一行缺少换行符"
    case fieldCount = "字段个数不对"
    case name = "名称为空，或含有“|”“,”“:”"
    case text = "内容为空，或含有“|”"
    case identifier = "编号应为1至64个数字、大写字母、点、下划线或连字符"
    case weight = "权重应为1至100的整数"
    case number = "应为不带前导零的整数"
    case leadFlag = "组长标志应为0或1"
    case order = "没有按字节升序排列，或者重复"
    case duplicateObject = "检查对象在名单中重复"
    case empty = "名单是空的"
    case key = "键不对、次序不对或多余"
    case missingLine = "缺少这一行"
    case algorithm = "算法应为 draw1，摘要应为 sm3 或 sha256"
    case quota = "抽取数量应为“分层:数量”，以逗号分隔，按字节升序"
    case hash = "应为64位小写十六进制数"
    case groupCount = "检查组数应为正整数"
    case rank = "序号不连续"
    case resultKind = "应以“seed=”“S|”或“R|”开头"

    package var description: String { rawValue }
}
