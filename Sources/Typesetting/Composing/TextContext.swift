import CPango
import Synchronization

/// Pango with our fonts only. A font map serves one thread at a time, so this lives and dies with its `Typesetter`.
final class TextContext {
    /// Held by whoever makes a context or sets text, in the whole process: cairo keeps the open font files of all threads
    /// together, at most ten, and closes one while another thread reads it.
    static let turn = Mutex(())

    let handle: OpaquePointer
    private let map: UnsafeMutablePointer<PangoFontMap>
    private let configuration: FontConfiguration

    init(_ fonts: FontLibrary) throws(TypesettingError) {
        configuration = try fonts.makeConfiguration()
        guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
            throw .broken("pango_cairo_font_map_new")
        }
        pango_fc_font_map_set_config(OpaquePointer(map), configuration.handle)
        pango_cairo_font_map_set_resolution(OpaquePointer(map), 72)  // a point is a unit of the page
        guard let context = pango_font_map_create_context(map) else {
            g_object_unref(map)
            throw .broken("pango_font_map_create_context")
        }
        self.map = map
        handle = context
        pango_context_set_language(context, pango_language_from_string("zh-cn"))
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        // Print is placed exactly; hints and whole pixels are for screens.
        pango_context_set_round_glyph_positions(context, 0)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    deinit {
        Self.turn.withLock { _ in
            g_object_unref(UnsafeMutableRawPointer(handle))
            g_object_unref(map)
        }
    }
}
