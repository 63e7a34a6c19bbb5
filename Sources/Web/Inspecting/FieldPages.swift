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

    /// Nobody has to be signed in for the client itself: it holds no data, and a phone whose session is over must start to
    /// sign in again and to keep what waits on it.
    package static let routes: [Route] = [
        .get("/field", .everyone, "现场检查（移动端）") { call in try shell(call) },
        .get("/field/{file}", .everyone, "现场端的脚本与样式") { call in
            try call.parameters["file"] == "sw.js" ? worker(call) : file(call.parameters["file"])
        },
    ]

    private static var folder: String { AssetPages.root + "/field/" }

    /// Like that of the desktop, but nothing may become HTML.
    private static let policy = SecurityHeaders.policy.replacing("trusted-types mingcha mingcha-html", with: "trusted-types mingcha")

    private static func shell(_ call: Call) throws -> Answer {
        // who is signed in and no officer is told so (ORG-14); everybody else gets the same bytes
        if call.login != nil { _ = try call.officer() }
        return .file(FileAnswer(.bytes(try shellBytes(call)), type: "text/html; charset=utf-8", policy: policy))
    }

    private static func shellBytes(_ call: Call) throws -> [UInt8] {
        Array(String(decoding: try contents("shell.html"), as: UTF8.self).replacing("__MARKS__", with: marks(call)).utf8)
    }

    /// 培训环境, as on every other page; 水印 is drawn by the client, which knows whose it is.
    private static func marks(_ call: Call) -> String {
        var html = HTML()
        html.trainingMark(call.platform.settings.purpose.warning)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    private static func file(_ name: String?) throws -> Answer {
        guard let name, name != "shell.html", let type = types[name.split(separator: ".").last.map(String.init) ?? ""],
            try names().contains(name)
        else { throw NotFound() }
        return .file(FileAnswer(.bytes(try contents(name)), type: type, policy: policy))
    }

    /// Names every file of this version with its hash: the browser keeps one whole version, never parts of two, and never
    /// what something between it and the server has answered in its place.
    private static func worker(_ call: Call) throws -> Answer {
        let shell = try shellBytes(call)
        let key = Digest.sha256(shell)
        let text = try workerScripts.withLock { kept in
            if let known = kept[key] { return known }
            let made = try script(shell)
            kept[key] = made
            return made
        }
        return .file(FileAnswer(.bytes(Array(text.utf8)), type: "text/javascript; charset=utf-8", policy: policy))
    }

    private static func script(_ shell: [UInt8]) throws -> String {
        let stream = DigestStream(.sha256)
        var files = ["\"/field/\":\"\(Digest.sha256(shell).hex)\""]
        let worker = try contents("sw.js")
        stream.update(shell)
        stream.update(worker)
        // pictures are for installing alone
        for name in try names() where name != "sw.js" && name != "shell.html" && !name.hasSuffix(".png") {
            let bytes = try contents(name)
            stream.update(bytes)
            files.append("\"/field/\(name)\":\"\(Digest.sha256(bytes).hex)\"")
        }
        let list = "{\"version\":\"\(stream.finish().hex.prefix(16))\",\"files\":{" + files.joined(separator: ",") + "}}"
        return String(decoding: worker, as: UTF8.self).replacing("__PRECACHE__", with: list)
    }

    /// By the shell, which differs with the settings.
    private static let workerScripts = Mutex<[Digest: String]>([:])

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
