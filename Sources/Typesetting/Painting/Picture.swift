import CPango
import Foundation

/// A picture ready for drawing: a PNG decoded, or a JPEG that goes into the file as it is.
final class Picture {
    static let mostBytes = 2 << 20
    static let mostPixels = 4_000_000

    let surface: OpaquePointer
    let width: Double
    let height: Double

    init(png: [UInt8]) throws(TypesettingError) {
        try Self.check(png)
        var rest = png[...]
        let surface = withUnsafeMutablePointer(to: &rest) { source in
            cairo_image_surface_create_from_png_stream({ closure, target, length in
                guard let rest = closure?.assumingMemoryBound(to: ArraySlice<UInt8>.self), let target,
                    rest.pointee.count >= Int(length)
                else { return CAIRO_STATUS_READ_ERROR }
                let taken = rest.pointee.prefix(Int(length))
                _ = UnsafeMutableBufferPointer(start: target, count: Int(length)).initialize(fromContentsOf: taken)
                rest.pointee = rest.pointee.dropFirst(Int(length))
                return CAIRO_STATUS_SUCCESS
            }, source)
        }
        guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .badImage(.damaged)
        }
        self.surface = surface
        width = Double(cairo_image_surface_get_width(surface))
        height = Double(cairo_image_surface_get_height(surface))
    }

    convenience init(photo: [UInt8]) throws(TypesettingError) {
        if photo.starts(with: [0xFF, 0xD8]) { try self.init(jpeg: photo) } else { try self.init(png: photo) }
    }

    /// A photo. Its bytes become part of the file unchanged, so that nothing of the evidence is lost; they are not decoded.
    init(jpeg: [UInt8]) throws(TypesettingError) {
        guard jpeg.count <= Self.mostPhotoBytes else { throw .badImage(.tooManyBytes(jpeg.count)) }
        guard let size = JPEGSize(jpeg) else { throw .badImage(.damaged) }
        guard size.width * size.height <= Self.mostPhotoPixels else {
            throw .badImage(.tooManyPixels(width: size.width, height: size.height))
        }
        // only its size is asked for: its pixels are never touched, and so never take memory
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(size.width), Int32(size.height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
            let copy = malloc(jpeg.count)
        else { throw .broken("cairo_image_surface_create") }
        UnsafeMutableRawBufferPointer(start: copy, count: jpeg.count).copyBytes(from: jpeg)
        let status = cairo_surface_set_mime_data(
            surface, CAIRO_MIME_TYPE_JPEG, copy.assumingMemoryBound(to: UInt8.self), UInt(jpeg.count), { free($0) }, copy)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .broken("cairo_surface_set_mime_data")
        }
        self.surface = surface
        width = Double(size.width)
        height = Double(size.height)
    }

    static let mostPhotoBytes = 20 << 20
    static let mostPhotoPixels = 60_000_000

    deinit { cairo_surface_destroy(surface) }

    /// Reads the size out of the first chunk, so that a small file cannot ask for much memory.
    private static func check(_ png: [UInt8]) throws(TypesettingError) {
        guard png.count <= mostBytes else { throw .badImage(.tooManyBytes(png.count)) }
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard png.starts(with: signature) else { throw .badImage(.notPNG) }
        guard png.count >= 24, png[12..<16].elementsEqual("IHDR".utf8) else { throw .badImage(.damaged) }
        let width = png[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = png[20..<24].reduce(0) { $0 << 8 | Int($1) }
        guard width > 0, height > 0 else { throw .badImage(.damaged) }
        guard width.multipliedReportingOverflow(by: height).partialValue <= mostPixels,
            width <= mostPixels, height <= mostPixels
        else { throw .badImage(.tooManyPixels(width: width, height: height)) }
    }
}
