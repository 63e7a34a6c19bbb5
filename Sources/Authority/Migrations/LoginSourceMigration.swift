import Storage

/// From which addresses an account was tried and used (SEC-02): keyed digests of both.
let loginSourceMigration = Migration(
    "authority.09-login-sources",
    """
    CREATE TABLE login_source (
        account BYTES NOT NULL,
        source BYTES NOT NULL,
        failures BIGINT NOT NULL,
        last_failure_at BIGINT NOT NULL,
        last_success_at BIGINT,
        PRIMARY KEY (account, source)
    )
    """
)
