import Dispatch
import Glibc

/// A piece of database work: runs on a database thread, then tells its caller.
struct Work: Sendable {
    /// Runs the caller's body and keeps its result; answers the error it threw, if any.
    let attempt: @Sendable (Transaction) -> (any Error)?
    /// Resumes the caller: with the kept result after the commit, or with the error.
    let finish: @Sendable ((any Error)?) -> Void
    /// How long the caller waits, in milliseconds; nil for as long as it takes.
    let patience: Int?
    /// When the caller has waited enough, by the monotonic clock.
    let deadline: Int64?

    /// On how many connections it was begun that turned out to be lost; all of them can be.
    private(set) var losses = 0

    init(
        patience: Int? = Patience.left, attempt: @escaping @Sendable (Transaction) -> (any Error)?,
        finish: @escaping @Sendable ((any Error)?) -> Void
    ) {
        (self.attempt, self.finish, self.patience) = (attempt, finish, patience)
        deadline = patience.map { Patience.now() + Int64($0) }
    }

    var isLate: Bool { deadline.map { $0 <= Patience.now() } ?? false }

    /// Milliseconds that the caller still waits; nil for as long as it takes.
    var left: Int? { deadline.map { max(1, Int($0 - Patience.now())) } }

    func again() -> Work {
        var work = self
        work.losses += 1
        return work
    }
}

/// The bounded queue between callers and database threads. Full means overload, answered at once, not by growing.
final class WorkQueue: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private let bound: Int
    private var waiting: [Work] = []
    private var head = 0
    private var idle = 0
    private var closed = false

    init(bound: Int) {
        self.bound = bound
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(condition)
        mutex.deallocate()
        condition.deallocate()
    }

    func add(_ work: Work) throws {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !closed else { throw StorageError.unavailable("数据库已关闭") }
        guard waiting.count - head < bound else { throw StorageError.overloaded }
        waiting.append(work)
        if idle > 0 { pthread_cond_signal(condition) }
    }

    /// Up to `limit` pieces, waiting for the first; empty when the queue is closed and drained.
    func take(upTo limit: Int) -> [Work] {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while head == waiting.count && !closed {
            idle += 1
            pthread_cond_wait(condition, mutex)
            idle -= 1
        }
        let end = min(waiting.count, head + limit)
        let taken = Array(waiting[head..<end])
        head = end
        if head == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            head = 0
        }
        return taken
    }

    /// Waits until there is something to do, and leaves it where it is: whoever has to get ready first keeps nobody
    /// waiting by it. False when the queue is closed and drained.
    func awaitWork() -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while head == waiting.count && !closed {
            idle += 1
            pthread_cond_wait(condition, mutex)
            idle -= 1
        }
        return head < waiting.count
    }

    /// Somebody else may do what this thread is not ready for.
    func passOn() {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if idle > 0 { pthread_cond_signal(condition) }
    }

    /// The next piece without waiting for it; nil when others were faster, or nobody waits for it any more.
    func takeNow() -> Work? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard head < waiting.count else { return nil }
        let work = waiting[head]
        head += 1
        if head == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            head = 0
        }
        return work
    }

    /// What was taken and could not be done comes before all others.
    func putBack(_ work: Work) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        waiting.insert(work, at: head)
        if idle > 0 { pthread_cond_signal(condition) }
    }

    /// What has waited longer than its caller does.
    func takeLate() -> [Work] {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard waiting[head...].contains(where: \.isLate) else { return [] }
        let late = waiting[head...].filter(\.isLate)
        waiting = waiting[head...].filter { !$0.isLate }
        head = 0
        return late
    }

    /// No more work is accepted; what waits is still done.
    func close() {
        pthread_mutex_lock(mutex)
        closed = true
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }

    var depth: Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return waiting.count - head
    }
}

/// Whatever the threads that work are busy with: nobody waits for a turn longer than they want to.
final class LateCallers: Sendable {
    private let end = DispatchSemaphore(value: 0)
    private let thread: DatabaseThread

    init(_ queues: [WorkQueue]) {
        thread = DatabaseThread { [end] in
            while end.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
                for work in queues.flatMap({ $0.takeLate() }) { work.finish(StorageError.overloaded) }
            }
        }
    }

    func stop() {
        end.signal()
        thread.join()
    }
}

/// A thread of ours with its own stack; Foundation's would do, but this target does without Foundation.
final class DatabaseThread: @unchecked Sendable {
    private var thread = pthread_t()
    private let body: () -> Void

    init(_ body: @escaping () -> Void) {
        self.body = body
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 4 << 20)
        pthread_create(&thread, &attributes, { argument in
            if let argument { Unmanaged<DatabaseThread>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }, Unmanaged.passRetained(self).toOpaque())
        pthread_attr_destroy(&attributes)
    }

    func join() { pthread_join(thread, nil) }
}
