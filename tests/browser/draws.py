"""Draws as anybody checks them: by the files, on the command line."""
import subprocess
from pathlib import Path

from conftest import ROOT
from desk import path
from playwright.sync_api import Page

FILES = ("manifest.txt", "officers.txt", "recusals.txt", "params.txt", "reveal.txt", "result.txt")


def files_of_draw(page: Page, folder: Path):
    """Downloads the six files of the draw that the page shows."""
    folder.mkdir(parents=True)
    for name in FILES:
        answer = page.request.get(f"{path(page).split('?')[0]}/files/{name}")
        assert answer.ok, f"{name}: {answer.status}"
        (folder / name).write_bytes(answer.body())


def verdict(folder: Path) -> str:
    """The last line of `mingcha draw verify`."""
    said = subprocess.run([ROOT / ".build/debug/mingcha", "draw", "verify", folder], capture_output=True, text=True)
    lines = (said.stdout + said.stderr).strip().splitlines()
    assert said.returncode == (0 if lines[-1] == "一致" else 1), said
    return lines[-1]
