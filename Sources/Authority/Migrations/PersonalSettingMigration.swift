import Storage

/// 设置 of one person, for desktop and mobile (PORT-19).
let personalSettingMigration = Migration(
    "authority.09-desk-personal-setting",
    """
    CREATE TABLE personal_setting (
        account_id UUID PRIMARY KEY REFERENCES account (id),
        page_size BIGINT NOT NULL
    )
    """
)
