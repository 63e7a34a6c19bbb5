/// What can stand in the files of a draw, for texts that people type.
package enum DrawText {
    /// Text that is not empty, without bars and control characters.
    package static func isField(_ text: String) -> Bool {
        Array(text.utf8).isFieldText && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    package static func isDigest(_ text: String) -> Bool { Array(text.utf8).lowercaseDigest != nil }
}
