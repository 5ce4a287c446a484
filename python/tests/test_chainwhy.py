"""The package as it is installed: against servers on loopback, with the clients that people use."""

import datetime
import importlib.util
import json
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

import chainwhy

OPENSSL = shutil.which("openssl")


def _openssl(folder, *arguments):
    subprocess.run([OPENSSL, *arguments], cwd=folder, check=True, capture_output=True)


class World:
    """A root, an intermediate and a server's certificate, made by OpenSSL."""

    def __init__(self, folder):
        self.folder = Path(folder)
        for name in ("root", "ca", "server"):
            _openssl(folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
        _openssl(
            folder, "req", "-x509", "-new", "-key", "root.key", "-subj", "/CN=Acme Root CA", "-days", "3650", "-out", "root.pem",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        )
        self._sign("ca", "Acme TLS CA", "root", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n")
        self._sign("server", "localhost", "ca", "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n")

    def _sign(self, name, subject, issuer, extensions):
        extensions += "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
        (self.folder / f"{name}.ext").write_text(extensions)
        _openssl(self.folder, "req", "-new", "-key", f"{name}.key", "-subj", f"/CN={subject}", "-out", f"{name}.csr")
        _openssl(
            self.folder, "x509", "-req", "-in", f"{name}.csr", "-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key",
            "-CAcreateserial", "-days", "300", "-extfile", f"{name}.ext", "-out", f"{name}.pem",
        )

    def text(self, *names):
        return "".join((self.folder / f"{name}.pem").read_text() for name in names)


class Server:
    """TLS on loopback until the test is over."""

    def __init__(self, world, *names):
        chain = world.folder / f"chain-{len(names)}.pem"
        chain.write_text(world.text(*names))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(chain, world.folder / "server.key")
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        try:
            connection.settimeout(5)
            with self.context.wrap_socket(connection, server_side=True) as tls:
                tls.recv(1)
        except OSError:
            pass

    def close(self):
        self.socket.close()


@unittest.skipUnless(OPENSSL, "no openssl here to make certificates with")
class Chains(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.world = World(cls._folder.name)

    @classmethod
    def tearDownClass(cls):
        cls._folder.cleanup()

    def server(self, *names):
        server = Server(self.world, *names)
        self.addCleanup(server.close)
        return server

    def test_a_question_is_answered(self):
        world = self.world
        report = chainwhy.explain(chain=world.text("server", "ca"), anchors=world.text("root"), server_name="localhost")
        self.assertEqual(report["verdict"], "trusted", report["summary"])
        report = chainwhy.explain(chain=world.text("server"), anchors=[world.text("root").encode()], server_name="localhost")
        self.assertEqual((report["verdict"], report["findings"][0]["code"]), ("untrusted", "issuer-not-found"))

    def test_a_moment_is_a_datetime_seconds_or_text(self):
        world = self.world
        late = datetime.datetime(2050, 1, 1, tzinfo=datetime.timezone.utc)
        for at in (late, late.timestamp(), "2050-01-01T00:00:00Z"):
            report = chainwhy.explain(chain=world.text("server", "ca"), anchors=world.text("root"), at=at)
            self.assertIn("certificate-expired", [finding["code"] for finding in report["findings"]])
        with self.assertRaises(TypeError):
            chainwhy.explain(chain="", at=datetime.datetime(2050, 1, 1))
        with self.assertRaises(TypeError):
            chainwhy.explain(chain="", servername="localhost")

    def test_other_threads_run_meanwhile(self):
        world = self.world
        reports = []
        question = dict(chain=world.text("server", "ca"), anchors=world.text("root"), server_name="localhost")
        threads = [threading.Thread(target=lambda: reports.append(chainwhy.explain(**question))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([report["verdict"] for report in reports], ["trusted"] * 8)

    def test_a_chain_is_taken_as_it_is_sent(self):
        server = self.server("server", "ca")
        taken = chainwhy.take_chain(f"127.0.0.1:{server.port}")
        self.assertEqual([ssl.DER_cert_to_PEM_cert(der) for der in taken][0].strip(), self.world.text("server").strip())
        self.assertEqual(len(taken), 2)
        with self.assertRaises(ConnectionError):
            chainwhy.take_chain("127.0.0.1:1")

    def test_an_ssl_error_is_explained(self):
        server = self.server("server")
        context = ssl.create_default_context(cafile=self.world.folder / "root.pem")
        with self.assertRaises(ssl.SSLError) as caught:
            with socket.create_connection(("127.0.0.1", server.port)) as plain:
                context.wrap_socket(plain, server_hostname="localhost")
        report = chainwhy.explain_error(
            caught.exception, host="localhost", port=server.port, anchors=self.world.text("root")
        )
        self.assertEqual(report["findings"][0]["code"], "issuer-not-found")
        self.assertTrue(report["recognised"] and report["recognised"][0]["agrees"], report["recognised"])
        with self.assertRaises(ValueError):
            chainwhy.explain_error(caught.exception)

    @unittest.skipUnless(importlib.util.find_spec("requests"), "requests is not installed")
    def test_an_error_of_requests_names_its_host_and_reads_its_store(self):
        import requests

        server = self.server("server")
        session = requests.Session()
        session.trust_env = False
        with self.assertRaises(requests.exceptions.SSLError) as caught:
            session.get(f"https://localhost:{server.port}/")
        report = chainwhy.explain_error(caught.exception)
        self.assertEqual((report["verdict"], report["serverName"]), ("untrusted", "localhost"))
        recognised = report["recognised"][0]
        self.assertEqual((recognised["client"], recognised["agrees"]), ("requests", True), recognised)

    @unittest.skipUnless(importlib.util.find_spec("httpx"), "httpx is not installed")
    def test_an_error_of_httpx_names_its_host_and_reads_its_store(self):
        import httpx

        server = self.server("server")
        with self.assertRaises(httpx.ConnectError) as caught:
            httpx.Client(trust_env=False).get(f"https://localhost:{server.port}/")
        report = chainwhy.explain_error(caught.exception)
        self.assertEqual((report["verdict"], report["serverName"]), ("untrusted", "localhost"))

    def test_the_program_comes_along(self):
        whole = self.world.folder / "whole.pem"
        whole.write_text(self.world.text("server", "ca"))
        argv = [str(whole), "--anchors", str(self.world.folder / "root.pem"), "--host", "localhost", "--json"]
        ran = subprocess.run([sys.executable, "-m", "chainwhy", *argv], capture_output=True, text=True)
        self.assertEqual((ran.returncode, json.loads(ran.stdout)["verdict"]), (0, "trusted"), ran.stderr)


if __name__ == "__main__":
    unittest.main()
