"""The box of the top bar looks through every library; the key / jumps to it."""

import pytest
from playwright.sync_api import expect


@pytest.mark.requirements("PORT-04")
def test_one_search_over_all_libraries(desktop, axe):
    page = desktop("江海宁")
    page.goto("/")
    page.locator("body").press("/")
    box = page.get_by_role("searchbox", name="全局搜索")
    expect(box).to_be_focused()
    box.fill("食品")
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    laws = page.locator("section.card").filter(has_text="法律法规")
    expect(laws.first).to_contain_text("中华人民共和国食品安全法")
    axe(page)
    # a slash inside a field is a slash
    page.get_by_label("关键字").press("/")
    expect(page.get_by_label("关键字")).to_be_focused()

    page.goto("/subjects")
    code = page.locator("tbody tr").first.inner_text()
    page.goto("/search?q=没有这样的东西")
    expect(page.locator("main")).to_contain_text("没有找到与“没有这样的东西”相符的内容")
    assert code
