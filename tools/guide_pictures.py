#!/usr/bin/env python3
"""Sets up an invented county from an empty store in the browser, as docs/guide/ tells it, and takes its pictures.

    bin/setup && swift build && tools/guide_pictures.py

Needs what the browser tests need (tests/browser/requirements.txt) and Pillow. Every step waits for what the page then
says, so the guide can't tell of a way that does not work.
"""
import io
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/browser"))
import sheets  # noqa: E402
from codes import citizen_id, credit_code  # noqa: E402
from desk import fill, pick, send  # noqa: E402

PICTURES = ROOT / "docs/guide/pictures"
LARGEST = 150_000  # bytes
PASSWORD = "Qingshi-2026"
MINGCHA = str(ROOT / ".build/debug/mingcha")
ADMINISTRATOR = "19900009001"

PEOPLE = [
    ("唐晓舟", "19900009002", ["业务管理员"]), ("周启明", "19900009003", ["任务/计划制定人"]),
    ("沈若兰", "19900009004", ["审核人员"]), ("罗文涛", "19900009005", ["检查结果审核人员"]),
    ("高远航", "19900009006", ["执法人员"]), ("林知秋", "19900009007", ["执法人员"]),
    ("方正平", "19900009008", ["审计员"]),
]


class Guide:
    """One browser, one server, and the pictures in the order of the guide."""

    def __init__(self, browser, url):
        self.browser, self.url, self.taken = browser, url, []

    def page(self):
        context = self.browser.new_context(
            base_url=self.url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900},
            service_workers="block")
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: sys.exit(f"script error on {page.url}: {error}"))
        return page

    def shot(self, page, name, full=False):
        """A picture of the screen with a palette of its own, which keeps it small."""
        if full:  # a bar that stays at the foot of the screen would lie over the middle of a long page
            page.set_viewport_size({"width": 1440, "height": page.evaluate("document.documentElement.scrollHeight")})
        image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        page.set_viewport_size({"width": 1440, "height": 900})
        image = image.resize((1080, round(image.height * 1080 / image.width)), Image.LANCZOS)
        file = PICTURES / f"{name}.png"
        for colours in (128, 64, 32, 16):
            image.quantize(colours).save(file, optimize=True)
            if file.stat().st_size < LARGEST:
                break
        else:
            sys.exit(f"{file} is too large")
        self.taken.append(name)
        print(f"{name}.png {file.stat().st_size // 1000} kB")

    def enter(self, account, secret, first=False):
        page = self.page()
        page.goto("/login")
        page.get_by_label("账号", exact=True).fill(account)
        page.get_by_label("密码", exact=True).fill(secret)
        page.get_by_role("button", name="登录", exact=True).click()
        if first:
            expect(page.get_by_text("首次登录请修改密码")).to_be_visible()
            if account == ADMINISTRATOR:
                self.shot(page, "02-first-password")
            fill(page, **{"当前密码": secret, "新密码": PASSWORD, "再次输入新密码": PASSWORD})
            send(page, "确定")
        expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
        return page


def first_administrator(folder):
    """The one step on the command line; answers the activation code."""
    said = subprocess.run(
        [MINGCHA, "user", "first", "--new", "--data", folder, "--organization", "青石县应急管理局", "--short-name", "青应急",
         "--code", credit_code(1), "--level", "county", "--division", "990101", "--domain", "emergency",
         "--word", "应急", "--name", "许慎行", "--mobile", ADMINISTRATOR, "--citizen-id", citizen_id(901)],
        capture_output=True, text=True, cwd=ROOT)
    code = re.search(r"激活码：([A-Z0-9-]+)", said.stdout)
    if not code:
        sys.exit(f"no first administrator: {said.stdout}{said.stderr}")
    return code[1]


def administrator(guide, code):
    page = guide.page()
    page.goto("/login")
    guide.shot(page, "01-login")
    page = guide.enter(ADMINISTRATOR, code, first=True)
    guide.shot(page, "03-workbench")
    page.get_by_role("link", name="去初始化检查").click()
    guide.shot(page, "04-setup-begin", full=True)

    page.locator("tbody tr").filter(has_text="行政复议、行政诉讼地点").get_by_role("link", name="去办理").click()
    fill(page, **{"行政复议机关": "青石县人民政府", "行政诉讼法院": "青石县人民法院", "地址": "青石县政务路1号（虚构）"})
    guide.shot(page, "05-organization", full=True)
    send(page, "保存", "已保存")

    page.get_by_role("link", name="内设机构", exact=True).click()
    for department in ("执法一科", "综合科"):
        fill(page, **{"内设机构名称": department})
        send(page, "新增", "内设机构已新增")
    guide.shot(page, "06-departments")

    codes = {}
    for number, (name, mobile, roles) in enumerate(PEOPLE):
        page.goto("/accounts/new")
        fill(page, **{"姓名": name, "手机号": mobile, "身份证号": citizen_id(910 + number), "角色": roles})
        if number == 0:
            guide.shot(page, "07-account-new", full=True)
        send(page, "保存", "用户已新建")
        codes[name] = re.search(r"激活码：([A-Z0-9-]+)", page.locator(".notice").first.inner_text())[1]
        if number == 0:
            guide.shot(page, "08-activation-code")
    page.goto("/accounts")
    guide.shot(page, "09-accounts")
    return codes


def bring_in(page, kind, rows, picture=None, guide=None):
    template = page.request.get(f"/imports/{kind}/template.xlsx").body()
    page.goto(f"/imports/{kind}")
    if picture:
        guide.shot(page, picture, full=True)
    page.locator("input[type=file]").set_input_files(
        {"name": f"{kind}.xlsx", "mimeType": "application/octet-stream", "buffer": sheets.filled_xlsx(template, rows)})
    send(page, "上传并核对")
    expect(page.locator(".notice").filter(has_text=f"可导入{len(rows)}行，错误0行")).to_be_visible(timeout=30_000)
    send(page, "确认导入")
    expect(page.locator(".notice").filter(has_text=f"导入完成：新增{len(rows)}行")).to_be_visible(timeout=30_000)


def business(guide, code):
    page = guide.enter("19900009002", code, first=True)
    page.get_by_role("link", name="去初始化检查").click()
    guide.shot(page, "10-setup-business", full=True)

    item = {"事项名称": "对工贸企业有限空间作业的行政检查", "执法领域": "应急", "监管依据": "《中华人民共和国安全生产法》第六十五条",
            "监管对象类型": "机构类主体"}
    bring_in(page, "items", [{**item, "事项编码": "990101019001"}, {
        **item, "事项编码": "990101019002", "事项名称": "对危险化学品经营企业的行政检查"}])
    page.goto("/items")
    guide.shot(page, "11-items")
    page.get_by_label("全选").check()
    send(page, "认领所选", "成功2条")

    points = ["作业前进行通风、检测并记录", "作业现场有专人监护", "进出人员登记清点"]
    bring_in(page, "forms", [
        {"表单名称": "有限空间作业检查表", "事项编码": "990101019001" if place == 0 else "", "检查项": "作业管理", "检查内容": point,
         "结果选项": "无问题/有问题/不涉及", "适用检查方式": "日常检查" if place == 0 else ""} for place, point in enumerate(points)])
    page.goto("/forms")
    page.get_by_role("link", name="有限空间作业检查表").click()
    send(page, "启用草稿版本")
    expect(page.locator(".head .tag")).to_have_text("在用")
    guide.shot(page, "12-form")

    bring_in(page, "subjects", [
        {"主体名称": f"青石县{name}有限公司", "统一社会信用代码": credit_code(900 + number), "法定代表人/负责人": "钱若水",
         "注册地址": f"青石县工业路{number + 1}号（虚构）", "生产经营地址": f"青石县工业路{number + 1}号（虚构）"}
        for number, name in enumerate(["云湾机械", "石桥铸造", "松林建材", "竹溪食品", "城关化工"])], "13-import-subjects", guide)
    guide.shot(page, "14-import-done")
    bring_in(page, "officers", [
        {"姓名": name, "身份证号": citizen_id(910 + number), "联系电话": mobile, "执法证号": f"9901010{number:04d}",
         "证件有效期": "2029-12-31", "执法领域": "应急", "是否组长": "是" if number == 4 else "否"}
        for number, (name, mobile, roles) in enumerate(PEOPLE) if roles == ["执法人员"]])
    page.goto("/officers")
    guide.shot(page, "15-officers")

    page.goto("/document-number-rules/new")
    fill(page, **{"机关代字": "应急"})
    guide.shot(page, "16-number-rule")
    send(page, "保存", "文书编号规则已保存")
    page.goto("/setup")
    expect(page.locator(".notice")).to_contain_text("初始化已完成")
    guide.shot(page, "17-setup-done", full=True)


def officer(guide, code):
    """Who is in the library may enter the field side (ORG-13, ORG-14)."""
    page = guide.enter("19900009006", code, first=True)
    page.goto("/field/")
    page.wait_for_timeout(500)


def serve(folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [MINGCHA, "serve", "--port", str(port), "--data", folder, "--assets", str(ROOT / ".assets")], cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return process, f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.1)
    process.kill()
    sys.exit("the server did not become ready")


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp()
    code = first_administrator(folder)
    server, url = serve(folder)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            guide = Guide(browser, url)
            codes = administrator(guide, code)
            business(guide, codes["唐晓舟"])
            officer(guide, codes["高远航"])
            print(f"{len(guide.taken)} pictures in {PICTURES.relative_to(ROOT)}")
    finally:
        server.terminate()
        server.wait(15)
        shutil.rmtree(folder, ignore_errors=True)


main()
