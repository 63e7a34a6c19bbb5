import Authority
import Importing
import Library
import Storage
import Timekeeping

/// Objects on their way into the library, made ready by any thread ahead of the transaction that enters them, because
/// libraries come by the million.
struct NewSubjects: Sendable {
    typealias ID = RegulatedSubject.ID

    let ids: [ID]
    let records: [SubjectRecord]
    /// What each record says.
    let digests: [ContentDigest?]
    private let origin: Origin
    private let protection: any FieldProtection
    /// The rows of those whose code is known; the code of the others holds their serial.
    private let rows: BulkRows
    private let entries: SearchEntries

    /// What all rows of an entry share.
    struct Origin: Sendable {
        let source: SubjectSource
        /// Nil for what the record itself says.
        var status: SubjectStatus?
        var author: Organization.ID?
        let now: Instant

        func status(of record: SubjectRecord) -> SubjectStatus { status ?? record.settledStatus }
    }

    init(_ records: [SubjectRecord], _ origin: Origin, _ protection: any FieldProtection) throws {
        (self.records, self.origin, self.protection) = (records, origin, protection)
        let ids = records.map { _ in ID(at: origin.now) }
        var rows = BulkRows(columns: SubjectRecord.columns)
        var maker = ContentDigest.Maker(protection)
        digests = try records.indices.map { place in
            guard let code = records[place].code else {
                rows.beginRow()
                return nil
            }
            return try rows.append(records[place], ids[place], objectCode: code.description, origin, protection, &maker)
        }
        (self.ids, self.rows) = (ids, rows)
        var tags: [SubjectRecord.Sorting: SearchTags] = [:]
        entries = SearchEntries(records.map { record in
            let sorting = record.sorting(origin.status(of: record))
            let shared = tags[sorting] ?? SearchTags(record.searchTags(sorting.status))
            tags[sorting] = shared
            return (record.searchText, shared)
        })
    }

    /// - Parameter places: which of them; nil for all.
    func insert(_ places: [Int]? = nil, in transaction: Transaction) throws {
        let places = places ?? Array(records.indices)
        let serials = try transaction.reserveSerials("regulated_subject", places.count)
        let (coded, uncoded) = (Numbered(zip(places, serials)) { digests[$0] != nil }, Numbered(zip(places, serials)) { digests[$0] == nil })
        try transaction.add(rows, to: "regulated_subject", places: coded.places, numbers: BulkNumbers("serial", coded.serials))
        if !uncoded.places.isEmpty {
            try transaction.add(
                try numberedRows(uncoded), to: "regulated_subject", numbers: BulkNumbers("serial", uncoded.serials))
        }
        if places.count == 1 {
            let record = records[places[0]]
            try transaction.index(
                "regulated_subject", serial: serials[0], text: record.searchText,
                tags: record.searchTags(origin.status(of: record)))
        } else {
            try transaction.index("regulated_subject", entries, places: places, serials: serials)
        }
    }

    private struct Numbered {
        var places: [Int] = []
        var serials: [Int64] = []

        init(_ all: Zip2Sequence<[Int], [Int64]>, where isOne: (Int) -> Bool) {
            for (place, serial) in all where isOne(place) {
                places.append(place)
                serials.append(serial)
            }
        }
    }

    private func numberedRows(_ numbered: Numbered) throws -> BulkRows {
        var rows = BulkRows(columns: SubjectRecord.columns)
        var maker = ContentDigest.Maker(protection)
        for (place, serial) in zip(numbered.places, numbered.serials) {
            let code = records[place].kind.objectCode(serial: serial)
            _ = try rows.append(records[place], ids[place], objectCode: code, origin, protection, &maker)
        }
        return rows
    }
}

extension BulkRows {
    fileprivate mutating func append(
        _ record: SubjectRecord, _ id: RegulatedSubject.ID, objectCode: String, _ origin: NewSubjects.Origin,
        _ protection: any FieldProtection, _ maker: inout ContentDigest.Maker
    ) throws -> ContentDigest {
        let digest = try record.beginRow(of: &self, objectCode: objectCode, &maker)
        let status = origin.status(of: record)
        append(digest.mark(version: 1))
        append(id.bytes)
        append(1)
        append((status == .draft ? nil : SubjectIdentity(record, protection).digest).sqlValue)
        append(try record.sealedCitizenID(id, protection).sqlValue)
        append(try record.sealedPhone(id, protection).sqlValue)
        append(status.rawValue)
        append(origin.source.rawValue)
        append(origin.now.milliseconds)
        append(origin.now.milliseconds)
        append(origin.author.sqlValue)
        return digest
    }
}

extension RegulatedSubject {
    /// Enters one.
    static func insert(
        _ record: SubjectRecord, _ origin: NewSubjects.Origin, _ protection: any FieldProtection, in transaction: Transaction
    ) throws -> ID {
        let new = try NewSubjects([record], origin, protection)
        try new.insert(in: transaction)
        return new.ids[0]
    }
}
