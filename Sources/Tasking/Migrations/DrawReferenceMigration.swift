import Storage

/// Which records the lines of a draw's files are. The files name them by code and certificate number, and both may be
/// corrected between the fixing of the lists and 停止: the draw holds what was fixed.
let drawReferenceMigration = Migration(
    "tasking.draw-references",
    """
    CREATE TABLE draw_reference (
        draw_id UUID PRIMARY KEY REFERENCES draw (id),
        subjects BYTES NOT NULL,
        officers BYTES NOT NULL
    )
    """
)
