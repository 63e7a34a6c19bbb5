extension Cleaning {
    /// One line as somebody typed or pasted it into a form or a search: cleaned as a cell of an import is, and a code or
    /// number that was written in groups is one word again.
    package static func typed(_ raw: String) -> String {
        let line = text(raw)
        guard line.contains(" ") else { return line }
        let joined = line.filter { $0 != " " }
        return isGroupedCode(joined) ? joined : line
    }

    /// 11 digits are a mobile number; 15 and 18 signs, digits above all, a registration number, an identity number or a
    /// unified social credit code.
    private static func isGroupedCode(_ joined: String) -> Bool {
        let bytes = joined.utf8
        guard bytes.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }) else { return false }
        let digits = bytes.count { (0x30...0x39).contains($0) }
        return bytes.count == 11 ? digits == 11 : (bytes.count == 15 || bytes.count == 18) && digits * 2 > bytes.count
    }
}
