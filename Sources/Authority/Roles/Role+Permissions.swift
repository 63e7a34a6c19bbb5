extension Role {
    /// What the role may do. One account has the union over its roles (ORG-16). The system administrator has nothing
    /// of the business: no results, approvals or seals (ORG-17).
    package var permissions: Set<Permission> {
        switch self {
        case .systemAdmin: [.manageOrganizations, .manageAccounts, .grantRoles, .manageParameters]
        case .businessAdmin: Self.businessAdministration
        case .provincialBusinessAdmin: Self.businessAdministration.union([.manageSpotCheckItems])
        case .departmentAdmin: [.editDepartmentAccounts]
        case .planner:
            Self.reading.union([.makePlans, .receivePlans, .makeTasks, .drawSubjects, .drawOfficers])
        case .planReviewer: Self.reading.union([.reviewPlans])
        case .resultReviewer: Self.reading.union([.reviewResults])
        case .approver: Self.reading.union([.approveVisits])
        case .officer: Self.reading.union([.inspect, .addSubjectsByHand])
        case .manager: Self.reading
        case .supervisor: Self.reading.union([.readLog, .witnessDraws])
        case .sealUploader, .sealReviewer: [.readDocuments]
        case .caseReporter, .caseSourceRegistrar, .caseSourceManager, .caseSourceApprover, .complaintRegistrar:
            [.readItems, .readSubjects, .readInspections, .readDocuments]
        case .maintainer: [.readItems, .readSubjects, .readOfficers]
        case .dataAdmin: [.readItems, .readSubjects]
        case .securityAdmin: [.readLog, .readSecurity, .manageSecurity]
        case .auditor: [.readLog, .readSecurity]
        }
    }

    /// Whether holders also see what the organisations below theirs do: roles of supervision, statistics and
    /// administration (ORG-03, ORG-07, ORG-23).
    package var seesDescendants: Bool {
        switch self {
        case .systemAdmin, .businessAdmin, .provincialBusinessAdmin, .manager, .supervisor, .securityAdmin, .auditor: true
        case .departmentAdmin, .planner, .planReviewer, .resultReviewer, .approver, .sealUploader, .sealReviewer,
            .officer, .caseReporter, .caseSourceRegistrar, .caseSourceManager, .caseSourceApprover,
            .complaintRegistrar, .dataAdmin, .maintainer:
            false
        }
    }

    private static let reading: Set<Permission> = [
        .readItems, .readSubjects, .readOfficers, .readPlans, .readTasks, .readInspections, .readDocuments,
    ]

    private static let businessAdministration = reading.union([
        .manageItems, .claimItems, .manageForms, .manageLaws, .manageSubjects, .addSubjectsByHand, .readFullData, .verifyEnterprises,
        .manageOfficers, .makePlans,
        .receivePlans, .makeTasks, .drawSubjects, .drawOfficers, .publish, .withdrawPublications,
        .manageDocumentRules, .exportInBulk, .manageCaps,
    ])
}

extension Set<Role> {
    package var permissions: Set<Permission> { reduce(into: []) { $0.formUnion($1.permissions) } }
}
