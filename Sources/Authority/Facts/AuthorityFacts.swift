/// Every kind of fact this target records.
package enum AuthorityFacts {
    package static let kinds = [
        OrganizationFounding.founded, OrganizationChange.changed, OrganizationDisabling.disabled,
        OrganizationDisabling.enabled, DepartmentFounding.founded, DepartmentChange.changed, AccountCreation.created,
        AccountChange.changed, AccountDisabling.disabled, AccountDisabling.enabled, PasswordReset.reset, OperatorPasswordReset.reset,
        PasswordChange.changed, PasswordChange.failed, RoleGrant.granted, SignIn.signedIn, SignIn.failed, SignOff.signedOff, DivisionEntry.entered, ParameterSetting.set,
        FindingNote.noted, FindingClosing.closed, EnterpriseRegistration.applied, EnterpriseVerification.passed,
        EnterpriseVerification.rejected, EnterpriseAccountCreation.created, DelegatedAccountGrant.granted,
        EnterpriseAccountRevocation.revoked, EnterprisePasswordReset.reset, EnterprisePasswordChange.changed,
        EnterprisePasswordChange.failed, AccessDenial.denied,
        EnterpriseSignIn.signedIn, EnterpriseSignIn.failed, EnterpriseSignOff.signedOff,
        InstallationSettling.settled,
    ] + OperatorFacts.all
}
