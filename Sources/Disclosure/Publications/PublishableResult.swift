import Authority
import Storage
import Timekeeping

/// Stands for the inspection, which has one id with the object of its task.
package enum InspectionMark {}

/// A result that was approved in review and so is due for publication (PUB-02, PUB-07, BEY-02).
package struct PublishableResult: Sendable, Equatable {
    package typealias ID = Identifier<InspectionMark>

    /// The inspection's.
    package let id: ID
    package let version: Int
    package let organization: Organization.ID
    package let status: PublicationStatus
    package let record: PublishableRecord
    package let approvedAt: Instant

    /// How long it has been waiting, in days (PUB-07).
    package func daysWaiting(at now: Instant) -> Int { now.beijingDate.dayNumber - approvedAt.beijingDate.dayNumber }
}

/// What may be told of a result, in words.
package struct PublishableRecord: Sendable, Equatable {
    package var taskName: String
    package var taskNumber: String
    package var agencyName: String
    /// In full; the public form is made when it is published.
    package var subjectName: String
    package var subjectCode: String
    /// As the object library has it: organization, person, attached.
    package var subjectClass: String
    package var itemNames: [String]
    /// In words: 未发现问题, 发现问题, 无法开展检查.
    package var result: String
    package var isProblem: Bool
    package var inspectedOn: CalendarDate

    package init(
        taskName: String, taskNumber: String, agencyName: String, subjectName: String, subjectCode: String,
        subjectClass: String, itemNames: [String], result: String, isProblem: Bool, inspectedOn: CalendarDate
    ) {
        self.taskName = taskName
        self.taskNumber = taskNumber
        self.agencyName = agencyName
        self.subjectName = subjectName
        self.subjectCode = subjectCode
        self.subjectClass = subjectClass
        self.itemNames = itemNames
        self.result = result
        self.isProblem = isProblem
        self.inspectedOn = inspectedOn
    }

    private var isPerson: Bool { subjectClass == "person" }

    /// Of a natural person only the surname is told (PUB-03).
    var publicName: String { isPerson ? Surname.of(subjectName) + "某" : subjectName }

    /// The code of a natural person is an identity number: never told.
    var publicCode: String { isPerson ? "" : subjectCode }
}

enum Surname {
    static func of(_ name: String) -> String {
        let pair = String(name.prefix(2))
        return name.count > 2 && compound.contains(pair) ? pair : String(name.prefix(1))
    }

    /// Surnames of two characters that are borne today.
    private static let compound: Set<String> = [
        "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连",
        "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于",
        "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋",
        "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "公户", "公玉", "公仪", "梁丘", "公仲",
        "公上", "公门", "公山", "公坚", "左丘", "公伯", "西门", "公祖", "第五", "公乘", "贯丘", "公皙", "南荣", "东里", "东宫",
    ]
}
