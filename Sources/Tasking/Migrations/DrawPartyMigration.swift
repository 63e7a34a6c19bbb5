import Storage

/// The second party of a draw, and the public event whose outcome takes part (BEY-10).
let drawPartyMigration = Migration(
    "tasking.draws-03-second-party",
    "ALTER TABLE draw ADD COLUMN second_party_id UUID REFERENCES organization (id)",
    "ALTER TABLE draw ADD COLUMN second_party_revealed_at BIGINT",
    "ALTER TABLE draw ADD COLUMN beacon_value TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draw ADD COLUMN beacon_source TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX draw_by_second_party ON draw (second_party_id, serial)"
)
