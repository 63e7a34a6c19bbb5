/// The name under which a file reaches somebody's disk: one ending, that of its type, and nothing before it that a
/// system takes for a program (SEC-09).
package enum DownloadName {
    package static func make(_ name: String, ending: String) -> String {
        var base = plain(name)
        while let dot = base.lastIndex(of: "."), isEnding(base[base.index(after: dot)...]) { base = plain(String(base[..<dot])) }
        if reserved.contains(base.uppercased()) { base = "_" + base }
        return (base.isEmpty ? "未命名" : base) + "." + ending
    }

    /// Without what systems give a meaning to, and without points and spaces at either end.
    private static func plain(_ name: String) -> String {
        let letters = String(FileWriting.harmless(name).map { forbidden.contains($0) ? "_" : $0 })
        let isEdge: (Character) -> Bool = { $0 == "." || $0.isWhitespace }
        return String(letters.drop(while: isEdge).reversed().drop(while: isEdge).reversed())
    }

    private static func isEnding(_ text: Substring) -> Bool {
        let text = text.lowercased()
        return endings.contains(text) || programs.contains(text)
    }

    private static let forbidden: Set<Character> = ["<", ">", ":", "\"", "/", "\\", "|", "?", "*"]
    private static let reserved: Set<String> = Set(
        ["CON", "PRN", "AUX", "NUL"] + (0...9).flatMap { ["COM\($0)", "LPT\($0)"] })
    private static let endings: Set<String> = Set(
        FileType.allCases.map(\.ending) + ["jpeg", "doc", "xls", "ppt", "pptx", "wps", "et", "dps", "zip", "rar", "7z", "gif", "heic", "webp"])
    /// What systems run, open with scripts, or take for a link.
    private static let programs: Set<String> = [
        "exe", "com", "scr", "pif", "bat", "cmd", "msi", "msp", "msc", "cpl", "dll", "sys", "ocx", "jar", "js", "jse", "mjs", "vbs",
        "vbe", "vb", "ws", "wsf", "wsh", "wsc", "ps1", "psm1", "psd1", "hta", "htm", "html", "xhtml", "mht", "mhtml", "svg", "xml",
        "xsl", "lnk", "url", "website", "desktop", "reg", "inf", "scf", "chm", "hlp", "app", "command", "sh", "bash", "zsh", "csh",
        "py", "pyc", "pl", "rb", "php", "phtml", "asp", "aspx", "jsp", "jspx", "cgi", "apk", "ipa", "deb", "rpm", "appimage", "iso",
        "img", "vhd", "vhdx", "docm", "dotm", "xlsm", "xltm", "xlam", "xll", "pptm", "potm", "ppam", "ppsm", "sldm", "application",
        "gadget", "appref-ms", "library-ms", "search-ms", "settingcontent-ms", "theme", "diagcab", "one", "swf",
    ]
}

extension KeptFile {
    package var downloadName: String { DownloadName.make(name, ending: type.ending) }
}
