import Authority
import Cryptography
import Doors
import Markup
import Paperwork
import Storage

/// The field client itself (ADR 0002): its shell, its files, its worker.
package enum FieldPages {
    static let menu = [
        MenuEntry(.work, "现场检查", "/field/", icon: "phone", .needs(.inspect))
    ]

    /// Nobody has to be signed in for the client itself: it holds no data, and a phone whose session is over must start to
    /// sign in again and to keep what waits on it.
    static let routes: [Route] = [
        .get("/field", .everyone, "现场检查（移动端）") { call in try shell(call) },
        .get("/field/{file}", .everyone, "现场端的脚本与样式") { call in
            try call.parameters["file"] == "sw.js" ? worker(call) : file(call)
        },
    ]

    /// Like that of the desktop, but nothing may become HTML.
    private static let policy = SecurityHeaders.policy.replacing("trusted-types mingcha mingcha-html", with: "trusted-types mingcha")

    private static func shell(_ call: Call) throws -> Answer {
        // who is signed in and no officer is told so (ORG-14); everybody else gets the same bytes
        if call.login != nil { _ = try call.officer() }
        let made = try shell(of: call.platform)
        return .file(FileAnswer(.fixed(made), type: made.type, policy: policy))
    }

    private static func shell(of platform: Platform) throws -> FixedAnswer {
        try platform.fixed.answer("field shell") {
            let text = String(decoding: try contents("shell.html", platform).bytes, as: UTF8.self)
                .replacing("__MARKS__", with: marks(platform)).replacing("__SENTENCES__", with: sentences())
            return FixedAnswer(Array(text.utf8), type: "text/html; charset=utf-8")
        }
    }

    /// 培训环境, as on every other page; 水印 is drawn by the client, which knows whose it is.
    private static func marks(_ platform: Platform) -> String {
        var html = HTML()
        html.trainingMark(platform.settings.purpose.warning)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    /// What the record says, as it is printed (DOC-11).
    private static func sentences() -> String {
        var html = HTML()
        for sentence in RecordSentence.allCases { html.p(.attribute("data-part", sentence.rawValue), text: sentence.template) }
        return String(decoding: html.bytes, as: UTF8.self)
    }

    private static func file(_ call: Call) throws -> Answer {
        guard let name = call.parameters["file"], name != "shell.html" else { throw NotFound() }
        let found = try contents(name, call.platform)
        return .file(FileAnswer(.fixed(found), type: found.type, policy: policy))
    }

    /// Names every file of this version with its hash: the browser keeps one whole version, never parts of two, and never
    /// what something between it and the server has answered in its place. The names stay the same from version to
    /// version, so that a worker of an older one finds them.
    private static func worker(_ call: Call) throws -> Answer {
        let page = try shell(of: call.platform)
        let made = try call.platform.fixed.answer("field worker") {
            FixedAnswer(Array(try script(page, call.platform).utf8), type: "text/javascript; charset=utf-8")
        }
        return .file(FileAnswer(.fixed(made), type: made.type, policy: policy))
    }

    private static func script(_ shell: FixedAnswer, _ platform: Platform) throws -> String {
        let stream = DigestStream(.sha256)
        var files = ["\"/field/\":\"\(Digest.sha256(shell.bytes).hex)\""]
        let worker = try contents("sw.js", platform).bytes
        stream.update(shell.bytes)
        stream.update(worker)
        // pictures are for installing alone
        for name in platform.assets.names(in: "field/") where name != "sw.js" && name != "shell.html" && !name.hasSuffix(".png") {
            let bytes = try contents(name, platform).bytes
            stream.update(bytes)
            files.append("\"/field/\(name)\":\"\(Digest.sha256(bytes).hex)\"")
        }
        let list = "{\"version\":\"\(stream.finish().hex.prefix(16))\",\"files\":{" + files.joined(separator: ",") + "}}"
        return String(decoding: worker, as: UTF8.self).replacing("__PRECACHE__", with: list)
    }

    private static func contents(_ name: String, _ platform: Platform) throws -> FixedAnswer {
        guard let found = platform.assets["field/" + name] else { throw NotFound() }
        return found
    }
}
