import Authority
import Library
import Probing
import Registry
import Storage

/// P4 and P5: the list of subjects as a page, 50 rows out of all, filtered; with menu, rights and pager. Beside it the
/// same statements without HTTP, session and page.
struct ListBenchmark {
    enum Reach: String { case county = "P4", province = "P5" }

    let measured: Measured
    let reach: Reach
    let subjects: Int

    init(_ measured: Measured, _ reach: Reach, subjects: Int) {
        (self.measured, self.reach, self.subjects) = (measured, reach, subjects)
    }

    func figure() async throws -> Figure {
        let account: DemoStore.Account = reach == .county ? .county : .province
        let scope = try await measured.database.read { try account.actor(in: $0).scope }
        let question = try measured.visitor(account).get("/subjects?size=50&" + query)
        let filter = filter
        let requests = measured.requests
        _ = try measured.cost(of: max(20, requests / 10)) { _ in question }
        var values: [Double] = []
        var references: [Double] = []
        for _ in 0..<measured.runs {
            values.append(try measured.cost(of: requests) { _ in question })
            references.append(try await measured.directCost(of: requests) { transaction in
                _ = try SubjectList.load(filter, scope: scope, page: ListPage(size: 50), in: transaction)
            })
        }
        return Figure(
            name: reach.rawValue, what: what, unit: .cpuMilliseconds, values: values, references: references,
            goal: reach == .county ? 0.25 : 0.30, database: measured.engine.rawValue)
    }

    private var what: String {
        switch reach {
        case .county: "监管对象列表页，50/\(subjects)，县级，按登记状态筛选；对照：同样的 SQL"
        case .province: "监管对象列表页，50/\(subjects)，全省，按风险等级筛选（四分之一符合）；对照：同样的 SQL"
        }
    }

    private var query: String {
        switch reach {
        case .county: "registration=existing"
        case .province: "risk=B"
        }
    }

    private var filter: SubjectList.Filter {
        var filter = SubjectList.Filter()
        switch reach {
        case .county: filter.registrationStatus = .existing
        case .province: filter.riskLevel = .b
        }
        return filter
    }
}
