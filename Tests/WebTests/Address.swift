import Foundation
import Probing

@testable import Doors
@testable import InspectingPages
@testable import RegistryPages

/// One path that a route answers under.
struct Address: Sendable, CustomStringConvertible {
    let route: Route
    let isAPI: Bool

    /// All addresses of the product.
    static func all(of routes: [Route]) -> [Address] {
        routes.flatMap { route -> [Address] in
            switch route.format {
            case .both: [Address(route: route, isAPI: false), Address(route: route, isAPI: true)]
            case .pageOnly: [Address(route: route, isAPI: false)]
            case .apiOnly: [Address(route: route, isAPI: true)]
            }
        }
    }

    var description: String { "\(route.method.rawValue) \(pattern)" }
    var prefix: String { isAPI ? "/api/v1" : "" }
    var pattern: String { prefix + route.path }
    var isPublic: Bool { route.access == .everyone }
    var isRead: Bool { route.method == .get }
    /// The names in braces.
    var placeholders: [String] {
        route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// The path with every placeholder filled in.
    func path(_ value: String = "01900000-0000-7000-8000-000000000000") -> String {
        pattern.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("{") ? $0.hasSuffix("}") ? value : value + $0.drop { $0 != "}" }.dropFirst() : String($0) }
            .joined(separator: "/")
    }

    /// - Parameter form: what an act is sent, as forms encode it.
    func question(
        _ value: String = "01900000-0000-7000-8000-000000000000", headers: [(String, String)] = [], form: String = ""
    ) -> HTTPQuestion {
        isRead
            ? HTTPQuestion("GET", path(value), headers: headers)
            : HTTPQuestion(
                route.method.rawValue, path(value), headers: headers, type: "application/x-www-form-urlencoded", body: Array(form.utf8))
    }
}

extension HTTPReply {
    /// The code of a problem document.
    var problemCode: String? {
        struct Problem: Decodable { let code: String }
        return try? JSONDecoder().decode(Problem.self, from: Data(body)).code
    }

    /// What every answer must carry and this one lacks (SEC-04).
    var missingHeaders: [String] {
        let wanted = [
            "content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=(self)",
        ]
        return wanted.filter { self[$0.key]?.contains($0.value) != true }.keys.sorted()
    }
}
