"""What an exception of a Python client tells: whom it asked, in whose words it failed, and which anchors that client reads."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, List, Optional
from urllib.parse import urlsplit


@dataclass
class Seen:
    """Read off an exception and what caused it."""

    #: ``requests``, ``httpx``, ``aiohttp`` or ``ssl``.
    library: str
    host: Optional[str]
    port: Optional[int]
    #: The words of the exceptions, the outermost first.
    text: str

    def anchors(self) -> Any:
        """What this client trusts on this machine, as material for a question."""
        if self.library == "requests":
            for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
                if os.environ.get(variable):
                    return _read(os.environ[variable])
            return _certifi()
        if self.library == "httpx":
            if os.environ.get("SSL_CERT_FILE"):
                return _read(os.environ["SSL_CERT_FILE"])
            if os.environ.get("SSL_CERT_DIR"):
                return _read(os.environ["SSL_CERT_DIR"])
            return _certifi()
        paths = ssl.get_default_verify_paths()
        found: List[bytes] = []
        for path in (paths.cafile or paths.openssl_cafile, paths.capath):
            found.extend(_read(path) if path else [])
        return found


def look_into(error: BaseException) -> Seen:
    """Whom an exception is about. Nothing is asked of the network."""
    library, host, port = "ssl", None, None
    words = []
    for one in _causes(error):
        words.append(f"{type(one).__module__}.{type(one).__qualname__}: {one}")
        package = type(one).__module__.split(".")[0]
        if library == "ssl" and package in ("requests", "httpx", "aiohttp"):
            library = package
        if host is None:
            host, port = _whom(one)
    return Seen(library=library, host=host, port=port, text="\n".join(words))


def _causes(error: BaseException) -> Iterator[BaseException]:
    pending: List[Any] = [error]
    seen = set()
    while pending:
        one = pending.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen or len(seen) > 32:
            continue
        seen.add(id(one))
        yield one
        pending += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def _whom(error: BaseException) -> tuple:
    """requests and httpx keep the request, aiohttp the host, urllib3 the pool."""
    try:
        url = getattr(getattr(error, "request", None), "url", None)
    except RuntimeError:  # httpx: the request has not been set
        url = None
    if url is not None:
        parts = urlsplit(str(url))
        if parts.hostname:
            return parts.hostname, parts.port
    pool = getattr(error, "pool", None)
    for holder in (error, pool):
        host = getattr(holder, "host", None)
        if isinstance(host, str):
            port = getattr(holder, "port", None)
            return host, port if isinstance(port, int) else None
    return None, None


def _certifi() -> Any:
    try:
        import certifi
    except ImportError:
        return []
    return _read(certifi.where())


def _read(path: str) -> List[bytes]:
    place = Path(path)
    try:
        if place.is_dir():
            # OpenSSL finds nothing in a folder but what is named by the hash of its subject.
            files = sorted(file for file in place.iterdir() if file.suffix[1:].isdigit() and len(file.stem) == 8)
            return [file.read_bytes() for file in files]
        return [place.read_bytes()]
    except OSError:
        return []
