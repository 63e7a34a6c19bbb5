import Storage

/// The facts of every target. No foreign keys: a fact outlives what it speaks of.
let factMigration = Migration(
    "authority.01-facts",
    """
    CREATE TABLE fact (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT fact_id UNIQUE,
        recorded_at BIGINT NOT NULL,
        kind TEXT NOT NULL,
        actor_id UUID,
        actor_name TEXT NOT NULL,
        actor_organization_id UUID,
        organization_id UUID,
        origin TEXT NOT NULL,
        noun TEXT NOT NULL,
        record_id BYTES,
        payload TEXT NOT NULL
    )
    """,
    "CREATE INDEX fact_by_organization ON fact (organization_id, serial)",
    "CREATE INDEX fact_by_record ON fact (record_id, serial)",
    "CREATE INDEX fact_by_actor ON fact (actor_id, serial)"
)

/// The seals of facts (SEC-05). No foreign key: a removed fact must be found by what it left.
let factSealMigration = Migration(
    "authority.store-01-fact-seals",
    """
    CREATE TABLE fact_seal (
        serial BIGINT PRIMARY KEY,
        strand BIGINT NOT NULL,
        number BIGINT NOT NULL,
        code BYTES NOT NULL,
        CONSTRAINT fact_seal_number UNIQUE (strand, number)
    )
    """,
    "CREATE TABLE fact_strand (strand BIGINT PRIMARY KEY, count BIGINT NOT NULL, code BYTES)",
    """
    INSERT INTO fact_strand (strand, count)
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 32)
    SELECT n, 0 FROM numbers
    """
)
