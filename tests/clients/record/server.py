"""A TLS server for every scenario at once, each on its own loopback port."""

import ipaddress
import selectors
import socket
import ssl
import subprocess
import threading
from pathlib import Path

PATIENCE = 10
FIRST_PORT = 20000  # below the range that clients' own ports come from
LONGEST_REQUEST = 65536


def response(status: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


ANSWER = response("200 OK", "text/plain", b"ok\n")
NOT_FOUND = response("404 Not Found", "text/plain", b"not found\n")


def is_ip_v6(hostname: str) -> bool:
    try:
        return ipaddress.ip_address(hostname).version == 6
    except ValueError:
        return False


def tls_context(folder: Path) -> ssl.SSLContext:
    """A server that minds nothing: what it sends is for the client to judge."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(folder / "chain.pem", folder / "key.pem")
    return context


def serve_malformed(folder: Path, port: int) -> subprocess.Popen:
    """Python will not load an end entity whose extensions OpenSSL can't read; s_server sends it all the same."""
    command = ["openssl", "s_server", "-accept", str(port), "-www", "-quiet", "-cipher", "ALL:@SECLEVEL=0",
               "-cert", folder / "end_entity.pem", "-key", folder / "key.pem", "-cert_chain", folder / "issuers.pem"]  # fmt: skip
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def requested_path(connection: socket.socket) -> str:
    request = b""
    while b"\r\n\r\n" not in request and len(request) < LONGEST_REQUEST:
        more = connection.recv(4096)
        if not more:
            break
        request += more
    words = request.split(b" ", 2)
    return words[1].decode("latin-1") if len(words) == 3 else ""


def answer_tls(connection: socket.socket, context: ssl.SSLContext) -> None:
    # A blocking handshake, since it is what sends the alert before it gives up: clients report the alert.
    with context.wrap_socket(connection, server_side=True) as secured:
        path = requested_path(secured)
        if path:
            secured.sendall(ANSWER if path == "/" else NOT_FOUND)
            secured.settimeout(1)
            secured.unwrap()  # without a goodbye GnuTLS speaks of a premature end


def answer_plain(connection: socket.socket, published: dict[str, bytes]) -> None:
    """What issuers publish, for clients that follow a CA-issuers URL."""
    body = published.get(requested_path(connection))
    connection.sendall(NOT_FOUND if body is None else response("200 OK", "application/pkix-cert", body))


class Server:
    """Serves `folders` (scenario → folder with chain.pem and key.pem, host name) while the `with` block runs; those that `ports` does
    not mention get one."""

    def __init__(self, folders: dict[str, tuple[Path, str]], published: dict[str, bytes] = {}, ports: dict[str, int] = {},
                 addresses: dict[str, str] = {}):  # fmt: skip
        self.folders, self.published, self.addresses = folders, published, addresses
        self.ports = {scenario: ports.get(scenario, port) for port, scenario in enumerate(folders, FIRST_PORT)}

    def __enter__(self) -> "Server":
        self.programs: list[subprocess.Popen] = []
        self.selector = selectors.DefaultSelector()
        self.listen("127.0.0.1", 80, answer_plain, self.published)
        for scenario, (folder, hostname) in self.folders.items():
            port = self.ports[scenario]
            try:
                context = tls_context(folder)
            except ssl.SSLError:
                self.programs.append(serve_malformed(folder, port))
                continue
            address = self.addresses.get(scenario, "::1" if is_ip_v6(hostname) else "127.0.0.1")
            self.listen(address, port, answer_tls, context)
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        for program in self.programs:
            program.kill()
            program.wait()

    def listen(self, address: str, port: int, answer, with_what) -> None:
        listener = socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET, backlog=64)
        self.selector.register(listener, selectors.EVENT_READ, (answer, with_what))

    def accept(self) -> None:
        while True:
            for key, _ in self.selector.select():
                connection, _ = key.fileobj.accept()
                connection.settimeout(PATIENCE)
                threading.Thread(target=self.serve, args=(connection, *key.data), daemon=True).start()

    def serve(self, connection: socket.socket, answer, with_what) -> None:
        try:
            answer(connection, with_what)
        except (OSError, ValueError):
            pass  # clients that hang up are what this is about
        finally:
            connection.close()
