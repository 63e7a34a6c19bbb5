import Cryptography
import Foundation
import NIOPosix
import Synchronization

/// Style sheets, modules and icons, read and packed once. Their addresses hold the hash of all of them, so that browsers
/// keep them for ever and never mix two versions; modules find each other by relative names below it.
package final class AssetStore: Sendable {
    package struct Loaded: Sendable {
        package let version: String
        package var files: [String: FixedAnswer]
    }

    private let loaded = Mutex<Loaded?>(nil)
    private let folder: String
    private let icons: String

    /// - Parameters:
    ///   - folder: the style sheets and modules of the product.
    ///   - icons: the folder with the sprite made at set-up.
    package init(folder: String, icons: String) { (self.folder, self.icons) = (folder, icons) }

    package var current: Loaded {
        loaded.withLock { loaded in
            if let loaded { return loaded }
            let read = read()
            loaded = read
            return read
        }
    }

    /// What stands before the name of a file in the pages of this version.
    package var prefix: String { "/assets/" + current.version }

    package subscript(_ name: String) -> FixedAnswer? { current.files[name] }

    /// The names below a folder, in order.
    package func names(in folder: String) -> [String] {
        current.files.keys.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }.sorted()
    }

    /// Packs everything as small as it gets, on a thread for such work; until then it goes out as gzip.
    func pack() {
        let current = current
        NIOThreadPool.singleton.submit { [self] state in
            guard case .active = state else { return }
            let packed = current.files.mapValues { $0.smallest() }
            loaded.withLock { $0?.files = packed }
        }
    }

    private func read() -> Loaded {
        var files: [String: FixedAnswer] = [:]
        let stream = DigestStream(.sha256)
        func add(_ name: String, _ path: String) {
            guard let type = Self.types[String(name.split(separator: ".").last ?? "")], let data = FileManager.default.contents(atPath: path)
            else { return }
            files[name] = FixedAnswer(Array(data), type: type)
            stream.update(Array(name.utf8) + [0] + Array(data))
        }
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() { add(name, folder + "/" + name) }
        add("icons.svg", icons + "/icons.svg")
        // the sheets that every page needs, as one: one call less over a slow line
        let sheets = Self.everyPage.flatMap { files[$0]?.bytes ?? [] }
        files["all.css"] = FixedAnswer(sheets, type: "text/css; charset=utf-8")
        files["brand.svg"] = files["icons.svg"].map { FixedAnswer(Self.brand(of: $0.bytes), type: $0.type) }
        return Loaded(version: String(stream.finish().hex.prefix(16)), files: files)
    }

    /// The sprite with the mark of the platform alone.
    private static func brand(of sprite: [UInt8]) -> [UInt8] {
        let text = String(decoding: sprite, as: UTF8.self)
        let mark = text.firstMatch(of: /<symbol id="shield-fill-check".*?<\/symbol>/)?.0 ?? ""
        return Array("<svg xmlns=\"http://www.w3.org/2000/svg\">\(mark)</svg>\n".utf8)
    }

    private static let everyPage = ["tokens.css", "desktop.css", "public.css"]

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "webmanifest": "application/manifest+json", "png": "image/png", "html": "text/html; charset=utf-8",
    ]
}
