import Cryptography
import Drawing
import Testing

@Suite("draw1 拒绝不合规的输入")
struct RefusalTests {
    let folder: DrawFolder

    init() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 4, quota: 2)
        sample.add(stratum: "B", count: 4, quota: 1)
        sample.addOfficers(4)
        sample.teamSize = 2
        folder = try sample.folder()
    }

    @Test(
        "名单中的错误行被拒绝",
        arguments: [
            ("A|A-1|1\n", "A|A-|1|1\n", DrawMalformation.fieldCount), ("A|A-1|1\n", "A|A-1|1 \n", .weight),
            ("A|A-1|1\n", "A|A-1|0\n", .weight), ("A|A-1|1\n", "A|A-1|101\n", .weight),
            ("A|A-1|1\n", "A|A-1|01\n", .weight), ("A|A-1|1\n", "A|A-0|1\n", .order),
            ("A|A-1|1\n", "A|a-1|1\n", .identifier), ("A|A-1|1\n", "A||1\n", .identifier),
            ("A|A-1|1\n", "A|A-9|1\n", .order), ("B|B-0|1\n", "B|A-2|1\n", .duplicateObject),
            ("B|B-0|1\n", "|B-0|1\n", .name), ("B|B-0|1\n", "B,C|B-0|1\n", .name),
            ("A|A-1|1\n", "A|A-1|1\r\n", .controlCharacter), ("A|A-1|1\n", "\n", .fieldCount),
            ("B|B-3|1\n", "B|B-3|1", .noLineEnd),
        ])
    func manifest(_ old: String, _ new: String, _ problem: DrawMalformation) throws {
        let changed = try folder.replacing(old, with: new, in: .manifest).rehashed()
        let failure = #expect(throws: DrawFailure.self) { try Draw.run(changed) }
        guard case .malformed(.manifest, _, problem, _) = failure else {
            Issue.record("\(failure.debugDescription)")
            return
        }
    }

    @Test("空名单和不是 UTF-8 的名单被拒绝")
    func emptyManifest() throws {
        #expect(throws: DrawFailure.malformed(file: .manifest, line: 1, problem: .empty, found: "")) {
            try DrawManifest(parsing: [])
        }
        #expect(throws: DrawFailure.self) { try DrawManifest(parsing: [0xFF] + Array("|A|1\n".utf8)) }
        #expect(throws: DrawFailure.self) { try DrawManifest(rows: [.init(stratum: "A", objectID: "1|2")]) }
    }

    @Test(
        "人员和回避名单中的错误行被拒绝",
        arguments: [
            (DrawFile.officers, "1002|D|0\n", "1002|D|2\n"), (.officers, "1002|D|0\n", "1002|D|00\n"),
            (.officers, "1002|D|0\n", "1001|D|0\n"), (.officers, "1002|D|0\n", "1002||0\n"),
            (.officers, "1002|D|0\n", "10 2|D|0\n"), (.officers, "1002|D|0\n", "1002|D\n"),
        ])
    func officers(_ file: DrawFile, _ old: String, _ new: String) throws {
        let changed = try folder.replacing(old, with: new, in: file).rehashed()
        #expect(throws: DrawFailure.self) { try Draw.run(changed) }
    }

    @Test(
        "参数文件中的错误行被拒绝",
        arguments: [
            ("alg=draw1", "alg=draw2", DrawMalformation.algorithm), ("hash=sha256", "hash=md5", .algorithm),
            ("drawId=2026-0009", "drawId=二", .identifier), ("teamSize=2", "teamSize=02", .number),
            ("teamSize=2", "teamSize=-2", .number), ("maxPerOfficer=0", "maxPerOfficer=1000000000", .number),
            ("quota=A:2,B:1", "quota=B:1,A:2", .quota), ("quota=A:2,B:1", "quota=A:2,A:1", .quota),
            ("quota=A:2,B:1", "quota=A:2,B:1,", .quota), ("quota=A:2,B:1", "quota=", .quota),
            ("teamSize=2\nmaxPerOfficer=0", "maxPerOfficer=0\nteamSize=2", .key), ("planId=P-1\n", "", .key),
            ("prevDraw=00", "prevDraw=0", .hash), ("beacon=TEST", "beacon=", .text),
            ("beacon=TEST", "beacon=NONE:12", .hash), ("alg=draw1\n", "alg=draw1\nalg=draw1\n", .key),
        ])
    func parameters(_ old: String, _ new: String, _ problem: DrawMalformation) throws {
        let changed = try folder.replacing(old, with: new, in: .parameters)
        let failure = #expect(throws: DrawFailure.self) { try Draw.run(changed) }
        guard case .malformed(.parameters, _, problem, _) = failure else {
            Issue.record("\(failure.debugDescription)")
            return
        }
    }

    @Test("多余的行和零个检查组被拒绝", arguments: ["groups=0\n", "groups=1\nx=1\n", "groups=1\ngroups=1\n", "\n"])
    func extraLines(_ text: String) throws {
        var changed = folder
        changed.parameters += text.utf8
        #expect(throws: DrawFailure.self) { try Draw.run(changed) }
    }

    @Test("随机数与承诺不符、事后改承诺都被发现")
    func wrongNonce() throws {
        let other = Digest.sha256("other").hex
        let nonce = try folder.replacing(Digest.sha256("A").hex, with: other, in: .reveal)
        guard case .different(let difference) = DrawVerification.check(nonce) else {
            Issue.record("没有发现")
            return
        }
        #expect(difference.file == .parameters)
        #expect(difference.line == 11)

        // A commitment made late to fit another nonce changes params.txt, and with it the seed.
        var honest = folder
        honest.result = try Draw.run(folder)
        let parameters = try DrawParameters(parsing: folder.parameters)
        let late = DrawParty.authority.commitment(to: other, drawID: parameters.drawID, by: .sha256)
        let forged = try honest.replacing(Digest.sha256("A").hex, with: other, in: .reveal)
            .replacing(parameters.commitmentA.hex, with: late.hex, in: .parameters)
        guard case .different(let seed) = DrawVerification.check(forged) else {
            Issue.record("没有发现")
            return
        }
        #expect(seed.file == .result)
        #expect(seed.line == 1)
    }

    @Test("没有信标时，信标值只能是 NONE 或与第三方承诺相符的随机数")
    func noBeacon() throws {
        let objects = try Vector.objects.folder()
        let other = try objects.replacing("beaconValue=NONE", with: "beaconValue=NONE2", in: .reveal)
        #expect(throws: DrawFailure.different(.init(file: .reveal, line: 3, expected: "NONE", found: "NONE2"))) {
            try Draw.run(other)
        }
        let third = try Vector.third.folder()
        let changed = try third.replacing("beaconValue=0", with: "beaconValue=1", in: .reveal)
        guard case .different(let difference) = DrawVerification.check(changed) else {
            Issue.record("没有发现")
            return
        }
        #expect(difference.line == 13)
    }

    @Test("DRAW-17 抽取数量超过对象数量、没有规定数量都被拒绝")
    func quotas() throws {
        var sample = Sample()
        sample.add(stratum: "A", count: 3, quota: 4)
        let failure = #expect(throws: DrawFailure.quotaTooLarge(stratum: "A", quota: 4, available: 3)) {
            try sample.result()
        }
        #expect(failure?.message == "抽取数量不能超过对象数量")
        sample.quotas = [.init(stratum: "B", count: 0)]
        #expect(throws: DrawFailure.quotaMissing(stratum: "A")) { try sample.result() }
    }

    @Test("DRAW-17 比例换算为数量：向下取整，非零时至少为一")
    func ratios() throws {
        #expect(try Draw.quota(ratio: 10, of: 62) == 6)
        #expect(try Draw.quota(ratio: 1, of: 62) == 1)
        #expect(try Draw.quota(ratio: 0, of: 62) == 0)
        #expect(try Draw.quota(ratio: 50, of: 0) == 0)
        #expect(try Draw.quota(ratio: 100, of: 62) == 62)
        #expect(try Draw.quota(ratio: 29, of: 100) == 29)
        for ratio in [-1, 101] {
            let failure = #expect(throws: DrawFailure.ratioOutOfRange(ratio)) { try Draw.quota(ratio: ratio, of: 62) }
            #expect(failure?.message == "抽取数量不能超过对象数量")
        }
    }
}
