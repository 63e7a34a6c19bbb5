/// How much of somebody else's file we are willing to read.
package struct SheetLimits: Sendable {
    package var fileBytes = 1 << 30
    /// Of all parts of a workbook together, after inflating.
    package var inflatedBytes = 4 << 30
    /// Inflated to stored bytes of one part; real sheets stay below 100, deflate can reach 1032.
    package var inflationRatio = 200
    /// Rows that hold something.
    package var rows = 1_048_576
    package var columns = 256
    /// Excel's 32,767 characters, in UTF-8.
    package var cellBytes = 32_767 * 4
    /// Shared strings kept in memory; the rest goes to a temporary file.
    package var sharedStringBytesInMemory = 32 << 20

    package init() {}
}
