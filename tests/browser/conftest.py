"""What the browser tests share: a running demo county, pages of two sizes, and the faults that fail any test: errors on the console, of
scripts, and promises that fail unheard.

    def test_something(desktop, axe, shot):
        page = desktop("高远航")         # a new context, logged in as a person of the demo; desktop() is nobody
        page.get_by_role("link", name="检查任务").click()
        axe(page)
        shot(page, "tasks")
"""
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from relay import Relay
from story import Job

ROOT = Path(__file__).resolve().parents[2]

DESKTOP = {"viewport": {"width": 1440, "height": 900}, "service_workers": "block"}
PHONE = {
    "user_agent": "Mozilla/5.0 (Linux; Android 12; HarmonyOS) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "geolocation": {"latitude": 30.2741, "longitude": 120.1551, "accuracy": 12},
    "permissions": ["geolocation"],
}

# A promise that fails and that nobody hears: whoever used the page would not hear of it either.
UNHEARD = """addEventListener('unhandledrejection', ({ reason }) => console.error(`unhandled rejection: ${reason?.stack ?? reason}`))"""

# A refusal is an answer of its own (4xx), and Chromium reports each; a missing file (404) or a broken
# server (5xx) is a fault.
REFUSAL = re.compile(r"^Failed to load resource: the server responded with a status of 4(?!04)\d\d")


class Server:
    """The debug build on a free port, with the demo county in a folder of its own."""

    def __init__(self, folder: Path, database: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.command = [
            str(ROOT / ".build/debug/mingcha"), "serve", "--port", str(self.port), "--data", str(folder / "data"),
            "--database", database or f"sqlite:{folder / 'mingcha.sqlite'}", "--assets", str(ROOT / ".assets"), "--demo",
        ]
        self.process = None

    def start(self, seconds: float = 1800):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + seconds
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                words = self.log.read_text(errors="replace")
                pytest.exit(f"the server did not become ready:\n{words[:3000]}", returncode=1)
            time.sleep(0.1)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self):
        """Ends the server politely; a server that does not listen is killed."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        """A crash, as seen from outside. `start` brings the server back on the same port."""
        self.process.kill()
        self.process.wait()


class Screen:
    """Makes pages of one size; each call is a new browser context, as of another person."""

    def __init__(self, new_context, server: Server, faults: list, logins: dict, look: dict):
        self.new_context, self.server, self.faults, self.logins, self.look = new_context, server, faults, logins, look

    def __call__(self, person: str = "", **changes) -> Page:
        settings = {"base_url": self.server.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        context = self.new_context(**{**settings, **self.look, **changes})
        context.add_init_script(UNHEARD)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: self.note(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        if person in self.logins:
            page.goto("/login")
            enter(page, *self.logins[person])
            expect(page).not_to_have_url(re.compile("/login"))
        elif person:
            login(page, person)
        return page

    def note(self, message: str):
        if not REFUSAL.match(message):
            self.faults.append(f"console: {message}")


def login(page: Page, person: str):
    """Logs in by the form as a person of the demo, by name or account as the login page lists them."""
    page.goto("/login")
    row = page.locator(".demo tbody tr").filter(has_text=person).first
    enter(page, row.locator("code").inner_text(), page.locator(".demo .hint code").inner_text())
    expect(page).not_to_have_url(re.compile("/login"))


def enter(page: Page, account: str, password: str):
    """Fills in the login form and sends it."""
    page.get_by_label("账号", exact=True).fill(account)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's browser; as root it starts without its sandbox only."""
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("mingcha"), os.environ.get("MINGCHA_TEST_DATABASE", ""))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def story():
    return Job()


@pytest.fixture
def job(request, story):
    """What the earlier steps of the main job have left. Without them there is nothing to go on from."""
    if story.broken:
        pytest.skip(f"{story.broken} failed")
    failed = request.session.testsfailed
    yield story
    if request.session.testsfailed > failed:
        story.broken = request.node.name


@pytest.fixture
def faults():
    """Script errors, failed loads and breaches of the content security policy; any of them fails the test."""
    found = []
    yield found
    assert not found, "the browser reported:\n" + "\n".join(found)


@pytest.fixture
def desktop(new_context, server, faults, story):
    return Screen(new_context, server, faults, story.logins, DESKTOP)


@pytest.fixture
def relay(server):
    running = Relay(server)
    yield running
    running.close()


@pytest.fixture
def phone(new_context, server, faults, story):
    return Screen(new_context, server, faults, story.logins, PHONE)


@pytest.fixture(scope="session")
def axe():
    """Asserts that axe finds no breach of the accessibility rules."""
    engine = Axe()

    def check(page: Page):
        results = engine.run(page)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture(scope="session")
def shot():
    """Keeps a picture of the whole page as screenshots/NAME-WIDTH.png, to be looked at."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)

    def take(page: Page, name: str):
        page.screenshot(path=folder / f"{name}-{page.viewport_size['width']}.png", full_page=True)

    return take


@pytest.fixture(scope="session")
def look(axe, shot):
    """Looks at a page as it is at both widths, or on a phone at its own: accessible, kept as pictures, and not wider
    than the screen."""
    def both(page: Page, name: str):
        before = page.viewport_size
        for size in [DESKTOP["viewport"], PHONE["viewport"]] if before == DESKTOP["viewport"] else [before]:
            page.set_viewport_size(size)
            axe(page)
            shot(page, name)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name} is {wide} pixels wide on a screen of {size['width']}"
        page.set_viewport_size(before)

    return both
