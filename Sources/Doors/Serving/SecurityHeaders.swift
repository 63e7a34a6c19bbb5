import HTTPTypes

/// The policy every page is served under: nothing inline, nothing from elsewhere, Trusted Types (SEC-04).
package enum SecurityHeaders {
    package static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
        font-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; form-action 'self'; \
        base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
        trusted-types mingcha mingcha-html
        """

    package static func add(to fields: inout HTTPFields, policy: String?, isSecure: Bool) {
        fields[.contentSecurityPolicy] = policy ?? Self.policy
        fields[.xContentTypeOptions] = "nosniff"
        for (name, value) in named { fields[name] = value }
        if isSecure { fields[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    }

    private static let named: [(HTTPField.Name, String)] = [
        ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
