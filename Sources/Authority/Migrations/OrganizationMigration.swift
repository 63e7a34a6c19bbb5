import Storage

/// The tree of organisations with its closure (every pair of ancestor and descendant, each its own ancestor at
/// depth 0), and their departments.
let organizationMigration = Migration(
    "authority.02-organizations",
    """
    CREATE TABLE organization (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT organization_id UNIQUE,
        parent_id UUID REFERENCES organization (id),
        name TEXT NOT NULL,
        short_name TEXT NOT NULL,
        unified_social_credit_code TEXT NOT NULL,
        level TEXT NOT NULL,
        division_code TEXT NOT NULL,
        is_enforcement_body BIGINT NOT NULL,
        kind TEXT NOT NULL,
        document_word TEXT NOT NULL,
        collection_unit_code TEXT NOT NULL,
        payment_account_name TEXT NOT NULL,
        payment_account_number BYTES,
        fine_code TEXT NOT NULL,
        active_seal_id UUID,
        reconsideration_organ TEXT NOT NULL,
        second_reconsideration_organ TEXT NOT NULL,
        litigation_court TEXT NOT NULL,
        address TEXT NOT NULL,
        postcode TEXT NOT NULL,
        phone TEXT NOT NULL,
        status TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        created_by UUID,
        updated_at BIGINT NOT NULL,
        updated_by UUID,
        version BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX organization_name ON organization (parent_id, name)",
    """
    CREATE TABLE organization_ancestry (
        ancestor_id UUID NOT NULL REFERENCES organization (id),
        organization_id UUID NOT NULL REFERENCES organization (id),
        depth BIGINT NOT NULL,
        PRIMARY KEY (ancestor_id, organization_id)
    )
    """,
    "CREATE INDEX organization_ancestry_by_organization ON organization_ancestry (organization_id, ancestor_id)",
    """
    CREATE TABLE organization_domain (
        organization_id UUID NOT NULL REFERENCES organization (id),
        domain TEXT NOT NULL,
        PRIMARY KEY (organization_id, domain)
    )
    """,
    """
    CREATE TABLE department (
        serial SERIAL,
        id UUID NOT NULL CONSTRAINT department_id UNIQUE,
        organization_id UUID NOT NULL REFERENCES organization (id),
        name TEXT NOT NULL,
        status TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        version BIGINT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX department_name ON department (organization_id, name)"
).searchable("organization")
