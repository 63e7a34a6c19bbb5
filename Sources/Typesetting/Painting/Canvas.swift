import CPango

/// A PDF file being written.
final class Canvas {
    private final class Sink { var bytes: [UInt8] = [] }

    let handle: OpaquePointer
    private let surface: OpaquePointer
    private let sink = Sink()

    init(_ sheet: Sheet) throws(TypesettingError) {
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
                .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
            return CAIRO_STATUS_SUCCESS
        }
        let closure = Unmanaged.passUnretained(sink).toOpaque()
        guard let surface = cairo_pdf_surface_create_for_stream(write, closure, Sheet.width, Sheet.height) else {
            throw .broken("cairo_pdf_surface_create_for_stream")
        }
        guard let handle = cairo_create(surface) else {
            cairo_surface_destroy(surface)
            throw .broken("cairo_create")
        }
        self.surface = surface
        self.handle = handle
        let oneLine = { (text: String) in text.split(whereSeparator: \.isNewline).joined(separator: " ") }
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, oneLine(sheet.title))
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, oneLine(sheet.author))
        // Without it cairo writes the time of day, and no two renderings are equal.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, BeijingInstant(sheet.createdAt).text)
    }

    deinit {
        cairo_destroy(handle)
        // May write into the sink, which is still there: stored properties go after this.
        cairo_surface_destroy(surface)
    }

    func showPage() { cairo_show_page(handle) }

    func finish() throws(TypesettingError) -> [UInt8] {
        let drawn = cairo_status(handle)
        cairo_surface_finish(surface)
        let written = cairo_surface_status(surface)
        for status in [drawn, written] where status != CAIRO_STATUS_SUCCESS {
            throw .broken(String(cString: cairo_status_to_string(status)))
        }
        return sink.bytes
    }
}

/// Milliseconds since 1970 as ISO 8601 in Beijing time, without the help of a calendar that could be set otherwise.
struct BeijingInstant {
    let text: String

    init(_ milliseconds: Int64) {
        let seconds = Int((Double(milliseconds) / 1000).rounded(.down)) + 8 * 3600
        let day = Int((Double(seconds) / 86400).rounded(.down))
        let rest = seconds - day * 86400
        let (year, month, date) = Self.civil(day)
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        text = "\(year)-\(two(month))-\(two(date))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))+08:00"
    }

    /// Days since 1970-01-01 to a date of the Gregorian calendar. Counts years from March, so that the leap day is last.
    private static func civil(_ day: Int) -> (Int, Int, Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let date = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date)
    }
}
