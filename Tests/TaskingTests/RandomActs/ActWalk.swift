import Authority
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// Random acts of random people on plans, tasks and objects, by the acts that pages and phones make.
struct ActWalk {
    let office: Office
    let officers: [Organization.ID: [Identifier<OfficerMark>]]
    /// What each of the two counties could inspect in a task of the city.
    let partnerItems: Set<ItemID>

    static func begin(in office: Office) async throws -> ActWalk {
        let town = office.town, until = town.now.beijingDate.advanced(days: 400), now = town.now
        let (officers, partnerItems) = try await town.database.write { transaction in
            var officers: [Organization.ID: [Identifier<OfficerMark>]] = [:]
            for (agency, person) in [(Agency.eastCounty, Person.eastOfficer), (.westCounty, .westOfficer), (.city, .cityPlanner)] {
                officers[town[agency]] = try OfficerRows.insert(
                    4, of: town[agency], prefix: agency.rawValue, leaders: 1, until: until, account: town[person].account, at: now,
                    in: transaction)
            }
            try WalkRecords.claim(office.supervision, by: town[.westCounty], at: now, in: transaction)
            let items = try [("100000000007", Agency.eastCounty), ("100000000008", .westCounty)].map { code, agency in
                try Library.item(code, .supervision, claimedBy: [town[agency]], keptBy: town[.province], at: now, in: transaction).item
            }
            return (officers, Set(items))
        }
        return ActWalk(office: office, officers: officers, partnerItems: partnerItems)
    }

    /// - Returns: whether it was done; a refusal leaves everything as it was.
    func take(_ step: WalkStep) async throws -> Bool {
        do {
            if step.act == .clearTests {
                office.town.time.advance(hours: 6)
                try await InvitationExpiry().run(office.town.database, clock: office.town.clock)
                return try await TestTaskPurge().run(office.town.database, clock: office.town.clock) > 0
            }
            let (actor, now) = (office.town[step.person], office.town.now)
            return try await office.town.database.write { try perform(step, by: actor, at: now, in: $0) }
        } catch is any Refusal {
            return false
        } catch is NotFound {
            return false
        } catch is PermissionDenied {
            return false
        } catch StorageError.overtaken {
            return false
        }
    }

    private func perform(_ step: WalkStep, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Bool {
        var random = step.random
        switch step.act {
        case .makePlan: _ = try PlanMaking(.daily, planRecord(&random)).make(by: actor, at: now, in: transaction)
        case .makeTask:
            let record = taskRecord(step.plan, actor, &random)
            _ = try TaskMaking(.daily, record, items: [office.supervision]).make(by: actor, at: now, in: transaction)
        case .makeJointTask:
            var record = taskRecord(nil, actor, &random)
            (record.span, record.invitationDeadline) = (.crossAgency, now.beijingDate.advanced(days: .random(in: 0...2, using: &random)))
            let partners = Set([Agency.eastCounty, .westCounty].map { office.town[$0] })
            _ = try TaskMaking(.daily, record, items: [office.supervision], partners: partners, partnerItems: partnerItems)
                .make(by: actor, at: now, in: transaction)
        case .invite, .acceptInvitation, .declineInvitation, .extendInvitation, .establish, .abolish:
            guard let task = step.task else { return false }
            try join(step.act, on: task, by: actor, &random, at: now, in: transaction)
        case .changePlan, .deletePlan, .submitPlan, .withdrawPlan, .approvePlan, .rejectPlan, .receivePlan, .declareUnable:
            guard let plan = step.plan else { return false }
            try perform(step.act, on: plan, by: actor, &random, at: now, in: transaction)
        case .changeTask, .deleteTask, .confirmTask, .issueTask, .closeTask, .assignOfficers:
            guard let task = step.task else { return false }
            try perform(step.act, on: task, by: actor, &random, at: now, in: transaction)
        case .adjustAgency, .moveSubject, .moveFar:
            guard let visit = step.visit else { return false }
            try perform(step.act, on: visit, by: actor, &random, at: now, in: transaction)
        case .clearTests: return false
        }
        return true
    }

    private func perform(
        _ act: WalkAct, on plan: AnnualPlan.ID, by actor: Actor, _ random: inout WalkRandom, at now: Instant, in transaction: Transaction
    ) throws {
        switch act {
        case .changePlan:
            let version = try AnnualPlan.lock(plan, in: transaction).version
            try PlanChange(of: plan, version: version, to: planRecord(&random)).make(by: actor, at: now, in: transaction)
        case .deletePlan: try PlanDeletion(of: plan).make(by: actor, at: now, in: transaction)
        case .submitPlan: try PlanSubmission(of: plan, to: office.town[.cityReviewer].account).make(by: actor, at: now, in: transaction)
        case .withdrawPlan: try PlanWithdrawal(of: plan).make(by: actor, at: now, in: transaction)
        case .approvePlan: try PlanReview(of: plan, .approve).make(by: actor, at: now, in: transaction)
        case .rejectPlan: try PlanReview(of: plan, .reject(reason: "依据不足")).make(by: actor, at: now, in: transaction)
        case .receivePlan: try PlanReceiptAnswer(to: plan, .receive).make(by: actor, at: now, in: transaction)
        case .declareUnable: try PlanReceiptAnswer(to: plan, .unable(reason: "人员不足")).make(by: actor, at: now, in: transaction)
        case .makePlan, .makeTask, .changeTask, .deleteTask, .confirmTask, .issueTask, .closeTask, .clearTests, .assignOfficers,
            .adjustAgency, .moveSubject, .moveFar, .makeJointTask, .invite, .acceptInvitation, .declineInvitation, .extendInvitation,
            .establish, .abolish:
            break
        }
    }

    private func perform(
        _ act: WalkAct, on task: InspectionTask.ID, by actor: Actor, _ random: inout WalkRandom, at now: Instant, in transaction: Transaction
    ) throws {
        switch act {
        case .changeTask:
            let before = try InspectionTask.lock(task, in: transaction)
            try TaskChange(of: task, version: before.version, to: taskRecord(before.record.plan, actor, &random), items: [office.supervision])
                .make(by: actor, at: now, in: transaction)
        case .deleteTask: try TaskDeletion(of: task).make(by: actor, at: now, in: transaction)
        case .confirmTask: try TaskConfirmation(of: task).make(by: actor, at: now, in: transaction)
        case .issueTask: try TaskIssuing(of: task, to: issued(&random)).make(by: actor, at: now, in: transaction)
        case .closeTask: try TaskClosing(of: task).make(by: actor, at: now, in: transaction)
        case .assignOfficers:
            let waiting = try WalkRecords.waiting(in: task, of: actor.organization, in: transaction)
            let own = officers[actor.organization] ?? officers.values.joined().map { $0 }
            let team = Set(own.shuffled(using: &random).prefix(.random(in: 1...3, using: &random)))
            try OfficerAssignment(in: task, subjects: waiting, officers: team).make(by: actor, at: now, in: transaction)
        case .makePlan, .changePlan, .deletePlan, .submitPlan, .withdrawPlan, .approvePlan, .rejectPlan, .receivePlan, .declareUnable,
            .makeTask, .clearTests, .adjustAgency, .moveSubject, .moveFar, .makeJointTask, .invite, .acceptInvitation, .declineInvitation,
            .extendInvitation, .establish, .abolish:
            break
        }
    }

    private func perform(
        _ act: WalkAct, on visit: TaskSubject.ID, by actor: Actor, _ random: inout WalkRandom, at now: Instant, in transaction: Transaction
    ) throws {
        switch act {
        case .adjustAgency:
            let agencies = Agency.allCases.map { office.town[$0] }
            try AgencyAdjustment(of: visit, to: agencies.randomElement(using: &random), because: "就近检查").make(by: actor, at: now, in: transaction)
        case .moveSubject:
            // as the inspection moves it: the people are looked at there, and no other way names officers
            let locked = try TaskSubject.lock(visit, in: transaction), acts = TaskSubjectAct.allCases.filter { $0 != .assignOfficers }
            let open = random.chance(1, of: 2) ? acts : acts.filter { locked.status.next(after: $0, mode: locked.mode) != nil }
            guard let move = open.randomElement(using: &random) else { throw NotFound() }
            try locked.move(move, by: actor, at: now, in: transaction)
        case .moveFar:
            try TaskSubject.lock(visit, in: transaction).move(
                [.begin, .finishEntry, .agreeCountersign], by: actor, at: now, in: transaction)
        case .makePlan, .changePlan, .deletePlan, .submitPlan, .withdrawPlan, .approvePlan, .rejectPlan, .receivePlan, .declareUnable,
            .makeTask, .changeTask, .deleteTask, .confirmTask, .issueTask, .closeTask, .clearTests, .assignOfficers, .makeJointTask, .invite,
            .acceptInvitation, .declineInvitation, .extendInvitation, .establish, .abolish:
            break
        }
    }

    private func join(
        _ act: WalkAct, on task: InspectionTask.ID, by actor: Actor, _ random: inout WalkRandom, at now: Instant, in transaction: Transaction
    ) throws {
        switch act {
        case .invite: try TaskInviting(of: task).make(by: actor, at: now, in: transaction)
        case .acceptInvitation: try InvitationAnswer(to: task, .accept).make(by: actor, at: now, in: transaction)
        case .declineInvitation: try InvitationAnswer(to: task, .decline(reason: "人员不足")).make(by: actor, at: now, in: transaction)
        case .extendInvitation:
            let again = random.chance(1, of: 2) ? Set([Agency.eastCounty, .westCounty].map { office.town[$0] }) : []
            try InvitationExtension(of: task, to: now.beijingDate.advanced(days: 2), again: again).make(by: actor, at: now, in: transaction)
        case .establish: try TaskEstablishing(of: task).make(by: actor, at: now, in: transaction)
        case .abolish: try TaskAbolishing(of: task).make(by: actor, at: now, in: transaction)
        case .makePlan, .changePlan, .deletePlan, .submitPlan, .withdrawPlan, .approvePlan, .rejectPlan, .receivePlan, .declareUnable,
            .makeTask, .makeJointTask, .changeTask, .deleteTask, .confirmTask, .issueTask, .closeTask, .clearTests, .assignOfficers,
            .adjustAgency, .moveSubject, .moveFar:
            break
        }
    }

    private func planRecord(_ random: inout WalkRandom) -> PlanRecord {
        var record = office.planRecord
        record.items = [office.supervision]
        record.issueScope = random.chance(2, of: 3) ? [office.town[.eastCounty], office.town[.westCounty]] : []
        return record
    }

    private func taskRecord(_ plan: AnnualPlan.ID?, _ actor: Actor, _ random: inout WalkRandom) -> TaskRecord {
        let today = office.town.now.beijingDate
        let plan = random.chance(2, of: 3) ? plan : nil
        var record = TaskRecord(
            name: "日常检查", year: today.year, source: plan == nil ? .adHoc : .planned, plan: plan, from: today, to: today.advanced(days: 30))
        record.leadDomain = .emergency
        if random.chance(1, of: 4) {
            record.nature = .test
            record.testExpiry = .hours24
        }
        record.fixation = random.chance(1, of: 3) ? .additionsAllowed : .fixed
        record.subjectSelection = .manual
        record.officerSelection = .manual
        return record
    }

    private func issued(_ random: inout WalkRandom) -> [IssuedSubject] {
        (0..<Int.random(in: 0...3, using: &random)).map { number in
            let agency: Agency = random.chance(2, of: 3) ? .eastCounty : .westCounty
            let subject = SubjectID()
            return IssuedSubject(
                subject: subject, name: "云泽虚构企业\(number)", code: subject.description, subjectClass: .organization, address: "某路",
                agency: office.town[agency], joining: .chosen)
        }
    }
}
