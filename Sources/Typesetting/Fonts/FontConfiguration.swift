import CPango

/// Owns one FcConfig.
final class FontConfiguration {
    let handle: OpaquePointer

    init(_ xml: String) throws(TypesettingError) {
        guard let handle = FcConfigCreate() else { throw .broken("FcConfigCreate") }
        let parsed = xml.withCString(encodedAs: UTF8.self) {
            FcConfigParseAndLoadFromMemory(handle, $0, FcBool(1))
        }
        guard parsed != 0, FcConfigBuildFonts(handle) != 0 else {
            FcConfigDestroy(handle)
            throw .broken("fontconfig")
        }
        self.handle = handle
    }

    deinit { FcConfigDestroy(handle) }

    var families: Set<String> {
        var names: Set<String> = []
        guard let fonts = FcConfigGetFonts(handle, FcSetSystem) else { return names }
        for index in 0..<Int(fonts.pointee.nfont) {
            guard let pattern = fonts.pointee.fonts[index] else { continue }
            var position: Int32 = 0
            var name: UnsafeMutablePointer<FcChar8>?
            while FcPatternGetString(pattern, FC_FAMILY, position, &name) == FcResultMatch, let found = name {
                names.insert(String(cString: found))
                position += 1
            }
        }
        return names
    }
}
