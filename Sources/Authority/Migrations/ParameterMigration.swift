import Storage

/// What each level has set of the parameters (CONF-04); without a value the setting was taken back.
let parameterMigration = Migration(
    "authority.05-parameters",
    """
    CREATE TABLE parameter_setting (
        parameter TEXT NOT NULL,
        organization_id UUID NOT NULL REFERENCES organization (id),
        value BIGINT,
        updated_at BIGINT NOT NULL,
        updated_by UUID NOT NULL,
        version BIGINT NOT NULL,
        CONSTRAINT parameter_setting_once PRIMARY KEY (parameter, organization_id)
    )
    """,
    "CREATE INDEX parameter_setting_organization ON parameter_setting (organization_id)"
)
