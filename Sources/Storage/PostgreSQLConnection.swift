import CPostgreSQL
import Glibc

/// One PostgreSQL connection (or one to an engine that speaks its protocol); owned by one thread.
/// Values travel in binary both ways. What needs no answer goes out with the next statement that does.
final class PostgreSQLConnection: Connection {
    let engine = EngineKind.postgresql
    private var handle: OpaquePointer
    private var prepared: [String: String] = [:]
    /// Statements named so far: the name of one that could not be prepared is not used again.
    private var named = 0
    /// What was sent and not yet answered, in its order.
    private var sent: [Sent] = []

    /// One message of which the server gives an answer.
    private enum Sent {
        /// - Parameter isAlone: nobody is told when it fails: the end of a snapshot that is no longer needed.
        case command(String, isAlone: Bool)
        case preparation(String)
        case statement(String, visit: ((inout Row) throws -> Void)?)
        /// After a failure everything is passed over up to here.
        case mark
    }

    /// What stands in the address wins over these. A server that is gone is noticed within seconds.
    private static let defaults = [
        ("connect_timeout", "3"), ("tcp_user_timeout", "4000"), ("keepalives", "1"), ("keepalives_idle", "5"),
        ("keepalives_interval", "2"), ("keepalives_count", "2"), ("fallback_application_name", "mingcha"),
    ]

    init(url: String) throws {
        guard let opened = Self.open(url) else { throw StorageError.unavailable("无法连接数据库") }
        handle = opened
        // throwing from here on runs deinit, which gives the handle back
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StorageError.unavailable("无法连接数据库：" + String(cString: PQerrorMessage(handle)))
        }
        PQsetnonblocking(handle, 1)
        guard PQenterPipelineMode(handle) == 1 else { throw StorageError.unavailable("无法连接数据库") }
        try command("SET client_min_messages = warning")
        try command("SET statement_timeout = '30s'")
        try command("SET idle_in_transaction_session_timeout = '60s'")
    }

    deinit { PQfinish(handle) }

    var isLost: Bool { gaveUp || PQstatus(handle) != CONNECTION_OK }

    private static func open(_ url: String) -> OpaquePointer? {
        let words = defaults + [("dbname", url)]
        let keys: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0.0) }
        let values: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0.1) }
        defer { for text in keys + values { free(text) } }
        // both lists end with a null
        let constantKeys: [UnsafePointer<CChar>?] = keys.map { UnsafePointer($0) } + [nil]
        let constantValues: [UnsafePointer<CChar>?] = values.map { UnsafePointer($0) } + [nil]
        return PQconnectdbParams(constantKeys, constantValues, 1)
    }

    /// Until when the answers of this connection are awaited, by the monotonic clock. A server that is frozen, or cut
    /// off behind a proxy that answers for it, is not waited for any longer: the connection is given up then.
    private var deadline: Int64?
    private var gaveUp = false
    private var patience: Int?

    /// For the next transaction.
    func prepare(until deadline: Int64?, patience: Int?) throws {
        self.deadline = deadline
        guard patience != self.patience else { return }
        // a little sooner than the caller is told: the server then says why, and the connection lives on
        try post("SET statement_timeout = \(patience.map { max(100, $0 - 200) } ?? 30_000)")
        try post("SET lock_timeout = \(patience.map { max(50, $0 - 500) } ?? 0)")
        // else they would be part of the transaction that follows, and undone with it
        try mark()
        self.patience = patience
    }

    // MARK: Sending

    /// A statement without values and without rows: BEGIN, COMMIT, SET, DDL.
    func command(_ text: String) throws {
        try post(text)
        try settle()
    }

    /// The same, sent with what follows.
    func post(_ text: String) throws { try send(.command(text, isAlone: false)) }

    /// Sent at once, and waited for by nobody.
    func leave(_ text: String) throws {
        try send(.command(text, isAlone: true))
        try mark()
        PQflush(handle)
    }

    private func send(_ message: Sent) throws {
        guard case .command(let text, _) = message else { return }
        try require(PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 1))
        sent.append(message)
    }

    private func mark() throws {
        try require(PQpipelineSync(handle))
        sent.append(.mark)
    }

    private func require(_ isSent: Int32) throws {
        guard isSent == 1 else { throw StorageError.unavailable(String(cString: PQerrorMessage(handle))) }
    }

    @discardableResult
    func run(_ sql: SQL, _ visit: (inout Row) throws -> Void) throws -> Int {
        try send(sql, visit: nil)
        let result = try answers()
        defer { PQclear(result) }
        try Self.visit(result, visit)
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func later(_ sql: SQL, _ visit: ((inout Row) throws -> Void)?) throws { try send(sql, visit: visit) }

    func settle() throws {
        guard !sent.isEmpty else { return }
        PQclear(try answers())
    }

    private static func visit(_ result: OpaquePointer?, _ visit: (inout Row) throws -> Void) throws {
        guard PQresultStatus(result) == PGRES_TUPLES_OK, let result else { return }
        for index in 0..<PQntuples(result) {
            var row = Row(.postgresql(result, index))
            try visit(&row)
        }
    }

    // MARK: Answers

    /// Waits until everything that was sent is answered.
    /// - Returns: the answer to the last statement.
    /// - Throws: the first failure.
    private func answers() throws -> OpaquePointer? {
        if case .mark = sent.last {} else { try mark() }
        let awaited = sent
        sent = []
        var results: [OpaquePointer?] = []
        defer { for result in results { PQclear(result) } }
        var failure: StorageError?
        for message in awaited {
            let result = try next()
            switch message {
            case .mark:
                let isMark = PQresultStatus(result) == PGRES_PIPELINE_SYNC
                PQclear(result)
                guard isMark else { throw StorageError.unavailable("数据库连接中断") }
                continue
            case .command(let text, let isAlone):
                if failure == nil, !isAlone { failure = failed(result, text) }
                PQclear(result)
            case .preparation(let text):
                if PQresultStatus(result) != PGRES_COMMAND_OK { prepared[text] = nil }
                failure = failure ?? failed(result, text)
                PQclear(result)
            case .statement(let text, _):
                failure = failure ?? failed(result, text)
                results.append(result)
            }
            // each answer but that of a mark ends with none
            PQclear(try next())
        }
        if let failure { throw failure }
        return try visited(awaited, &results)
    }

    /// Gives their rows to those that asked for them, when nothing is on the way any more.
    private func visited(_ awaited: [Sent], _ results: inout [OpaquePointer?]) throws -> OpaquePointer? {
        var place = 0
        for case .statement(_, let visit) in awaited {
            if let visit { try Self.visit(results[place], visit) }
            place += 1
        }
        return results.popLast() ?? nil
    }

    private func failed(_ result: OpaquePointer?, _ text: String) -> StorageError? {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: nil
        default: failure(of: result, in: text)
        }
    }

    /// Waits for the next answer.
    private func next() throws -> OpaquePointer? {
        while PQflush(handle) == 1 || PQisBusy(handle) == 1 { try awaitInput() }
        return PQgetResult(handle)
    }

    private func awaitInput() throws {
        var place = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        if PQflush(handle) == 1 { place.events |= Int16(POLLOUT) }
        let left = deadline.map { Int32(clamping: max(0, $0 - Patience.now())) } ?? -1
        let ready = poll(&place, 1, left)
        if ready < 0, errno == EINTR { return }
        guard ready > 0 else {
            gaveUp = true
            throw StorageError.unavailable("数据库在限定时间内没有应答")
        }
        if PQconsumeInput(handle) == 0 { throw StorageError.unavailable(String(cString: PQerrorMessage(handle))) }
    }

    /// COPY … FROM STDIN; `feed` is given what sends its bytes.
    func copy(_ text: String, _ feed: ((borrowing [UInt8]) throws -> Void) throws -> Void) throws {
        try settle()
        try require(PQexitPipelineMode(handle))
        // what is copied is waited for piece by piece: these calls belong to jobs
        PQsetnonblocking(handle, 0)
        defer {
            PQsetnonblocking(handle, 1)
            PQenterPipelineMode(handle)
        }
        let start = PQexec(handle, text)
        defer { PQclear(start) }
        guard PQresultStatus(start) == PGRES_COPY_IN else { throw failure(of: start, in: text) }
        do {
            try feed { bytes in
                let sent = bytes.withUnsafeBytes { raw in
                    PQputCopyData(handle, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count))
                }
                guard sent == 1 else { throw StorageError.unavailable(String(cString: PQerrorMessage(handle))) }
            }
            PQputCopyEnd(handle, nil)
        } catch {
            PQputCopyEnd(handle, "not all rows were sent")
            while let result = PQgetResult(handle) { PQclear(result) }
            throw error
        }
        var problem: StorageError?
        while let result = PQgetResult(handle) {
            if problem == nil, PQresultStatus(result) != PGRES_COMMAND_OK { problem = failure(of: result, in: text) }
            PQclear(result)
        }
        if let problem { throw problem }
    }

    private func send(_ sql: SQL, visit: ((inout Row) throws -> Void)?) throws {
        let name = try statement(for: sql.text)
        let count = sql.values.count
        var bytes: [UInt8] = []
        var places: [Int?] = []
        var lengths: [Int32] = []
        places.reserveCapacity(count)
        lengths.reserveCapacity(count)
        for value in sql.values {
            let start = bytes.count
            switch value {
            case .null: places.append(nil)
            case .integer(let number):
                withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
                places.append(start)
            case .text(let text):
                bytes += text.utf8
                places.append(start)
            case .bytes(let data):
                bytes += data
                places.append(start)
            }
            lengths.append(Int32(bytes.count - start))
        }
        bytes.append(0)  // so that an empty last value has an address
        let formats = [Int32](repeating: 1, count: count)
        try require(bytes.withUnsafeBytes { buffer in
            let pointers = places.map { place in
                place.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return PQsendQueryPrepared(handle, name, Int32(count), pointers, lengths, formats, 1)
        })
        sent.append(.statement(sql.text, visit: visit))
    }

    private func statement(for text: String) throws -> String {
        if let name = prepared[text] { return name }
        if prepared.count >= 400 {
            try command("DEALLOCATE ALL")
            prepared.removeAll()
            named = 0
        }
        let name = "s\(named)"
        named += 1
        try require(PQsendPrepare(handle, name, Dialect.numbered(text), 0, nil))
        sent.append(.preparation(text))
        prepared[text] = name
        return name
    }

    private func failure(of result: OpaquePointer?, in text: String) -> StorageError {
        func field(_ letter: Character) -> String? {
            letter.asciiValue.flatMap { PQresultErrorField(result, Int32($0)) }.map { String(cString: $0) }
        }
        let message = String(cString: PQresultErrorMessage(result))
        guard let state = field("C") else { return .unavailable(message.isEmpty ? "数据库连接中断" : message) }
        switch state {
        case "23505", "23514": return .constraint(field("n") ?? state)
        case "23503": return .constraint("foreign_key")
        // U+0000, which PostgreSQL keeps in no text
        case "22021", "22P05": return .constraint("text_character")
        case "40001", "40P01": return .conflict
        // a lock that somebody else holds too long is waited for once, and not again
        case "55P03": return .overloaded
        case "57014": return .timedOut
        case "53100": return .full
        // a standby, or a recovery to a point in time that was not ended
        case "25006": return .unavailable("数据库只读，可能是备库，或恢复尚未结束（SELECT pg_wal_replay_resume()）：\(message)")
        case "42501": return .unavailable("数据库用户没有所需的权限，请让它成为数据库的所有者（createdb --owner）：\(message)")
        case "53200", "53300", "25P03", "57P01", "57P02", "57P03", "08006", "08003": return .unavailable(message)
        default: return .broken("\(message) (\(state)) in: \(text)")
        }
    }
}
