import NIOCore

/// What one visitor may take of connections, time and turns, so that nobody starves the others.
package struct EdgeLimits: Sendable {
    /// Connections at once; what comes beyond is told to come again.
    package var connections = 4096
    /// Of one address; a trusted proxy speaks for many and is not counted.
    package var connectionsPerOrigin = 1024
    /// A connection that asks nothing, or doesn't come to the end of a head, is closed.
    package var idle = TimeAmount.seconds(15)
    /// How long a body may take whatever its size, and how long a reader may pause.
    package var grace = TimeAmount.seconds(14)
    /// Beyond the grace, bytes a second: of a body that comes, of an answer that is read.
    package var slowest = 1024
    /// Bytes of an answer that the system takes while the reader has not taken those before: as it goes on when half of
    /// them are gone, who reads at the least pace is seen to move within each grace.
    var mostAhead: Int { 2 * slowest * Int(grace.nanoseconds / 1_000_000_000) }
    /// Requests that a connection may send ahead of their answers.
    package var pipelined = 16
    /// How long running calls may take when the program is asked to stop.
    package var drain = TimeAmount.seconds(10)
    /// Calls that run at once; the rest waits its turn.
    package var running = 32
    /// Whoever would wait longer is told at once to come again.
    package var longestWait = Duration.milliseconds(50)
    /// Bytes of bodies held at once.
    package var bodies = 256 << 20

    package init() {}
}
