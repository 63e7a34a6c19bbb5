import Authority
import Storage

/// 行政执法事项 are configured: the organisation has claimed or keeps one (ORG-03).
package struct ItemsConfigured: ConfigurationProof {
    package init() {}

    package let label = "行政执法事项"

    package func condition(_ column: SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM item_claim c WHERE c.organization_id = \(column))
            OR EXISTS (SELECT 1 FROM item i WHERE i.organization_id = \(column)))
        """
    }
}

/// 行政执法人员 are configured: the library of the organisation has somebody in it (ORG-03).
package struct OfficersConfigured: ConfigurationProof {
    package init() {}

    package let label = "行政执法人员"

    package func condition(_ column: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM enforcement_officer f WHERE f.organization_id = \(column) AND f.status = \(OfficerStatus.active))"
    }
}
