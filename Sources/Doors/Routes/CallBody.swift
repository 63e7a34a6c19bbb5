/// What came behind the head of a changing call, taken apart within its limits.
struct CallBody: Sendable {
    var values = Values()
    var files: [UploadedFile] = []
    /// The raw bytes of what is no form.
    var bytes: [UInt8] = []

    /// - Parameters:
    ///   - collect: waits for the bytes, up to a limit.
    ///   - admit: called with the number of bytes before they are taken apart.
    static func read(
        type header: String, for route: Route, collect: (_ limit: Int) async throws -> [UInt8], admit: (Int) throws -> Void
    ) async throws -> CallBody {
        let limits = CallLimits(route)
        let type = header.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        let isMultipart = type == "multipart/form-data"
        if isMultipart, route.readsForm, !limits.takesFiles { throw CallFault.unsupportedType }
        let isText = route.readsForm && !isMultipart
        let bytes = try await collect(isText ? limits.text : limits.body)
        try admit(bytes.count)
        guard route.readsForm else { return CallBody(bytes: bytes) }
        switch type {
        case "application/x-www-form-urlencoded": return CallBody(values: try Values(urlEncoded: bytes, limits))
        case "multipart/form-data":
            let parts = try Multipart.parse(bytes, contentType: header, limits)
            return CallBody(values: parts.values, files: parts.files)
        case "application/json": return CallBody(values: bytes.isEmpty ? Values() : try JSONForm.read(bytes, limits, route.form, passingOver: route.passedOver))
        default:
            guard bytes.isEmpty else { throw CallFault.unsupportedType }
            return CallBody()
        }
    }
}
