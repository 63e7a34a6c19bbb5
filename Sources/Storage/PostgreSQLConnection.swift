import CPostgreSQL
import Glibc

/// One PostgreSQL connection (or one to an engine that speaks its protocol); owned by one thread.
/// Values travel in binary both ways.
final class PostgreSQLConnection: Connection {
    let engine = EngineKind.postgresql
    private var handle: OpaquePointer
    private var prepared: [String: String] = [:]

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
        let (statement, lock) = (patience.map { max(100, $0 - 200) } ?? 30_000, patience.map { max(50, $0 - 500) } ?? 0)
        try command("SET statement_timeout = \(statement); SET lock_timeout = \(lock)")
        self.patience = patience
    }

    /// Waits for what was sent; the last result, as PQexec answers it.
    private func answer(_ isSent: Int32) throws -> OpaquePointer? {
        guard isSent == 1 else { throw StorageError.unavailable(String(cString: PQerrorMessage(handle))) }
        var last: OpaquePointer?
        while true {
            while PQflush(handle) == 1 || PQisBusy(handle) == 1 {
                do { try awaitInput() } catch {
                    PQclear(last)
                    throw error
                }
            }
            guard let result = PQgetResult(handle) else { return last }
            PQclear(last)
            last = result
            // the copying goes on by itself
            if PQresultStatus(result) == PGRES_COPY_IN { return last }
        }
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

    /// A statement without values and without rows: BEGIN, COMMIT, SET, DDL.
    func command(_ text: String) throws {
        let result = try answer(PQsendQuery(handle, text))
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
        default: throw failure(of: result, in: text)
        }
    }

    @discardableResult
    func run(_ sql: SQL, _ visit: (inout Row) throws -> Void) throws -> Int {
        let result = try execute(sql)
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK:
            return Int(String(cString: PQcmdTuples(result))) ?? 0
        case PGRES_TUPLES_OK:
            for index in 0..<PQntuples(result) {
                var row = Row(.postgresql(result, index))
                try visit(&row)
            }
            return Int(String(cString: PQcmdTuples(result))) ?? 0
        default: throw failure(of: result, in: sql.text)
        }
    }

    /// COPY … FROM STDIN; `feed` is given what sends its bytes.
    func copy(_ text: String, _ feed: ((borrowing [UInt8]) throws -> Void) throws -> Void) throws {
        let start = try answer(PQsendQuery(handle, text))
        defer { PQclear(start) }
        guard PQresultStatus(start) == PGRES_COPY_IN else { throw failure(of: start, in: text) }
        // what is copied is waited for piece by piece: these calls belong to jobs
        PQsetnonblocking(handle, 0)
        defer { PQsetnonblocking(handle, 1) }
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

    private func execute(_ sql: SQL) throws -> OpaquePointer {
        let name = try statement(for: sql.text)
        let count = sql.values.count
        var bytes: [UInt8] = []
        var places: [Int?] = []
        var lengths: [Int32] = []
        for value in sql.values {
            let start = bytes.count
            switch value {
            case .null: places.append(nil)
            case .integer(let number):
                withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
                places.append(start)
            case .text(let text):
                bytes += Array(text.utf8)
                places.append(start)
            case .bytes(let data):
                bytes += data
                places.append(start)
            }
            lengths.append(Int32(bytes.count - start))
        }
        bytes.append(0)  // so that an empty last value has an address
        let formats = [Int32](repeating: 1, count: count)
        let isSent = bytes.withUnsafeBytes { buffer in
            let pointers = places.map { place in
                place.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return PQsendQueryPrepared(handle, name, Int32(count), pointers, lengths, formats, 1)
        }
        guard let result = try answer(isSent) else { throw StorageError.unavailable(String(cString: PQerrorMessage(handle))) }
        return result
    }

    private func statement(for text: String) throws -> String {
        if let name = prepared[text] { return name }
        if prepared.count >= 400 {
            try command("DEALLOCATE ALL")
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        let result = try answer(PQsendPrepare(handle, name, Dialect.numbered(text), 0, nil))
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(of: result, in: text) }
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
