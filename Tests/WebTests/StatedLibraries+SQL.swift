import Importing
import Storage
import Timekeeping

@testable import Authority
@testable import Doors
@testable import Library
@testable import Registry

extension StatedRecords {
    static func libraries(_ server: DemoServer) async throws -> [StatedRecord] {
        let now = server.platform.clock.now()
        let keeper = server.resident(business).actor
        let (item, form, subject, person, body) = try await server.database.read { transaction in
            (
                try one("SELECT id FROM item WHERE kind = 'supervision' ORDER BY serial LIMIT 1", as: Item.self, in: transaction),
                try one("SELECT id FROM check_form WHERE kind = 'library' ORDER BY serial LIMIT 1", as: CheckForm.self, in: transaction),
                try one(
                    "SELECT id FROM regulated_subject WHERE kind = 'organization' AND jurisdiction_id = \(keeper.organization) ORDER BY serial LIMIT 1",
                    as: RegulatedSubject.self, in: transaction),
                try one(
                    "SELECT id FROM enforcement_officer WHERE organization_id = \(keeper.organization) ORDER BY serial LIMIT 1",
                    as: EnforcementOfficer.self, in: transaction),
                try one(
                    "SELECT id FROM testing_body WHERE organization_id = \(keeper.organization) ORDER BY serial LIMIT 1", as: TestingBody.self,
                    in: transaction)
            )
        }
        let (template, matter) = try await server.database.write { transaction in
            var own = ResultTemplate.general, point = BasicCheckMatters.all[0]
            own.name = "本机构模板"
            point.content += "（本机构）"
            return (
                try ResultTemplateCreation(own).make(by: keeper, at: now, in: transaction),
                try CheckMatterCreation(point).make(by: keeper, at: now, in: transaction)
            )
        }
        return [
            try itemRecord(item, server, now), formRecord(form, now), templateRecord(template, server, now), matterRecord(matter, server, now),
            subjectRecord(subject, server, now), officerRecord(person, server, now), entryRecord(body, server, now),
        ]
    }

    private static func itemRecord(_ id: Item.ID, _ server: DemoServer, _ now: Instant) throws -> StatedRecord {
        let uses: ItemUses = try server.platform.service()
        let agency = server.resident(business).actor.organization
        let page = "/items/\(id)"
        func put(_ status: ItemStatus) -> @Sendable (Actor, Transaction) throws -> Void {
            return { actor, transaction in
                let item = try Item.load(id, scope: actor.scope, in: transaction)
                try ItemStatusChange(of: id, version: item.version, to: status).make(in: ActContext(actor, at: now, in: transaction))
            }
        }
        var states: [State] = []
        for status in ItemStatus.allCases {
            let put: SQL = "UPDATE item SET status = \(status) WHERE id = \(id)"
            let none: SQL = "DELETE FROM item_claim WHERE item_id = \(id)"
            states.append(State(name: "\(status)", set: [put, none]))
            states.append(State(name: "\(status) claimed", set: [put, none, claimed(id, by: agency)]))
        }
        return StatedRecord(
            noun: "事项", page: page, people: [business, province, officer],
            states: states,
            refusals: [
                "registry.itemClaim.itemDisabled", "registry.itemClaim.alreadyClaimed", "registry.itemReturn.notClaimed",
                "authority.entry.inUse", "authority.entry.outOfUse", "registry.item.notMaintainer",
            ],
            acts: [
                Act(ItemAct.change, page + "/edit") { actor, transaction in
                    let item = try Item.load(id, scope: actor.scope, in: transaction)
                    try ItemChange(of: id, version: item.version, to: item.record).make(by: actor, at: now, in: transaction)
                },
                Act(ItemAct.disable, page + "/disabling", put(.disabled)), Act(ItemAct.enable, page + "/enabling", put(.enabled)),
                Act(ItemAct.claim, page + "/claim") { try ItemClaim(of: id).make(by: $0, at: now, in: $1) },
                Act(ItemAct.giveBack, page + "/return") { try ItemReturn(of: id).make(by: $0, uses: uses, at: now, in: $1) },
            ])
    }

    private static func claimed(_ id: Item.ID, by agency: Organization.ID) -> SQL {
        "INSERT INTO item_claim (organization_id, item_id, claimed_at, claimed_by) VALUES (\(agency), \(id), 0, \(Account.ID()))"
    }

    private static func formRecord(_ id: CheckForm.ID, _ now: Instant) -> StatedRecord {
        let page = "/forms/\(id)"
        func put(_ status: CheckFormStatus) -> @Sendable (Actor, Transaction) throws -> Void {
            return { actor, transaction in
                let form = try CheckForm.load(id, scope: actor.scope, in: transaction)
                try StatusChange<CheckForm>(of: id, version: form.version, to: status).make(in: ActContext(actor, at: now, in: transaction))
            }
        }
        var states: [State] = []
        for status in CheckFormStatus.allCases {
            for newest in [CheckFormVersionStatus.draft, .enabled] {
                let form: SQL = "UPDATE check_form SET status = \(status) WHERE id = \(id)"
                let version: SQL = """
                    UPDATE check_form_version SET status = \(newest)
                    WHERE form_id = \(id) AND number = (SELECT max(number) FROM check_form_version WHERE form_id = \(id))
                    """
                states.append(State(name: "\(status) \(newest)", set: [form, version]))
            }
        }
        return StatedRecord(
            noun: "检查表单", page: page, people: [business, province, officer],
            states: states,
            refusals: [
                "registry.checkForm.noDraft", "authority.entry.inUse", "authority.entry.outOfUse", "registry.checkForm.notMaintainer",
                "registry.checkForm.doubleRandomOfProvince",
            ],
            acts: [
                Act(CheckFormAct.change, page + "/edit") { actor, transaction in
                    let form = try CheckForm.load(id, scope: actor.scope, in: transaction)
                    guard let latest = try CheckFormVersion.all(of: id, in: transaction).first else { throw NotFound() }
                    try CheckFormChange(of: id, version: form.version, to: form.record, latest.draft)
                        .make(by: actor, at: now, in: transaction)
                },
                Act(CheckFormAct.enable, page + "/enabling") { actor, transaction in
                    let form = try CheckForm.load(id, scope: actor.scope, in: transaction)
                    _ = try CheckFormEnabling(of: id, version: form.version).make(by: actor, at: now, in: transaction)
                },
                Act(CheckFormAct.disable, page + "/disabling", put(.disabled)), Act(CheckFormAct.restore, page + "/restoring", put(.enabled)),
            ])
    }

    private static func templateRecord(_ id: OwnResultTemplate.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        @Sendable func found(_ act: ActContext) throws -> OwnResultTemplate { try OwnResultTemplate.load(id, in: act) }
        return useRecord(
            "检查结果模板", id, at: "/result-templates/\(id)", in: "result_template", (.enabled, .disabled), server, now,
            refused: "registry.resultTemplate.notMaintainer", version: { try found($0).version }
        ) { act in
            let own = try found(act)
            try ResultTemplateChange(of: id, version: own.version, to: own.template).make(by: act.actor, at: now, in: act.transaction)
        }
    }

    private static func matterRecord(_ id: CheckMatter.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        @Sendable func found(_ act: ActContext) throws -> CheckMatter { try CheckMatter.load(id, in: act) }
        return useRecord(
            "检查事项", id, at: "/check-matters/\(id)", in: "check_matter", (.enabled, .disabled), server, now,
            refused: "registry.checkMatter.notMaintainer", version: { try found($0).version }
        ) { act in
            let matter = try found(act)
            try CheckMatterChange(of: id, version: matter.version, to: matter.record).make(by: act.actor, at: now, in: act.transaction)
        }
    }

    /// Of a declared library: what holds of one holds of all.
    private static func entryRecord(_ id: TestingBody.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        @Sendable func found(_ act: ActContext) throws -> TestingBody { try TestingBody.load(id, in: act) }
        return useRecord(
            "检验机构", id, at: "/testing-bodies/\(id)", in: "testing_body", (.enabled, .disabled), server, now,
            version: { try found($0).version }
        ) { act in
            let body = try found(act)
            try EntryChange(of: id, version: body.version, to: body.record).make(in: act)
        }
    }

    /// What is in use or not, and no more than that.
    private static func useRecord<Entry: LibraryEntry>(
        _ noun: String, _ id: Identifier<Entry>, at page: String, in table: SQL, _ states: (used: Entry.Status, unused: Entry.Status),
        _ server: DemoServer, _ now: Instant, refused: String? = nil, version: @escaping @Sendable (ActContext) throws -> Int,
        change: @escaping @Sendable (ActContext) throws -> Void
    ) -> StatedRecord where Entry.Status: CaseIterable & SQLConvertible {
        let protection = server.platform.protection
        func put(_ status: Entry.Status) -> @Sendable (Actor, Transaction) throws -> Void {
            return { actor, transaction in
                let act = ActContext(actor, at: now, protection: protection, in: transaction)
                try StatusChange(of: id, version: try version(act), to: status, reason: "样例").make(in: act)
            }
        }
        return StatedRecord(
            noun: noun, page: page, people: [business, officer],
            states: Entry.Status.allCases.map { State(name: "\($0)", set: ["UPDATE \(table) SET status = \($0) WHERE id = \(id)"]) },
            refusals: Set(["authority.entry.inUse", "authority.entry.outOfUse", refused].compactMap { $0 }),
            acts: [
                Act(EntryAct.change, page + "/edit") { try change(ActContext($0, at: now, protection: protection, in: $1)) },
                Act(EntryAct.disable, page + "/disabling", put(states.unused)), Act(EntryAct.enable, page + "/enabling", put(states.used)),
            ])
    }

    private static func subjectRecord(_ id: RegulatedSubject.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        let protection = server.platform.protection
        let agency = server.resident(business).actor.organization
        let page = "/subjects/\(id)"
        @Sendable func found(_ actor: Actor, _ transaction: Transaction) throws -> RegulatedSubject {
            guard let subject = try RegulatedSubject.find(id, scope: actor.scope, protection: protection, in: transaction) else {
                throw NotFound()
            }
            return subject
        }
        return StatedRecord(
            noun: "监管对象", page: page, people: [business, planner],
            states: SubjectStatus.allCases.map { status in
                let subject: SQL = "UPDATE regulated_subject SET status = \(status), author_agency_id = \(agency) WHERE id = \(id)"
                return State(name: "\(status)", set: [subject])
            },
            refusals: [
                "registry.subject.writtenOff", "registry.subject.notRegistered", "registry.subject.notWrittenOff", "registry.subject.notDraft",
                "registry.annotation.notInLibrary",
            ],
            acts: [
                Act(SubjectAct.change, page + "/edit") { actor, transaction in
                    let subject = try found(actor, transaction)
                    try SubjectChange(of: id, version: subject.version, to: subject.record)
                        .make(by: actor, at: now, protection: protection, in: transaction)
                },
                Act(SubjectAct.submit, nil) { actor, transaction in
                    try SubjectSubmission(of: id, version: try found(actor, transaction).version)
                        .make(by: actor, at: now, protection: protection, in: transaction)
                },
                Act(SubjectAct.writeOff, page + "/writing-off") { actor, transaction in
                    try SubjectWritingOff(of: id, version: try found(actor, transaction).version, on: now.beijingDate, reason: "停业")
                        .make(by: actor, uses: try server.platform.service(), at: now, protection: protection, in: transaction)
                },
                Act(SubjectAct.restore, page + "/restoration") { actor, transaction in
                    try SubjectRestoring(of: id, version: try found(actor, transaction).version)
                        .make(by: actor, at: now, protection: protection, in: transaction)
                },
                Act(SubjectAct.annotate, page + "/annotation") { actor, transaction in
                    try actor.require(.manageSubjects)
                    try SubjectAnnotating(of: id, version: nil, AnnotationChange())
                        .make(by: actor, at: now, protection: protection, in: transaction)
                },
                Act(SubjectAct.equip, nil) { actor, transaction in
                    _ = try WorkshopAddition(to: id, trade: .steel, unit: .none, name: "一车间")
                        .make(by: actor, at: now, protection: protection, in: transaction)
                },
            ])
    }

    private static func officerRecord(_ id: EnforcementOfficer.ID, _ server: DemoServer, _ now: Instant) -> StatedRecord {
        let protection = server.platform.protection
        let page = "/officers/\(id)"
        return StatedRecord(
            noun: "执法人员", page: page, people: [business, planner],
            states: OfficerStatus.allCases.map {
                State(name: "\($0)", set: ["UPDATE enforcement_officer SET status = \($0) WHERE id = \(id)"])
            },
            refusals: ["registry.officer.withdrawn"],
            acts: [
                Act(OfficerAct.change, page + "/edit") { actor, transaction in
                    guard let officer = try EnforcementOfficer.find(id, scope: actor.scope, protection: protection, in: transaction)
                    else { throw NotFound() }
                    try OfficerChange(of: id, version: officer.version, to: officer.record)
                        .make(by: actor, at: now, protection: protection, in: transaction)
                },
                Act(OfficerAct.withdraw, page + "/withdrawal") {
                    try OfficerWithdrawal(of: id).make(by: $0, at: now, protection: protection, in: $1)
                },
            ])
    }
}
