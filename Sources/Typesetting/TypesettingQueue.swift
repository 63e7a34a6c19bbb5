import Dispatch
import Foundation
import Synchronization

/// The thread that sets documents, one after the other: cairo serves one at a time (`TextContext`). About 100 pages a
/// second.
package final class TypesettingQueue: Sendable {
    private typealias Job = @Sendable (Result<Typesetter, TypesettingError>) -> Void

    /// Outlives the queue until its thread has ended.
    private final class Jobs: Sendable {
        let list = Mutex<[Job]>([])
        let waiting = DispatchSemaphore(value: 0)
    }

    private let jobs = Jobs()
    private let limit: Int

    /// `limit`: how many documents may wait; more are refused as `overloaded` instead of filling the memory.
    package init(_ fonts: FontLibrary, limit: Int = 256) {
        self.limit = limit
        let thread = Thread { [jobs] in Self.work(jobs, fonts) }
        thread.name = "typesetting"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Ends the thread once the waiting documents are done.
    deinit { jobs.waiting.signal() }

    /// The bytes of the PDF file; see `Typesetter.render`.
    package func render(_ sheet: Sheet) async throws(TypesettingError) -> [UInt8] {
        let result: Result<[UInt8], TypesettingError> = await withCheckedContinuation { continuation in
            let job: Job = { typesetter in
                continuation.resume(returning: Result { () throws(TypesettingError) in
                    try typesetter.get().render(sheet)
                })
            }
            let taken = jobs.list.withLock { list in
                guard list.count < limit else { return false }
                list.append(job)
                return true
            }
            if taken { jobs.waiting.signal() } else { continuation.resume(returning: .failure(.overloaded)) }
        }
        return try result.get()
    }

    private static func work(_ jobs: Jobs, _ fonts: FontLibrary) {
        let typesetter = Result { () throws(TypesettingError) in try Typesetter(fonts) }
        while true {
            jobs.waiting.wait()
            let job = jobs.list.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            // A signal without a job: the queue has gone.
            guard let job else { return }
            job(typesetter)
        }
    }
}
