"""Asks every operation of the API description with made-up calls (schemathesis) and demands that answers are as described.

    .venv/bin/python tests/browser/api_check.py http://127.0.0.1:8080 ACCOUNT PASSWORD [--examples 70] [--enterprise CODE]

--examples is per operation and way of making calls: 70 make about 20,000 calls. With --enterprise the account is a mobile
number of that enterprise. The calls change what they reach: only for a store with invented data.
"""
import argparse
import re
import subprocess
import sys
from pathlib import Path

import requests

# They end or change the login that the other calls need.
LEFT_OUT = r"^/api/v1/(enterprise/)?(logout|password)$"

# Whether a rule of law refuses what is well formed is not in the description.
LEFT_OUT_CHECKS = "positive_data_acceptance"


def visitor(base: str, account: str, password: str, enterprise: str = "") -> dict:
    """The headers of somebody logged in."""
    session = requests.Session()
    path = "/enterprise/login" if enterprise else "/login"
    form = {"code": enterprise, "mobile": account, "password": password} if enterprise else {"account": account, "password": password}
    answer = session.post(base + path, data=form, allow_redirects=False)
    if answer.status_code != 303:
        raise SystemExit(f"api_check: {account} can't log in: {answer.status_code}")
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    home = session.get(base + ("/enterprise" if enterprise else "/"), headers={"Cookie": cookie}).text
    token = re.search(r'<meta name="csrf" content="([^"]+)"', home)
    return {"Cookie": cookie, "X-CSRF-Token": token.group(1) if token else ""}


def run(base: str, headers: dict, examples: int, seed: int = 1) -> tuple[int, str]:
    """The exit code and the words of one run."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", base + "/api/v1/openapi.json", "--url", base,
        "--checks", "all", "--exclude-checks", LEFT_OUT_CHECKS, "--exclude-path-regex", LEFT_OUT, "--phases", "fuzzing",
        "--max-examples", str(examples), "--seed", str(seed), "--generation-database", "none", "--continue-on-failure",
        "--request-timeout", "60", "--suppress-health-check", "all", "--no-color",
    ]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("base")
    arguments.add_argument("account")
    arguments.add_argument("password")
    arguments.add_argument("--examples", type=int, default=70)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--enterprise", default="")
    given = arguments.parse_args()
    code, words = run(given.base, visitor(given.base, given.account, given.password, given.enterprise), given.examples, given.seed)
    print(words)
    sys.exit(code)


if __name__ == "__main__":
    main()
