import Storage

/// Style sheets, modules and icons. They carry no data, so no login is asked for.
package enum AssetPages {
    package static let routes: [Route] = [
        .get("/assets/{name}", .everyone, "样式与脚本") { try asset($0, ["name"]) },
        .get("/assets/{name}/{file}", .everyone, "样式与脚本") { try asset($0, ["name", "file"]) },
        .get("/assets/{name}/{file}/{part}", .everyone, "样式与脚本") { try asset($0, ["name", "file", "part"]) },
    ]

    /// Below the hash of a version, or without one; what the hash of this version stands before never changes. The hash
    /// of another version (two nodes during an upgrade) gets what there is, for this once.
    private static func asset(_ call: Call, _ names: [String]) throws -> Answer {
        let parts = names.compactMap { call.parameters[$0] }
        let assets = call.platform.assets
        let isVersion = parts.count > 1 && parts[0].wholeMatch(of: /[0-9a-f]{16}/) != nil
        let name = (isVersion ? parts.dropFirst() : parts[...]).joined(separator: "/")
        guard !name.hasPrefix("field/"), let found = assets[name] else { throw NotFound() }
        return .file(FileAnswer(.fixed(found), type: found.type, immutable: isVersion && parts[0] == assets.current.version))
    }
}
