import Dispatch
import Foundation
import Synchronization

/// Threads that set documents, each with a `Typesetter` of its own. About 25 documents a second and core.
package final class TypesettingPool: Sendable {
    private typealias Job = @Sendable (Result<Typesetter, TypesettingError>) -> Void

    /// Outlives the pool until its threads have ended.
    private final class Queue: Sendable {
        let jobs = Mutex<[Job]>([])
        let waiting = DispatchSemaphore(value: 0)
    }

    private let queue = Queue()
    private let limit: Int
    private let threads: Int

    /// `limit`: how many documents may wait; more are refused as `overloaded` instead of filling the memory.
    package init(_ fonts: FontLibrary, threads: Int = 2, limit: Int = 256) {
        self.limit = limit
        self.threads = threads
        for index in 0..<threads {
            let thread = Thread { [queue] in Self.work(queue, fonts) }
            thread.name = "typesetting-\(index + 1)"
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    /// Ends the threads once the waiting documents are done.
    deinit {
        for _ in 0..<threads { queue.waiting.signal() }
    }

    /// The bytes of the PDF file; see `Typesetter.render`.
    package func render(_ sheet: Sheet) async throws(TypesettingError) -> [UInt8] {
        let result: Result<[UInt8], TypesettingError> = await withCheckedContinuation { continuation in
            let job: Job = { typesetter in
                continuation.resume(returning: Result { () throws(TypesettingError) in
                    try typesetter.get().render(sheet)
                })
            }
            let taken = queue.jobs.withLock { jobs in
                guard jobs.count < limit else { return false }
                jobs.append(job)
                return true
            }
            if taken { queue.waiting.signal() } else { continuation.resume(returning: .failure(.overloaded)) }
        }
        return try result.get()
    }

    private static func work(_ queue: Queue, _ fonts: FontLibrary) {
        let typesetter = Result { () throws(TypesettingError) in try Typesetter(fonts) }
        while true {
            queue.waiting.wait()
            let job = queue.jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            // A signal without a job: the pool has gone.
            guard let job else { return }
            job(typesetter)
        }
    }
}
