import Foundation

/// A flat JSON object as form values, so that an act has one reading for pages and API: strings, numbers, booleans,
/// null, and arrays of these.
enum JSONValues {
    static func read(_ body: [UInt8]) throws -> Values {
        guard let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else { throw CallFault.malformed }
        var values = Values()
        for (name, value) in object {
            if let many = value as? [Any] {
                values.set(name, all: try many.map(plain))
            } else if !(value is NSNull) {
                values.set(name, try plain(value))
            }
        }
        return values
    }

    private static func plain(_ value: Any) throws -> String {
        if let text = value as? String { return text }
        guard let number = value as? NSNumber else { throw CallFault.malformed }
        if CFBooleanLike.isBoolean(value) { return number.boolValue ? "1" : "0" }
        return number.stringValue
    }

    private enum CFBooleanLike {
        /// JSONSerialization gives booleans as Bool and numbers as NSNumber on this platform.
        static func isBoolean(_ value: Any) -> Bool { type(of: value) == Bool.self || "\(type(of: value))".contains("Bool") }
    }
}
