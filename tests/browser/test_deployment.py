"""deploy/ as it stands: the unit is verified, the proxies are started in front of a running platform."""
import contextlib
import os
import re
import shutil
import subprocess
import types
import uuid

import pytest
from deployment import HOST, PROGRAM, ROOT, HAProxy, Nginx, Node, free_port
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    folder = tmp_path_factory.mktemp("node")
    running = Node(folder, folder / "data", "--database", f"sqlite:{folder}/mingcha.sqlite", "--trusted-proxies", "127.0.0.1")
    yield running
    running.end()


@pytest.fixture(scope="module")
def nginx(tmp_path_factory, node):
    running = Nginx(tmp_path_factory.mktemp("nginx"), node)
    yield running
    running.end()


@pytest.fixture(scope="module")
def name_of_the_host(browser_type, browser_type_launch_args):
    """A browser for which the invented host is a proxy of this machine."""
    browsers = []

    def launch(port: int):
        args = browser_type_launch_args["args"] + [f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{port}"]
        browsers.append(browser_type.launch(**{**browser_type_launch_args, "args": args}))
        return browsers[-1].new_context(base_url=f"https://{HOST}", ignore_https_errors=True, locale="zh-CN").new_page()

    yield launch
    for browser in browsers:
        browser.close()


def log_in(page, person: str):
    page.goto("/login")
    row = page.locator(".demo tbody tr").filter(has_text=person).first
    page.get_by_label("账号", exact=True).fill(row.locator("code").inner_text())
    page.get_by_label("密码", exact=True).fill(page.locator(".demo .hint code").inner_text())
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).not_to_have_url(re.compile("/login"))


def test_the_unit_is_verified_and_hardly_exposed(tmp_path):
    text = (ROOT / "deploy/mingcha.service").read_text()
    installed = text.replace("/opt/mingcha/mingcha", PROGRAM).replace("WorkingDirectory=/opt/mingcha", "WorkingDirectory=/")
    assert installed.count(PROGRAM) == 1
    unit = tmp_path / "mingcha.service"
    unit.write_text(installed)
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert verified.returncode == 0 and "mingcha.service" not in verified.stderr, verified.stderr
    found = subprocess.run(["systemd-analyze", "security", "--offline=yes", unit], capture_output=True, text=True).stdout
    exposure = float(re.search(r"Overall exposure level for mingcha.service: ([0-9.]+)", found)[1])
    assert exposure <= 1.5, found
    assert "PrivateTmp=yes" in text and "Restart=always" in text


def test_behind_nginx_people_log_in_and_hand_in_files(nginx, node, name_of_the_host):
    page = name_of_the_host(nginx.secure)
    log_in(page, "江海宁")
    page.goto("/laws/imports/new")
    text = "# 虚构的条例\n\n自2024年1月1日起施行\n\n第一条 为了示例，制定本条例。\n"
    # more than nginx takes where nobody tells it
    files = [{"name": "条例.md", "mimeType": "text/markdown", "buffer": (text + "说明。" * 500_000).encode()}]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="上传并核对", exact=True).click()
    expect(page).to_have_url(re.compile(f"^https://{HOST}/"))
    assert [call for call in node.calls("/laws/imports") if call["method"] == "POST" and call["status"] != 413]
    cookie = next(cookie for cookie in page.context.cookies() if "session" in cookie["name"])
    assert cookie["secure"]


def test_nginx_tells_the_visitor_s_address_and_no_visitor_can_claim_another(nginx, node):
    # the answer comes when the line of the log is written
    nginx.ask("GET", "/login?of=visitor", source="127.0.0.9", **{"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.8"})
    node.ask("/healthz")
    assert {call["client"] for call in node.calls("/login")} >= {"127.0.0.9"}
    assert not [call for call in node.lines() if call.get("client") in ("203.0.113.9", "203.0.113.8")]
    assert all(isinstance(call["status"], int) and isinstance(call["microseconds"], int) for call in node.calls("/login"))


def test_figures_are_closed_behind_nginx_and_open_on_the_machine(nginx, node):
    for path in ("/metrics", "/metrics/", "/metrics?x=1", "//metrics", "/readyz"):
        assert nginx.ask("GET", path)[0] == 404, path
    assert node.ask("/metrics", **{"X-Forwarded-For": "127.0.0.1"})[0] == 404
    status, text = node.ask("/metrics")
    assert status == 200
    checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
    assert checked.returncode == 0 and checked.stderr == "", checked.stderr
    for figure in ("mingcha_build_info", "mingcha_jobs", "mingcha_ledger_lag_seconds", "mingcha_disk_free_bytes",
                   "mingcha_last_backup_timestamp_seconds", "process_resident_memory_bytes"):
        assert re.search(rf"^{figure}(\{{.*\}})? [0-9.]+$", text, re.M), figure


def test_nginx_speaks_tls_and_http_2(nginx):
    assert nginx.protocol() == "h2"
    status, headers, _ = nginx.ask("GET", "/login", secure=False)
    assert (status, headers["Location"]) == (301, f"https://{HOST}/login")
    assert "max-age" in nginx.ask("GET", "/login")[1]["Strict-Transport-Security"]


@pytest.mark.parametrize("proxy", [Nginx, HAProxy])
def test_while_the_platform_is_away_the_proxies_say_so_and_when_to_come_again(proxy, tmp_path):
    away = [types.SimpleNamespace(port=free_port()) for _ in range(1 if proxy is Nginx else 2)]
    running = proxy(tmp_path, *away)
    try:
        for method in ("GET", "POST"):
            status, headers, body = running.ask(method, "/login")
            assert (status, headers["Retry-After"], headers["Content-Type"]) == (503, "5", "text/html; charset=utf-8")
            assert "平台正在重新启动或升级" in body.decode()
    finally:
        running.end()


def test_an_undeclared_proxy_is_told_in_the_log_and_opens_nothing(tmp_path):
    running = Node(tmp_path, tmp_path / "data", "--database", f"sqlite:{tmp_path}/mingcha.sqlite")
    try:
        for _ in range(3):
            assert running.ask("/metrics", **{"X-Forwarded-For": "198.51.100.7"})[0] == 404
        told = [line for line in running.lines() if line["level"] == "warning" and "trustedProxies" in line["message"]]
        assert [line["peer"] for line in told] == ["127.0.0.1"]
        assert {call["client"] for call in running.calls("/metrics")} == {"127.0.0.1"}
    finally:
        running.end()


def test_the_log_tells_that_the_server_started_and_where_it_listens(node):
    started = [line for line in node.lines() if line["message"] == "服务已启动"]
    assert [(line["port"], line["publicURL"]) for line in started] == [(node.port, f"https://{HOST}")]


@pytest.mark.both_databases
@pytest.mark.skipif(not os.environ.get("MINGCHA_TEST_DATABASE"), reason="two nodes need PostgreSQL")
def test_haproxy_before_two_nodes_loses_nothing_when_one_ends(tmp_path_factory, name_of_the_host):
    server, name = os.environ["MINGCHA_TEST_DATABASE"], f"nodes_{uuid.uuid4().hex}"
    subprocess.run(["psql", server, "-qc", f"CREATE DATABASE {name}"], check=True)
    address = re.sub(r"/postgres\?", f"/{name}?", server)
    folder = tmp_path_factory.mktemp("nodes")
    options = ("--database", address, "--trusted-proxies", "127.0.0.1")
    with contextlib.ExitStack() as ends:
        ends.callback(subprocess.run, ["psql", server, "-qc", f"DROP DATABASE {name} WITH (FORCE)"], check=True)
        one = Node(folder, folder / "data", *options)
        ends.callback(one.end)
        two = Node(folder, folder / "data", *options, filled=False)
        ends.callback(two.end)
        proxy = HAProxy(tmp_path_factory.mktemp("haproxy"), one, two)
        ends.callback(proxy.end)
        assert proxy.protocol() == "h2"
        for path in ("/metrics", "/metrics/", "/readyz"):
            assert proxy.ask("GET", path)[0] == 404, path
        proxy.ask("GET", "/login", source="127.0.0.9", **{"X-Forwarded-For": "203.0.113.9"})
        assert {call["client"] for node in (one, two) for call in node.calls("/login")} == {"127.0.0.9"}
        page = name_of_the_host(proxy.secure)
        log_in(page, "江海宁")
        one.end()
        # the login is in the database: the other node goes on with it
        for path in ("/", "/subjects", "/laws"):
            assert page.goto(path).status == 200
        assert [call for call in two.calls("/subjects") if call["status"] == 200]
        # a node with a folder of its own is none, not even with the keys copied into it
        own = tmp_path_factory.mktemp("own")
        command = [PROGRAM, "serve", "--data", own, "--database", address, "--assets", ROOT / ".assets"]
        alone = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert alone.returncode == 1 and "密钥缺失" in alone.stderr and str(own) in alone.stderr
        shutil.copytree(folder / "data/keys", own / "keys")
        alone = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert alone.returncode == 1 and "请让每台服务器挂载同一个文件夹" in alone.stderr and str(own) in alone.stderr
