import CZxcvbn
import Glibc

/// How hard a password is to guess for somebody who tries words, names, keyboard rows, dates and their usual
/// disguises first; estimated by zxcvbn with its own dictionaries.
package enum PasswordGuessing {
    /// The base-2 logarithm of the guesses needed; 0 for what is guessed at once.
    /// - Parameter known: what belongs to the holder (name, telephone number), guessed first.
    package static func bits(_ password: String, known: [String]) -> Double {
        let words = known.filter { !$0.isEmpty }.map { strdup($0) }
        defer { words.forEach { free($0) } }
        var list: [UnsafePointer<CChar>?] = words.map { UnsafePointer($0) } + [nil]
        return ZxcvbnMatch(password, &list, nil)
    }
}
