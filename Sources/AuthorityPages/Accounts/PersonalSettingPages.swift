import Authority
import Doors
import Markup

/// 设置 that the pages themselves offer (PORT-19): how many rows a list shows.
package enum PersonalSettingPages {
    static let routes: [Route] = [
        .act(HTML.pageSizePath, .signedIn, "设置每页条数", version: .notNeeded("本人的设置，最后一次选择有效"), form: fields) { try await setPageSize($0) }
    ]

    private static let fields = [
        Field("size", "每页条数", .integer(1...100), required: true),
        Field("next", "返回的页面", .hidden),
    ]

    private static func setPageSize(_ call: Call) async throws -> Answer {
        let reading = FormReading(call.form, fields)
        try reading.finish()
        let (size, next) = (reading.integer("size") ?? 0, OwnAddress.checked(call.form["next"]) ?? "/")
        let answer = try await call.act { transaction, actor in
            guard try PersonalSetting.setPageSize(size, of: actor.account, in: transaction) else {
                throw Problems("size", "每页条数只能为10、20、50、100")
            }
            return Done("", goTo: next)
        }
        if let login = call.login { call.platform.sessions.forget(login.session) }
        return answer
    }
}
