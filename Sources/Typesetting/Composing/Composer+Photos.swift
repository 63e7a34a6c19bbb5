extension Composer {
    private static let photoHeight = 78.0.mm
    private static let photoGap = 5.0.mm

    /// Two photos in a row, each with its words below; a row is never torn apart.
    mutating func place(_ photos: [Photo]) throws(TypesettingError) {
        let side = (width - Self.photoGap) / 2
        let captionSize = TypeSize.five
        let captionPitch = 1.35 * captionSize
        for first in stride(from: 0, to: photos.count, by: 2) {
            var row: [(picture: Picture, caption: Passage)] = []
            for photo in photos[first..<min(first + 2, photos.count)] {
                row.append((
                    try Picture(photo: photo.image),
                    try Passage(
                        Prose(photo.caption).breakable, .init(face: .song, size: captionSize, width: side, alignment: .center), in: context)
                ))
            }
            let lines = row.map(\.caption.lines.count).max() ?? 0
            let height = Self.photoHeight + (Double(lines) + 0.8) * captionPitch
            reserve(height)
            for (column, photo) in row.enumerated() {
                let x = left + Double(column) * (side + Self.photoGap)
                draw(.picture(photo.picture, Frame(x: x, y: y, width: side, height: Self.photoHeight)))
                for line in photo.caption.lines.indices {
                    let top = y + Self.photoHeight + 0.3 * captionPitch + Double(line) * captionPitch
                    draw(.text(photo.caption, line: line, x: x, y: top + photo.caption.baseline(pitch: captionPitch), .black))
                }
            }
            y += height
        }
    }
}
