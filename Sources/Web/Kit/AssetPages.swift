import Foundation
import Storage

/// Style sheets, modules and icons. They carry no data, so no login is asked for.
package enum AssetPages {
    package static let routes: [Route] = [
        .get("/assets/icons.svg", .everyone, "图标") { call in
            .file(.init(.path(call.platform.settings.assets + "/icons.svg"), type: "image/svg+xml"))
        },
        .get("/assets/{name}", .everyone, "样式与脚本") { try asset($0, folder: "", file: $0.parameters["name"]) },
        .get("/assets/{name}/{file}", .everyone, "样式与脚本") { call in
            try asset(call, folder: (call.parameters["name"] ?? "") + "/", file: call.parameters["file"])
        },
    ]

    /// Where the assets of this target lie.
    package static var root: String { Bundle.module.resourcePath.map { $0 + "/Assets" } ?? "Assets" }

    private static func asset(_ call: Call, folder: String, file: String?) throws -> Answer {
        guard let file, isPlain(file), folder.isEmpty || isPlain(String(folder.dropLast())),
            let type = types[file.split(separator: ".").last.map(String.init) ?? ""]
        else { throw NotFound() }
        let path = root + "/" + folder + file
        guard FileManager.default.fileExists(atPath: path) else { throw NotFound() }
        return .file(.init(.path(path), type: type))
    }

    /// Letters, digits, dash, underscore and inner dots: nothing that leads out of the folder.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "webmanifest": "application/manifest+json", "png": "image/png",
    ]
}
