import Authority
import Library
import Registry
import Storage
import TestKit
import Timekeeping

@testable import Tasking

/// What somebody tries. Who tries it may not be allowed to, and the state may not let it.
enum WalkAct: CaseIterable {
    case makePlan, changePlan, deletePlan, submitPlan, withdrawPlan, approvePlan, rejectPlan, receivePlan, declareUnable
    case makeTask, changeTask, deleteTask, confirmTask, issueTask, closeTask, clearTests
    case assignOfficers, adjustAgency, moveSubject, moveFar
    case makeJointTask, invite, acceptInvitation, declineInvitation, extendInvitation, establish, abolish

    var isBeginning: Bool {
        switch self {
        case .makePlan, .changePlan, .deletePlan, .makeTask, .makeJointTask, .changeTask, .deleteTask, .clearTests: true
        case .submitPlan, .withdrawPlan, .approvePlan, .rejectPlan, .receivePlan, .declareUnable, .confirmTask, .issueTask, .closeTask,
            .assignOfficers, .adjustAgency, .moveSubject, .moveFar, .invite, .acceptInvitation, .declineInvitation, .extendInvitation,
            .establish, .abolish:
            false
        }
    }

    /// Who does it in life.
    var people: [Person] {
        switch self {
        case .makePlan, .changePlan, .deletePlan, .submitPlan, .withdrawPlan: [.cityPlanner]
        case .approvePlan, .rejectPlan: [.cityReviewer]
        case .receivePlan, .declareUnable: [.eastPlanner]
        case .makeTask, .changeTask, .deleteTask, .confirmTask, .issueTask, .closeTask, .adjustAgency: [.cityPlanner, .eastPlanner]
        case .assignOfficers: [.eastPlanner, .westBusiness, .cityPlanner]
        case .acceptInvitation, .declineInvitation: [.eastPlanner, .westBusiness]
        case .makeJointTask, .invite, .extendInvitation, .establish, .abolish: [.cityPlanner]
        case .moveSubject, .moveFar: [.eastOfficer, .westOfficer]
        case .clearTests: [.cityPlanner]
        }
    }
}

/// Numbers that look random and are the same for the same seed.
struct WalkRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ parts: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &self) < parts }
}

/// One try: who, what, and on which records.
struct WalkStep {
    let act: WalkAct
    let person: Person
    let plan: AnnualPlan.ID?
    let task: InspectionTask.ID?
    let visit: TaskSubject.ID?
    /// For what else is chosen.
    var random: WalkRandom

    init(_ known: WalkRecords, using random: inout WalkRandom) {
        // what is begun more often than it is ended stays at its beginning
        let acts = random.chance(2, of: 3) ? WalkAct.allCases.filter { !$0.isBeginning } : WalkAct.allCases
        act = acts.randomElement(using: &random) ?? .makePlan
        let anybody = Person.allCases.randomElement(using: &random) ?? .cityPlanner
        person = random.chance(3, of: 4) ? act.people.randomElement(using: &random) ?? anybody : anybody
        plan = known.plans.randomElement(using: &random)
        task = known.tasks.randomElement(using: &random)
        visit = known.visits.randomElement(using: &random)
        self.random = WalkRandom(state: random.next())
    }
}

/// What was made last: older records have come to their end, or never will.
struct WalkRecords {
    var plans: [AnnualPlan.ID] = []
    var tasks: [InspectionTask.ID] = []
    var visits: [TaskSubject.ID] = []
}
