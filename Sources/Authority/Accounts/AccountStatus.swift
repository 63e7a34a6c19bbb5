import Storage

/// The life of an account (E.23). `locked` is never stored: it is what too many failures make of the others (SEC-02).
package enum AccountStatus: String, Labelled, Codable, SQLConvertible {
    case mustChangePassword, active, locked, disabled

    package enum Act: String, OfferedAct { case setPassword, resetPassword, disable, enable, change, grantRoles }

    /// The state after `act`, or nil where the act is not possible. An account that comes back into use begins again
    /// with the password it had.
    package func after(_ act: Act) -> AccountStatus? {
        switch (self, act) {
        case (.mustChangePassword, .setPassword), (.active, .setPassword), (.locked, .setPassword): .active
        case (.mustChangePassword, .resetPassword), (.active, .resetPassword), (.locked, .resetPassword):
            .mustChangePassword
        case (.mustChangePassword, .disable), (.active, .disable), (.locked, .disable): .disabled
        case (.disabled, .enable): .active
        case (.disabled, .setPassword), (.disabled, .resetPassword), (.disabled, .disable): nil
        case (_, .change), (_, .grantRoles): self
        case (.mustChangePassword, .enable), (.active, .enable), (.locked, .enable): nil
        }
    }

    package var label: String {
        switch self {
        case .mustChangePassword: "待首次登录"
        case .active: "启用"
        case .locked: "锁定"
        case .disabled: "停用"
        }
    }
}
