"""A relay between phone and server that answers in the server's place when a test says so: portals, firewalls, old releases."""
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# of one connection, not of the message
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"}


class Relay:
    """`answer(method, path)` gives (status, headers, bytes) in the server's place, or None to ask the server."""

    def __init__(self, server):
        self.answer = lambda method, path: None
        self.asked = []
        target = urlsplit(server.url)
        relay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                relay.asked.append((self.command, self.path))
                own = relay.answer(self.command, self.path)
                self.reply(*(own or self.forwarded(target, body)))

            do_GET = do_POST = do_PUT = serve

            def forwarded(self, to, body):
                server = HTTPConnection(to.hostname, to.port, timeout=60)
                server.request(self.command, self.path, body, {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"})
                answer = server.getresponse()
                found = answer.status, answer.getheaders(), answer.read()
                server.close()
                return found

            def reply(self, status, headers, body):
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


def page_of_another(method, path):
    """What a portal says to every call."""
    return 200, [("Content-Type", "text/html; charset=utf-8")], "<html>请先登录无线网络</html>".encode()


def json_of_another(method, path):
    return 200, [("Content-Type", "application/json")], b'{"code":0,"msg":"ok","data":[]}'


def only_calls(answer):
    return lambda method, path: answer(method, path) if path.startswith("/api/") else None
