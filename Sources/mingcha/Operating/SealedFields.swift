import Storage

/// Every column that holds sealed values, of all targets (SEC-06).
enum SealedFields {
    static let all = [
        SealedColumn("account", "mobile_sealed", of: "account.mobile"),
        SealedColumn("account", "citizen_id_sealed", of: "account.citizen_id"),
        SealedColumn("enterprise_account", "mobile_sealed", of: "enterprise_account.mobile"),
        SealedColumn("organization", "payment_account_number", of: "organization.payment_account_number"),
        SealedColumn("enforcement_officer", "citizen_id_sealed", of: "enforcement_officer.citizen_id"),
        SealedColumn("enforcement_officer", "phone_sealed", of: "enforcement_officer.phone"),
        SealedColumn("regulated_subject", "phone_sealed", of: "regulated_subject.phone"),
        SealedColumn("regulated_subject", "citizen_id_sealed", of: "regulated_subject.citizen_id"),
        SealedColumn("enforcement_document", "content_sealed", of: "enforcement_document.content"),
        SealedColumn("draw", "nonce_a_sealed", of: "draw.nonce_a"),
        SealedColumn("draw", "nonce_s_sealed", of: "draw.nonce_s"),
        SealedColumn("visit_opening", "basics_sealed", of: "inspection.basics", key: "visit_id"),
        SealedColumn("inspection", "basics_sealed", of: "inspection.basics"),
        SealedColumn("inspection", "fields_sealed", of: "inspection.fields"),
        SealedColumn("returned_result", "basics_sealed", of: "inspection.basics", key: "inspection_id"),
        SealedColumn("returned_result", "fields_sealed", of: "inspection.fields", key: "inspection_id"),
        SealedColumn("field_event", "payload_sealed", of: "field_event.payload"),
        SealedColumn("import_touch", "former_sealed", of: "import_touch.former", key: "subject_id"),
        SealedColumn("kept_page", "content", of: "kept_page.content", key: "digest"),
    ] + Assembly.areas.flatMap(\.sealed)
}
