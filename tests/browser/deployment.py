"""The files of deploy/ put to work: nginx and HAProxy of Debian in front of the platform, with a certificate made here."""
import json
import re
import shutil
import socket
import ssl
import subprocess
import time
import http.client
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "mingcha.example.gov.cn"
PROGRAM = str(ROOT / ".build/debug/mingcha")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen, words: Path):
    """Until somebody listens there; a program that ended says why."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None, words.read_text(errors="replace")
            time.sleep(0.05)


def end(process: subprocess.Popen):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def certificate(folder: Path):
    """A key and a certificate of the invented host, and both in one file."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", folder / "key.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True)
    (folder / "haproxy.pem").write_bytes((folder / "fullchain.pem").read_bytes() + (folder / "key.pem").read_bytes())


class Node:
    """The platform behind a proxy."""

    def __init__(self, folder: Path, data: Path, *options: str, filled: bool = True):
        self.port, self.log = free_port(), folder / f"node-{time.monotonic_ns()}.log"
        command = [PROGRAM, "serve", "--port", str(self.port), "--data", str(data), "--assets", str(ROOT / ".assets"),
                   "--public-url", f"https://{HOST}", "--log-level", "info", *options]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command + (["--demo"] if filled else []), cwd=ROOT, stdout=log, stderr=log)
        wait_for(self.port, self.process, self.log)

    def lines(self) -> list:
        """What it wrote into its log, line by line."""
        text = self.log.read_text(errors="replace").splitlines()
        return [json.loads(line) for line in text if line.startswith("{")]

    def calls(self, route: str) -> list:
        return [line for line in self.lines() if line["message"] == "call" and line["route"] == route]

    def ask(self, path: str, **headers):
        """Past every proxy, from the machine itself."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def end(self):
        end(self.process)


class Proxy:
    """A proxy with its file as it is, but for ports, paths and addresses that belong to the real machine."""

    def __init__(self, folder: Path):
        self.folder, self.plain, self.secure = folder, free_port(), free_port()
        certificate(folder)
        self.log = folder / "proxy.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log)
        wait_for(self.secure, self.process, self.log)

    def replaced(self, text: str, changes: dict) -> str:
        for old, new in changes.items():
            assert old in text, f"{old} is not in the file"
            text = text.replace(old, new)
        return text

    def ask(self, method: str, path: str, body=None, source="127.0.0.1", secure=True, **headers):
        """Over TLS, from an address of one's own; what comes is told as status, headers and body."""
        if secure:
            context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
            connection = _Named(self.secure, context, source)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=30, source_address=(source, 0))
        connection.request(method, path, body=body, headers={"Host": HOST, **headers})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def protocol(self) -> str:
        """What is spoken with a browser."""
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        context.set_alpn_protocols(["h2", "http/1.1"])
        with socket.create_connection(("127.0.0.1", self.secure), timeout=30) as plain:
            with context.wrap_socket(plain, server_hostname=HOST) as secure:
                return secure.selected_alpn_protocol()

    def end(self):
        end(self.process)


class _Named(http.client.HTTPSConnection):
    """Goes to a port of this machine under the name in the certificate."""

    def __init__(self, port, context, source):
        super().__init__(HOST, port, timeout=30, context=context, source_address=(source, 0))
        self._create_connection = lambda address, *rest: socket.create_connection(("127.0.0.1", port), *rest)


class Nginx(Proxy):
    def __init__(self, folder: Path, node: Node):
        self.node = node
        super().__init__(folder)

    def command(self):
        text = (ROOT / "deploy/nginx.conf").read_text()
        text = self.replaced(text, {
            "127.0.0.1:8080": f"127.0.0.1:{self.node.port}", "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ssl": f"listen 127.0.0.1:{self.secure} ssl", "/etc/ssl/mingcha": str(self.folder)})
        # this machine may have no IPv6
        text = re.sub(r"listen \[::\].*\n", "\n", text)
        (self.folder / "mingcha.conf").write_text(text)
        for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
            (self.folder / name).mkdir()
        temporary = "\n".join(
            f"{directive} {self.folder / name};" for directive, name in (
                ("client_body_temp_path", "body"), ("proxy_temp_path", "proxy"), ("fastcgi_temp_path", "fastcgi"),
                ("uwsgi_temp_path", "uwsgi"), ("scgi_temp_path", "scgi")))
        (self.folder / "nginx.conf").write_text(
            f"daemon off;\nuser root;\npid {self.folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
            f"http {{ access_log off;\n{temporary}\ninclude {self.folder}/mingcha.conf; }}\n")
        return [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), "-e", "stderr"]


class HAProxy(Proxy):
    def __init__(self, folder: Path, one: Node, two: Node):
        self.one, self.two = one, two
        super().__init__(folder)

    def command(self):
        text = (ROOT / "deploy/haproxy.cfg").read_text()
        text = self.replaced(text, {
            "10.0.0.11:8080": f"127.0.0.1:{self.one.port}", "10.0.0.12:8080": f"127.0.0.1:{self.two.port}",
            "bind :80\n": f"bind 127.0.0.1:{self.plain}\n", "bind :443 ": f"bind 127.0.0.1:{self.secure} ",
            "/etc/ssl/mingcha": str(self.folder)})
        (self.folder / "haproxy.cfg").write_text(text)
        return [shutil.which("haproxy") or "/usr/sbin/haproxy", "-db", "-f", str(self.folder / "haproxy.cfg")]
