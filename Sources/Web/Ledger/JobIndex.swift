import Ledger
import Registry

/// A job among others.
package struct JobRow: Codable, Sendable {
    let id: String
    let label: String
    let message: String
    let state: String
    let tone: Tone
    let createdAt: String

    init(_ view: JobView) {
        id = view.id
        label = view.label
        message = view.message
        state = view.stateLabel
        tone = JobState(rawValue: view.state).map(\.tone) ?? .mute
        createdAt = view.createdAt
    }
}

/// A job on its page. The first four are what the page asks for while the job works.
struct JobModel: Codable, Sendable {
    let state: String
    let done: Int
    let total: Int?
    let message: String
    let id: String
    let title: String
    let stateLabel: String
    let tone: Tone
    /// Queued or running: the page keeps asking.
    let isMoving: Bool
    let isAwaiting: Bool
    let mayCancel: Bool
    let createdAt: String
    let endedAt: String
    let imported: ImportModel?
    let laws: LawImportModel?
    let annotated: AnnotationModel?
    /// The file that an export has made, under this address.
    let download: String?

    init(_ view: JobView, _ report: ImportModel?, _ laws: LawImportModel?, exported: ExportedFile? = nil, annotated: AnnotationModel? = nil) {
        self.annotated = annotated
        download = exported.map { _ in "/exports/\(view.id)" }
        (state, done, total, message) = (view.state, view.done, view.total, view.message)
        id = view.id
        title = report.map { view.label + $0.label } ?? view.label
        stateLabel = view.stateLabel
        let known = JobState(rawValue: view.state)
        // done with rows left out is not simply done
        tone = known == .done && report?.problems.isEmpty == false ? .warn : known?.tone ?? .mute
        isMoving = known == .queued || known == .running
        isAwaiting = known == .awaiting
        mayCancel = view.mayCancel
        createdAt = view.createdAt
        endedAt = view.endedAt
        imported = report
        self.laws = laws
    }
}

/// What a bulk annotation has done, also when it was cancelled (SUBJ-08).
struct AnnotationModel: Codable, Sendable {
    struct Failure: Codable, Sendable {
        let name: String
        let reason: String
    }

    let words: String
    /// The first of them.
    let failures: [Failure]

    static let shown = 200

    init(_ place: AnnotationPlace, _ lines: [ImportProblemLine]) {
        words = place.words
        failures = lines.map { Failure(name: $0.column, reason: $0.message) }
    }
}

extension JobState {
    var tone: Tone {
        switch self {
        case .queued: .mute
        case .running: .info
        case .awaiting: .warn
        case .done: .ok
        case .failed: .bad
        case .cancelled: .mute
        }
    }
}
