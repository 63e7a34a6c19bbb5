"""Lists of elements as of a past day, and what differed (ELEM-06); areas and their outlines (ELEM-05)."""
import re
from datetime import datetime, timedelta, timezone

import pytest
from desk import row
from playwright.sync_api import expect

TODAY = datetime.now(timezone(timedelta(hours=8))).date()


@pytest.mark.requirements("ELEM-06")
def test_a_list_of_a_past_day_says_so_and_offers_no_acts(desktop, look):
    page = desktop("唐晓舟")
    page.goto("/officers")
    page.locator("summary", has_text="更多").first.click()
    page.get_by_label("按日期查看").fill(TODAY.isoformat())
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text(f"截至{TODAY} 24:00的状态，只供查看")).to_be_visible()
    expect(page.locator("#list tbody tr").first).to_be_visible()
    expect(page.get_by_role("link", name="新增", exact=True)).to_have_count(0)
    expect(page.locator("#list").get_by_role("link", name="查看", exact=True)).to_have_count(0)
    look(page, "officers-past")
    page.goto(f"/officers?asOf={TODAY - timedelta(days=30)}")
    expect(page.get_by_text("没有符合条件的执法人员")).to_be_visible()


@pytest.mark.requirements("ELEM-06", "SUBJ-26")
def test_a_change_leaves_the_former_version(desktop, look):
    page = desktop("唐晓舟")
    page.goto("/enterprises")
    row(page, "钢铁企业").get_by_role("link").first.click()
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_label("联络员").fill("秦晓岚")
    page.get_by_role("button", name=re.compile("保存|提交")).first.click()
    page.get_by_role("link", name="历史版本").click()
    expect(page.locator("main tbody tr")).to_have_count(2)
    expect(page.locator("main tbody tr").first).to_contain_text("秦晓岚")
    look(page, "versions")


@pytest.mark.requirements("ELEM-05")
def test_an_area_is_drawn_and_objects_fall_into_it(desktop, look):
    page = desktop("唐晓舟")
    page.goto("/areas")
    page.locator("summary", has_text="城南片区").click()
    page.get_by_role("link", name="范围和责任人员").first.click()
    page.get_by_label("范围各点").fill("102.7,25.0\n102.8,25.0\n102.75,25.0")
    page.get_by_role("button", name="保存并划分监管对象").click()
    expect(page.locator("main")).to_contain_text("边线相互交叉或重叠")
    page.get_by_label("范围各点").fill("102.7,25.0\n102.8,25.0\n102.8,25.1\n102.7,25.1")
    page.get_by_label("地址关键字").fill("青石大道")
    page.get_by_role("button", name="保存并划分监管对象").click()
    expect(page.locator("main")).to_contain_text("核对", timeout=60_000)
    page.goto("/areas")
    page.locator("summary", has_text="城南片区").click()
    page.get_by_role("link", name="范围和责任人员").first.click()
    expect(page.locator(".plain-map polygon.own")).to_have_count(1)
    expect(page.get_by_label("范围各点")).to_have_value(re.compile("102.800000,25.100000"))
    corners = page.get_by_label("范围各点").input_value().count("\n")
    page.locator(".plain-map").click(position={"x": 200, "y": 60})  # one more corner, tapped
    assert page.get_by_label("范围各点").input_value().count("\n") == corners + 1
    look(page, "area")
