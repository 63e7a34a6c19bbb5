import Authority
import Glibc
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// One connection, watched where its requests come in and its answers go out: counted, held to a least pace in both
/// directions, refused cheaply under overload, and closed when it breaks off, is slow, or the program is to stop.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A request whose body ended before it was whole.
    struct BrokenOff: Error {}

    private let edge: Edge
    private var origin: String?
    private var isCounted = false
    /// Heads handed on whose answers have not ended.
    private var answering = 0
    private var isReadingBody = false
    /// The answer under way has said that it is the last one. Told by its head: by its end the next request may be there.
    private var saidClose = false
    private var incoming = BodyPace(start: .now())
    private var outgoing = ReadingPace(start: .now(), sent: 0)
    private var written = 0
    /// Somebody wants it closed; what was written goes out before.
    private var closing: EventLoopPromise<Void>?
    /// The server took it for idle: it stays for who asks on.
    private var isThoughtIdle = false
    /// When the reader had taken all.
    private var takenAt: NIODeadline?
    /// The rest of a request that was refused is passed over.
    private var isSkipping = false
    /// Nothing more is taken from it; it closes when what runs is answered.
    private var isLast = false
    private var isLeaving = false
    private var skipped = 0
    private var timer: Scheduled<Void>?
    private var refusedAt: NIODeadline?
    /// When something was last handed on, or the connection began.
    private var servedAt = NIODeadline.now()
    /// Set while the next request of somebody who doesn't wait is left unread.
    private var isHeldBack = false
    /// The request that comes next, or was just read, has been left unread.
    private var wasHeldBack = false
    private var wantsRead = false
    private var sips = Sips()
    /// Set while the next bytes of somebody who sends drop by drop are left to gather.
    private var isGathering = false

    private static let tick = TimeAmount.seconds(1)
    /// How long whoever asks again before the time told is left unread, so that those who are sent away can't eat the
    /// time of those who are served (P16).
    private static let holdingBack = TimeAmount.seconds(1)
    /// What is still read after an early answer, so that it arrives.
    private static let mostSkipped = 1 << 20

    init(_ edge: Edge) { self.edge = edge }

    // MARK: Begin and end

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard !isCounted, !isLeaving else { return }
        let address = context.remoteAddress?.ipAddress
        let isProxy = address.flatMap { NetworkAddress($0) }.map(edge.trust.trusts) == true
        origin = isProxy ? nil : address.map(VisitorOrigin.counted)
        guard edge.connections.admit(origin) else {
            isLeaving = true
            edge.metrics.note(status: 503, elapsed: .zero)
            refuse(context, nil, closing: true)
            context.close(promise: nil)
            return
        }
        isCounted = true
        // otherwise the system takes megabytes ahead for each who reads nothing, and copies them
        try? context.channel.syncOptions?.setOption(
            ChannelOptions.tcpOption(.init(rawValue: TCP_NOTSENT_LOWAT)), value: edge.limits.mostAhead)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isReadingBody, !isSkipping { context.fireErrorCaught(BrokenOff()) }
        stay()
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    private func end() {
        timer?.cancel()
        timer = nil
        if isCounted { edge.connections.close(origin) }
        isCounted = false
    }

    // MARK: In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard !isLeaving, !isLast else { return }
            sips.gotHead()
            if answering >= edge.limits.pipelined {
                isLast = true
                return
            }
            if answering == 0, isRefused(head) {
                isSkipping = true
                edge.metrics.note(status: 503, elapsed: .zero)
                // what only hears no looks idle to the server and would be cut off in the middle of its next request
                let isLongIdle = .now() > servedAt + .nanoseconds(edge.limits.idle.nanoseconds / 2)
                refuse(context, head, closing: isLongIdle)
                if isLongIdle { leave(context) } else { holdBack(context) }
                return
            }
            (wasHeldBack, servedAt) = (false, .now())
            if isThoughtIdle { stay() }
            answering += 1
            isReadingBody = true
            incoming = BodyPace(start: .now())
            watch(context)
            context.fireChannelRead(data)
        case .body(let bytes):
            sips.got(bytes.readableBytes)
            if isSkipping || isLeaving || isLast && !isReadingBody { return skip(bytes.readableBytes, context) }
            incoming.bytes += bytes.readableBytes
            context.fireChannelRead(data)
        case .end:
            if isSkipping {
                isSkipping = false
                return
            }
            guard isReadingBody else { return }
            isReadingBody = false
            if !isLeaving { context.fireChannelRead(data) }
        }
    }

    private func skip(_ count: Int, _ context: ChannelHandlerContext) {
        skipped += count
        if skipped > Self.mostSkipped { context.close(promise: nil) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if sips.end() { gather(context) }
        context.fireChannelReadComplete()
        // whoever is being left is read to the end, so that the last answer arrives
        if isLeaving || isSkipping { context.read() }
    }

    func read(context: ChannelHandlerContext) {
        if isHeldBack || isGathering { wantsRead = true } else { context.read() }
    }

    /// Each read costs the same, whatever it brings: who sends drop by drop is read every few seconds.
    private func gather(_ context: ChannelHandlerContext) {
        guard !isGathering, !isLeaving else { return }
        isGathering = true
        context.eventLoop.assumeIsolated().scheduleTask(in: Sips.pause) { [self] in
            isGathering = false
            readOn(context)
        }
    }

    private func readOn(_ context: ChannelHandlerContext) {
        guard wantsRead, !isHeldBack, !isGathering else { return }
        wantsRead = false
        context.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isLast = true
            context.eventLoop.assumeIsolated().scheduleTask(in: edge.limits.drain) { context.close(promise: nil) }
        case ChannelEvent.inputClosed where isLeaving:
            context.close(promise: nil)
            return
        case _: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isLast = true
        isReadingBody = false
        context.fireErrorCaught(error)
    }

    // MARK: Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if head.status == .serviceUnavailable { holdBack(context) }
            // with more than one under way, what is being read belongs to a later request
            if isLast || isReadingBody, answering <= 1, head.status.kind != .informational {
                saidClose = true
                head.headerFields[.connection] = "close"
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let bytes):
            written += bytes.readableBytes
            context.write(data, promise: promise)
        case .end:
            answering = max(0, answering - 1)
            guard (isLast && answering == 0) || saidClose else { return context.write(data, promise: promise) }
            context.writeAndFlush(data, promise: promise)
            leave(context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable, timer == nil || !isReadingBody {
            outgoing = ReadingPace(start: .now(), sent: written - waiting(context))
            watch(context)
        }
        context.fireChannelWritabilityChanged()
    }

    /// The server takes a connection for idle whose last answer it has handed on, however much of it the reader still has to
    /// take: what was written is read first, at the pace that readers are held to.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, context.channel.isActive, waiting(context) > 0 else { return context.close(mode: mode, promise: promise) }
        if let closing {
            isThoughtIdle = isThoughtIdle && promise == nil
            return closing.futureResult.cascade(to: promise)
        }
        closing = promise ?? context.eventLoop.makePromise()
        // nobody waits to hear that an idle connection is closed
        (isThoughtIdle, takenAt) = (promise == nil, nil)
        outgoing = ReadingPace(start: .now(), sent: written - waiting(context))
        watch(context)
    }

    private func stay() {
        closing?.succeed()
        (closing, isThoughtIdle) = (nil, false)
    }

    /// Answered before all was read: told that it ends here, read on a little so that the answer arrives, then closed.
    private func leave(_ context: ChannelHandlerContext) {
        isLeaving = true
        isReadingBody = false
        context.close(mode: .output, promise: nil)
        context.read()
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(2)) { [self] in
            close(context: context, mode: .all, promise: nil)
            isThoughtIdle = false
        }
    }

    /// Says that there is no room, to a request, or (nil) to the connection as such.
    private func refuse(_ context: ChannelHandlerContext, _ request: HTTPRequest?, closing: Bool) {
        let answer = edge.refusal[api: request?.path?.hasPrefix("/api/") ?? false]
        var head = answer.head
        if closing { head.headerFields[.connection] = "close" }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request?.method != .head { context.write(wrapOutboundOut(.body(answer.bytes)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Whoever was told to come again later and came at once gets a free place, but isn't kept waiting for one: that would
    /// make those slow who do as they were told. And what was left unread for a while is answered with no as long as
    /// the crowd is there, so that nobody is served late.
    private func isRefused(_ head: HTTPRequest) -> Bool {
        let isFull = switch (isAskingTooSoon, wasHeldBack) {
        case (false, _): edge.admission.isFull
        case (true, false): edge.admission.isBusy
        case (true, true): edge.admission.wasBusyLately
        }
        return isFull && edge.lane(head) == .ordinary
    }

    private var isAskingTooSoon: Bool {
        guard let refusedAt else { return false }
        return .now() < refusedAt + .seconds(Int64(OverloadAnswer.seconds))
    }

    private func holdBack(_ context: ChannelHandlerContext) {
        // on the connection of a proxy the next request is somebody else's
        guard origin != nil else { return }
        defer { (refusedAt, wasHeldBack) = (.now(), false) }
        guard isAskingTooSoon, !wasHeldBack, !isHeldBack else { return }
        isHeldBack = true
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.holdingBack) { [self] in
            (isHeldBack, wasHeldBack) = (false, true)
            readOn(context)
        }
    }

    // MARK: Pace

    private func watch(_ context: ChannelHandlerContext) {
        guard timer == nil else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.tick) { [self] in
            timer = nil
            check(context)
        }
    }

    private func check(_ context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        if isReadingBody {
            guard !incoming.isTooSlow(at: now, edge.limits) else {
                context.fireErrorCaught(BrokenOff())
                return context.close(promise: nil)
            }
            watch(context)
        }
        if closing != nil, waiting(context) == 0 {
            let taken = takenAt ?? now
            takenAt = taken
            guard isThoughtIdle, now < taken + edge.limits.idle else { return context.close(promise: nil) }
            return watch(context)
        }
        if closing != nil || !context.channel.isWritable {
            guard !outgoing.isTooSlow(sent: written - waiting(context), at: now, edge.limits) else { return drop(context) }
            watch(context)
        }
    }

    /// What the reader didn't take goes with the connection, also what the system holds of it.
    private func drop(_ context: ChannelHandlerContext) {
        (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
        context.close(promise: nil)
    }

    /// Bytes that are written and that the other side has not taken yet.
    private func waiting(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes)) ?? 0
    }
}

/// A body on its way in: some time for all, and more for each byte that came.
struct BodyPace {
    let start: NIODeadline
    var bytes = 0

    func isTooSlow(at now: NIODeadline, _ limits: EdgeLimits) -> Bool {
        now - start > limits.grace + .milliseconds(Int64(bytes) * 1000 / Int64(max(1, limits.slowest)))
    }
}

/// Reads in a row that brought next to nothing of a head or a body.
struct Sips {
    private var inRow = 0
    private var bytes = 0
    private var isWhole = false

    /// What is sent in few pieces, e.g. a head and its body, is never kept waiting.
    static let most = 4
    /// As small as nobody sends who has more.
    static let small = 64
    static let pause = TimeAmount.seconds(3)

    /// Of a body.
    mutating func got(_ count: Int) { bytes += count }

    mutating func gotHead() { isWhole = true }

    /// - Returns: at the end of a read, whether the next one should wait. A head is seen here only when it is whole.
    mutating func end() -> Bool {
        inRow = isWhole || bytes >= Self.small ? 0 : inRow + 1
        (bytes, isWhole) = (0, false)
        return inRow > Self.most
    }
}

/// An answer on its way out: within each span of grace the reader takes what the least pace asks of it.
struct ReadingPace {
    var start: NIODeadline
    var sent: Int

    mutating func isTooSlow(sent now: Int, at time: NIODeadline, _ limits: EdgeLimits) -> Bool {
        guard time - start >= limits.grace else { return false }
        let least = Int(limits.grace.nanoseconds / 1_000_000_000) * limits.slowest
        defer { (start, sent) = (time, now) }
        return now - sent < least
    }
}
