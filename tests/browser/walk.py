"""Walking through everything that a person can reach by links, one page of each kind, and looking at each at every width."""
import re

from playwright.sync_api import Page

WIDTHS = (1440, 1280, 390)

# No pages, or not ours to look at here: files, the phone's own app, what is read by programs.
ASIDE = re.compile(r"/(pdf|text|export|proof|sitemap[^/]*)$|/files/|/attachments/|template\.|problems\.|\.(csv|xlsx|json|txt)\b|^/(api|assets|field|exports)\b")

# What of the page is out of place: wider than the screen, or something to press outside its card. A row of tabs and a wide
# table scroll in their own box; what can be done to a row stays in view there.
OUTSIDE = """() => {
  const page = document.documentElement, found = [];
  if (page.scrollWidth > page.clientWidth) found.push(`page ${page.scrollWidth} > ${page.clientWidth}`);
  const acts = 'a.button, button, summary, input:not([type=hidden]), select, textarea, .ops > *, .pager > *, .crumbs a';
  for (const act of document.querySelectorAll(acts)) {
    const at = act.getBoundingClientRect();
    if (!at.width || act.closest('.tabs, .sr, .skip') || act.matches('.skip')) continue;
    if (act.closest('.scroll.wide') && !act.closest('.ops')) continue;
    const card = act.closest('.card');
    const room = card ? card.getBoundingClientRect() : { left: 0, right: page.clientWidth };
    if (at.right > room.right + 0.5 || at.left < room.left - 0.5) {
      found.push(`${act.tagName} ${(act.textContent || act.name || '').trim().slice(0, 20)} ${at.left}..${at.right} beside ${room.left}..${room.right}`);
    }
  }
  return found;
}"""


# What can be done here, whoever the record is about.
OFFERED = """() => [...new Set([...document.querySelectorAll('main .button, main button, main .ops a, main th, main label, main summary')]
  .map((one) => one.textContent.trim()))].sort().join('|')"""


def kind(address: str) -> str:
    """Pages that differ only in their record, their page of the list or their words are of one kind."""
    path, _, query = address.split("#")[0].partition("?")
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9a-f]{16,}", "*", path)
    path = re.sub(r"/(codes|templates|entities|check|parameters|public/subjects)/[^/]+", r"/\1/*", path)
    parts = [part for part in query.split("&") if part]
    told = {part if part.split("=")[0] in ("tab", "mode", "family", "type", "step") else part.split("=")[0] for part in parts}
    return path + "?" + "&".join(sorted(told - {"page", "after", "before", "beside", "sort", "on", "next"}))


def pages(page: Page, closed: list, *starts: str, beside: str = "^$"):
    """Opens one page of each kind after the other, from those addresses on and not beside them; yields the address. Links that
    lead to a closed door are noted."""
    waiting, seen = list(starts), set()
    while waiting:
        address = waiting.pop(0)
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        answer = page.goto(address)
        if answer is not None and answer.status >= 400:
            closed.append(f"{answer.status} {address}: a link leads to a closed door")
            continue
        yield address
        links = page.locator("a[href^='/']").evaluate_all("all => all.filter((a) => !a.download).map((a) => a.getAttribute('href'))")
        ours = [link for link in links if not ASIDE.search(link.partition("?")[0]) and not re.match(beside, link)]
        waiting += [link for link in ours if kind(link) not in seen]


def outside(page: Page) -> list:
    """What is out of place at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {what}" for what in page.evaluate(OUTSIDE)]
    return found
