import Foundation

/// The records of a table, taken when they are wanted: a thread of its own reads ahead through a bounded buffer, so
/// that a long import keeps its place in the file between two steps and memory stays bounded.
package final class SheetStream: Sendable {
    package struct Record: Sendable, Equatable {
        /// As a spreadsheet program numbers it.
        package let row: Int
        package let cells: SheetCells
    }

    private let buffer = RecordBuffer()
    /// Records are handed over together, because a hand-over costs more than reading one.
    private static let atOnce = 200

    /// - Parameter row: records up to this row were taken earlier and are passed over.
    package init(path: String, headings: [String], after row: Int = 0) {
        let buffer = buffer
        let thread = Thread {
            do {
                var some: [Record] = []
                try SheetReader.open(path: path).forEachRecord(under: headings) { number, cells in
                    guard number > row else { return }
                    some.append(Record(row: number, cells: cells))
                    guard some.count == Self.atOnce else { return }
                    try buffer.put(some)
                    some.removeAll(keepingCapacity: true)
                }
                try buffer.put(some)
                buffer.end(nil)
            } catch {
                buffer.end(error)
            }
        }
        thread.name = "sheet"
        thread.stackSize = 1 << 20
        thread.start()
    }

    deinit { buffer.close() }

    /// The next records, at most `count`; empty at the end of the table.
    /// - Throws: what reading threw, when everything before it has been taken.
    package func next(_ count: Int) async throws -> [Record] {
        var taken: [Record] = []
        while taken.count < count {
            let more = try await buffer.take(count - taken.count)
            guard !more.isEmpty else { break }
            taken += more
        }
        return taken
    }

    package func close() { buffer.close() }
}

/// Thrown into the reader when nobody wants its records any more.
private struct Unwanted: Error {}

/// Between the reading thread, which waits while the buffer is full, and one consumer, which is suspended while it is
/// empty. Everything below is guarded by the condition's lock.
private final class RecordBuffer: @unchecked Sendable {
    private static let bound = 2000

    private let condition = NSCondition()
    private var records: [SheetStream.Record] = []
    private var ending: Result<Void, any Error>?
    private var isClosed = false
    private var consumer: CheckedContinuation<Void, Never>?

    func put(_ some: [SheetStream.Record]) throws {
        condition.lock()
        while records.count >= Self.bound, !isClosed { condition.wait() }
        let unwanted = isClosed
        if !unwanted { records += some }
        // a consumer is woken for many records, not for each
        let woken = records.count >= Self.bound / 2 ? takeConsumer() : nil
        condition.unlock()
        woken?.resume()
        if unwanted { throw Unwanted() }
    }

    func end(_ error: (any Error)?) {
        condition.lock()
        ending = error.map { .failure($0) } ?? .success(())
        let woken = takeConsumer()
        condition.unlock()
        woken?.resume()
    }

    func close() {
        condition.lock()
        isClosed = true
        records = []
        ending = ending ?? .success(())
        let woken = takeConsumer()
        condition.broadcast()
        condition.unlock()
        woken?.resume()
    }

    /// Empty only at the end.
    func take(_ count: Int) async throws -> [SheetStream.Record] {
        if let taken = try takeNow(count) { return taken }
        await withCheckedContinuation { continuation in
            // what arrived in between is taken at once
            if isReady(orWake: continuation) { continuation.resume() }
        }
        return try takeNow(count) ?? []
    }

    /// Nil when nothing is there yet.
    private func takeNow(_ count: Int) throws -> [SheetStream.Record]? {
        condition.lock()
        defer { condition.unlock() }
        if records.isEmpty {
            guard let ending else { return nil }
            try ending.get()
            return []
        }
        let taken = Array(records.prefix(count))
        records.removeFirst(taken.count)
        condition.broadcast()
        return taken
    }

    private func isReady(orWake continuation: CheckedContinuation<Void, Never>) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if !records.isEmpty || ending != nil { return true }
        consumer = continuation
        return false
    }

    private func takeConsumer() -> CheckedContinuation<Void, Never>? {
        defer { consumer = nil }
        return consumer
    }
}
