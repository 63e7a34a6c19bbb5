import Authority
import Storage
import Timekeeping

/// Objects of the library as an import left them, on their way back.
struct SubjectTakingBack {
    let protection: any FieldProtection
    let actor: Actor
    let now: Instant
    let transaction: Transaction

    /// Why an object stays as it is, by its name; nil where it can go back.
    func fault(of touch: ImportTouch) throws -> String? {
        guard let subject = try RegulatedSubject.find(touch.subject, scope: actor.scope, protection: protection, in: transaction) else {
            return "有一个对象已不在管理范围内"
        }
        let name = subject.record.name
        if subject.version != touch.after { return "“\(name)”之后已被修改" }
        guard let before = touch.before else {
            return try isFree(subject) ? nil : "“\(name)”已被检查任务、标注、证照或账号使用"
        }
        guard let former = try RegulatedSubject.former(touch.subject, version: before, protection: protection, in: transaction) else {
            return "“\(name)”没有留下导入前的内容"
        }
        do throws(SubjectRefused) {
            try SubjectChange(of: subject.id, version: subject.version, to: former.record).permit(subject)
            return nil
        } catch {
            return "“\(name)”\(error.message)"
        }
    }

    /// Takes one back; what has changed since it was looked at stays, and is named.
    func take(_ touch: ImportTouch, _ place: inout TakingBackPlace) throws {
        if let fault = try fault(of: touch) { return place.add(fault) }
        guard let subject = try RegulatedSubject.find(touch.subject, scope: actor.scope, protection: protection, in: transaction) else { return }
        guard let before = touch.before,
            let former = try RegulatedSubject.former(touch.subject, version: before, protection: protection, in: transaction)
        else {
            try subject.remove(in: transaction)
            place.removed += 1
            return
        }
        try SubjectChange(of: subject.id, version: subject.version, to: former.record)
            .make(by: actor, at: now, protection: protection, in: transaction)
        place.restored += 1
    }

    /// Whether nothing refers to the object: the constraints of the store know.
    private func isFree(_ subject: RegulatedSubject) throws -> Bool {
        if try EnterpriseAccount.isHeld(for: subject.id, in: transaction) { return false }
        do {
            try transaction.nested {
                try subject.remove(in: transaction)
                throw OnlyTried()
            }
            return true
        } catch is OnlyTried {
            return true
        } catch StorageError.constraint(_) {
            return false
        }
    }
}

private struct OnlyTried: Error {}
