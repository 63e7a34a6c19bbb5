import Authority
import Cryptography
import Markup
import Storage

/// The field client itself (ADR 0002): its shell for a signed-in officer, its files, its worker.
package enum FieldPages {
    package static let menu = [
        MenuEntry(.work, "现场检查", "/field/", icon: "phone", .needs(.inspect))
    ]

    package static let routes: [Route] = [
        .get("/field", .signedIn, "现场检查（移动端）") { call in try shell(call) },
        .get("/field/{file}", .everyone, "现场端的脚本与样式") { call in
            try call.parameters["file"] == "sw.js" ? worker(call) : file(call)
        },
    ]

    /// Like that of the desktop, but nothing may become HTML.
    private static let policy = SecurityHeaders.policy.replacing("trusted-types mingcha mingcha-html", with: "trusted-types mingcha")

    private static func shell(_ call: Call) throws -> Answer {
        let login = try call.officerLogin()
        let text = String(decoding: try contents("shell.html", call).bytes, as: UTF8.self)
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

    private static func file(_ call: Call) throws -> Answer {
        guard let name = call.parameters["file"], name != "shell.html" else { throw NotFound() }
        let found = try contents(name, call)
        return .file(FileAnswer(.fixed(found), type: found.type, policy: policy))
    }

    /// Names every file of this version: the browser keeps one whole version, never parts of two. The names stay the
    /// same from version to version, so that a worker of an older one finds them.
    private static func worker(_ call: Call) throws -> Answer {
        let script = try call.platform.fixed.answer("field worker") {
            let names = call.platform.assets.names(in: "field/")
            let stream = DigestStream(.sha256)
            for name in names { stream.update(try contents(name, call).bytes) }
            let files = ["/field/"] + names.filter { $0 != "sw.js" && $0 != "shell.html" }.map { "/field/" + $0 }
            let list = "{\"version\":\"\(stream.finish().hex.prefix(16))\",\"files\":["
                + files.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
            let made = String(decoding: try contents("sw.js", call).bytes, as: UTF8.self).replacing("__PRECACHE__", with: list)
            return FixedAnswer(Array(made.utf8), type: "text/javascript; charset=utf-8")
        }
        return .file(FileAnswer(.fixed(script), type: script.type, policy: policy))
    }

    private static func contents(_ name: String, _ call: Call) throws -> FixedAnswer {
        guard let found = call.platform.assets["field/" + name] else { throw NotFound() }
        return found
    }
}
