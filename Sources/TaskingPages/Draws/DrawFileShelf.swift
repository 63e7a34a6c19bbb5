import Drawing
import Glibc
import Spreadsheets
import Synchronization
import Tasking

/// Files of draws, laid out on the disk for all who read them. They never change once they are given out, may have
/// millions of lines, and everybody may have them without login: a reader costs neither a copy in memory nor one on the disk.
package final class DrawFileShelf: Sendable {
    package struct Place: Hashable {
        package let draw: DrawRecord.ID
        package let file: DrawFile
    }

    /// The latest at the end.
    private let laid = Mutex<[(place: Place, file: TemporaryFile)]>([])
    /// Of five draws at once; whoever still reads an older one reads it to the end.
    package static let most = 30

    package init() {}

    /// Nil when it has to be laid out first.
    package subscript(_ place: Place) -> TemporaryFile? {
        laid.withLock { laid in laid.last { $0.place == place && access($0.file.path, R_OK) == 0 }?.file }
    }

    /// - Returns: the file that stays there: that of whoever was faster, where there is one.
    func lay(_ file: TemporaryFile, at place: Place) -> TemporaryFile {
        if let known = self[place] { return known }
        laid.withLock { laid in
            laid.removeAll { $0.place == place }
            laid.append((place, file))
            if laid.count > Self.most { laid.removeFirst(laid.count - Self.most) }
        }
        return file
    }
}
