import Authority
import Importing
import Library
import Storage

package enum SubjectAct: String, OfferedAct {
    case change
    /// 提交 of a draft (SUBJ-18).
    case submit
    /// 核销 and 撤销核销 (SUBJ-19).
    case writeOff, restore
    /// 标注 (SUBJ-06)
    case annotate
    /// 设备信息 (SUBJ-21)
    case equip
}

/// What the acts on an object of the library look at: its state, and who asks.
package struct SubjectStanding: ActStanding {
    let status: SubjectStatus
    let isManager: Bool

    /// - Parameter status: of one in scope.
    package init(_ status: SubjectStatus, _ actor: Actor) { (self.status, isManager) = (status, actor.may(.manageSubjects)) }

    package func isCallers(_ act: SubjectAct) -> Bool { isManager }

    package func permit(_ act: SubjectAct) throws(SubjectRefused) {
        switch (status, act) {
        case (.draft, .change), (.draft, .submit), (.draft, .equip): break
        case (.incomplete, .change), (.incomplete, .writeOff), (.incomplete, .annotate), (.incomplete, .equip): break
        case (.registered, .change), (.registered, .writeOff), (.registered, .annotate), (.registered, .equip): break
        case (.writtenOff, .restore): break
        case (.writtenOff, .change), (.writtenOff, .writeOff), (.writtenOff, .equip): throw .writtenOff
        case (.draft, .writeOff): throw .notRegistered
        case (.draft, .annotate), (.writtenOff, .annotate): throw .notAnnotated(status)
        case (.draft, .restore), (.incomplete, .restore), (.registered, .restore): throw .notWrittenOff
        case (.incomplete, .submit), (.registered, .submit), (.writtenOff, .submit): throw .notDraft
        }
    }
}
