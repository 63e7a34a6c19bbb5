import Authority
import Cryptography
import Foundation
import Markup
import Storage
import Synchronization

/// The field client itself (ADR 0002): its shell for a signed-in officer, its files, its worker.
package enum FieldPages {
    package static let menu = [
        MenuEntry(.work, "现场检查", "/field/", icon: "phone", .needs(.inspect))
    ]

    package static let routes: [Route] = [
        .get("/field", .signedIn, "现场检查（移动端）") { call in try shell(call) },
        .get("/field/{file}", .everyone, "现场端的脚本与样式") { call in
            try call.parameters["file"] == "sw.js" ? worker() : file(call.parameters["file"])
        },
    ]

    private static var folder: String { AssetPages.root + "/field/" }

    /// Like that of the desktop, but nothing may become HTML.
    private static let policy = SecurityHeaders.policy.replacing("trusted-types mingcha mingcha-html", with: "trusted-types mingcha")

    private static func shell(_ call: Call) throws -> Answer {
        let login = try call.officerLogin()
        let text = String(decoding: try contents("shell.html"), as: UTF8.self)
            .replacing("__CSRF__", with: login.formToken).replacing("__MARKS__", with: marks(login, call))
        return .file(FileAnswer(.bytes(Array(text.utf8)), type: "text/html; charset=utf-8", policy: policy))
    }

    /// 培训环境 and 水印, as on every other page.
    private static func marks(_ login: Login, _ call: Call) -> String {
        var html = HTML()
        html.trainingMark(call.platform.settings.purpose.warning)
        html.watermark(Watermark(name: login.actor.name, date: call.clock.today()))
        return String(decoding: html.bytes, as: UTF8.self)
    }

    private static func file(_ name: String?) throws -> Answer {
        guard let name, name != "shell.html", let type = types[name.split(separator: ".").last.map(String.init) ?? ""],
            try names().contains(name)
        else { throw NotFound() }
        return .file(FileAnswer(.bytes(try contents(name)), type: type, policy: policy))
    }

    /// Names every file of this version: the browser keeps one whole version, never parts of two.
    private static func worker() throws -> Answer {
        let script = try workerScript.withLock { kept in
            if let kept { return kept }
            let names = try names()
            let stream = DigestStream(.sha256)
            for name in names { stream.update(try contents(name)) }
            let files = ["/field/"] + names.filter { $0 != "sw.js" && $0 != "shell.html" }.map { "/field/" + $0 }
            let list = "{\"version\":\"\(stream.finish().hex.prefix(16))\",\"files\":["
                + files.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
            let made = String(decoding: try contents("sw.js"), as: UTF8.self).replacing("__PRECACHE__", with: list)
            kept = made
            return made
        }
        return .file(FileAnswer(.bytes(Array(script.utf8)), type: "text/javascript; charset=utf-8", policy: policy))
    }

    private static let workerScript = Mutex<String?>(nil)

    private static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func contents(_ name: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: folder + name) else { throw NotFound() }
        return Array(data)
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "webmanifest": "application/manifest+json", "png": "image/png",
    ]
}
