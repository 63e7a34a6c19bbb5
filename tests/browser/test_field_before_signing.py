"""The phone before anybody signs: what must be complete, what is asked back, and the pad itself."""
import re

import pytest
import visit
from playwright.sync_api import expect
from test_field_rough_use import GONE, answer_first, open_nth

# Pixels on the pad that are no paper.
INK = """(canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let place = 0; place < data.length; place += 4) if (data[place] < 128) ink += 1;
  return ink;
}"""


def complete(page, **changes):
    """Everything before the signatures, with nothing found."""
    visit.step(page, "企业信息")
    visit.basics(page, **{
        "法定代表人/负责人": "温书言", "职务": "经营者", "联系电话": "19900000058", "检查场所": "后厨",
        "检查开始时间": visit.beijing(-40), "检查结束时间": visit.beijing(-5), "是否联合检查": "否", **changes})
    visit.step(page, "亮证告知")
    visit.give_notice(page)
    visit.step(page, "逐项检查")
    for card in page.locator("fieldset.item").all():
        sound = card.locator(".seg input[value=pass]")
        sound.check()
        # who answered otherwise on another device has to be agreed with
        if card.get_by_text("两名执法人员的结果不一致").is_visible():
            sound.click()
    visit.saved(page)


@pytest.mark.requirements("INSP-10", "INSP-20", "DOC-15")
def test_nobody_signs_before_everything_is_complete_and_can_be_printed(phone, look):
    page = phone("高远航")
    open_nth(page, 0)
    visit.step(page, "确认签名")
    expect(page.get_by_role("heading", name="签名前请完成")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("签名$"))).to_have_count(0)
    expect(page.get_by_role("heading", name="处置方式")).to_be_hidden()
    expect(page.locator(".steps .done")).to_have_count(0)
    look(page, "field-early")

    complete(page, 检查场所="后厨😀")
    visit.step(page, "确认签名")
    expect(page.locator(".todo")).to_contain_text("检查场所含有无法打印的字符“😀”（U+1F600），请删除或改用其他字")
    expect(page.get_by_role("button", name=re.compile("签名$"))).to_have_count(0)
    page.get_by_role("button", name="去完成").click()
    visit.basics(page, 检查场所="后厨\U00021484")
    visit.step(page, "确认签名")
    expect(page.get_by_role("heading", name="处置方式")).to_be_visible()
    expect(page.locator(".steps .done")).to_have_count(3)
    visit.synchronise(page)


@pytest.mark.requirements("INSP-20")
def test_the_pad_survives_a_turn_takes_one_pointer_and_wants_ink(phone, look):
    page = phone("高远航")
    open_nth(page, 1)
    complete(page)
    visit.step(page, "确认签名")
    page.get_by_label("未发现问题").check()
    page.get_by_role("button", name="高远航签名").click()
    pad = page.get_by_role("dialog", name="手写签名")
    canvas = pad.locator("canvas")
    done = pad.get_by_role("button", name="确认")
    done.click()
    expect(pad.get_by_role("alert")).to_have_text("签名过短，请在框内手写签名")
    canvas.click()
    done.click()
    expect(pad.get_by_role("alert")).to_have_text("签名过短，请在框内手写签名")

    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 120, steps=10)
    before = canvas.evaluate(INK)
    canvas.evaluate("""(pad) => { for (const [name, x] of [['pointerdown', 20], ['pointermove', 300], ['pointerup', 300]]) {
      pad.dispatchEvent(new PointerEvent(name, { pointerId: 77, isPrimary: false, pointerType: 'touch', clientX: x, clientY: pad.getBoundingClientRect().top + 20, bubbles: true }));
    } }""")
    assert canvas.evaluate(INK) == before  # a palm beside the pen
    page.mouse.up()
    look(page, "field-pad")
    page.set_viewport_size({"width": 844, "height": 390})
    expect(canvas).to_be_in_viewport()
    assert canvas.evaluate(INK) > before / 4
    assert canvas.evaluate("(pad) => pad.width === pad.clientWidth * Math.max(2, Math.round(devicePixelRatio))")
    done.click()
    expect(pad).to_have_count(0)
    expect(page.locator(".signer").filter(has_text="高远航")).to_contain_text("已签名")
    visit.synchronise(page)


@pytest.mark.requirements("INSP-07", "INSP-11")
def test_nonsense_is_refused_and_the_unlikely_asked_back(phone):
    page = phone("高远航")
    open_nth(page, 2)
    complete(page, 检查结束时间="2031-01-01T10:00")
    card = answer_first(page, "有问题")
    card.get_by_label("问题描述").fill("油污")
    card.get_by_label("罚款").check()
    amount = card.get_by_label("罚款金额（元）")
    amount.fill("99999999999.999")
    expect(card.get_by_role("alert")).to_have_text("金额为数字，最多两位小数")
    card.get_by_label("责令限期改正").check()
    card.get_by_label("改正期限").fill("2020-01-01")
    visit.step(page, "确认签名")
    todo = page.locator(".todo")
    for words in ("检查结束时间不能晚于现在", "第1项未填写罚款金额", "第1项的改正期限不能早于检查日期"):
        expect(todo).to_contain_text(words)

    visit.step(page, "企业信息")
    page.get_by_role("button", name="检查结束时间：现在").click()
    visit.step(page, "逐项检查")
    amount.fill("1000000.01")
    card.get_by_label("改正期限").fill(visit.beijing(500 * 24 * 60)[:10])
    visit.step(page, "确认签名")
    page.get_by_label("责令限期整改").check()
    page.get_by_role("button", name="高远航签名").click()
    asked = page.get_by_role("dialog", name="请核对以下内容")
    expect(asked).to_contain_text("第1项的罚款金额为1000000.01元，超过一百万元")
    expect(asked).to_contain_text("超过一年")
    asked.get_by_role("button", name="取消").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="高远航签名").click()
    asked.get_by_role("button", name="核对无误，继续签名").click()
    visit.write(page)
    visit.synchronise(page)


@pytest.mark.requirements("MOB-04")
def test_two_officers_who_wrote_the_same_field_see_both_and_choose(phone, faults):
    mine, theirs = phone("高远航"), phone("林知秋")
    name = open_nth(mine, 3)
    visit.open_visit(theirs, name)
    theirs.context.set_offline(True)
    visit.basics(theirs, 检查场所="前厅")
    visit.saved(theirs)
    visit.basics(mine, 检查场所="后厨")
    visit.saved(mine)
    visit.synchronise(mine)
    theirs.context.set_offline(False)
    visit.synchronise(theirs)
    clash = theirs.locator(".clash").filter(has_text="“检查场所”两台设备填写不一致")
    expect(clash).to_contain_text("本机：前厅")
    expect(clash).to_contain_text("另一台设备：后厨")
    clash.get_by_role("button", name="采用另一台设备").click()
    expect(clash).to_have_count(0)
    expect(theirs.get_by_label("检查场所")).to_have_value("后厨")
    visit.saved(theirs)
    visit.synchronise(theirs)
    visit.synchronise(mine)
    expect(mine.get_by_label("检查场所")).to_have_value("后厨")
    expect(mine.locator(".clash")).to_have_count(0)

    # one answered otherwise and means it: a press on the answer that stands confirms it
    answer_first(mine, "无问题")
    visit.synchronise(mine)
    visit.synchronise(theirs)
    other = answer_first(theirs, "有问题")
    expect(other.get_by_text("两名执法人员的结果不一致")).to_be_visible()
    other.locator(".seg").get_by_label("有问题", exact=True).click()
    expect(other.get_by_text("两名执法人员的结果不一致")).to_be_hidden()
    expect(other.locator(".seg").get_by_label("有问题", exact=True)).to_be_checked()
    visit.saved(theirs)
    visit.synchronise(theirs)
    visit.synchronise(mine)
    expect(mine.locator("fieldset.item").first.get_by_text("两名执法人员的结果不一致")).to_be_hidden()
    for page in (mine, theirs):
        visit.step(page, "企业信息")

    # the first phone's next change was made knowing all of it: nothing to be asked, and both screens show it
    visit.basics(mine, 检查场所="大堂")
    visit.saved(mine)
    visit.synchronise(mine)
    visit.synchronise(theirs)
    expect(theirs.get_by_label("检查场所")).to_have_value("大堂")
    expect(theirs.locator(".clash")).to_have_count(0)
    visit.basics(theirs, 检查场所="库房")
    visit.saved(theirs)
    visit.synchronise(theirs)
    visit.synchronise(mine)
    expect(mine.get_by_label("检查场所")).to_have_value("库房")
    expect(mine.locator(".clash")).to_have_count(0)
    faults[:] = [fault for fault in faults if not GONE.search(fault)]


@pytest.mark.requirements("MOB-04")
def test_a_phone_with_a_wrong_clock_writes_by_the_servers_time(phone):
    page = phone("高远航", service_workers="block")
    page.clock.install()
    page.clock.set_fixed_time(visit.beijing(2 * 24 * 60) + ":00+08:00")
    page.goto("/field/")
    expect(page.locator(".clash")).to_contain_text("本机时间比服务器快")
    name = open_nth(page, 4)
    visit.basics(page, 检查场所="后厨")
    visit.saved(page)
    page.clock.run_for(5000)
    visit.synchronise(page)
    other = phone("林知秋")
    visit.open_visit(other, name)
    expect(other.get_by_label("检查场所")).to_have_value("后厨")
    visit.basics(other, 检查场所="前厅")
    visit.saved(other)
    visit.synchronise(other)
    other.reload()
    expect(other.get_by_label("检查场所")).to_have_value("前厅")


@pytest.mark.requirements("MOB-04", "INSP-15")
def test_law_links_and_photos_of_any_answer_work_without_network(phone, look, faults):
    page = phone("高远航", service_workers="block")

    def with_words(route):
        package = (answer := route.fetch()).json()
        content = next(content for group in package["form"]["groups"] for content in group["contents"] if content["citations"])
        content["citations"][0]["words"] = ["第一款的文字。", "第二款的文字。"]
        route.fulfill(response=answer, json=package)

    page.route(re.compile(r"/api/v1/field/visits/[0-9a-f-]{36}$"), with_words)
    open_nth(page, 3)
    expect(page.locator(".reach a").first).to_have_attribute("href", re.compile(r"^geo:0,0\?q="))
    expect(page.locator(".reach a").nth(1)).to_have_attribute("href", re.compile(r"^tel:\d+$"))
    card = answer_first(page, "无问题")
    visit.synchronise(page)
    page.context.set_offline(True)
    card.get_by_label("拍照").set_input_files({"name": "现场.png", "mimeType": "image/png", "buffer": page.screenshot()})
    expect(card.locator("figure img")).to_have_count(1)
    link = page.locator(".law a").first
    words = link.inner_text()
    link.click()
    article = page.get_by_role("dialog", name=words)
    expect(article.locator(".lines p")).to_have_text(["第一款的文字。", "第二款的文字。"])
    look(page, "field-law")
    article.get_by_role("button", name="关闭").click()
    page.context.set_offline(False)
    visit.synchronise(page)
    page.unroute_all(behavior="wait")
    faults[:] = [fault for fault in faults if not GONE.search(fault)]


@pytest.mark.requirements("INSP-14")
def test_an_impossible_inspection_is_asked_about_first(phone):
    page = phone("高远航")
    open_nth(page, 4)
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name="无法开展检查").click()
    asked = page.get_by_role("dialog", name="确定无法开展检查吗？")
    asked.get_by_role("button", name="取消").click()
    visit.step(page, "逐项检查")
    expect(page.get_by_role("heading", name="无法开展检查")).to_have_count(0)
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name="无法开展检查").click()
    asked.get_by_role("button", name="确定无法开展检查").click()
    expect(page.get_by_role("heading", name="无法开展检查")).to_be_visible()
    page.get_by_role("button", name="恢复检查").click()
    visit.saved(page)
    visit.synchronise(page)


@pytest.mark.requirements("MOB-07")
def test_a_browser_without_dialogs_gets_the_same_sheets(phone, look):
    page = phone("高远航")
    page.context.add_init_script("delete HTMLDialogElement.prototype.showModal; delete HTMLDialogElement.prototype.show;")
    open_nth(page, 0)
    page.get_by_role("button", name="更多操作").click()
    sheet = page.get_by_role("dialog", name="菜单")
    box = sheet.bounding_box()
    assert abs(box["y"] + box["height"] - page.viewport_size["height"]) < 2
    expect(sheet.get_by_role("button").first).to_be_focused()
    look(page, "field-sheet")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("button", name="更多操作")).to_be_focused()


@pytest.mark.requirements("MOB-04", "INSP-20")
def test_what_another_phone_wrote_meanwhile_is_asked_about_before_a_signed_result_is_handed_in(phone, faults):
    mine, theirs = phone("高远航"), phone("林知秋")
    name = open_nth(mine, 4)
    complete(mine, 检查场所="后厨")
    visit.synchronise(mine)
    visit.open_visit(theirs, name)
    expect(theirs.get_by_label("检查场所")).to_have_value("后厨")

    mine.context.set_offline(True)
    visit.step(mine, "企业信息")
    visit.basics(mine, 检查场所="仓库")
    visit.step(mine, "确认签名")
    mine.get_by_label("未发现问题").check()
    visit.sign_all(mine, "高远航", "林知秋", principal="温书言")
    mine.get_by_role("button", name="提交", exact=True).click()
    expect(mine.get_by_role("heading", name="已在本机提交，待同步")).to_be_visible()
    visit.basics(theirs, 检查场所="前厅")
    visit.saved(theirs)
    visit.synchronise(theirs)

    mine.context.set_offline(False)
    visit.synchronise(mine)
    expect(mine.get_by_text("另一台设备也填写了同一内容，请选择后再次提交")).to_be_visible()
    clash = mine.locator(".clash").filter(has_text="“检查场所”两台设备填写不一致")
    clash.get_by_role("button", name="采用本机").click()
    expect(clash).to_have_count(0)
    # what was signed is what is handed in: the signatures hold
    visit.submit(mine)
    faults[:] = [fault for fault in faults if not GONE.search(fault)]


@pytest.mark.requirements("MOB-03", "MOB-04")
def test_a_visit_that_is_no_longer_ones_own_keeps_what_was_not_accepted_in_sight(phone, look):
    page = phone("高远航", service_workers="block")
    name = open_nth(page, 3)
    other = {"code": "field.visit.notAssigned", "message": "您不是本次检查的执法人员"}

    def refused(route):
        events = route.request.post_data_json["events"]
        route.fulfill(json={
            "accepted": [], "rejected": [{"id": event["id"], **other} for event in events],
            "state": {"status": "", "statusName": "", "events": [], "receipt": None}})

    def without(route):
        answer = (asked := route.fetch()).json()
        answer["visits"] = [one for one in answer["visits"] if one["subject"]["name"] != name]
        route.fulfill(response=asked, json=answer)

    page.route(re.compile(r"/api/v1/field/visits/[0-9a-f-]{36}/events$"), refused)
    page.route(re.compile(r"/api/v1/field/visits(\?.*)?$"), without)
    visit.basics(page, 检查场所="库房")
    visit.saved(page)
    visit.synchronise(page)
    page.goto("/field/")
    row = page.locator(".visits a").filter(has_text=name)
    expect(row).to_contain_text("不在本人检查中")
    expect(row).to_contain_text("有内容未被接受")
    row.click()
    expect(page.locator(".clash").filter(has_text="您已不是本次检查的执法人员，或检查已经取消")).to_be_visible()
    expect(page.locator(".clash").filter(has_text="有内容未被服务器接受：您不是本次检查的执法人员")).to_be_visible()
    expect(page.get_by_label("检查场所")).to_be_disabled()
    look(page, "field-gone")
    page.unroute_all(behavior="wait")
