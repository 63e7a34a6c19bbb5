"""The library of subjects in the browser: what an administrator does there all day."""
import pytest
from desk import row
from playwright.sync_api import expect


@pytest.mark.requirements("SUBJ-16", "SUBJ-20")
def test_the_enterprises_of_the_special_programme(desktop, look):
    page = desktop("唐晓舟")
    page.goto("/enterprises")
    # what a column can be sorted by beside its label stands below it
    labels = [text.split("\n")[0] for text in page.locator("#list thead th").all_inner_texts()]
    assert labels == ["序号", "企业名称", "生产经营地址", "行业类型", "设备合计", "操作"]
    expect(page.get_by_role("link", name="新建企业")).to_be_visible()
    steelworks = row(page, "钢铁企业")
    steelworks.locator("summary").click()
    for action in ("查看", "编辑", "核销", "执法情报"):
        expect(steelworks.get_by_role("link", name=action, exact=True)).to_be_visible()
    look(page, "enterprises")
    steelworks.get_by_role("link", name="执法情报", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look(page, "intelligence")
