import Authority

/// Every kind of fact this target records.
package enum DisclosureFacts {
    package static let kinds = [
        PublicationWithdrawal.withdrawn, Publishing.published,
    ]
}
