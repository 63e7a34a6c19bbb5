import Storage

/// What was signed can be computed again from what is stored, also of a round that a review returned: its forms, what was
/// told and refused, its notes, and the conclusion as it was chosen. Rows from before have none of it.
let returnedResultMigration = Migration(
    "inspecting.04-phone-returned-results",
    "ALTER TABLE inspection ADD COLUMN chosen_conclusion TEXT",
    "ALTER TABLE returned_result ADD COLUMN source TEXT",
    "ALTER TABLE returned_result ADD COLUMN form_versions BYTES",
    "ALTER TABLE returned_result ADD COLUMN rights_told BIGINT",
    "ALTER TABLE returned_result ADD COLUMN disposal_note TEXT",
    "ALTER TABLE returned_result ADD COLUMN chosen_conclusion TEXT",
    "ALTER TABLE returned_result ADD COLUMN not_inspectable_reason TEXT",
    "ALTER TABLE returned_result ADD COLUMN not_inspectable_text TEXT",
    "ALTER TABLE returned_result ADD COLUMN refusal_reason TEXT",
    "ALTER TABLE returned_result ADD COLUMN refusal_witness TEXT",
    "ALTER TABLE returned_result ADD COLUMN refusal_witness_unit TEXT",
    "ALTER TABLE returned_result ADD COLUMN submitter_name TEXT"
)
