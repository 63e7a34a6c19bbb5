import CPango

/// A stretch of text broken into lines, ready to be drawn.
final class Passage {
    /// How the text is to be set; `width` nil: on one line.
    struct Setting {
        var face: Face = .fangsong
        var size: Double
        var width: Double?
        var alignment: Alignment = .left
        /// First line, in points.
        var indent: Double = 0
    }

    struct Line {
        /// From the left edge of the passage.
        let x: Double
        let width: Double
        let endsParagraph: Bool
        /// Too short to be justified.
        var isRagged = false
    }

    let size: Double
    let lines: [Line]
    private let layout: OpaquePointer
    /// The same lines without justification, where some are ragged.
    private let ragged: OpaquePointer?
    /// The lines as Pango has them, each out of the layout it is drawn from. They belong to the layouts.
    private let shapes: [UnsafeMutablePointer<PangoLayoutLine>]

    init(_ prose: Prose, _ setting: Setting, in context: TextContext) throws(TypesettingError) {
        try Self.checkControls(prose.text)
        size = setting.size
        guard let layout = pango_layout_new(context.handle) else { throw .broken("pango_layout_new") }
        self.layout = layout
        Self.apply(setting, to: layout)
        Self.set(prose, on: layout)
        var lines = Self.measure(layout)
        var ragged: OpaquePointer?
        if setting.alignment == .justified, let width = setting.width {
            if Self.mark(&lines, raggedBelow: width) {
                Self.set(prose.breakable, on: layout)
                lines = Self.measure(layout)
                if Self.mark(&lines, raggedBelow: width) { ragged = pango_layout_copy(layout) }
            }
            pango_layout_set_justify(layout, 1)
        }
        self.ragged = ragged
        self.lines = lines
        let shapes = Self.shapes(of: layout)
        let raggedShapes = ragged.map(Self.shapes) ?? shapes
        self.shapes = shapes.indices.map { lines[$0].isRagged ? raggedShapes[$0] : shapes[$0] }
        // Initialised from here on, so that a refusal frees the layouts.
        guard pango_layout_get_unknown_glyphs_count(layout) == 0 else {
            throw .unprintable(Self.firstUnprintable(prose.text, in: context))
        }
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(layout))
        if let ragged { g_object_unref(UnsafeMutableRawPointer(ragged)) }
    }

    /// Width of the widest line.
    var width: Double { lines.map { $0.x + $0.width }.max() ?? 0 }

    /// From the top of a line of this pitch down to its base line, so that the em boxes stand in its middle.
    /// A Chinese em box reaches 0.88 em above the base line.
    func baseline(pitch: Double) -> Double { (pitch - size) / 2 + 0.88 * size }

    /// Draws one line with its base line at the current point.
    func show(line index: Int, on canvas: OpaquePointer) {
        pango_cairo_show_layout_line(canvas, shapes[index])
    }

    /// The outlines of the first line, for text that is a drawing, such as the characters of a seal.
    func trace(on canvas: OpaquePointer) {
        guard let shape = shapes.first else { return }
        pango_cairo_layout_line_path(canvas, shape)
    }
}

extension Passage {
    private static func apply(_ setting: Setting, to layout: OpaquePointer) {
        let font = pango_font_description_from_string(setting.face.description)
        pango_font_description_set_absolute_size(font, setting.size * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        if let width = setting.width {
            // Never narrower than a character: Pango could not fill a line.
            pango_layout_set_width(layout, pango_units_from_double(max(width, setting.size)))
        }
        pango_layout_set_indent(layout, pango_units_from_double(setting.indent))
        switch setting.alignment {
        case .left, .justified: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
        case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
    }

    private static func set(_ prose: Prose, on layout: OpaquePointer) {
        pango_layout_set_text(layout, prose.text, Int32(prose.text.utf8.count))
        guard !prose.fills.isEmpty else { return }
        let attributes = pango_attr_list_new()
        for fill in prose.fills {
            guard let underline = pango_attr_underline_new(PANGO_UNDERLINE_SINGLE) else { continue }
            underline.pointee.start_index = UInt32(fill.lowerBound)
            underline.pointee.end_index = UInt32(fill.upperBound)
            pango_attr_list_insert(attributes, underline)
        }
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
    }

    private static func shapes(of layout: OpaquePointer) -> [UnsafeMutablePointer<PangoLayoutLine>] {
        var shapes: [UnsafeMutablePointer<PangoLayoutLine>] = []
        var node = pango_layout_get_lines_readonly(layout)
        while let item = node {
            if let line = item.pointee.data { shapes.append(line.assumingMemoryBound(to: PangoLayoutLine.self)) }
            node = item.pointee.next
        }
        return shapes
    }

    private static func measure(_ layout: OpaquePointer) -> [Line] {
        guard let iterator = pango_layout_get_iter(layout) else { return [] }
        defer { pango_layout_iter_free(iterator) }
        var ends: [(x: Double, width: Double, start: Int32, end: Int32)] = []
        repeat {
            var extent = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &extent)
            guard let line = pango_layout_iter_get_line_readonly(iterator) else { continue }
            let start = line.pointee.start_index
            ends.append((
                pango_units_to_double(extent.x), pango_units_to_double(extent.width),
                start, start + line.pointee.length
            ))
        } while pango_layout_iter_next_line(iterator) != 0
        // Between paragraphs lies the line break itself, which belongs to no line.
        return ends.indices.map { index in
            let isLast = index == ends.count - 1 || ends[index + 1].start > ends[index].end
            return Line(x: ends[index].x, width: ends[index].width, endsParagraph: isLast)
        }
    }
}
