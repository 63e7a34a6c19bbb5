"""The main job, part 4: the visit with the phone, through reloads and lost connections, and the record it leaves."""
import hashlib
import re
import subprocess

import pytest
import visit
from desk import menu, row
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

DUE = visit.beijing(15 * 24 * 60)[:10]


@pytest.mark.requirements("INSP-07", "INSP-10", "INSP-11", "INSP-15", "INSP-20", "MOB-03", "BEY-51")
def test_an_officer_inspects_on_the_phone(phone, server, job, faults, look):
    page = phone(job.officers[0])
    page.goto("/field/")
    expect(page.locator(".visits a").filter(has_text=job.subjects[0])).to_be_visible()
    look(page, "field-list")

    visit.open_visit(page, job.subjects[0])
    job.paths["visit"] = visit.address(page)
    visit.basics(page, 职务="经营者", 检查场所="后厨和打包区", 检查开始时间=visit.beijing(-40), 检查结束时间=visit.beijing(-5), 是否联合检查="否")
    look(page, "field-info")
    page.get_by_role("button", name="下一步：亮证告知").click()
    visit.give_notice(page)
    look(page, "field-notice")
    page.get_by_role("button", name="下一步：逐项检查").click()

    visit.answer(page, job.points[0], "无问题")
    visit.answer(page, job.points[1], "有问题")
    bad = visit.card(page, job.points[1])
    bad.get_by_label("问题描述").fill(job.problem)

    # the phone loses its network …
    page.context.set_offline(True)
    bad.get_by_label("拍照").set_input_files({"name": "现场.png", "mimeType": "image/png", "buffer": page.screenshot()})
    expect(bad.locator("figure img")).to_have_count(1)
    bad.get_by_label("责令限期改正").check()
    bad.get_by_label("改正期限").fill(DUE)
    visit.saved(page)
    page.reload()
    expect(bad.get_by_label("有问题")).to_be_checked()
    expect(bad.get_by_label("问题描述")).to_have_value(job.problem)
    expect(bad.get_by_label("责令限期改正")).to_be_checked()
    expect(bad.locator("figure img")).to_have_count(1)
    expect(page.locator("#net-count")).to_contain_text("待同步")
    page.context.set_offline(False)

    # … and then the server is gone
    server.kill()
    visit.answer(page, job.points[2], "不涉及")
    visit.saved(page)
    page.reload()
    expect(visit.card(page, job.points[2]).get_by_label("不涉及")).to_be_checked()
    expect(page.locator("#net-count")).to_contain_text("待同步")
    look(page, "field-offline")
    server.start()
    visit.synchronise(page)
    faults[:] = [fault for fault in faults if not re.search("net::ERR_(CONNECTION|INTERNET|EMPTY|SOCKET)", fault)]
    look(page, "field-check")

    visit.step(page, "确认签名")
    page.get_by_label("责令限期整改").check()
    page.get_by_label("处理意见").fill("责令限期整改，到期复查。")
    visit.sign_all(page, *job.officers, principal="陆一鸣")
    look(page, "field-sign")
    job.record = visit.record(page)
    assert "附现场照片1张。" in job.record
    visit.submit(page)
    look(page, "field-receipt")
    job.paths["document"] = page.get_by_role("link", name="现场检查记录（PDF）").get_attribute("href")


@pytest.mark.requirements("DOC-04", "DOC-05", "DOC-11", "DOC-15", "BEY-40")
def test_the_record_says_what_was_found(desktop, job, tmp_path, look):
    page = desktop("罗文涛")
    menu(page, "文书")
    look(page, "documents")
    row(page, job.subjects[0]).get_by_role("link", name="查看").click()
    look(page, "document")
    answer = page.request.get(job.paths["document"])
    assert answer.headers["content-type"] == "application/pdf", f"{job.paths['document']}: {answer.status}"
    (tmp_path / "record.pdf").write_bytes(answer.body())
    words = subprocess.run(["pdftotext", "-layout", "record.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    packed = re.sub(r"\s", "", words)
    year, month, day = (int(part) for part in DUE.split("-"))
    said = [job.subjects[0], job.problem.rstrip("。"), *job.officers, *job.certificates, "陆一鸣", "第1页"]
    said += ["责令限期整改。责令限期整改，到期复查。", f"执法措施：第1项责令限期改正（{year}年{month}月{day}日前）。"]
    for expected in said:
        assert expected in packed, f"{expected} is missing in:\n{words}"
    for line in job.record:  # what was read before signing is what is printed
        assert re.sub(r"\s", "", line) in packed, f"{line} is missing in:\n{words}"
    number = re.search(r"[^\s〕]*〔\d{4}〕\d+号", words)[0]

    code = re.search(r"校验码\s*([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})", words)[1]
    public = desktop()
    public.goto("/check")
    public.get_by_role("searchbox").fill(code)
    public.get_by_role("button", name="核验").click()
    for shown in (number, "本平台制作的有效文书", code, hashlib.sha256(answer.body()).hexdigest()):
        expect(public.locator("main")).to_contain_text(shown)
    look(public, "check")
    job.paths["check"] = "/check/" + code


@pytest.mark.requirements("INSP-18", "INSP-20")
def test_the_other_officer_finds_nothing_wrong(phone, job):
    page = phone(job.officers[1])
    visit.open_visit(page, job.subjects[1])
    job.paths["other visit"] = visit.address(page)
    visit.basics(page, 职务="经营者", 检查场所="后厨", 检查开始时间=visit.beijing(-30), 检查结束时间=visit.beijing(-2), 是否联合检查="否")
    visit.step(page, "亮证告知")
    visit.give_notice(page)
    visit.step(page, "逐项检查")
    for point in job.points:
        visit.answer(page, point, "无问题")
    visit.step(page, "确认签名")
    page.get_by_label("未发现问题").check()
    visit.sign_all(page, *job.officers, principal="谢思远")
    visit.submit(page)
