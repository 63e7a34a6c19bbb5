import Authority
import Storage

/// The records behind the lines of a draw's files, as they were when the lists were fixed: ids one after another, in the
/// order of the lines.
struct DrawReferences: Sendable {
    /// Of `manifest.txt`; empty in a draw of officers, whose objects the task itself names.
    var subjects: [SubjectID] = []
    /// Of `officers.txt`.
    var officers: [Identifier<OfficerMark>] = []

    /// The objects of these codes.
    func subjects(_ codes: Set<String>, in manifest: [UInt8]) -> [String: SubjectID] {
        var found: [String: SubjectID] = [:]
        for (id, line) in zip(subjects, manifest.split(separator: UInt8(ascii: "\n"))) {
            let fields = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            guard fields.count > 1 else { continue }
            let code = String(decoding: fields[1], as: UTF8.self)
            if codes.contains(code) { found[code] = id }
        }
        return found
    }

    /// The officers of these certificate numbers, as the file has them.
    func officers(in file: [UInt8]) -> [String: Identifier<OfficerMark>] {
        let numbers = file.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0.prefix { $0 != UInt8(ascii: "|") }, as: UTF8.self) }
        return Dictionary(zip(numbers, officers), uniquingKeysWith: { first, _ in first })
    }
}
