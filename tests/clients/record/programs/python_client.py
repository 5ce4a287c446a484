"""Python's clients: reads targets as JSON on standard input, writes one answer a line. Run by each Python that is to be asked."""

import json
import os
import ssl
import sys

PATIENCE = 10
EMPTY_FOLDER = "/var/empty-trust-store"


def ask_ssl(target):
    import socket

    context = ssl.create_default_context(cafile=target["anchors"]) if target["anchors"] else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not target["anchors"] and hasattr(ssl, "VERIFY_X509_STRICT") and sys.version_info >= (3, 13):
        context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
    if target["crls"]:
        context.load_verify_locations(cafile=target["crls"])
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_CHAIN
    with socket.create_connection((target["host"], target["port"]), PATIENCE) as plain:
        with context.wrap_socket(plain, server_hostname=target["host"]):
            pass


def ask_requests(target):
    import requests

    requests.get(target["url"], verify=target["anchors"] or target["empty"], timeout=PATIENCE)


def ask_httpx(target):
    import httpx

    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        os.environ.pop(variable, None)
    if target["anchors"]:
        os.environ["SSL_CERT_FILE"] = target["anchors"]
    else:
        os.environ["SSL_CERT_DIR"] = EMPTY_FOLDER
    with httpx.Client(timeout=PATIENCE) as client:
        client.get(target["url"])


def ask_aiohttp(target):
    import asyncio

    import aiohttp

    async def get():
        context = ssl.create_default_context(cafile=target["anchors"] or target["empty"])
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE)) as session:
            async with session.get(target["url"], ssl=context):
                pass

    asyncio.run(get())


def ask_cryptography(target):
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.x509.verification import PolicyBuilder, Store

    anchors = x509.load_pem_x509_certificates(open(target["anchors"], "rb").read()) if target["anchors"] else []
    end_entity, *others = x509.load_pem_x509_certificates(open(target["chain"], "rb").read())
    try:
        subject = x509.IPAddress(ipaddress.ip_address(target["host"]))
    except ValueError:
        subject = x509.DNSName(target["host"])
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    PolicyBuilder().store(Store(anchors)).time(now).build_server_verifier(subject).verify(end_entity, others)


def verify_code(error):
    """OpenSSL's number, however deep the libraries have wrapped the error."""
    seen, waiting = set(), [error]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, ssl.SSLCertVerificationError) and getattr(each, "verify_code", None):
            return each.verify_code
        waiting += [each.__cause__, each.__context__, getattr(each, "reason", None), *getattr(each, "args", ())]
    return None


ask = globals()["ask_" + sys.argv[1]]
for target in json.load(sys.stdin):
    answer = {"id": target["id"], "accepts": True, "error": None, "code": None, "depth": None}
    try:
        ask(target)
    except Exception as error:
        kind = type(error)
        kind = kind.__qualname__ if kind.__module__ == "builtins" else kind.__module__ + "." + kind.__qualname__
        answer.update(accepts=False, error=kind + ": " + str(error), code=verify_code(error))
    print(json.dumps(answer), flush=True)
