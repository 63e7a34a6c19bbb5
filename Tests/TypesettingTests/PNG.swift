import CPango

/// Signatures written by nobody.
enum PNG {
    private final class Sink { var bytes: [UInt8] = [] }

    static func scribble(seed: Int) -> [UInt8] {
        drawn { cairo in
            cairo_move_to(cairo, 30, 90)
            for stroke in 0..<9 {
                let x = 30 + Double(stroke) * 48
                let swing = Double((stroke * 37 + seed * 53) % 120) - 60
                cairo_curve_to(cairo, x + 10, 90 - swing, x + 30, 90 + swing, x + 40, 90 + swing / 3)
            }
        }
    }

    /// One straight stroke; nothing at all where it has no length.
    static func stroke(length: Double) -> [UInt8] {
        drawn { cairo in
            guard length > 0 else { return }
            cairo_move_to(cairo, 30, 90)
            cairo_line_to(cairo, 30 + length, 90)
        }
    }

    private static func drawn(width: Int32 = 480, height: Int32 = 180, _ path: (OpaquePointer?) -> Void) -> [UInt8] {
        let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)
        let cairo = cairo_create(surface)
        defer {
            cairo_destroy(cairo)
            cairo_surface_destroy(surface)
        }
        cairo_set_line_width(cairo, 7)
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
        cairo_set_source_rgb(cairo, 0.05, 0.05, 0.15)
        path(cairo)
        cairo_stroke(cairo)
        let sink = Sink()
        cairo_surface_write_to_png_stream(surface, { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
                .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
            return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(sink).toOpaque())
        return sink.bytes
    }
}
