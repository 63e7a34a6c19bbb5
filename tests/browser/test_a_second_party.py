"""A draw with a second party and a public event: the supervising body commits and reveals by its own account; where it does not
reveal, the draw is given up for all to see."""
import pytest
from desk import fill, menu, path, row, send
from draws import files_of_draw, verdict
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

TASK = "食品经营单位双随机抽查（第三批）"
BODY = "云岭省市场监督管理局"
EVENT = "2026年12月1日福利彩票双色球开奖号码，以空格分隔"


def prepare(page):
    page.goto("/tasks?tab=subjects")
    row(page, TASK).get_by_role("link", name="选定对象", exact=True).click()
    fill(page, 对象分类名称="全部单位")
    send(page, "添加", "已添加")
    page.get_by_role("link", name="下一步").click()
    fill(page, 是否设置="不设置")
    send(page, "保存并标记")
    page.get_by_role("link", name="下一步").click()
    fill(page, 统一设置="统一数量", 数值="4")
    send(page, "保存，下一步", "抽取比例已设置")


def ask(page, supervisor, **chosen):
    """Asks the second party, which commits; the lists are fixed with that."""
    fill(page, **chosen)
    send(page, "固定名单，进入抽取", "已请第二方提交承诺")
    expect(page.get_by_text("等待第二方").first).to_be_visible()
    expect(page.get_by_role("button", name="开始抽取")).to_have_count(0)
    menu(supervisor, "抽取见证")
    supervisor.locator("tbody tr").first.get_by_role("link").first.click()


@pytest.mark.requirements("BEY-10")
def test_the_second_party_commits_and_reveals(desktop, tmp_path, look):
    page, supervisor = desktop("周启明"), desktop("秦观澜")
    prepare(page)
    look(page, "choose-draw-second-party")
    ask(page, supervisor, 第二方=BODY)
    look(supervisor, "witnessed-draw")
    send(supervisor, "提交承诺", "承诺已提交，名单已固定")
    page.reload()
    expect(page.get_by_text("等待第二方").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("nonceS")
    fill(page, 作废理由="逾期三天未揭示")
    send(page, "作废本次抽取", "抽取已作废")
    refused = path(page).split("?")[0]
    public = desktop()
    public.goto("/public" + refused)
    expect(public.get_by_text("未揭示随机数。逾期三天未揭示")).to_be_visible()
    assert public.request.get(f"/public{refused}/files/reveal.txt").status == 404

    page.goto("/tasks?tab=subjects")
    row(page, TASK).get_by_role("link", name="选定对象", exact=True).click()
    page.goto(path(page).split("?")[0] + "?step=draw")
    ask(page, supervisor, 第二方=BODY, 公开随机信标=EVENT)
    send(supervisor, "提交承诺", "承诺已提交，名单已固定")
    expect(supervisor.get_by_role("button", name="揭示")).to_have_count(0)
    page.reload()
    fill(page, 信标结果="07 11 23 24 30 33 05")
    send(page, "录入")
    expect(page.get_by_role("alert")).to_contain_text("来源")
    fill(page, 来源="中国福彩网2026年第138期开奖公告")
    look(page, "draw-beacon")
    send(page, "录入", "信标结果已录入")
    supervisor.reload()
    look(supervisor, "witnessed-draw-reveal")
    send(supervisor, "揭示", "随机数已揭示")
    page.reload()
    page.get_by_role("button", name="开始抽取").click()
    send(page, "停止", "抽取完成，共4个检查对象")
    for words in ("作为第二方参加", "07 11 23 24 30 33 05", "中国福彩网2026年第138期开奖公告", "前一次抽取"):
        expect(page.locator("main")).to_contain_text(words)
    look(page, "draw-second-party")
    files_of_draw(page, tmp_path / "draw")
    assert verdict(tmp_path / "draw") == "一致"
    page.get_by_role("link", name="前一次抽取").click()
    expect(page.get_by_text("未揭示随机数").first).to_be_visible()
