"""企业服务: an enterprise registers, is verified, logs in, authorises somebody and takes it back."""
import pytest
from playwright.sync_api import expect

PASSWORD = "Mingcha-2026"
HOLDER, DELEGATE = "19911112201", "19911112202"


def enter_enterprise(page, code, mobile, password):
    page.goto("/enterprise/login")
    page.get_by_label("统一社会信用代码").fill(code)
    page.get_by_label("手机号").fill(mobile)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def free_enterprise(page):
    """Name, code and legal representative of an enterprise that nobody has an account for."""
    page.goto("/subjects?q=云湾兴食品商贸")
    page.locator("tbody a.name").first.click()
    fields = dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd").all_inner_texts()))
    return page.get_by_role("heading", level=1).inner_text(), fields["统一社会信用代码"], fields["法定代表人/负责人"]


@pytest.mark.requirements("ORG-25", "BEY-32")
def test_register_verify_login_authorise_revoke(desktop, phone, axe, shot):
    agency = desktop("唐晓舟")
    name, code, representative = free_enterprise(agency)

    applicant = phone()
    applicant.goto("/login")
    applicant.get_by_role("link", name="企业账号登记").click()
    for field, value in {
        "code": code, "legalRepresentative": representative, "name": "办事人", "mobile": HOLDER, "password": PASSWORD, "again": PASSWORD,
    }.items():
        applicant.locator("#f-" + field).fill(value)
    axe(applicant)
    applicant.get_by_role("button", name="提交登记").click()
    enter_enterprise(applicant, code, HOLDER, PASSWORD)
    expect(applicant.get_by_text("企业账号待认证")).to_be_visible()

    agency.goto("/enterprise-accounts?status=pendingVerification")
    agency.get_by_role("link", name=name).click()
    expect(agency.get_by_role("cell", name="一致").first).to_be_visible()
    axe(agency)
    shot(agency, "enterprise-verification")
    agency.locator("#f-decision").select_option("pass")
    agency.get_by_role("button", name="提交认证结果").click()
    expect(agency.get_by_text("企业已认证")).to_be_visible()

    enter_enterprise(applicant, code, HOLDER, PASSWORD)
    expect(applicant.get_by_role("heading", level=1, name=name)).to_be_visible()
    axe(applicant)
    shot(applicant, "enterprise-file-phone")
    applicant.get_by_role("link", name="授权管理").click()
    for field, value in {"name": "获授权人", "mobile": DELEGATE, "validUntil": "2099-12-31"}.items():
        applicant.locator("#f-" + field).fill(value)
    applicant.get_by_role("button", name="授权", exact=True).click()
    told = applicant.get_by_role("status").first.inner_text()
    activation = told.split("激活码：")[1].split("（")[0]

    other = desktop()
    enter_enterprise(other, code, DELEGATE, activation)
    for field, value in {"present": activation, "new": "Fresh-2026", "again": "Fresh-2026"}.items():
        other.locator("#f-" + field).fill(value)
    other.get_by_role("button", name="确定").click()
    expect(other.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(other.get_by_role("link", name="授权管理")).to_have_count(0)
    axe(other)

    applicant.reload()  # the account has changed since: its password is set
    applicant.get_by_role("button", name="撤销授权 获授权人").click()
    applicant.get_by_role("button", name="撤销授权", exact=True).click()
    expect(applicant.get_by_text("授权已撤销")).to_be_visible()
    other.reload()
    other.wait_for_url("**/enterprise/login?next=*")
    enter_enterprise(other, code, DELEGATE, "Fresh-2026")
    expect(other.get_by_text("账号已撤销")).to_be_visible()


@pytest.mark.requirements("ORG-25", "BEY-32")
def test_the_file_shows_visits_documents_deadlines_and_rights(desktop, axe, shot):
    page = desktop()
    page.goto("/enterprise/login")
    code, mobile = page.locator(".demo tbody code").all_inner_texts()[:2]
    enter_enterprise(page, code, mobile, PASSWORD)
    for card in ("整改期限", "检查与结果", "登记信息", "您的权利", "谁查看了本企业的完整信息"):
        expect(page.get_by_role("heading", level=2, name=card)).to_be_visible()
    expect(page.get_by_text("行政复议法", exact=False).first).to_be_visible()
    axe(page)
    shot(page, "enterprise-file")
    with page.expect_download() as download:
        page.locator("#visits a", has_text="现场检查记录").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
