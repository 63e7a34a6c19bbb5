/// Chinese type sizes (字号) in points. Size 3 is the exact 15.75 pt, not the 16 pt of office software:
/// only so do the 28 characters a line of GB/T 9704 fit into 156 mm.
package enum TypeSize {
    package static let two = 22.0
    package static let three = 15.75
    package static let four = 14.0
    package static let smallFour = 12.0
    package static let five = 10.5
    package static let smallFive = 9.0
    package static let six = 7.5
}

extension Double {
    /// This many millimetres, in points.
    var mm: Double { self * 72 / 25.4 }
}
