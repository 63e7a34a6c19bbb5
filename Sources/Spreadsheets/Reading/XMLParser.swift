import CExpat

/// Who is told of the elements of one part.
protocol XMLListener {
    /// Set by the listener to stop the parser.
    var failure: (any Error)? { get set }
    mutating func begin(_ tag: XMLTag, _ attributes: XMLAttributes)
    mutating func end(_ tag: XMLTag)
    mutating func read(_ text: UnsafeBufferPointer<UInt8>)
}

/// Expat over the pieces of a part. Document types are refused, so there are no entities of the file's own,
/// internal or external; nesting and the length of a single mark-up are bounded.
struct XMLParser {
    /// What the C callbacks see.
    private struct Session {
        var listener: any XMLListener
        let parser: XML_Parser
        var depth = 0

        mutating func stop(_ error: any Error) {
            listener.failure = error
            XML_StopParser(parser, XML_Bool(XML_FALSE))
        }
    }

    /// Reads the whole part `name`; answers the listener as it has become.
    static func parse<Listener: XMLListener>(_ name: String, in archive: ZipArchive, _ listener: Listener) throws -> Listener {
        guard let parser = XML_ParserCreate(nil) else { throw SpreadsheetError.damaged }
        defer { XML_ParserFree(parser) }
        let session = UnsafeMutablePointer<Session>.allocate(capacity: 1)
        session.initialize(to: Session(listener: listener, parser: parser))
        defer {
            session.deinitialize(count: 1)
            session.deallocate()
        }
        XML_SetUserData(parser, session)
        installHandlers(parser)
        var fed = 0
        try archive.read(name) { piece, isLast in
            fed += piece.count
            let verdict = piece.withMemoryRebound(to: CChar.self) {
                XML_Parse(parser, $0.baseAddress, Int32($0.count), isLast ? 1 : 0)
            }
            if let failure = session.pointee.listener.failure { throw failure }
            guard verdict == XML_STATUS_OK else { throw SpreadsheetError.damaged }
            // Expat keeps an unfinished tag or comment in memory.
            guard isLast || fed - Int(XML_GetCurrentByteIndex(parser)) <= XMLBounds.longestMarkup else { throw SpreadsheetError.damaged }
        }
        guard let finished = session.pointee.listener as? Listener else { throw SpreadsheetError.damaged }
        return finished
    }

    private static func installHandlers(_ parser: XML_Parser) {
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let session = data?.assumingMemoryBound(to: Session.self), let name else { return }
                guard session.pointee.listener.failure == nil else { return }
                session.pointee.depth += 1
                if session.pointee.depth > XMLBounds.deepest { return session.pointee.stop(SpreadsheetError.damaged) }
                session.pointee.listener.begin(XMLTag(name), XMLAttributes(attributes))
            },
            { data, name in
                guard let session = data?.assumingMemoryBound(to: Session.self), let name else { return }
                guard session.pointee.listener.failure == nil else { return }
                session.pointee.depth -= 1
                session.pointee.listener.end(XMLTag(name))
                if let failure = session.pointee.listener.failure { session.pointee.stop(failure) }
            }
        )
        XML_SetCharacterDataHandler(parser) { data, text, length in
            guard let session = data?.assumingMemoryBound(to: Session.self), let text else { return }
            guard session.pointee.listener.failure == nil else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
                session.pointee.listener.read(UnsafeBufferPointer(start: $0, count: Int(length)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            data?.assumingMemoryBound(to: Session.self).pointee.stop(SpreadsheetError.forbiddenContent)
        }
    }
}
