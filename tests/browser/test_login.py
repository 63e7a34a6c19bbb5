"""Logging in, at both widths."""
import re

import pytest
from playwright.sync_api import expect


@pytest.fixture(params=["desktop", "phone"])
def screen(request):
    return request.getfixturevalue(request.param)


@pytest.mark.requirements("SEC-02")
@pytest.mark.both_databases
def test_wrong_password_does_not_tell_which_part_is_wrong(screen, axe):
    page = screen()
    for account in ("19900000000", page_account(page)):
        page.goto("/login")
        page.locator("input[name=account]").fill(account)
        page.locator("input[name=password]").fill("Wrong-2026!")
        page.get_by_role("button", name="登录", exact=True).click()
        expect(page.get_by_text("账号或密码错误")).to_be_visible()
    axe(page)


@pytest.mark.both_databases
def test_demo_accounts_are_listed_and_lead_to_the_workbench(screen, axe, shot):
    page = screen()
    page.goto("/login")
    expect(page.locator("[data-demo-account]").first).to_be_visible()
    axe(page)
    shot(page, "login")
    account = page_account(page)
    inside = screen(account)
    expect(inside).to_have_url(re.compile(r"/$"))
    expect(inside.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.requirements("ORG-24")
def test_a_page_asks_for_login_and_comes_back_to_itself(desktop):
    page = desktop()
    page.goto("/tasks")
    expect(page).to_have_url(re.compile(r"/login\?next="))


def page_account(page):
    """The first demo account of the login page."""
    page.goto("/login")
    return page.locator("[data-demo-account]").first.get_attribute("data-demo-account")
