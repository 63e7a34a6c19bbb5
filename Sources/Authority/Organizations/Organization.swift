import Storage

/// An agency or another organisation of the tree (机构, ORG-01, A.1).
package struct Organization: Sendable {
    package typealias ID = Identifier<Organization>
}
