import Dispatch
import Storage
import Testing

@Suite("阻塞工作的线程")
struct WorkerPoolTests {
    @Test("小的工作不等大的工作；等待的太多时立即拒绝")
    func lanes() async throws {
        let pool = WorkerPool(small: 1, large: 1, bound: 1)
        let (started, release) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
        let large = Task {
            try await pool.run(.large) {
                started.continuation.yield()
                release.wait()
                return 1
            }
        }
        for await _ in started.stream { break }
        // the large lane is held until the end: what ends now did not wait for it
        #expect(try await pool.run(.small) { 2 } == 2)
        let waiting = Task { try await pool.run(.large) { 3 } }
        while pool.depth(.large) == 0 { await Task.yield() }
        await #expect(throws: StorageError.overloaded) { try await pool.run(.large) { 4 } }
        release.signal()
        #expect(try await large.value == 1)
        #expect(try await waiting.value == 3)
    }

    @Test("工作中的错误原样到达调用者")
    func failure() async throws {
        let pool = WorkerPool(small: 1)
        await #expect(throws: StorageError.timedOut) { try await pool.run { throw StorageError.timedOut } }
        #expect(try await pool.run(.large) { 5 } == 5)
    }
}
