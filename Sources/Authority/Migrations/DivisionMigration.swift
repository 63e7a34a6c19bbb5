import Storage

/// The national codes of administrative divisions (STD-03), found by any part of their whole name.
let divisionMigration = Migration(
    "authority.04-divisions",
    """
    CREATE TABLE administrative_division (
        serial SERIAL,
        code TEXT NOT NULL CONSTRAINT administrative_division_code UNIQUE,
        name TEXT NOT NULL,
        level TEXT NOT NULL,
        status TEXT NOT NULL,
        updated_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX administrative_division_level ON administrative_division (level, serial)"
).searchable("administrative_division")
