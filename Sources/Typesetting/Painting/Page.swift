/// A point of the page, from its top left corner, in points.
struct Point { var x, y: Double }

struct Frame { var x, y, width, height: Double }

enum Ink { case black, red, gray, pale }

/// One thing on a page, in its final place.
enum Mark {
    /// A line of a passage, its base line at `y`.
    case text(Passage, line: Int, x: Double, y: Double, Ink)
    case rule(from: Point, to: Point, width: Double, Ink)
    case box(Frame)
    case picture(Picture, Frame)
    /// The picture of a seal, which lets what is under it show through.
    case impression(Picture, Frame)
    case code([[Bool]], Frame)
    case ring(center: Point, radius: Double, width: Double)
    case star(center: Point, radius: Double)
    /// A character of a seal: its base line stands across the radius at this angle (0 is up, clockwise).
    case sealCharacter(Passage, center: Point, radius: Double, angle: Double)
}

struct Page {
    var marks: [Mark] = []
}
