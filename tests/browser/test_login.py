"""Logging in, at both widths."""
import re

import pytest
from conftest import enter
from playwright.sync_api import expect


@pytest.fixture(params=["desktop", "phone"])
def screen(request):
    return request.getfixturevalue(request.param)


@pytest.mark.requirements("SEC-02")
@pytest.mark.both_databases
def test_the_refusal_does_not_tell_whether_account_or_password_is_wrong(screen, axe):
    page = screen()
    page.goto("/login")
    known = page.locator(".demo tbody code").first.inner_text()
    for account in ("19999999999", known):
        page.goto("/login")
        enter(page, account, "Wrong-2026!")
        expect(page.get_by_text("账号或密码错误")).to_be_visible()
    axe(page)


def test_the_demo_lists_its_accounts(screen, axe, shot):
    page = screen()
    page.goto("/login")
    expect(page.get_by_role("row").filter(has_text="周启明")).to_be_visible()
    axe(page)
    shot(page, "login")


@pytest.mark.requirements("PORT-01")
@pytest.mark.both_databases
def test_login_leads_to_the_workbench(desktop, axe, shot):
    page = desktop("周启明")
    expect(page).to_have_url(re.compile(r"^http://[^/]+/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    shot(page, "workbench")


@pytest.mark.requirements("ORG-24")
def test_a_page_asks_who_calls_and_comes_back_to_itself(desktop):
    page = desktop()
    page.goto("/password")
    expect(page).to_have_url(re.compile(r"/login\?next="))
    enter(page, "19900000001", page.locator(".demo .hint code").inner_text())
    expect(page).to_have_url(re.compile(r"/password$"))
