"""The protection of enterprises from disturbance: a cap that refuses, an exemption that the approver agrees to, and a joint visit that is
proposed before two agencies go to one enterprise."""
import pytest
from desk import field, fill, menu, path, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

# of credit level A, and of D, which has no cap; nobody has visited those that the picker says nothing of
CAPPED = ["青石县康宁兴餐饮店", "青石县康宁兴生鲜超市", "青石县德盛餐饮店"]
FREE = ["青石县清源兴机械制造有限公司", "青石县清源兴物业管理有限公司"]
COUNTY = "青石县市场监督管理局"


def unvisited(page, names):
    """The first of them that the picker shows without visits."""
    for name in names:
        options = page.request.get("/options/subjects", params={"q": name}).json()
        note = next((it["note"] for it in options if it["label"] == name), "入企")
        if "入企" not in note:
            return name
    raise AssertionError("all of them were visited")


def task_of_plan(page, name):
    """A double-random task of the year's plan, whose objects are to be chosen."""
    menu(page, "检查任务")
    page.get_by_role("link", name="添加任务").click()
    fill(page, 任务名称=name)
    pick(page, "关联计划", "年度食品经营单位双随机抽查计划")
    send(page, "确定", "任务已确认")
    return path(page).split("?")[0]


def choose(page, task, *names):
    page.goto(task + "/subjects")
    fill(page, 对象分类名称="点名")
    pick(page, "只添加这些对象", *names)
    send(page, "添加")


def go_on(page):
    """From the range to the last step: nothing excluded, everything drawn."""
    page.get_by_role("link", name="下一步").click()
    fill(page, 是否设置="不设置")
    send(page, "保存并标记", "不设置排除规则")
    page.get_by_role("link", name="下一步").click()
    fill(page, 统一设置="统一比例（%）", 数值="100")
    send(page, "保存，下一步", "抽取比例已设置")


def draw(page):
    send(page, "固定名单，进入抽取", "名单与参数已固定")
    page.get_by_role("button", name="开始抽取").click()
    send(page, "停止", "抽取完成")


@pytest.mark.requirements("BEY-30", "CALM-02")
def test_a_visit_beyond_the_cap_needs_the_approver(desktop, look):
    planner = desktop("周启明")
    capped = unvisited(planner, CAPPED)
    first = task_of_plan(planner, "频次上限试验（一）")
    choose(planner, first, capped)
    expect(planner.locator(".notice")).to_contain_text("已添加1个检查对象")
    go_on(planner)
    draw(planner)

    second = task_of_plan(planner, "频次上限试验（二）")
    choose(planner, second, capped)
    refusal = planner.get_by_role("alert")
    for words in ("疑似频繁检查", f"“{capped}”（信用等级A）", f"已由{COUNTY}检查1次", "年度检查频次上限1次"):
        expect(refusal.first).to_contain_text(words)
    expect(field(planner, "对象分类名称").first).to_have_value("点名")
    expect(planner.get_by_text(capped, exact=True).first).to_be_visible()
    look(planner, "cap-refused")
    pick(planner, "检查对象", capped)
    fill(planner, 超频次检查理由="群众多次反映后厨卫生，需再次检查")
    send(planner, "提交审批", "已提交审批")
    look(planner, "cap-exemption-asked")

    approver = desktop("程思远")
    expect(row(approver, capped)).to_contain_text("超频次检查")
    menu(approver, "超频次检查审批")
    look(approver, "cap-exemptions")
    row(approver, capped).get_by_role("link", name="审批", exact=True).click()
    fill(approver, 审批结果="不批准")
    send(approver, "提交审批")
    expect(approver.get_by_text("请填写审批意见").first).to_be_visible()
    fill(approver, 审批结果="批准", 审批意见="同意，限后厨卫生一项")
    look(approver, "cap-exemption")
    send(approver, "提交审批", "已审批")

    choose(planner, second, capped)
    expect(planner.locator(".notice")).to_contain_text("已添加1个检查对象")
    expect(row(planner, capped)).to_contain_text("已批准")
    go_on(planner)
    draw(planner)
    approver.reload()
    expect(approver.locator(".head .tag")).to_have_text("已使用")

    planner.goto(f"/subjects?q={capped}")
    row(planner, capped).get_by_role("link", name=capped).first.click()
    ledger = planner.locator("#visit-ledger")
    expect(ledger).to_contain_text("本年入企2次，近12个月2次（含待查2次）")
    look(planner, "visit-ledger")


@pytest.mark.requirements("BEY-30")
def test_caps_are_kept_by_the_business_administrator_and_published(desktop, look):
    keeper = desktop("唐晓舟")
    menu(keeper, "年度检查频次上限")
    keeper.get_by_role("link", name="新增", exact=True).click()
    fill(keeper, 名称="青石县涉企行政检查频次上限", 适用年度="2099", 依据="青市监发〔2098〕12号")
    fill(keeper, **{"信用A级上限（次，空为不限）": "1", "信用B级上限（次，空为不限）": "1"}, 不受上限约束的检查=["二次核查"])
    look(keeper, "inspection-cap-new")
    send(keeper, "保存", "年度检查频次上限已新增")
    menu(keeper, "年度检查频次上限")
    expect(row(keeper, "青石县涉企行政检查频次上限")).to_contain_text("1次")
    look(keeper, "inspection-caps")
    public = desktop()
    public.goto("/public/caps")
    for words in ("没有另作规定的机构", "信用等级D：不限", "青石县涉企行政检查频次上限", "2099年", COUNTY, "青市监发〔2098〕12号"):
        expect(public.get_by_text(words).first).to_be_visible()
    look(public, "public-caps")


@pytest.mark.requirements("BEY-31", "CALM-03")
def test_a_joint_visit_is_proposed_before_two_agencies_go(desktop, look):
    planner, province = desktop("周启明"), desktop("江海宁")
    free = unvisited(planner, FREE)
    own = task_of_plan(planner, "同期检查试验（县）")
    choose(planner, own, free)
    go_on(planner)
    draw(planner)

    province.goto("/items?tab=spotCheck")
    if province.get_by_label("全选").count():
        province.get_by_label("全选").check()
        send(province, "认领所选")
    menu(province, "检查任务")
    province.get_by_role("link", name="添加任务").click()
    fill(province, 任务名称="同期检查试验（省）", 任务来源="临时任务", 牵头领域="市场监管")
    pick(province, "抽查事项", "食品")
    send(province, "确定", "任务已确认")
    task = path(province).split("?")[0]
    choose(province, task, free)
    go_on(province)
    expect(province.get_by_text("名单中有企业同期还有其他机构的检查")).to_be_visible()
    send(province, "固定名单，进入抽取")
    expect(province.get_by_role("alert").first).to_contain_text(f"同期有其他机构检查“{free}”（{COUNTY}")
    province.goto(task + "/other-visits")
    expect(row(province, free)).to_contain_text(COUNTY)
    look(province, "other-visits")
    province.get_by_role("link", name="发起联合检查").click()
    expect(field(province, "任务名称")).to_have_value("同期检查试验（省）（联合检查）")
    province.goto(task + "/other-visits")
    send(province, "保存理由")
    expect(province.get_by_text("请填写单独检查的理由").first).to_be_visible()
    fill(province, 单独检查的理由="省级交叉检查，不便与属地同行")
    send(province, "保存理由", "单独检查的理由已保存")
    draw(province)

    for person, other in ((planner, "云岭省市场监督管理局"), (province, COUNTY)):
        person.goto("/messages")
        told = person.get_by_text(f"多头检查：{other}也检查“{free}”")
        expect(told.first).to_be_visible()
        told.first.click()
    expect(province.get_by_text("建议合并为跨机构任务").first).to_be_visible()
    look(province, "multi-agency-message")
