import CPango

/// Whether a picture holds a signature, told by its pixels: an empty sheet or a dot is none (INSP-20).
package enum Handwriting {
    /// Dark pixels, and pixels from end to end: far less than any name, far more than a tap.
    static let leastInk = 150
    static let leastExtent = 24

    /// - Throws: `TypesettingError.badImage` for what is no PNG that documents can show.
    package static func isSigned(_ png: [UInt8]) throws(TypesettingError) -> Bool {
        let picture = try Picture(png: png)
        cairo_surface_flush(picture.surface)
        let format = cairo_image_surface_get_format(picture.surface)
        guard format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24,
            let data = cairo_image_surface_get_data(picture.surface)
        else { throw .badImage(.damaged) }
        let stride = Int(cairo_image_surface_get_stride(picture.surface))
        let (width, height) = (Int(picture.width), Int(picture.height))
        var ink = 0
        var (left, right, top, bottom) = (width, -1, height, -1)
        for y in 0..<height {
            let row = UnsafeRawPointer(data + y * stride)
            for x in 0..<width {
                let pixel = row.load(fromByteOffset: x * 4, as: UInt32.self)
                guard isDark(pixel, hasAlpha: format == CAIRO_FORMAT_ARGB32) else { continue }
                ink += 1
                (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
            }
        }
        return ink >= leastInk && max(right - left, bottom - top) >= leastExtent
    }

    /// On white paper; cairo multiplies colours by their alpha beforehand.
    private static func isDark(_ pixel: UInt32, hasAlpha: Bool) -> Bool {
        let paper = hasAlpha ? 255 - pixel >> 24 : 0
        let light = (pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255) + 3 * paper
        return light < 3 * 128
    }
}
