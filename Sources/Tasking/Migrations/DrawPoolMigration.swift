import Storage

/// “Was I in the pool, and what was my ticket” (BEY-12): the list of a draw in order of the objects' numbers, a page of lines a
/// row, and of each stratum the last ticket that was drawn.
let drawPoolMigration = Migration(
    "tasking.draws-02-pool",
    """
    CREATE TABLE draw_pool (
        draw_id UUID NOT NULL REFERENCES draw (id),
        first_code TEXT NOT NULL,
        lines BYTES NOT NULL,
        PRIMARY KEY (draw_id, first_code)
    )
    """,
    """
    CREATE TABLE draw_stratum (
        draw_id UUID NOT NULL REFERENCES draw (id),
        name TEXT NOT NULL,
        subject_count BIGINT NOT NULL,
        quota BIGINT NOT NULL,
        last_ticket TEXT,
        PRIMARY KEY (draw_id, name)
    )
    """
)
