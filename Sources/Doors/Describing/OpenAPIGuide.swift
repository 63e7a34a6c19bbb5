/// How a program works with the platform, as the description of the API tells its reader.
enum OpenAPIGuide {
    static func text(isSecure: Bool) -> String {
        let cookie = SessionCookie.agency.name(isSecure: isSecure)
        return """
            页面能办的事，都可以用这里的接口办理；权限、管辖范围和校验与页面相同。标有 security 的接口须先登录，其余为公开数据。

            ## 登录

            ```
            curl -c cookies -H 'Content-Type: application/json' -d '{"account":"账号","password":"密码"}' $BASE/api/v1/login
            curl -b cookies $BASE/api/v1/session
            ```

            应答的 Cookie（\(cookie)）即登录；`GET /api/v1/session` 给出本人、权限和表单令牌 `csrf`。企业账号用 `/api/v1/enterprise/login`
            和 `/api/v1/enterprise/session`。`mustChangePassword` 为 true 时先用 `POST /api/v1/password` 设置密码。

            ## 查询

            ```
            curl -b cookies '$BASE/api/v1/subjects?q=机械&size=50'
            ```

            列表给出 `rows`；`next`、`previous` 是相邻页的地址，加上 `$BASE` 即可读取，没有即到头。`total` 超过一万条时不给出。
            没有声明的查询条件会被拒绝，以免写错名称时得到全部记录。

            ## 办理

            ```
            curl -b cookies -H 'X-CSRF-Token: 令牌' -H 'Idempotency-Key: 自定的唯一编号' \\
              -H 'Content-Type: application/json' -d '{"version":3,"name":"新名称"}' $BASE/api/v1/areas/记录编号
            ```

            - 读到的记录改好后可以整个交回：选项给出代码（`"code"`）或读到的 `{"code":…,"label":…}`，其他记录给出编号或读到的
              `{"id":…,"label":…}`；不能在此修改的成员不看。没有声明、也不属于该记录的字段会被拒绝。有文件的用 `multipart/form-data`，文件为其中一部分。
            - `version` 是读到的版本：其间被他人修改的，答复 409，请重新读取后再办理。
            - 名称形如 `text.{…}` 的字段按行出现，花括号处为行的标识。
            - 带 `Idempotency-Key` 的请求可以放心重试：同一编号、同一内容只办理一次，得到同一应答；内容不同的，答复 422。
            - 成功的应答给出 `message`、`location`，新建的还有 `id`。

            ## 错误

            错误一律为 `application/problem+json`：`code` 供程序判断，`detail` 是说明，`errors` 逐个指出字段（`field`、`message`）。
            没有权限为 403；不存在或不在管辖范围内的记录同样为 404。429 和 503 请按 `Retry-After` 稍后重试；405 的 `Allow` 列出可用的方法。
            带 `ETag` 的应答可以用 `If-None-Match` 询问，未变化时为 304。
            """
    }
}
