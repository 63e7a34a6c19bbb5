/// The files of a draw; the raw values are their names in a published folder.
package enum DrawFile: String, Sendable, CaseIterable {
    case manifest = "manifest.txt"
    case officers = "officers.txt"
    case recusals = "recusals.txt"
    case parameters = "params.txt"
    case reveal = "reveal.txt"
    case result = "result.txt"
}

/// The bytes of the six files of a draw. Where they come from (disk, database, upload) is not this target's business.
package struct DrawFolder: Sendable, Hashable {
    package var manifest: [UInt8]
    package var officers: [UInt8]
    package var recusals: [UInt8]
    package var parameters: [UInt8]
    package var reveal: [UInt8]
    package var result: [UInt8]

    package init(
        manifest: [UInt8], officers: [UInt8] = [], recusals: [UInt8] = [], parameters: [UInt8], reveal: [UInt8],
        result: [UInt8] = []
    ) {
        self.manifest = manifest
        self.officers = officers
        self.recusals = recusals
        self.parameters = parameters
        self.reveal = reveal
        self.result = result
    }

    package subscript(file: DrawFile) -> [UInt8] {
        get {
            switch file {
            case .manifest: manifest
            case .officers: officers
            case .recusals: recusals
            case .parameters: parameters
            case .reveal: reveal
            case .result: result
            }
        }
        set {
            switch file {
            case .manifest: manifest = newValue
            case .officers: officers = newValue
            case .recusals: recusals = newValue
            case .parameters: parameters = newValue
            case .reveal: reveal = newValue
            case .result: result = newValue
            }
        }
    }
}
