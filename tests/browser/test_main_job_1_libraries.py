"""The main job, part 1: items, forms, enterprises and officers come in from spreadsheets with dirty rows in them, by
the platform's own templates."""
import re

import pytest
import sheets
from codes import citizen_id, credit_code
from desk import fill, menu, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases


def bring_in(page, look, kind: str, name: str, body: bytes, found: str, done: str) -> list:
    """Hands a file in, reads what is wrong with which row, and takes the good rows.

    Returns the problems as the report lists them: (row, column, reason)."""
    page.goto(f"/imports/{kind}")
    look(page, f"import-{kind}")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": body})
    send(page, "上传并核对")
    expect(page.locator(".notice").filter(has_text=found)).to_be_visible(timeout=20_000)
    look(page, f"import-{kind}-report")
    wrong = page.locator("section.card").filter(has=page.get_by_role("link", name="下载全部（XLSX）"))
    problems = [tuple(cell.inner_text() for cell in line.locator("td, th").all()) for line in wrong.locator("tbody tr").all()]
    listed = page.request.get(page.get_by_role("link", name="下载全部（XLSX）").get_attribute("href"))
    assert [line[2] for line in sheets.rows(listed.body())[1:]] == [reason for _, _, reason in problems]
    send(page, "导入正确的行")
    expect(page.locator(".notice").filter(has_text=done)).to_be_visible(timeout=20_000)
    return problems


@pytest.mark.requirements("ITEM-01", "ITEM-24")
def test_the_province_brings_in_supervision_items(desktop, job, look):
    page = desktop("江海宁")
    menu(page, "监管事项")
    look(page, "items")
    page.get_by_role("link", name="新增监管事项").click()
    look(page, "item-new")
    template = page.request.get("/imports/items/template.xlsx").body()
    good = {"事项编码": "990131019001", "事项名称": job.supervision_item, "执法领域": "市场监管",
            "监管依据": "《中华人民共和国食品安全法》第一百一十条", "监管对象类型": "机构类主体"}
    rows = [good, {**good, "事项编码": "99013101900"}, {**good, "事项编码": "990131019003", "事项名称": "外卖餐饮检查"},
            {**good, "事项编码": "990131019004", "执法领域": "外卖"}]
    problems = bring_in(page, look, "items", "监管事项.xlsx", sheets.filled_xlsx(template, rows),
                        "共4行，可导入1行，错误3行", "新增1行，更新0行，未变化0行，未导入3行")
    assert [reason for _, _, reason in problems[:2]] == ["事项编码应为12位数字", "事项名称应为“对…的行政检查”"], problems
    assert "“外卖”不在可选范围" in problems[2][2], problems


@pytest.mark.requirements("ITEM-02", "ITEM-24")
def test_the_province_brings_in_spot_check_items(desktop, job, look):
    page = desktop("江海宁")
    menu(page, "抽查事项")
    look(page, "spot-check-items")
    template = page.request.get("/imports/spot-check-items/template.csv").body()
    good = {"事项编码": "990131029001", "事项名称": job.spot_check_item, "执法领域": "市场监管", "监管依据": "《中华人民共和国食品安全法》第一百一十条",
            "监管对象类型": "机构类主体", "对应监管事项编码": "990131019001"}
    rows = [good, {**good, "事项编码": "990131029002", "对应监管事项编码": ""}]
    problems = bring_in(page, look, "spot-check-items", "抽查事项.csv", sheets.filled_csv(template, rows),
                        "共2行，可导入1行，错误1行", "新增1行，更新0行，未变化0行，未导入1行")
    assert [reason for _, _, reason in problems] == ["请填写对应监管事项编码"], problems
    page.goto("/spot-check-items")
    row(page, job.spot_check_item).get_by_role("link", name=job.spot_check_item).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(job.spot_check_item)
    expect(page.locator("main")).to_contain_text(job.supervision_item)
    look(page, "item")


@pytest.mark.requirements("ITEM-09", "ITEM-10", "ITEM-13", "ITEM-24")
def test_the_province_brings_in_a_form_and_puts_it_to_use(desktop, job, look):
    page = desktop("江海宁")
    menu(page, "检查表单")
    look(page, "forms")
    page.get_by_role("link", name="新建检查表单").click()
    look(page, "form-new")
    template = page.request.get("/imports/forms/template.xlsx").body()
    first = {"表单名称": job.form, "事项编码": "990131029001", "检查项": "网络经营与配送", "检查内容": job.points[0],
             "结果选项": "无问题/有问题/不涉及", "适用检查方式": "双随机抽查"}
    rows = [first, {"表单名称": job.form, "检查项": "网络经营与配送"}] + [
        {"表单名称": job.form, "检查项": "网络经营与配送", "检查内容": f"　{point} ", "违法依据": "《中华人民共和国食品安全法》第三十三条"}
        for point in job.points[1:]]
    problems = bring_in(page, look, "forms", "检查表单.xlsx", sheets.filled_xlsx(template, rows),
                        "共4行，可导入3行，错误1行", "新增3行，更新0行，未变化0行，未导入1行")
    assert [reason for _, _, reason in problems] == ["请填写检查内容"], problems

    page.goto("/forms")
    row(page, job.form).get_by_role("link", name=job.form).click()
    send(page, "启用草稿版本")
    expect(page.get_by_role("cell", name=job.points[1])).to_be_visible()
    expect(page.locator(".head .tag")).to_have_text("在用")
    look(page, "form")
    page.get_by_role("link", name="预览表单").click()
    expect(page.get_by_role("group", name=job.points[2])).to_be_visible()
    look(page, "form-preview")


@pytest.mark.requirements("ITEM-03", "ITEM-06")
def test_the_county_claims_the_item(desktop, job, look):
    page = desktop("唐晓舟")
    page.goto("/spot-check-items/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("无操作权限")
    page.goto("/items?tab=spotCheck")
    look(page, "items-to-claim")
    row(page, job.spot_check_item).get_by_role("button", name="认领").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(job.spot_check_item)
    expect(page.get_by_role("button", name="取消认领")).to_be_visible()
    look(page, "item-claimed")


@pytest.mark.requirements("SUBJ-13", "SUBJ-14", "STD-01")
def test_the_county_brings_in_enterprises(desktop, job, look):
    page = desktop("唐晓舟")
    menu(page, "监管对象")
    look(page, "subjects")
    page.get_by_role("link", name="导入", exact=True).click()
    template = page.request.get("/imports/subjects/template.xlsx").body()
    dates = ["2020-03-01", "2020/3/1", "2020年3月1日", "20200301", "2020.3.1", ""]
    good = [
        {"主体名称": f"青石县穗香外卖{number}店", "统一社会信用代码": credit_code(number), "主体类型": "个体工商户",
         "法定代表人/负责人": "陆一鸣", "职务": "经营者", "联系电话": f"1990009000{number}", "成立日期": date,
         "注册地址": f"云岭省云溪市青石县文昌街{number}号", "生产经营地址": f"云岭省云溪市青石县文昌街{number}号"}
        for number, date in enumerate(dates, 1)
    ]
    good[0]["主体名称"] = f"　{good[0]['主体名称']} "
    good[1]["统一社会信用代码"] = f" {credit_code(2).lower()}　"
    wrong_digit = credit_code(7)[:17] + ("0" if credit_code(7)[17] != "0" else "1")
    bad = [
        {**good[0], "统一社会信用代码": wrong_digit},
        {**good[0], "主体名称": "", "统一社会信用代码": credit_code(8)},
        {**good[0], "统一社会信用代码": credit_code(9), "主体类型": "小卖部", "成立日期": "去年"},
    ]
    problems = bring_in(page, look, "subjects", "外卖商户.xlsx", sheets.filled_xlsx(template, good[:3] + bad + good[3:]),
                        "共9行，可导入6行，错误3行", "新增6行，更新0行，未变化0行，未导入3行")
    reasons = {column: reason for _, column, reason in problems}
    assert reasons["统一社会信用代码"] == "统一社会信用代码格式不正确" and reasons["主体名称"] == "请填写主体名称", problems
    assert {"主体类型", "成立日期"} <= set(reasons), problems
    page.goto("/subjects?q=穗香外卖")
    expect(page.locator("#list tbody tr")).to_have_count(6)
    expect(row(page, "青石县穗香外卖2店")).to_contain_text(credit_code(2))
    row(page, "青石县穗香外卖2店").get_by_role("link", name="青石县穗香外卖2店").click()
    expect(page.locator("main")).to_contain_text("2020-03-01")
    look(page, "subject")


@pytest.mark.requirements("OFCR-05", "OFCR-01")
def test_the_county_brings_in_officers(desktop, job, look):
    page = desktop("唐晓舟")
    menu(page, "执法人员")
    look(page, "officers")
    template = page.request.get("/imports/officers/template.csv").body()
    common = {"职务": "执法一科", "执法领域": "市场监管", "证件有效期": "2030-12-31"}
    rows = [
        {**common, "姓名": name, "身份证号": citizen_id(901 + place), "联系电话": f"1990009001{place}", "执法证号": certificate}
        for place, (name, certificate) in enumerate(zip(job.officers, job.certificates))
    ] + [
        {**common, "姓名": "甘霖", "身份证号": citizen_id(903)[:17] + "?", "联系电话": "19900090013", "执法证号": "99010109003"},
    ]
    problems = bring_in(page, look, "officers", "执法人员.csv", sheets.filled_csv(template, rows),
                        "共3行，可导入2行，错误1行", "新增2行，更新0行，未变化0行，未导入1行")
    assert [column for _, column, _ in problems] == ["身份证号"], problems
    page.goto("/officers?q=" + job.officers[0])
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list")).not_to_contain_text(citizen_id(901))
    page.goto("/jobs")
    expect(row(page, "新增2行")).to_contain_text("已完成")
    look(page, "jobs")


@pytest.mark.requirements("ORG-09", "ORG-11", "ORG-13", "SEC-01")
def test_the_new_officers_get_accounts(desktop, job, look):
    page = desktop("许慎行")
    menu(page, "用户管理")
    look(page, "accounts")
    for place, name in enumerate(job.officers):
        page.goto("/accounts/new")
        mobile = f"1990009001{place}"
        fill(page, 姓名=name, 手机号=mobile, 身份证号=citizen_id(901 + place), 职务="执法一科", 角色=["执法人员"])
        look(page, "account-new")
        send(page, "保存", "激活码")
        code = re.search("激活码：([^（]+)", page.locator(".notice").inner_text())[1]
        expect(page.locator("main")).to_contain_text("是否执法人员")
        job.logins[name] = (mobile, code)
        officer = desktop(name)
        expect(officer.get_by_text("首次登录请修改密码")).to_be_visible()
        look(officer, "first-password")
        fill(officer, 当前密码=code, 新密码="Qingshi-2026", 再次输入新密码="Qingshi-2026")
        send(officer, "确定")
        expect(officer).not_to_have_url(re.compile("/password"))
        job.logins[name] = (mobile, "Qingshi-2026")
    look(page, "account")
