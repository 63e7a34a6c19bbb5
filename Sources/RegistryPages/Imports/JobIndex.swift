import Doors
import Importing
import Ledger
import Registry

/// A job among others.
package struct JobRow: Codable, Sendable {
    package let id: String
    package let label: String
    package let message: String
    package let state: String
    package let tone: Tone
    package let createdAt: String

    package init(_ view: JobView) {
        id = view.id
        label = view.label
        message = view.message
        state = view.stateLabel
        tone = JobState(rawValue: view.state).map(\.tone) ?? .mute
        createdAt = view.createdAt
    }
}

/// A job on its page. The first four are what the page asks for while the job works.
package struct JobModel: Codable, Sendable {
    package let state: String
    package let done: Int
    package let total: Int?
    package let message: String
    package let id: String
    package let title: String
    let stateLabel: String
    package let tone: Tone
    /// Queued or running: the page keeps asking.
    let isMoving: Bool
    package let acts: [JobAct]
    package let createdAt: String
    package let endedAt: String
    package let imported: ImportModel?
    package let laws: LawImportModel?
    let annotated: AnnotationModel?
    /// The file that an export has made, under this address.
    package let download: String?

    package init(_ view: JobView, _ report: ImportModel?, _ laws: LawImportModel?, exported: ExportedFile? = nil, annotated: AnnotationModel? = nil) {
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
        acts = view.acts
        createdAt = view.createdAt
        endedAt = view.endedAt
        imported = report
        self.laws = laws
    }
}

/// What a bulk annotation has done, also when it was cancelled (SUBJ-08).
package struct AnnotationModel: Codable, Sendable {
    struct Failure: Codable, Sendable {
        let name: String
        let reason: String
    }

    package let words: String
    /// The first of them.
    let failures: [Failure]

    package static let shown = 200

    package init(_ place: AnnotationPlace, _ lines: [ImportProblemLine]) {
        words = place.words
        failures = lines.map { Failure(name: $0.column, reason: $0.message) }
    }
}

extension JobState {
    package var tone: Tone {
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
