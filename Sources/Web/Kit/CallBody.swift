import HTTPTypes
import Hummingbird
import NIOCore

/// What came behind the head of a changing call, taken apart within its limits.
struct CallBody: Sendable {
    var values = Values()
    var files: [UploadedFile] = []
    /// The raw bytes of what is no form.
    var bytes: [UInt8] = []

    /// - Parameter admit: called with the number of bytes before they are taken apart.
    static func read(
        _ body: RequestBody, type header: String, for route: Route, admit: (Int) throws -> Void
    ) async throws -> CallBody {
        let limits = CallLimits(route)
        let type = header.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        let isMultipart = type == "multipart/form-data"
        if isMultipart, route.readsForm, !limits.takesFiles { throw CallFault.unsupportedType }
        let isText = route.readsForm && !isMultipart
        let bytes = try await collect(body, limit: isText ? limits.text : limits.body)
        try admit(bytes.count)
        guard route.readsForm else { return CallBody(bytes: bytes) }
        switch type {
        case "application/x-www-form-urlencoded": return CallBody(values: try Values(urlEncoded: bytes, limits))
        case "multipart/form-data":
            let parts = try Multipart.parse(bytes, contentType: header, limits)
            return CallBody(values: parts.values, files: parts.files)
        case "application/json": return CallBody(values: bytes.isEmpty ? Values() : try JSONForm.read(bytes, limits))
        default:
            guard bytes.isEmpty else { throw CallFault.unsupportedType }
            return CallBody()
        }
    }

    private static func collect(_ body: RequestBody, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in body {
            guard bytes.count + piece.readableBytes <= limit else { throw CallFault.tooLarge(limit) }
            bytes.append(contentsOf: piece.readableBytesView)
        }
        return bytes
    }
}
