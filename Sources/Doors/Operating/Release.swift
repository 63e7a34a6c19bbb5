/// Which release of the platform this is.
package enum Release {
    package static let version = "0.7.0"
}
