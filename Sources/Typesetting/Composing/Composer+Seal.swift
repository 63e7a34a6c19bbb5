extension Seal {
    /// Millimetres. 国发〔1999〕25号 gives county governments and their departments 42 mm.
    var diameter: Double {
        switch self {
        case .test: 42
        case .image(_, let diameter): diameter
        }
    }
}

extension Composer {
    mutating func draw(_ seal: Seal, center: Point) throws(TypesettingError) {
        let radius = seal.diameter.mm / 2
        switch seal {
        case .image(let png, _):
            let frame = Frame(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
            draw(.impression(try Picture(png: png), frame))
        case .test(let agency, let legend):
            draw(.ring(center: center, radius: radius - 1.7, width: 3.4))
            draw(.star(center: center, radius: 0.3 * radius))
            try drawCircle(agency, center, radius)
            let words = try Passage(Prose(legend), .init(face: .boldSong, size: 0.26 * radius), in: context)
            // Angle 0 and a negative radius put the legend upright below the star.
            draw(.sealCharacter(words, center: center, radius: -0.66 * radius, angle: 0))
        }
    }

    /// Spreads the name over the upper part of the ring; a longer name is set smaller and wider around.
    private mutating func drawCircle(_ name: String, _ center: Point, _ radius: Double) throws(TypesettingError) {
        let count = Double(max(1, name.count))
        let arc = min(1.5 * .pi, count * 0.36)
        let step = count > 1 ? arc / (count - 1) : 0
        let size = min(0.3 * radius, (count > 1 ? step : 1) * 0.8 * radius * 0.9)
        for (index, character) in name.enumerated() {
            let passage = try Passage(Prose(String(character)), .init(face: .boldSong, size: size), in: context)
            let angle = -arc / 2 + step * Double(index)
            let baseline = radius - 3.4 - 1.5 - 0.9 * size
            draw(.sealCharacter(passage, center: center, radius: baseline, angle: count > 1 ? angle : 0))
        }
    }
}
