"""Asks every operation of the API description with made-up calls (schemathesis) and demands that answers are as described.

    .venv/bin/python tests/browser/api_check.py http://127.0.0.1:8080 ACCOUNT PASSWORD [--examples 10] [--enterprise CODE]

The limits of every parameter are tried one by one, and --examples further calls are made up for each operation: about 20,000
in all. With --enterprise the account is a mobile number of that enterprise. The calls change what they reach: only for a store with invented data.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

# They end or change the login that the other calls need.
LEFT_OUT = r"^/api/v1/(enterprise/)?(logout|password)$"

# Whether a rule of law refuses what is well formed is not in the description.
LEFT_OUT_CHECKS = "positive_data_acceptance"

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def visitor(base: str, account: str, password: str, enterprise: str = "") -> dict:
    """The headers of somebody logged in, got as the description says."""
    session = requests.Session()
    side = "/api/v1/enterprise" if enterprise else "/api/v1"
    form = {"code": enterprise, "mobile": account, "password": password} if enterprise else {"account": account, "password": password}
    answer = session.post(f"{base}{side}/login", json=form)
    if answer.status_code != 200:
        raise SystemExit(f"api_check: {account} can't log in: {answer.status_code} {answer.text}")
    token = session.get(f"{base}{side}/session").json()["csrf"]
    return {"Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in session.cookies), "X-CSRF-Token": token}


def description(base: str) -> dict:
    """The description; it is valid OpenAPI 3.1."""
    document = requests.get(base + "/api/v1/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    return document


def ids(base: str, headers: dict, document: dict) -> dict:
    """Ids of records by the first part of the path, as far as the visitor can list them."""
    found = {}
    for path, methods in document["paths"].items():
        if "get" in methods and "{" not in path:
            answer = requests.get(base + path, headers=headers)
            names = found.setdefault(path.removeprefix("/api/v1").split("/")[1], [])
            names += [name for name in dict.fromkeys(UUID.findall(answer.text)) if name not in names][:20]
    return found


def run(base: str, headers: dict, examples: int, phases: str = "coverage,fuzzing", seed: int = 1) -> tuple[int, str]:
    """The exit code and the words of one run."""
    known = ids(base, headers, description(base))
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", base + "/api/v1/openapi.json", "--url", base,
        "--checks", "all", "--exclude-checks", LEFT_OUT_CHECKS, "--exclude-path-regex", LEFT_OUT, "--phases", phases,
        "--max-examples", str(examples), "--seed", str(seed), "--generation-database", "none", "--continue-on-failure",
        "--request-timeout", "60", "--suppress-health-check", "all", "--warnings", "off", "--no-shrink", "--no-color",
        # whoever asks is in the headers
        "--generation-with-security-parameters", "false",
    ]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    hooks = Path(__file__).resolve().with_name("api_hooks.py")
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": str(hooks), "API_CHECK_IDS": json.dumps(known)}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("base")
    arguments.add_argument("account")
    arguments.add_argument("password")
    arguments.add_argument("--examples", type=int, default=10)
    arguments.add_argument("--phases", default="coverage,fuzzing")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--enterprise", default="")
    given = arguments.parse_args()
    headers = visitor(given.base, given.account, given.password, given.enterprise)
    code, words = run(given.base, headers, given.examples, given.phases, given.seed)
    print(words)
    sys.exit(code)


if __name__ == "__main__":
    main()
