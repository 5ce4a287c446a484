"""Chromium over chromedriver's HTTP, Firefox over Marionette's socket: each is started once and asked about every scenario."""

import json
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from batch import clean_environment

START, PATIENCE = 60, 15
# Chromium waits three seconds for a captive portal to show itself before it blames the certificate: several wait side by side.
BROWSERS = 6


def nss_database(folder: Path, targets: list[dict]) -> list[dict]:
    """A store with the anchors of all scenarios: their names differ, so that no scenario can profit from another's. Returns the
    targets whose anchors it took; the browser is not asked about the others."""
    refused = set()
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["certutil", "-N", "-d", f"sql:{folder}", "--empty-password"], check=True)
    for target in targets:
        text = Path(target["anchors"]).read_text() if target["anchors"] else ""
        end_entity = Path(target["end_entity"]).read_text()
        for number, anchor in enumerate(re.findall(r"-----BEGIN [^-]+-----[^-]+-----END [^-]+-----\n", text)):
            # As a browser's settings import them: a CA to issue for servers, a server's own certificate as that one server.
            trust = "P,," if anchor == end_entity else "C,,"
            added = subprocess.run(
                ["certutil", "-A", "-d", f"sql:{folder}", "-n", f"{target['id']} {number}", "-t", trust, "-a"], input=anchor, text=True, capture_output=True
            )
            if added.returncode:
                print(f"  {target['id']}: the store refuses the anchor: {added.stderr.strip()[:160]}")
                refused.add(target["id"])
    return [target for target in targets if target["id"] not in refused]


def until(ready, seconds: int):
    deadline = time.monotonic() + seconds
    while True:
        try:
            return ready()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def chromium(targets: list[dict], home: Path) -> dict[str, dict]:
    targets = nss_database(home / ".pki/nssdb", targets)
    port = 9515
    driver = subprocess.Popen(
        ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment(HOME=str(home)), cwd=home
    )

    def call(method: str, path: str, body: dict | None = None, patience: int = PATIENCE):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}", method=method, data=json.dumps(body or {}).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=patience) as response:
            return json.load(response)["value"]

    def ask(number: int) -> dict[str, dict]:
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-component-update", "--disable-background-networking",
                     f"--user-data-dir={home / f'chromium-{number}'}"]  # fmt: skip
        options = {"binary": "/usr/bin/chromium", "args": arguments}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
        session = call("POST", "/session", {"capabilities": capabilities}, START)["sessionId"]
        answers = {}
        for target in targets[number::BROWSERS]:
            # The WebDriver command counts an interstitial as a page; the protocol beneath it says what stopped the navigation.
            navigate = {"cmd": "Page.navigate", "params": {"url": target["url"]}}
            try:
                error = call("POST", f"/session/{session}/goog/cdp/execute", navigate, 2 * PATIENCE).get("errorText")
            except urllib.error.HTTPError as failure:
                message = json.load(failure)["value"]["message"]
                found = re.search(r"net::\w+", message)
                if not found:
                    print(f"  {target['id']}: {message[:200]}")
                    continue
                error = found[0]
            answers[target["id"]] = {"accepts": error is None, "error": error, "code": None, "depth": None}
        call("DELETE", f"/session/{session}")
        return answers

    try:
        until(lambda: call("GET", "/status"), START)
        with ThreadPoolExecutor(BROWSERS) as pool:
            return {scenario: answer for answers in pool.map(ask, range(BROWSERS)) for scenario, answer in answers.items()}
    finally:
        driver.terminate()
        driver.wait(10)


class Marionette:
    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), 5)
        self.socket.settimeout(START)
        self.buffer = b""
        self.number = 0
        self.receive()

    def receive(self):
        while b":" not in self.buffer:
            self.fill()
        length, _, rest = self.buffer.partition(b":")
        self.buffer = rest
        while len(self.buffer) < int(length):
            self.fill()
        message, self.buffer = self.buffer[: int(length)], self.buffer[int(length) :]
        return json.loads(message)

    def fill(self) -> None:
        more = self.socket.recv(65536)
        if not more:
            raise OSError("Firefox closed the connection")
        self.buffer += more

    def call(self, command: str, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, value = self.receive()
        if error:
            raise RuntimeError(error["message"])
        return value


FIREFOX_PREFERENCES = {
    "marionette.port": 2829,
    "security.OCSP.enabled": 0,
    "security.enterprise_roots.enabled": False,
    "security.remote_settings.intermediates.enabled": False,
    "security.pki.mitm_canary_issuer.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 0,
    "services.settings.server": "http://127.0.0.1/",
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
}
FIREFOX_REQUEST = """
const [url, done] = arguments;
const request = new XMLHttpRequest({ mozAnon: true, mozSystem: true });
request.open("GET", url); request.timeout = 15000;
request.onload = () => done([null, null]);
request.ontimeout = () => done(["timeout", ""]);
request.onerror = () => {
  const info = request.channel.securityInfo;
  let words = "";
  try { words = Cc["@mozilla.org/nss_errors_service;1"].getService(Ci.nsINSSErrorsService).getErrorMessage(request.channel.status); } catch {}
  done([info?.errorCodeString || "0x" + request.channel.status.toString(16), words]);
};
request.send();
"""


def firefox(targets: list[dict], home: Path) -> dict[str, dict]:
    profile = home / "firefox"
    targets = nss_database(profile, targets)
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in FIREFOX_PREFERENCES.items()))
    browser = subprocess.Popen(
        ["firefox-esr", "-headless", "-no-remote", "-marionette", "--remote-allow-system-access", "-profile", str(profile)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment(HOME=str(home)), cwd=home,
    )  # fmt: skip
    answers = {}
    try:
        marionette = until(lambda: Marionette(FIREFOX_PREFERENCES["marionette.port"]), START)
        marionette.call("WebDriver:NewSession", capabilities={})
        marionette.call("Marionette:SetContext", value="chrome")
        for target in targets:
            code, words = marionette.call("WebDriver:ExecuteAsyncScript", script=FIREFOX_REQUEST, args=[target["url"]], scriptTimeout=20000)["value"]
            error = f"{code} {words}".strip() if code else None
            answers[target["id"]] = {"accepts": code is None, "error": error, "code": code, "depth": None}
    finally:
        browser.terminate()
        browser.wait(20)
    return answers
