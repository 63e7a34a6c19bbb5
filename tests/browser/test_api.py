"""The API is as its description says (schemathesis), asked as an officer of a county and as one of the county beside it.

The calls change what they reach, therefore a county of their own. The large run is `api_check.py` (docs/api.md).
"""
import html
import re

import pytest
import requests
from api_check import description, run, visitor
from conftest import Server

EXAMPLES = 2


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("api"), "")
    running.start()
    yield running
    running.stop()


def account(base: str, person: str) -> tuple[str, str]:
    """Of the invented people that the login page lists."""
    page = html.unescape(requests.get(base + "/login").text)
    row = next(row for row in page.split("<tr") if person in row)
    return re.search(r"<code>([^<]+)", row)[1], re.search(r'class="hint".*?<code>([^<]+)', page, re.DOTALL)[1]


@pytest.mark.parametrize("person", ["唐晓舟", "白一凡"])
def test_every_answer_is_as_described(county, person):
    code, words = run(county.url, visitor(county.url, *account(county.url, person)), EXAMPLES, "fuzzing")
    assert code == 0, words[-20_000:]


def test_the_description_is_valid(county):
    assert len(description(county.url)["paths"]) > 200
