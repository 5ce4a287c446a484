"""Explains which link of a certificate chain fails, why, and what mends it."""

from __future__ import annotations

import datetime as _datetime
import time as _time
from typing import Any, Dict, List, Optional, Union

from ._chainwhy import __version__, explain as _explain, take_chain as _take_chain
from ._errors import Seen, look_into as _look_into

__all__ = ["Seen", "__version__", "explain", "explain_error", "take_chain"]

#: Keyword arguments of :func:`explain`, and the fields of the question that they stand for.
_FIELDS = {
    "chain": "chain",
    "paste": "paste",
    "anchors": "anchors",
    "crls": "crls",
    "ocsp": "ocsp",
    "intermediates": "intermediates",
    "server_name": "serverName",
    "email_name": "emailName",
    "at": "at",
    "purpose": "purpose",
    "rules": "rules",
    "language": "language",
    "error_text": "errorText",
    "passwords": "passwords",
    "policies": "policies",
    "require_explicit_policy": "requireExplicitPolicy",
    "inhibit_policy_mapping": "inhibitPolicyMapping",
    "inhibit_any_policy": "inhibitAnyPolicy",
    "outlook": "outlook",
    "warn_days": "warnDays",
    "clients": "clients",
    "full": "full",
}

Report = Dict[str, Any]


def explain(**question: Any) -> Report:
    """The report for a question, as a dictionary whose names are those of the JSON.

    ``chain``, ``anchors``, ``crls`` and ``paste`` take text or bytes, or lists of these; ``anchors`` defaults to the Mozilla roots
    (``"mozilla"``). ``at`` takes a :class:`datetime.datetime` with a time zone, Unix seconds or ISO 8601 text, and defaults to now.
    Other threads run meanwhile. Whatever is pasted, there is a report.

    Raises :class:`TypeError` for a keyword that is none of the question's.
    """
    asked: Dict[str, Any] = {}
    for keyword, value in question.items():
        field = _FIELDS.get(keyword)
        if field is None:
            raise TypeError(f"explain() got an unexpected keyword argument {keyword!r}")
        if value is not None:
            asked[field] = _plain(value)
    asked.setdefault("at", _time.time())
    return _explain(asked)


def take_chain(target: str, timeout: float = 10.0) -> List[bytes]:
    """The certificates that a server sends, DER, in the order sent, with no trust at all.

    ``target`` is ``HOST``, ``HOST:PORT`` or a URL; a proxy is taken from the environment. Raises :class:`ConnectionError`.
    """
    return _take_chain(target, timeout)


def explain_error(
    error: BaseException,
    *,
    host: Optional[str] = None,
    port: Optional[int] = None,
    anchors: Any = None,
    language: Optional[str] = None,
    timeout: float = 10.0,
) -> Report:
    """The report on what an exception of ``ssl``, requests, httpx, urllib3, urllib or aiohttp is about.

    Host and port are read off the exception (``ssl`` alone does not know them: give them), the trust anchors are those that this
    client reads on this machine. The host is asked for its chain, which is judged with them.

    Raises :class:`ValueError` where no host is known, :class:`ConnectionError` where there is no chain to be had.
    """
    seen = _look_into(error)
    host = host or seen.host
    port = port or seen.port or 443
    if host is None:
        raise ValueError("the exception does not say which host it is about: give host=")
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return explain(
        chain=_pem(take_chain(target, timeout)),
        anchors=anchors if anchors is not None else seen.anchors(),
        server_name=host,
        error_text=seen.text,
        language=language,
    )


def _pem(chain: List[bytes]) -> str:
    from ssl import DER_cert_to_PEM_cert

    return "".join(DER_cert_to_PEM_cert(der) for der in chain)


def _plain(value: Any) -> Union[str, bytes, float, int, bool, list, dict]:
    if isinstance(value, _datetime.datetime):
        if value.tzinfo is None:
            raise TypeError("at: a datetime without a time zone can mean two moments")
        return value.timestamp()
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
