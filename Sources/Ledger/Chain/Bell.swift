/// Wakes one loop: at once when rung, and regularly anyway. Rings while the loop works count once.
final class Bell: Sendable {
    private let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func ring() { continuation.yield() }

    /// Runs `work` again and again until the calling Task is cancelled. One caller at a time.
    func everyRing(orMilliseconds pause: Int, _ work: @Sendable () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                while !Task.isCancelled {
                    ring()
                    try? await Task.sleep(for: .milliseconds(pause))
                }
            }
            for await _ in rings {
                if Task.isCancelled { break }
                await work()
            }
            group.cancelAll()
        }
    }
}
