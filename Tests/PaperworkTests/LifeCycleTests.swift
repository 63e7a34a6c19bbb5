import Testing

@testable import Paperwork

@Suite("文书状态（E.14）")
struct LifeCycleTests {
    @Test("DOC-18 不需审批的文书由制作人确认，需审批的文书经审批确认或退回")
    func making() {
        #expect(DocumentStatus.notMade.next(after: .draft, needsApproval: false) == .drafting)
        #expect(DocumentStatus.drafting.next(after: .confirm, needsApproval: false) == .confirmed)
        #expect(DocumentStatus.drafting.next(after: .confirm, needsApproval: true) == nil)
        #expect(DocumentStatus.drafting.next(after: .submit, needsApproval: true) == .pendingApproval)
        #expect(DocumentStatus.drafting.next(after: .submit, needsApproval: false) == nil)
        #expect(DocumentStatus.pendingApproval.next(after: .sendBack, needsApproval: true) == .drafting)
        #expect(DocumentStatus.pendingApproval.next(after: .confirm, needsApproval: true) == .confirmed)
    }

    @Test("DOC-18 已确认、已盖章、已送达的文书可以作废，作废后什么也不能做")
    func voiding() {
        let voidable = DocumentStatus.allCases.filter { $0.next(after: .void, needsApproval: false) == .voided }
        #expect(voidable == [.confirmed, .sealed, .served])
        #expect(DocumentAct.allCases.allSatisfy { DocumentStatus.voided.next(after: $0, needsApproval: false) == nil })
    }

    @Test("DOC-18 确认以后没有回到编辑的路", arguments: [DocumentStatus.confirmed, .sealed, .served])
    func noWayBack(status: DocumentStatus) {
        let reached = DocumentAct.allCases.compactMap { status.next(after: $0, needsApproval: true) }
        #expect(!reached.contains { [.notMade, .drafting, .pendingApproval].contains($0) })
    }
}

@Suite("文书校验码")
struct CheckCodeTests {
    @Test("校验码为80位随机数的16个字符，抄写时的空格、连字符和易混字母不影响识别")
    func forgiving() throws {
        let code = CheckCode(bytes: [0, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF])
        #expect(code.description == "01234567" + "89ABCDEF")
        #expect(code.grouped == "0123-4567-89AB-CDEF")
        #expect(CheckCode("oi23-4567 89ab-cdef") == code)
        #expect(CheckCode("0123-4567-89AB-CDE") == nil)
        #expect(CheckCode("0123-4567-89AB-CDEU") == nil)
    }

    @Test("两次生成的校验码不同")
    func random() { #expect(CheckCode.random() != CheckCode.random()) }
}
