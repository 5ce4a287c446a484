"""One scenario's certificate authority: a root, an intermediate and an end entity that are right until told otherwise."""

import datetime
from dataclasses import dataclass, field, replace

from certificates import (
    Certificate,
    Extension,
    authority_key_identifier,
    basic_constraints,
    extended_key_usage,
    key_usage,
    name,
    random_serial,
    subject_alternative_name,
    subject_key_identifier,
)
from keys import Key, new_key

HOST = "www.widgets.test"


@dataclass(frozen=True)
class Served:
    """What the server sends and the client trusts; `chain[0]` is the end entity, whose key the server holds."""

    chain: list[Certificate]
    anchors: list[Certificate]
    hostname: str = HOST
    crls: str | None = None
    published: dict[str, bytes] = field(default_factory=dict)  # path → DER, served over plain HTTP for those who fetch


class Lab:
    """Names carry the scenario's id: browsers keep one store for all scenarios, and nothing may leak from one to another."""

    def __init__(self, scenario: str, now: datetime.datetime):
        self.scenario = scenario
        self.now = now

    def ca_name(self, label: str) -> bytes:
        return name(("C", "ZZ"), ("O", "Widgets"), ("CN", f"Widgets {label} {self.scenario}"))

    def issue(self, issuer: Certificate | None, defaults: dict, changes: dict) -> Certificate:
        """`changes` wins over `defaults`. A value may be a function of (own key, issuer) where it depends on them; an extension
        of None is left out; `days` counts from now."""
        given = {**defaults, **changes}
        key = given.pop("key")
        key = key if isinstance(key, Key) else new_key(key)
        start, end = given.pop("days")
        extensions = {}
        for field_name in [k for k, v in given.items() if v is None or isinstance(v, Extension) or callable(v)]:
            value = given.pop(field_name)
            value = value(key, issuer) if callable(value) else value
            if isinstance(value, Extension):
                extensions[field_name] = value
        return Certificate(
            key=key,
            not_before=self.now + datetime.timedelta(days=start),
            not_after=self.now + datetime.timedelta(days=end),
            issuer_name=given.pop("issuer_name", issuer.subject if issuer else b""),
            issuer_key=given.pop("issuer_key", issuer.key if issuer else None),
            serial=given.pop("serial", random_serial()),
            extensions={} if given.get("version") == 1 else extensions,
            **given,
        ).signed()

    def root(self, label: str = "Root", **changes) -> Certificate:
        return self.issue(
            None,
            {
                "subject": self.ca_name(label),
                "key": "p256",
                "days": (-3000, 3650),
                "basic_constraints": basic_constraints(True),
                "key_usage": key_usage("keyCertSign", "cRLSign"),
                "subject_key_identifier": lambda key, _: subject_key_identifier(key),
            },
            changes,
        )

    def intermediate(self, issuer: Certificate, label: str = "Intermediate", **changes) -> Certificate:
        return self.issue(
            issuer,
            {
                "subject": self.ca_name(label),
                "key": "p256",
                "days": (-700, 1500),
                "basic_constraints": basic_constraints(True, 0),
                "key_usage": key_usage("digitalSignature", "keyCertSign", "cRLSign"),
                "subject_key_identifier": lambda key, _: subject_key_identifier(key),
                "authority_key_identifier": lambda _, issuer: authority_key_identifier(issuer.key),
            },
            changes,
        )

    def end_entity(self, issuer: Certificate | None, **changes) -> Certificate:
        return self.issue(
            issuer,
            {
                "subject": name(("CN", HOST)),
                "key": "p256",
                "days": (-1, 90),
                "basic_constraints": basic_constraints(False),
                "key_usage": key_usage("digitalSignature"),
                "extended_key_usage": extended_key_usage("serverAuth"),
                "subject_key_identifier": lambda key, _: subject_key_identifier(key),
                "authority_key_identifier": lambda _, issuer: authority_key_identifier(issuer.key) if issuer else None,
                "subject_alternative_name": subject_alternative_name(f"DNS:{HOST}"),
            },
            changes,
        )


@dataclass(frozen=True)
class Trouble:
    """One thing wrong with the usual chain, so that two of them can be put together.

    `tiers` is 3, or 2 for a company's inspection root that signs end entities itself. `sent`: `usual` (without the root),
    `end entity` or `everything`; `trusted`: `root`, `other` or `nothing`.
    """

    title: str
    fault: str
    root: dict = field(default_factory=dict)
    intermediate: dict = field(default_factory=dict)
    end_entity: dict = field(default_factory=dict)
    hostname: str = HOST
    tiers: int = 3
    sent: str = "usual"
    trusted: str = "root"

    def served(self, lab: Lab) -> Served:
        root = lab.root(**self.root)
        chain = [root]
        if self.tiers == 3:
            chain.insert(0, lab.intermediate(root, **self.intermediate))
        chain.insert(0, lab.end_entity(chain[0], **self.end_entity))
        sent = {"usual": chain[:-1], "end entity": chain[:1], "everything": chain}[self.sent]
        anchors = {"root": [root], "other": [lab.root("Other Root")], "nothing": []}[self.trusted] if self.trusted != "root" else [root]
        return Served(sent, anchors, self.hostname)

    def __add__(self, other: "Trouble") -> "Trouble":
        def pick(field_name: str):
            usual = Trouble.__dataclass_fields__[field_name].default
            mine, theirs = getattr(self, field_name), getattr(other, field_name)
            return mine if theirs == usual else theirs

        return replace(
            self,
            title=f"{self.title}; {other.title[0].lower()}{other.title[1:]}",
            fault=f"{self.fault} + {other.fault}",
            root=self.root | other.root,
            intermediate=self.intermediate | other.intermediate,
            end_entity=self.end_entity | other.end_entity,
            **{field_name: pick(field_name) for field_name in ("hostname", "tiers", "sent", "trusted")},
        )
