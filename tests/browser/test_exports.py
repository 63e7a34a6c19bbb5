"""Every library is taken out in one manner, by a button beside 导入; the file is for whoever asked, and can come in again."""
import csv
import io

import pytest
from desk import send
from playwright.sync_api import expect
from sheets import rows

# list, person, whether the same file can be imported
LIBRARIES = [
    ("/subjects", "唐晓舟"), ("/items", "唐晓舟"), ("/spot-check-items", "唐晓舟"), ("/forms", "唐晓舟"), ("/check-matters", "唐晓舟"),
    ("/officers", "唐晓舟"), ("/laws", "唐晓舟"), ("/organizations", "许慎行"), ("/accounts", "许慎行"),
]


def taken_out(page, list_, format_):
    """Presses the button of the list and gives what came."""
    page.goto(list_)
    send(page, f"导出{format_}")
    link = page.get_by_role("link", name="下载")
    expect(link).to_be_visible(timeout=30_000)
    address = link.get_attribute("href")
    answer = page.request.get(address)
    assert answer.status == 200, f"{address}: {answer.status}"
    if format_ == "CSV":
        return address, list(csv.reader(io.StringIO(answer.body().decode("utf-8-sig"))))
    return address, rows(answer.body())


@pytest.mark.requirements("SEC-10", "ITEM-24", "SUBJ-28")
@pytest.mark.parametrize("place, person", LIBRARIES)
def test_a_library_is_taken_out(desktop, place, person):
    page = desktop(person)
    for format_ in ("XLSX", "CSV"):
        address, lines = taken_out(page, place, format_)
        assert len(lines) > 2, lines
        assert lines[-1][0].startswith(f"导出人：{person}"), lines[-1]
    other = desktop("高远航")
    assert other.request.get(address).status == 404, "the file of another person"


@pytest.mark.requirements("ITEM-24")
def test_forms_that_were_taken_out_come_in_again(desktop):
    page = desktop("江海宁")
    page.goto("/forms")
    send(page, "导出CSV")
    link = page.get_by_role("link", name="下载")
    expect(link).to_be_visible(timeout=30_000)
    table = page.request.get(link.get_attribute("href")).body()
    page.goto("/imports/forms")
    page.locator("input[type=file]").set_input_files({"name": "表单.csv", "mimeType": "text/csv", "buffer": table})
    send(page, "上传并核对")
    expect(page.locator("main")).to_contain_text("未变化", timeout=30_000)
    expect(page.locator("main")).not_to_contain_text("与第")
