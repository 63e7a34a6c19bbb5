import CPango

/// Draws the marks of pages.
struct Painter {
    let canvas: Canvas
    private var cairo: OpaquePointer { canvas.handle }

    init(_ canvas: Canvas) { self.canvas = canvas }

    func paint(_ page: Page) {
        for mark in page.marks { paint(mark) }
        canvas.showPage()
    }

    private func paint(_ mark: Mark) {
        switch mark {
        case .text(let passage, let line, let x, let y, let ink):
            choose(ink)
            cairo_move_to(cairo, x + passage.lines[line].x, y)
            passage.show(line: line, on: cairo)
        case .rule(let from, let to, let width, let ink):
            choose(ink)
            cairo_new_path(cairo)
            cairo_set_line_width(cairo, width)
            cairo_move_to(cairo, from.x, from.y)
            cairo_line_to(cairo, to.x, to.y)
            cairo_stroke(cairo)
        case .box(let frame):
            choose(.black)
            cairo_new_path(cairo)
            cairo_set_line_width(cairo, 0.6)
            cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height)
            cairo_stroke(cairo)
        case .picture(let picture, let frame): paint(picture, frame)
        case .impression(let picture, let frame): stamp { paint(picture, frame) }
        case .code(let modules, let frame): paint(modules, frame)
        case .ring(let center, let radius, let width):
            choose(.red)
            cairo_new_path(cairo)  // or a line would join the last text to the ring
            cairo_set_line_width(cairo, width)
            cairo_arc(cairo, center.x, center.y, radius, 0, 2 * .pi)
            stamp { cairo_stroke(cairo) }
        case .star(let center, let radius): stamp { paintStar(center, radius) }
        case .sealCharacter(let passage, let center, let radius, let angle):
            stamp { paint(passage, center: center, radius: radius, angle: angle) }
        }
    }

    /// As ink does: what is printed under a seal stays readable.
    private func stamp(_ paint: () -> Void) {
        cairo_set_operator(cairo, CAIRO_OPERATOR_MULTIPLY)
        paint()
        cairo_set_operator(cairo, CAIRO_OPERATOR_OVER)
    }

    private func choose(_ ink: Ink) {
        switch ink {
        case .black: cairo_set_source_rgb(cairo, 0, 0, 0)
        case .red: cairo_set_source_rgb(cairo, 0.85, 0.05, 0.05)
        case .gray: cairo_set_source_rgb(cairo, 0.35, 0.35, 0.35)
        case .pale: cairo_set_source_rgb(cairo, 0.9, 0.9, 0.9)
        }
    }

    /// Fits the picture into its frame, keeping its proportions, in the middle.
    private func paint(_ picture: Picture, _ frame: Frame) {
        let scale = min(frame.width / picture.width, frame.height / picture.height)
        cairo_save(cairo)
        cairo_translate(
            cairo, frame.x + (frame.width - scale * picture.width) / 2,
            frame.y + (frame.height - scale * picture.height) / 2)
        cairo_scale(cairo, scale, scale)
        cairo_set_source_surface(cairo, picture.surface, 0, 0)
        cairo_paint(cairo)
        cairo_restore(cairo)
    }

    private func paint(_ modules: [[Bool]], _ frame: Frame) {
        choose(.black)
        cairo_new_path(cairo)
        let side = frame.width / Double(modules.count)
        for (row, cells) in modules.enumerated() {
            for run in QRCode.runs(of: cells) {
                cairo_rectangle(
                    cairo, frame.x + Double(run.lowerBound) * side, frame.y + Double(row) * side,
                    Double(run.count) * side, side)
            }
        }
        cairo_fill(cairo)
    }

    private func paintStar(_ center: Point, _ radius: Double) {
        choose(.red)
        cairo_save(cairo)
        cairo_translate(cairo, center.x, center.y)
        cairo_new_path(cairo)
        for corner in 0..<10 {
            // The inner corners of a pentagram lie at 0.382 of its radius.
            let distance = corner.isMultiple(of: 2) ? radius : 0.382 * radius
            cairo_line_to(cairo, 0, -distance)
            cairo_rotate(cairo, .pi / 5)
        }
        cairo_close_path(cairo)
        cairo_fill(cairo)
        cairo_restore(cairo)
    }

    /// As an outline: a seal is a drawing, its characters must not mix with the text when that is copied.
    private func paint(_ passage: Passage, center: Point, radius: Double, angle: Double) {
        choose(.red)
        cairo_save(cairo)
        cairo_translate(cairo, center.x, center.y)
        cairo_rotate(cairo, angle)
        cairo_new_path(cairo)
        cairo_move_to(cairo, -passage.width / 2, -radius)
        passage.trace(on: cairo)
        cairo_fill(cairo)
        cairo_restore(cairo)
    }
}
