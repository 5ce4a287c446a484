"""What is served to the clients: every scenario by its id.

Troubles are single faults of the usual chain and pairs of them (two at once show in which order a client looks); the functions below
them build chains of another shape.
"""

from datetime import timedelta

import der
from certificates import (
    Extension,
    RevocationList,
    authority_information_access,
    authority_key_identifier,
    basic_constraints,
    extended_key_usage,
    inhibit_any_policy,
    key_usage,
    must_staple,
    name,
    name_constraints,
    pem,
    policies,
    policy_constraints,
    policy_mappings,
    precertificate_poison,
    random_serial,
    subject_alternative_name,
    subject_key_identifier,
    unknown,
)
from keys import new_key
from lab import HOST, Lab, Served, Trouble

EXPIRED, NOT_YET = (-400, -4), (4, 400)
CRITICAL_SKI = lambda key, _: subject_key_identifier(key, critical=True)
CRITICAL_AKI = lambda _, issuer: authority_key_identifier(issuer.key, critical=True)
NO_SAN = {"subject_alternative_name": None}


def alternative(*names: str, critical: bool = False) -> dict:
    return {"subject_alternative_name": subject_alternative_name(*names, critical=critical)}


def raw_alternative(value: bytes) -> dict:
    return {"subject_alternative_name": Extension("2.5.29.17", value)}


TROUBLES = {
    # Chains that should be accepted, and trip a careless client
    "healthy": Trouble("A well-formed chain of three", "none"),
    "healthy_root_sent": Trouble("A well-formed chain, the trusted root sent too", "none", sent="everything"),
    "healthy_two_tiers": Trouble("A company's root signs the end entity itself", "none", tiers=2),
    "healthy_rsa": Trouble(
        "RSA keys throughout", "none", root={"key": "rsa2048"}, intermediate={"key": "rsa2048"}, end_entity={"key": "rsa2048"}
    ),
    "healthy_rsa_pss": Trouble("Signed with RSA-PSS", "none", root={"key": "rsa2048"}, intermediate={"key": "rsa2048", "digest": "pss-sha256"},
                               end_entity={"digest": "pss-sha256"}),  # fmt: skip
    "healthy_p384": Trouble("P-384 and SHA-384 throughout", "none", root={"key": "p384", "digest": "sha384"},
                            intermediate={"key": "p384", "digest": "sha384"}, end_entity={"key": "p384", "digest": "sha384"}),  # fmt: skip
    "wildcard": Trouble("*.widgets.test for www.widgets.test", "none", end_entity=alternative("DNS:*.widgets.test")),
    "wildcard_a_label": Trouble("A wildcard for an internationalised host", "none", end_entity=alternative("DNS:*.widgets.test"),
                                hostname="xn--bcher-kva.widgets.test"),  # fmt: skip
    "a_label": Trouble("An internationalised host as A-label", "none", end_entity=alternative("DNS:xn--bcher-kva.widgets.test"),
                       hostname="xn--bcher-kva.widgets.test"),  # fmt: skip
    "name_in_upper_case": Trouble("The certificate's name is in upper case", "none", end_entity=alternative("DNS:WWW.WIDGETS.TEST")),
    "host_in_upper_case": Trouble("The host is asked for in upper case", "none", hostname="WWW.WIDGETS.TEST"),
    "host_trailing_dot": Trouble("The host is asked for with a trailing dot", "none", hostname="www.widgets.test."),
    "ip_v4": Trouble("Connect to 127.0.0.1, named as an address", "none", end_entity=alternative("IP:127.0.0.1"), hostname="127.0.0.1"),
    "ip_v6": Trouble("Connect to ::1, named as an address", "none", end_entity=alternative("IP:::1"), hostname="::1"),
    "names_many": Trouble("The host is the last of many names", "none",
                          end_entity=alternative("email:a@widgets.test", "URI:https://w.test/", "IP:192.0.2.1", "DNS:api.widgets.test", f"DNS:{HOST}")),  # fmt: skip
    "subject_empty": Trouble("Empty subject, critical subjectAltName", "none",
                             end_entity={"subject": name(), **alternative(f"DNS:{HOST}", critical=True)}),  # fmt: skip
    "san_critical": Trouble("Critical subjectAltName beside a subject", "none", end_entity=alternative(f"DNS:{HOST}", critical=True)),
    "eku_absent": Trouble("The end entity has no extendedKeyUsage", "none", end_entity={"extended_key_usage": None}),
    "eku_any": Trouble("The end entity has anyExtendedKeyUsage only", "none", end_entity={"extended_key_usage": extended_key_usage("any")}),
    "eku_client_too": Trouble("serverAuth and clientAuth", "none",
                              end_entity={"extended_key_usage": extended_key_usage("serverAuth", "clientAuth")}),  # fmt: skip
    "serial_20_octets": Trouble("A serial number of 20 octets", "none", end_entity={"serial": (1 << 158) + 5}),
    "constraints_met": Trouble("The intermediate permits widgets.test", "none",
                               intermediate={"name_constraints": name_constraints(permitted=("DNS:widgets.test",))}),  # fmt: skip
    "constraints_other_kind": Trouble("The intermediate constrains e-mail and directory names only", "none",
                                      intermediate={"name_constraints": name_constraints(("email:widgets.test", "dir:C=ZZ,O=Widgets"))}),  # fmt: skip
    "comma_in_name": Trouble("A comma and quotes in the CA's name", "none",
                             root={"subject": name(("C", "ZZ"), ("O", 'Widgets, "Inc."'), ("CN", "Widgets Root comma_in_name"))}),  # fmt: skip
    "unicode_in_name": Trouble("Chinese in the CA's name", "none",
                               root={"subject": name(("C", "CN"), ("O", "示例公司"), ("CN", "示例根证书 unicode_in_name"))}),  # fmt: skip
    "unknown_extension": Trouble("An unknown extension, not critical", "none", end_entity={"extra": unknown(critical=False)}),
    "validity_long": Trouble("An end entity valid for 900 days", "none", end_entity={"days": (-30, 870)}),
    "outlives_issuer": Trouble("The end entity outlives its issuer", "none", intermediate={"days": (-700, 30)}),
    "before_issuer": Trouble("The end entity was valid before its issuer", "none", end_entity={"days": (-800, 90)}),
    "after_2050": Trouble("Dates after 2050", "none", root={"days": (-3000, 20000)}, intermediate={"days": (-700, 19000)}),
    "key_usage_not_critical": Trouble("keyUsage is not critical anywhere", "none",
                                      root={"key_usage": key_usage("keyCertSign", "cRLSign", critical=False)},
                                      intermediate={"key_usage": key_usage("keyCertSign", "cRLSign", critical=False)},
                                      end_entity={"key_usage": key_usage("digitalSignature", critical=False)}),  # fmt: skip
    "key_usage_absent": Trouble("The end entity has no keyUsage", "none", end_entity={"key_usage": None}),
    "policies_any": Trouble("Policies down the chain, explicitly required", "none",
                            intermediate={"policies": policies("2.5.29.32.0"), "policy_constraints": policy_constraints(0)},
                            end_entity={"policies": policies("2.25.1000.1")}),  # fmt: skip
    # Trust
    "root_unknown": Trouble("The root is not among the anchors", "root not trusted", trusted="other"),
    "root_unknown_sent": Trouble("The root is sent and not trusted", "root sent, not trusted", trusted="other", sent="everything"),
    "inspection_unknown": Trouble("An inspection root that is not trusted signs the end entity", "root not trusted", tiers=2, trusted="other"),
    "inspection_unknown_sent": Trouble("An inspection root that is not trusted is sent", "root sent, not trusted", tiers=2, trusted="other",
                                       sent="everything"),  # fmt: skip
    "anchors_none": Trouble("The trust store is empty", "empty trust store", trusted="nothing"),
    "anchors_none_root_sent": Trouble("The trust store is empty, the root is sent", "empty trust store", trusted="nothing", sent="everything"),
    "intermediate_missing": Trouble("Only the end entity is sent", "intermediate missing", sent="end entity"),
    # Dates
    "expired_end_entity": Trouble("The end entity has expired", "end entity expired", end_entity={"days": EXPIRED}),
    "expired_intermediate": Trouble("The intermediate has expired", "intermediate expired", intermediate={"days": EXPIRED}),
    "expired_root": Trouble("The trusted root has expired", "anchor expired", root={"days": EXPIRED}),
    "expired_inspection_root": Trouble("The trusted inspection root has expired", "anchor expired", tiers=2, root={"days": EXPIRED}),
    "not_yet_end_entity": Trouble("The end entity is not yet valid", "end entity not yet valid", end_entity={"days": NOT_YET}),
    "not_yet_intermediate": Trouble("The intermediate is not yet valid", "intermediate not yet valid", intermediate={"days": NOT_YET}),
    "not_yet_root": Trouble("The trusted root is not yet valid", "anchor not yet valid", root={"days": NOT_YET}),
    "validity_inverted": Trouble("notAfter lies before notBefore, both past", "validity inverted", end_entity={"days": (-4, -40)}),
    # Names
    "host_other": Trouble("The certificate names another host", "host", end_entity=alternative("DNS:api.widgets.test", "DNS:widgets.test")),
    "host_single": Trouble("The certificate names one other host", "host", end_entity=alternative("DNS:api.widgets.test")),
    "common_name_only": Trouble("No subjectAltName, the common name is the host", "no subjectAltName", end_entity=NO_SAN),
    "common_name_other": Trouble("No subjectAltName, the common name is another host", "no subjectAltName",
                                 end_entity={**NO_SAN, "subject": name(("CN", "api.widgets.test"))}),  # fmt: skip
    "common_name_wildcard": Trouble("No subjectAltName, the common name is a wildcard", "no subjectAltName",
                                    end_entity={**NO_SAN, "subject": name(("CN", "*.widgets.test"))}),  # fmt: skip
    "common_name_beside_email": Trouble("subjectAltName holds an e-mail address only, the common name is the host", "no DNS name",
                                        end_entity=alternative("email:admin@widgets.test")),  # fmt: skip
    "common_name_beside_ip": Trouble("subjectAltName holds an address only, the common name is the host", "no DNS name",
                                     end_entity=alternative("IP:127.0.0.1")),  # fmt: skip
    "common_name_beside_dns": Trouble("subjectAltName names another host, the common name is right", "host",
                                      end_entity=alternative("DNS:api.widgets.test")),  # fmt: skip
    "no_name_at_all": Trouble("No subjectAltName and no common name", "no name",
                              end_entity={**NO_SAN, "subject": name(("O", "Widgets"))}),  # fmt: skip
    "wildcard_parent": Trouble("*.widgets.test for widgets.test", "host", end_entity=alternative("DNS:*.widgets.test"), hostname="widgets.test"),
    "wildcard_two_labels": Trouble("*.widgets.test for a.b.widgets.test", "host", end_entity=alternative("DNS:*.widgets.test"),
                                   hostname="a.b.widgets.test"),  # fmt: skip
    "wildcard_top_level": Trouble("*.test for widgets.test", "wildcard on a top-level domain", end_entity=alternative("DNS:*.test"),
                                  hostname="widgets.test"),  # fmt: skip
    "wildcard_partial": Trouble("w*.widgets.test for www.widgets.test", "partial wildcard", end_entity=alternative("DNS:w*.widgets.test")),
    "wildcard_partial_suffix": Trouble("*w.widgets.test for www.widgets.test", "partial wildcard", end_entity=alternative("DNS:*w.widgets.test")),
    "wildcard_second_label": Trouble("www.*.test for www.widgets.test", "wildcard not leftmost", end_entity=alternative("DNS:www.*.test")),
    "wildcard_double": Trouble("*.*.test for www.widgets.test", "two wildcards", end_entity=alternative("DNS:*.*.test")),
    "wildcard_alone": Trouble("A bare * for www.widgets.test", "bare wildcard", end_entity=alternative("DNS:*")),
    "name_trailing_dot": Trouble("The certificate's name ends in a dot", "name malformed", end_entity=alternative(f"DNS:{HOST}.")),
    "name_u_label": Trouble("The host as U-label in a dNSName", "name malformed", end_entity=alternative("DNS:bücher.widgets.test"),
                            hostname="xn--bcher-kva.widgets.test"),  # fmt: skip
    "name_embedded_nul": Trouble("A NUL octet after the host's name", "name malformed",
                                 end_entity={**raw_alternative(der.sequence(der.implicit(2, b"www.widgets.test\0.evil.test"))),
                                             "subject": name(("CN", "nul"))}),  # fmt: skip
    "name_underscore": Trouble("An underscore in the host's name", "none", end_entity=alternative("DNS:a_b.widgets.test"),
                               hostname="a_b.widgets.test"),  # fmt: skip
    "name_is_url": Trouble("The dNSName is a URL", "host", end_entity=alternative(f"DNS:https://{HOST}")),
    "san_empty": Trouble("An empty subjectAltName", "subjectAltName empty", end_entity=raw_alternative(der.sequence())),
    "san_malformed": Trouble("A subjectAltName that is not DER", "extension malformed", end_entity=raw_alternative(b"\x30\x05\x82\x20www")),
    "ip_as_dns": Trouble("127.0.0.1 written as a dNSName", "address written as a DNS name", end_entity=alternative("DNS:127.0.0.1"),
                         hostname="127.0.0.1"),  # fmt: skip
    "ip_other": Trouble("The certificate names another address", "host", end_entity=alternative("IP:192.0.2.7"), hostname="127.0.0.1"),
    "ip_without_address": Trouble("Connect to 127.0.0.1, only DNS names", "host", hostname="127.0.0.1"),
    "ip_as_common_name": Trouble("127.0.0.1 as common name only", "no subjectAltName",
                                 end_entity={**NO_SAN, "subject": name(("CN", "127.0.0.1"))}, hostname="127.0.0.1"),  # fmt: skip
    "ip_v6_other": Trouble("Connect to ::1, another address named", "host", end_entity=alternative("IP:2001:db8::1"), hostname="::1"),
    # Purposes
    "eku_client": Trouble("The end entity is for clients only", "end entity EKU", end_entity={"extended_key_usage": extended_key_usage("clientAuth")}),
    "eku_code_signing": Trouble("The end entity is for code signing", "end entity EKU",
                                end_entity={"extended_key_usage": extended_key_usage("codeSigning")}),  # fmt: skip
    "eku_intermediate": Trouble("The intermediate is for clients only", "CA EKU",
                                intermediate={"extended_key_usage": extended_key_usage("clientAuth")}),  # fmt: skip
    "eku_intermediate_any": Trouble("The intermediate has anyExtendedKeyUsage", "none",
                                    intermediate={"extended_key_usage": extended_key_usage("any")}),  # fmt: skip
    "eku_root": Trouble("The trusted root is for clients only", "anchor EKU", root={"extended_key_usage": extended_key_usage("clientAuth")}),
    "ku_encipherment": Trouble("ECDSA end entity with keyEncipherment only", "end entity keyUsage",
                               end_entity={"key_usage": key_usage("keyEncipherment")}),  # fmt: skip
    "ku_encipherment_rsa": Trouble("RSA end entity with keyEncipherment only", "end entity keyUsage",
                                   end_entity={"key": "rsa2048", "key_usage": key_usage("keyEncipherment")}),  # fmt: skip
    "ku_agreement": Trouble("ECDSA end entity with keyAgreement only", "end entity keyUsage",
                            end_entity={"key_usage": key_usage("keyAgreement")}),  # fmt: skip
    "ku_non_repudiation": Trouble("End entity with nonRepudiation only", "end entity keyUsage",
                                  end_entity={"key_usage": key_usage("nonRepudiation")}),  # fmt: skip
    "ku_end_entity_signs": Trouble("End entity, not a CA, with keyCertSign", "strict only",
                                   end_entity={"key_usage": key_usage("digitalSignature", "keyCertSign")}),  # fmt: skip
    "end_entity_is_ca": Trouble("The end entity is a CA", "CA as end entity",
                                end_entity={"basic_constraints": basic_constraints(True),
                                            "key_usage": key_usage("digitalSignature", "keyCertSign")}),  # fmt: skip
    # Who may sign
    "intermediate_not_ca": Trouble("The intermediate is not a CA", "issuer not a CA",
                                   intermediate={"basic_constraints": basic_constraints(False)}),  # fmt: skip
    "intermediate_no_bc": Trouble("The intermediate has no basicConstraints", "issuer not a CA", intermediate={"basic_constraints": None}),
    "intermediate_no_bc_no_ku": Trouble("The intermediate has neither basicConstraints nor keyUsage", "issuer not a CA",
                                        intermediate={"basic_constraints": None, "key_usage": None}),  # fmt: skip
    "intermediate_may_not_sign": Trouble("The intermediate's keyUsage lacks keyCertSign", "issuer may not sign",
                                         intermediate={"key_usage": key_usage("digitalSignature", "cRLSign")}),  # fmt: skip
    "intermediate_v1": Trouble("The intermediate is version 1", "issuer not a CA", intermediate={"version": 1}),
    "root_no_bc": Trouble("The trusted root has no basicConstraints", "anchor not a CA", root={"basic_constraints": None}),
    "root_not_ca": Trouble("The trusted root says it is not a CA", "anchor not a CA", root={"basic_constraints": basic_constraints(False)}),
    "root_may_not_sign": Trouble("The trusted root's keyUsage lacks keyCertSign", "anchor may not sign",
                                 root={"key_usage": key_usage("digitalSignature", "cRLSign")}),  # fmt: skip
    "root_v1": Trouble("The trusted root is version 1", "version 1 anchor", root={"version": 1}),
    "root_bare": Trouble("The trusted root has no extensions", "anchor not a CA",
                         root={"basic_constraints": None, "key_usage": None, "subject_key_identifier": None}),  # fmt: skip
    "path_length_root": Trouble("The trusted root allows no intermediate", "path length on anchor",
                                root={"basic_constraints": basic_constraints(True, 0)}),  # fmt: skip
    # What only strict clients mind
    "root_bc_not_critical": Trouble("The trusted root's basicConstraints are not critical", "strict only",
                                    root={"basic_constraints": basic_constraints(True, critical=False)}),  # fmt: skip
    "inspection_bc_not_critical": Trouble("An inspection root's basicConstraints are not critical", "strict only", tiers=2,
                                          root={"basic_constraints": basic_constraints(True, critical=False)}),  # fmt: skip
    "intermediate_bc_not_critical": Trouble("The intermediate's basicConstraints are not critical", "strict only",
                                            intermediate={"basic_constraints": basic_constraints(True, 0, critical=False)}),  # fmt: skip
    "root_no_ski": Trouble("The trusted root has no subject key identifier", "strict only", root={"subject_key_identifier": None}),
    "inspection_no_ski": Trouble("An inspection root without a subject key identifier", "strict only", tiers=2,
                                 root={"subject_key_identifier": None}),  # fmt: skip
    "intermediate_no_ski": Trouble("The intermediate has no subject key identifier", "strict only",
                                   intermediate={"subject_key_identifier": None}),  # fmt: skip
    "end_entity_no_ski": Trouble("The end entity has no subject key identifier", "none", end_entity={"subject_key_identifier": None}),
    "root_no_ku": Trouble("The trusted root has no keyUsage", "strict only", root={"key_usage": None}),
    "intermediate_no_ku": Trouble("The intermediate has no keyUsage", "strict only", intermediate={"key_usage": None}),
    "end_entity_no_aki": Trouble("The end entity has no authority key identifier", "strict only", end_entity={"authority_key_identifier": None}),
    "intermediate_no_aki": Trouble("The intermediate has no authority key identifier", "strict only",
                                   intermediate={"authority_key_identifier": None}),  # fmt: skip
    "aki_empty": Trouble("The end entity's authority key identifier is empty", "strict only",
                         end_entity={"authority_key_identifier": authority_key_identifier(None)}),  # fmt: skip
    "aki_issuer_and_serial": Trouble("The authority key identifier names issuer and serial only", "strict only",
                                     end_entity={"authority_key_identifier": lambda _, issuer: authority_key_identifier(
                                         None, issuer.issuer_name or issuer.subject, issuer.serial)}),  # fmt: skip
    "aki_other_serial": Trouble("The authority key identifier names another serial", "key identifiers disagree",
                                end_entity={"authority_key_identifier": lambda _, issuer: authority_key_identifier(
                                    issuer.key, issuer.issuer_name or issuer.subject, 77)}),  # fmt: skip
    "aki_other_key": Trouble("The authority key identifier names another key", "key identifiers disagree",
                             end_entity={"authority_key_identifier": lambda _, __: authority_key_identifier(new_key("p256"))}),  # fmt: skip
    "aki_critical": Trouble("The authority key identifier is critical", "strict only", end_entity={"authority_key_identifier": CRITICAL_AKI}),
    "ski_critical": Trouble("The subject key identifier is critical", "strict only", end_entity={"subject_key_identifier": CRITICAL_SKI}),
    "ski_critical_intermediate": Trouble("The intermediate's subject key identifier is critical", "strict only",
                                         intermediate={"subject_key_identifier": CRITICAL_SKI}),  # fmt: skip
    "aki_critical_intermediate": Trouble("The intermediate's authority key identifier is critical", "strict only",
                                         intermediate={"authority_key_identifier": CRITICAL_AKI}),  # fmt: skip
    "ski_critical_root": Trouble("The trusted root's subject key identifier is critical", "strict only",
                                 root={"subject_key_identifier": CRITICAL_SKI}),  # fmt: skip
    "aki_critical_root": Trouble("The trusted root's authority key identifier is critical", "strict only",
                                 root={"authority_key_identifier": lambda key, _: authority_key_identifier(key, critical=True)}),  # fmt: skip
    "aki_of_root": Trouble("The root's authority key identifier names its own key", "none",
                           root={"authority_key_identifier": lambda key, _: authority_key_identifier(key)}),  # fmt: skip
    "aki_of_root_other_key": Trouble("The root's authority key identifier names another key", "key identifiers disagree",
                                     root={"authority_key_identifier": lambda _, __: authority_key_identifier(new_key("p256"))}),  # fmt: skip
    "aki_of_root_other_key_root_sent": Trouble("The root's authority key identifier names another key, and the root is sent",
                                               "key identifiers disagree", sent="everything",
                                               root={"authority_key_identifier": lambda _, __: authority_key_identifier(new_key("p256"))}),  # fmt: skip
    "access_critical": Trouble("authorityInfoAccess is critical", "extension critical",
                               end_entity={"extra": authority_information_access("http://pki.widgets.test/ca.cer", critical=True)}),  # fmt: skip
    "eku_critical": Trouble("extendedKeyUsage is critical", "none",
                            end_entity={"extended_key_usage": extended_key_usage("serverAuth", critical=True)}),  # fmt: skip
    "constraints_not_ca": Trouble("The end entity has name constraints", "constraints without CA",
                                  end_entity={"name_constraints": name_constraints(permitted=("DNS:widgets.test",))}),  # fmt: skip
    "constraints_empty": Trouble("The intermediate's name constraints name nothing", "constraints empty",
                                 intermediate={"name_constraints": name_constraints()}),  # fmt: skip
    "policy_constraints_not_critical": Trouble("policyConstraints are not critical, and are met", "policy",
                                               intermediate={"policies": policies("2.5.29.32.0"),
                                                             "policy_constraints": policy_constraints(0, critical=False)},
                                               end_entity={"policies": policies("2.25.1000.1")}),  # fmt: skip
    "path_length_not_ca": Trouble("An end entity that is not a CA has a path length", "strict only",
                                  end_entity={"basic_constraints": basic_constraints(False, 0)}),  # fmt: skip
    "path_length_no_cert_sign": Trouble("A CA's path length without keyUsage", "strict only",
                                        root={"basic_constraints": basic_constraints(True, 3), "key_usage": None}),  # fmt: skip
    "subject_empty_san_not_critical": Trouble("Empty subject, subjectAltName not critical", "strict only", end_entity={"subject": name()}),
    "issuer_name_empty": Trouble("The CA has an empty name", "empty issuer", tiers=2, root={"subject": name()}),
    "end_entity_no_extensions": Trouble("The end entity has a subjectAltName and nothing else", "strict only", tiers=2,
                                        end_entity={"basic_constraints": None, "key_usage": None, "extended_key_usage": None,
                                                    "subject_key_identifier": None, "authority_key_identifier": None}),  # fmt: skip
    "inspection_bare": Trouble("An inspection root with basicConstraints, not critical, and nothing else", "strict only", tiers=2,
                               root={"basic_constraints": basic_constraints(True, critical=False), "key_usage": None,
                                     "subject_key_identifier": None}),  # fmt: skip
    "inspection_minimal": Trouble("An old inspection proxy: RSA, basicConstraints on the root, a name on the end entity, nothing else", "strict only",
                                  tiers=2, root={"key": "rsa2048", "basic_constraints": basic_constraints(True, critical=False), "key_usage": None,
                                                 "subject_key_identifier": None},
                                  end_entity={"key": "rsa2048", "basic_constraints": None, "key_usage": None, "extended_key_usage": None,
                                              "subject_key_identifier": None, "authority_key_identifier": None}),  # fmt: skip
    # Keys and signatures
    "rsa_1024_end_entity": Trouble("The end entity's key is RSA-1024", "weak key", end_entity={"key": "rsa1024"}),
    "rsa_1024_intermediate": Trouble("The intermediate's key is RSA-1024", "weak key", intermediate={"key": "rsa1024"}),
    "rsa_1024_root": Trouble("The trusted root's key is RSA-1024", "weak key", root={"key": "rsa1024"}),
    "p224_end_entity": Trouble("The end entity's key is on P-224", "key type", end_entity={"key": "p224"}),
    "p521_end_entity": Trouble("The end entity's key is on P-521", "key type", end_entity={"key": "p521"}),
    "p521_ca": Trouble("The CAs' keys are on P-521", "key type", root={"key": "p521", "digest": "sha512"},
                       intermediate={"key": "p521", "digest": "sha512"}, end_entity={"digest": "sha512"}),  # fmt: skip
    "secp256k1_end_entity": Trouble("The end entity's key is on secp256k1", "key type", end_entity={"key": "secp256k1"}),
    "ed25519_end_entity": Trouble("The end entity's key is Ed25519", "key type", end_entity={"key": "ed25519"}),
    "ed25519_ca": Trouble("The CAs' keys are Ed25519", "key type", root={"key": "ed25519"}, intermediate={"key": "ed25519"}),
    "ed448_ca": Trouble("The CAs' keys are Ed448", "key type", root={"key": "ed448"}, intermediate={"key": "ed448"}),
    "sha1_end_entity": Trouble("The end entity is signed with ECDSA and SHA-1", "weak hash", end_entity={"digest": "sha1"}),
    "sha1_rsa_end_entity": Trouble("The end entity is signed with RSA and SHA-1", "weak hash", intermediate={"key": "rsa2048"},
                                   end_entity={"digest": "sha1"}),  # fmt: skip
    "sha1_intermediate": Trouble("The intermediate is signed with SHA-1", "weak hash", root={"key": "rsa2048"}, intermediate={"digest": "sha1"}),
    "sha1_root": Trouble("The trusted root is self-signed with SHA-1", "none", root={"key": "rsa2048", "digest": "sha1"}),
    "sha224_end_entity": Trouble("The end entity is signed with SHA-224", "unusual hash", end_entity={"digest": "sha224"}),
    "md5_end_entity": Trouble("The end entity is signed with MD5", "weak hash", intermediate={"key": "rsa2048"}, end_entity={"digest": "md5"}),
    "signature_broken_end_entity": Trouble("The end entity's signature is wrong", "bad signature", end_entity={"signature_broken": True}),
    "signature_broken_end_entity_rsa": Trouble("The end entity's RSA signature is wrong", "bad signature", intermediate={"key": "rsa2048"},
                                               end_entity={"signature_broken": True}),  # fmt: skip
    "signature_broken_intermediate": Trouble("The intermediate's signature is wrong", "bad signature", intermediate={"signature_broken": True}),
    "signature_broken_root": Trouble("The trusted root's own signature is wrong", "none", root={"signature_broken": True}),
    "signature_algorithms_differ": Trouble("Inner and outer signature algorithm differ", "algorithm mismatch", end_entity={"inner_digest": "sha384"}),
    # Form
    "critical_unknown_end_entity": Trouble("Unknown critical extension on the end entity", "unknown critical extension",
                                           end_entity={"extra": unknown(True)}),  # fmt: skip
    "critical_unknown_intermediate": Trouble("Unknown critical extension on the intermediate", "unknown critical extension",
                                             intermediate={"extra": unknown(True)}),  # fmt: skip
    "critical_unknown_root": Trouble("Unknown critical extension on the trusted root", "unknown critical extension on anchor",
                                     root={"extra": unknown(True)}),  # fmt: skip
    "precertificate": Trouble("A precertificate is served", "unknown critical extension", end_entity={"extra": precertificate_poison()}),
    "duplicate_extension_end_entity": Trouble("subjectAltName twice on the end entity", "duplicate extension",
                                              end_entity={"extra": subject_alternative_name("DNS:api.widgets.test")}),  # fmt: skip
    "duplicate_extension_intermediate": Trouble("keyUsage twice on the intermediate", "duplicate extension",
                                                intermediate={"extra": key_usage("keyCertSign")}),  # fmt: skip
    "duplicate_extension_root": Trouble("keyUsage twice on the trusted root", "duplicate extension", root={"extra": key_usage("keyCertSign")}),
    "bc_malformed": Trouble("The end entity's basicConstraints are not DER", "extension malformed",
                            end_entity={"basic_constraints": Extension("2.5.29.19", b"\x30\x03\x01\x02\xff", True)}),  # fmt: skip
    "serial_negative_end_entity": Trouble("The end entity's serial number is negative", "serial number", end_entity={"serial": -42}),
    "serial_negative_root": Trouble("The trusted root's serial number is negative", "serial number", root={"serial": -42}),
    "serial_zero_end_entity": Trouble("The end entity's serial number is zero", "serial number", end_entity={"serial": 0}),
    "serial_zero_root": Trouble("The trusted root's serial number is zero", "serial number", root={"serial": 0}),
    "serial_21_octets": Trouble("The end entity's serial number has 21 octets", "serial number", end_entity={"serial": 1 << 165}),
    "version_2": Trouble("The end entity is version 2 and has extensions", "version", end_entity={"version": 2}),
    "end_entity_v1": Trouble("The end entity is version 1", "version", end_entity={"version": 1}),
    "must_staple": Trouble("The end entity demands a stapled OCSP answer", "stapling demanded", end_entity={"extra": must_staple()}),
    # Name constraints and policies
    "constraints_permitted": Trouble("The intermediate permits corp.test only", "name constraints",
                                     intermediate={"name_constraints": name_constraints(("DNS:corp.test",))}),  # fmt: skip
    "constraints_excluded": Trouble("The intermediate excludes widgets.test", "name constraints",
                                    intermediate={"name_constraints": name_constraints(excluded=("DNS:widgets.test",))}),  # fmt: skip
    "constraints_root": Trouble("The trusted root permits corp.test only", "name constraints on anchor",
                                root={"name_constraints": name_constraints(("DNS:corp.test",))}),  # fmt: skip
    "constraints_not_critical": Trouble("Name constraints that are not critical", "name constraints",
                                        intermediate={"name_constraints": name_constraints(("DNS:corp.test",), critical=False)}),  # fmt: skip
    "constraints_leading_dot": Trouble("Permits .widgets.test", "name constraint with a leading dot",
                                       intermediate={"name_constraints": name_constraints(("DNS:.widgets.test",))}),  # fmt: skip
    "constraints_ip": Trouble("Permits 10.0.0.0/8, the host is an address", "name constraints", end_entity=alternative("IP:127.0.0.1"),
                              intermediate={"name_constraints": name_constraints(("IP:10.0.0.0/8",))}, hostname="127.0.0.1"),  # fmt: skip
    "constraints_directory": Trouble("Permits another directory name", "name constraints",
                                     intermediate={"name_constraints": name_constraints(("dir:C=ZZ,O=Corp",))}),  # fmt: skip
    "constraints_directory_met": Trouble("Permits the directory name", "none",
                                         end_entity={"subject": name(("C", "ZZ"), ("O", "Widgets"), ("CN", HOST))},
                                         intermediate={"name_constraints": name_constraints(("dir:C=ZZ,O=Widgets",))}),  # fmt: skip
    "constraints_email": Trouble("Permits corp.test e-mail, another address in subjectAltName", "name constraints",
                                 end_entity=alternative(f"DNS:{HOST}", "email:admin@widgets.test"),
                                 intermediate={"name_constraints": name_constraints(("email:corp.test",))}),  # fmt: skip
    "constraints_common_name": Trouble("Permits corp.test, host in the common name only", "name constraints", end_entity=NO_SAN,
                                       intermediate={"name_constraints": name_constraints(("DNS:corp.test",))}),  # fmt: skip
    "policy_required": Trouble("The intermediate requires a policy, the end entity has none", "policy",
                               intermediate={"policies": policies("2.25.1000.1"), "policy_constraints": policy_constraints(0)}),  # fmt: skip
    "policy_other": Trouble("The intermediate requires a policy, the end entity has another", "policy",
                            intermediate={"policies": policies("2.25.1000.1"), "policy_constraints": policy_constraints(0)},
                            end_entity={"policies": policies("2.25.1000.2")}),  # fmt: skip
    "policy_any_inhibited": Trouble("anyPolicy is inhibited and used", "policy",
                                    intermediate={"policies": policies("2.25.1000.1"), "policy_constraints": policy_constraints(0),
                                                  "inhibit": inhibit_any_policy(0)},
                                    end_entity={"policies": policies("2.5.29.32.0")}),  # fmt: skip
    "policy_mapped": Trouble("Policies are mapped", "none",
                             intermediate={"policies": policies("2.25.1000.1"), "mappings": policy_mappings("2.25.1000.1", "2.25.1000.2"),
                                           "policy_constraints": policy_constraints(0)},
                             end_entity={"policies": policies("2.25.1000.2")}),  # fmt: skip
}  # fmt: skip

# Two or three at once: what a client reports first, or last, tells in which order it looks.
TOGETHER = [
    ("expired_end_entity", "host_other"),
    ("expired_end_entity", "common_name_only"),
    ("expired_end_entity", "intermediate_missing"),
    ("expired_end_entity", "root_unknown"),
    ("expired_end_entity", "root_unknown_sent"),
    ("expired_end_entity", "expired_intermediate"),
    ("expired_end_entity", "expired_root"),
    ("expired_intermediate", "root_unknown"),
    ("expired_intermediate", "not_yet_end_entity"),
    ("expired_root", "host_other"),
    ("expired_root", "not_yet_end_entity"),
    ("expired_end_entity", "anchors_none"),
    ("host_other", "intermediate_missing"),
    ("host_other", "root_unknown"),
    ("host_other", "root_unknown_sent"),
    ("host_other", "expired_end_entity", "root_unknown_sent"),
    ("host_other", "not_yet_end_entity"),
    ("eku_client", "host_other"),
    ("eku_client", "expired_end_entity"),
    ("eku_client", "root_unknown"),
    ("eku_intermediate", "host_other"),
    ("eku_intermediate", "expired_intermediate"),
    ("eku_client", "eku_intermediate"),
    ("ku_encipherment", "host_other"),
    ("ku_encipherment", "expired_end_entity"),
    ("constraints_permitted", "host_other"),
    ("constraints_permitted", "expired_end_entity"),
    ("constraints_permitted", "eku_client"),
    ("constraints_permitted", "root_unknown"),
    ("constraints_root", "path_length_root"),
    ("path_length_root", "expired_end_entity"),
    ("path_length_root", "host_other"),
    ("intermediate_not_ca", "host_other"),
    ("intermediate_not_ca", "expired_intermediate"),
    ("intermediate_not_ca", "root_unknown"),
    ("intermediate_not_ca", "eku_client"),
    ("intermediate_may_not_sign", "expired_end_entity"),
    ("intermediate_may_not_sign", "intermediate_not_ca"),
    ("signature_broken_end_entity", "expired_end_entity"),
    ("signature_broken_end_entity", "host_other"),
    ("signature_broken_end_entity", "root_unknown"),
    ("signature_broken_intermediate", "expired_end_entity"),
    ("signature_broken_intermediate", "eku_client"),
    ("rsa_1024_end_entity", "host_other"),
    ("rsa_1024_end_entity", "expired_end_entity"),
    ("rsa_1024_end_entity", "root_unknown"),
    ("sha1_end_entity", "host_other"),
    ("sha1_end_entity", "expired_end_entity"),
    ("sha1_end_entity", "root_unknown"),
    ("critical_unknown_end_entity", "host_other"),
    ("critical_unknown_end_entity", "expired_end_entity"),
    ("critical_unknown_end_entity", "eku_client"),
    ("critical_unknown_end_entity", "root_unknown"),
    ("duplicate_extension_end_entity", "expired_end_entity"),
    ("serial_negative_end_entity", "expired_end_entity"),
    ("end_entity_is_ca", "host_other"),
    ("end_entity_is_ca", "expired_end_entity"),
    ("common_name_only", "root_unknown"),
    ("end_entity_no_aki", "host_other"),
    ("end_entity_no_aki", "expired_end_entity"),
    ("end_entity_no_aki", "eku_client"),
    ("end_entity_no_aki", "root_unknown"),
    ("end_entity_no_aki", "root_no_ski"),
    ("end_entity_no_aki", "intermediate_no_ski"),
    ("end_entity_no_aki", "root_bc_not_critical"),
    ("end_entity_no_aki", "root_no_ku"),
    ("end_entity_no_aki", "intermediate_bc_not_critical"),
    ("root_no_ski", "root_bc_not_critical"),
    ("root_no_ski", "root_no_ku"),
    ("root_bc_not_critical", "root_no_ku"),
    ("root_no_ski", "intermediate_no_aki"),
    ("root_no_ski", "expired_root"),
    ("root_no_ski", "host_other"),
    ("root_no_ski", "expired_end_entity"),
    ("root_bc_not_critical", "host_other"),
    ("root_bc_not_critical", "expired_root"),
    ("root_bc_not_critical", "eku_client"),
    ("intermediate_bc_not_critical", "path_length_root"),
    ("intermediate_no_ski", "intermediate_no_aki"),
    ("intermediate_no_ski", "intermediate_bc_not_critical"),
    ("path_length_not_ca", "end_entity_no_aki"),
    ("ski_critical", "aki_critical"),
]
for parts in TOGETHER:
    first, *others = (TROUBLES[part] for part in parts)
    TROUBLES["_and_".join(parts)] = sum(others, first)

SCENARIOS = {identity: (trouble.title, trouble.fault, trouble.served) for identity, trouble in TROUBLES.items()}


def scenario(title: str, fault: str):
    def declare(build):
        SCENARIOS[build.__name__] = (title, fault, build)
        return build

    return declare


@scenario("Only the end entity is sent; it says where its issuer is published", "intermediate missing, published")
def intermediate_published(lab: Lab) -> Served:
    root = lab.root()
    intermediate = lab.intermediate(root)
    path = f"/{lab.scenario}.cer"
    end_entity = lab.end_entity(intermediate, extra=authority_information_access(f"http://www.widgets.test{path}"))
    return Served([end_entity], [root], published={path: intermediate.encoded})


def four_tiers(lab: Lab, root: dict = {}, upper: dict = {}, lower: dict = {}):
    top = lab.root(**root)
    first = lab.intermediate(top, "Upper CA", **{"basic_constraints": basic_constraints(True, 1), **upper})
    second = lab.intermediate(first, "Lower CA", **lower)
    return lab.end_entity(second), second, first, top


@scenario("A chain of four", "none")
def healthy_four_tiers(lab: Lab) -> Served:
    end_entity, lower, upper, root = four_tiers(lab)
    return Served([end_entity, lower, upper], [root])


@scenario("The upper of two intermediates is not sent", "upper intermediate missing")
def upper_intermediate_missing(lab: Lab) -> Served:
    end_entity, lower, _, root = four_tiers(lab)
    return Served([end_entity, lower], [root])


@scenario("The lower of two intermediates is not sent", "lower intermediate missing")
def lower_intermediate_missing(lab: Lab) -> Served:
    end_entity, _, upper, root = four_tiers(lab)
    return Served([end_entity, upper], [root])


@scenario("The upper intermediate allows no CA below it", "path length")
def path_length_intermediate(lab: Lab) -> Served:
    end_entity, lower, upper, root = four_tiers(lab, upper={"basic_constraints": basic_constraints(True, 0)})
    return Served([end_entity, lower, upper], [root])


@scenario("Only the lower intermediate is an anchor; the whole chain is sent", "partial chain")
def anchor_is_lower_intermediate(lab: Lab) -> Served:
    end_entity, lower, upper, _ = four_tiers(lab)
    return Served([end_entity, lower, upper], [lower])


@scenario("The upper intermediate is an expired anchor", "partial chain + anchor expired")
def anchor_is_expired_intermediate(lab: Lab) -> Served:
    end_entity, lower, upper, _ = four_tiers(lab, upper={"days": EXPIRED})
    return Served([end_entity, lower], [upper])


def usual(lab: Lab, **end_entity):
    root = lab.root()
    intermediate = lab.intermediate(root)
    return lab.end_entity(intermediate, **end_entity), intermediate, root


@scenario("Only the intermediate is an anchor; end entity and intermediate are sent", "partial chain")
def anchor_is_intermediate(lab: Lab) -> Served:
    end_entity, intermediate, _ = usual(lab)
    return Served([end_entity, intermediate], [intermediate])


@scenario("Only the intermediate is an anchor; the end entity alone is sent", "partial chain")
def anchor_is_intermediate_not_sent(lab: Lab) -> Served:
    end_entity, intermediate, _ = usual(lab)
    return Served([end_entity], [intermediate])


@scenario("Only the intermediate is an anchor; the root is sent too", "partial chain")
def anchor_is_intermediate_root_sent(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, intermediate, root], [intermediate])


@scenario("Only the intermediate is an anchor; the end entity has expired", "partial chain + end entity expired")
def anchor_is_intermediate_and_expired_end_entity(lab: Lab) -> Served:
    end_entity, intermediate, _ = usual(lab, days=EXPIRED)
    return Served([end_entity, intermediate], [intermediate])


@scenario("Only the intermediate is an anchor; the certificate names another host", "partial chain + host")
def anchor_is_intermediate_and_host_other(lab: Lab) -> Served:
    end_entity, intermediate, _ = usual(lab, **alternative("DNS:api.widgets.test"))
    return Served([end_entity, intermediate], [intermediate])


@scenario("The end entity alone is sent; root and intermediate are anchors", "intermediate missing, held locally")
def anchors_hold_intermediate(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity], [root, intermediate])


@scenario("The end entity, issued by a CA, is the only anchor", "end entity as anchor")
def anchor_is_end_entity(lab: Lab) -> Served:
    end_entity, intermediate, _ = usual(lab)
    return Served([end_entity, intermediate], [end_entity])


@scenario("The end entity, issued by a CA, is the only anchor and sent alone", "end entity as anchor")
def anchor_is_end_entity_sent_alone(lab: Lab) -> Served:
    end_entity, _, _ = usual(lab)
    return Served([end_entity], [end_entity])


@scenario("The end entity is an anchor beside its root", "none")
def anchors_root_and_end_entity(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, intermediate], [root, end_entity])


@scenario("The end entity is the only anchor, and names another host", "end entity as anchor + host")
def anchor_is_end_entity_and_host_other(lab: Lab) -> Served:
    end_entity, intermediate, _ = usual(lab, **alternative("DNS:api.widgets.test"))
    return Served([end_entity, intermediate], [end_entity])


@scenario("End entity, root, intermediate: the wrong order", "order")
def order_wrong(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, root, intermediate], [root])


@scenario("End entity, upper, lower: the wrong order", "order")
def order_wrong_four_tiers(lab: Lab) -> Served:
    end_entity, lower, upper, root = four_tiers(lab)
    return Served([end_entity, upper, lower], [root])


@scenario("The end entity is sent twice", "duplicate")
def end_entity_twice(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, end_entity, intermediate], [root])


@scenario("The intermediate is sent twice", "duplicate")
def intermediate_twice(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, intermediate, intermediate], [root])


@scenario("A certificate that has nothing to do with the chain is sent too", "unused certificate")
def unrelated_sent(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, lab.intermediate(lab.root("Foreign Root"), "Foreign CA"), intermediate], [root])


@scenario("The intermediate of another CA is sent", "wrong intermediate")
def intermediate_of_another_ca(lab: Lab) -> Served:
    end_entity, _, root = usual(lab)
    return Served([end_entity, lab.intermediate(root, "Intermediate G2")], [root])


@scenario("An expired and a renewed intermediate of the same key are sent, the expired one first", "none")
def intermediate_renewed(lab: Lab) -> Served:
    root = lab.root()
    key = new_key("p256")
    expired = lab.intermediate(root, key=key, days=EXPIRED)
    renewed = lab.intermediate(root, key=key)
    return Served([lab.end_entity(renewed), expired, renewed], [root])


@scenario("The intermediate that is sent has the right name and another key", "wrong issuer certificate")
def intermediate_other_key(lab: Lab) -> Served:
    end_entity, _, root = usual(lab)
    return Served([end_entity, lab.intermediate(root)], [root])


@scenario("The intermediate that is sent has the right name and another key; no key identifiers", "wrong issuer certificate")
def intermediate_other_key_no_identifiers(lab: Lab) -> Served:
    root = lab.root()
    without = {"subject_key_identifier": None, "authority_key_identifier": None}
    intermediate, other = lab.intermediate(root, **without), lab.intermediate(root, **without)
    return Served([lab.end_entity(intermediate, **without), other], [root])


@scenario("The anchor has the right name and another key", "stale anchor")
def anchor_other_key(lab: Lab) -> Served:
    end_entity, intermediate, _ = usual(lab)
    return Served([end_entity, intermediate], [lab.root()])


@scenario("The anchor has the right name and another key; no key identifiers", "stale anchor")
def anchor_other_key_no_identifiers(lab: Lab) -> Served:
    root, other = (lab.root(subject_key_identifier=None) for _ in range(2))
    intermediate = lab.intermediate(root, authority_key_identifier=None)
    return Served([lab.end_entity(intermediate), intermediate], [other])


@scenario("The root is sent; the anchor has its name and another key", "stale anchor")
def anchor_other_key_root_sent(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, intermediate, root], [lab.root()])


@scenario("An inspection root was made anew: the anchor has its name and another key", "stale anchor")
def inspection_root_renewed(lab: Lab) -> Served:
    return Served([lab.end_entity(lab.root())], [lab.root()])


@scenario("An inspection root was made anew; no key identifiers", "stale anchor")
def inspection_root_renewed_no_identifiers(lab: Lab) -> Served:
    old, new = (lab.root(subject_key_identifier=None) for _ in range(2))
    return Served([lab.end_entity(new, authority_key_identifier=None)], [old])


@scenario("Anchors hold the stale root before the right one", "none")
def anchors_stale_first(lab: Lab) -> Served:
    end_entity, intermediate, root = usual(lab)
    return Served([end_entity, intermediate], [lab.root(), root])


@scenario("Anchors hold the stale root before the right one; no key identifiers", "none")
def anchors_stale_first_no_identifiers(lab: Lab) -> Served:
    root, other = (lab.root(subject_key_identifier=None) for _ in range(2))
    intermediate = lab.intermediate(root, authority_key_identifier=None)
    return Served([lab.end_entity(intermediate), intermediate], [other, root])


@scenario("Anchors hold an expired and a renewed root of the same key", "none")
def anchors_expired_and_renewed(lab: Lab) -> Served:
    key = new_key("p256")
    expired, renewed = lab.root(key=key, days=EXPIRED), lab.root(key=key)
    intermediate = lab.intermediate(renewed)
    return Served([lab.end_entity(intermediate), intermediate], [expired, renewed])


@scenario("The anchor has expired; the server sends its renewal of the same key", "anchor expired")
def anchor_expired_renewal_sent(lab: Lab) -> Served:
    key = new_key("p256")
    expired, renewed = lab.root(key=key, days=EXPIRED), lab.root(key=key)
    intermediate = lab.intermediate(renewed)
    return Served([lab.end_entity(intermediate), intermediate, renewed], [expired])


def cross_signed(lab: Lab, cross: dict = {}, old: dict = {}):
    """A new root, and its key certified by an old root."""
    old_root = lab.root("Old Root", **old)
    new_root = lab.root("New Root")
    cross_certificate = lab.intermediate(
        old_root, subject=new_root.subject, key=new_root.key, **{"basic_constraints": basic_constraints(True), **cross}
    )
    intermediate = lab.intermediate(new_root)
    return lab.end_entity(intermediate), intermediate, cross_certificate, new_root, old_root


@scenario("A cross-sign is sent; the client has the old root only", "none")
def cross_old_root(lab: Lab) -> Served:
    end_entity, intermediate, cross, _, old = cross_signed(lab)
    return Served([end_entity, intermediate, cross], [old])


@scenario("A cross-sign is sent; the client has the new root only", "none")
def cross_new_root(lab: Lab) -> Served:
    end_entity, intermediate, cross, new, _ = cross_signed(lab)
    return Served([end_entity, intermediate, cross], [new])


@scenario("A cross-sign is sent; the client has both roots, the old one expired", "cross-sign, path choice")
def cross_old_root_expired(lab: Lab) -> Served:
    end_entity, intermediate, cross, new, old = cross_signed(lab, old={"days": EXPIRED})
    return Served([end_entity, intermediate, cross], [old, new])


@scenario("An expired cross-sign and the expired old root are sent; the client has the new root", "cross-sign, path choice")
def cross_expired_new_root(lab: Lab) -> Served:
    end_entity, intermediate, cross, new, old = cross_signed(lab, cross={"days": EXPIRED}, old={"days": EXPIRED})
    return Served([end_entity, intermediate, cross, old], [new])


@scenario("An expired cross-sign is sent; the client has the old root only", "cross-sign expired")
def cross_expired_old_root(lab: Lab) -> Served:
    end_entity, intermediate, cross, _, old = cross_signed(lab, cross={"days": EXPIRED})
    return Served([end_entity, intermediate, cross], [old])


@scenario("A cross-sign is sent; the client has the expired old root only", "anchor expired")
def cross_only_expired_old_root(lab: Lab) -> Served:
    end_entity, intermediate, cross, _, old = cross_signed(lab, old={"days": EXPIRED})
    return Served([end_entity, intermediate, cross], [old])


@scenario("The cross-sign is not sent; the client has the old root only", "cross-sign missing")
def cross_missing(lab: Lab) -> Served:
    end_entity, intermediate, _, _, old = cross_signed(lab)
    return Served([end_entity, intermediate], [old])


@scenario("Two CAs certify each other, neither is trusted", "loop")
def cross_loop(lab: Lab) -> Served:
    first, second = lab.root("Ring A"), lab.root("Ring B")
    open_ended = basic_constraints(True)
    first_by_second = lab.intermediate(second, subject=first.subject, key=first.key, basic_constraints=open_ended)
    second_by_first = lab.intermediate(first, subject=second.subject, key=second.key, basic_constraints=open_ended)
    return Served([lab.end_entity(first), first_by_second, second_by_first], [lab.root("Other Root")])


@scenario("A root's new key certified by its old key, self-issued, below a path length of zero", "none")
def key_rollover(lab: Lab) -> Served:
    old = lab.root(basic_constraints=basic_constraints(True, 0))
    new = lab.intermediate(old, subject=old.subject)
    return Served([lab.end_entity(new), new], [old])


def self_signed(lab: Lab, **changes):
    return lab.end_entity(None, subject=name(("CN", HOST), ("O", lab.scenario)), **changes)


@scenario("A self-signed end entity, not trusted", "self-signed end entity")
def self_signed_unknown(lab: Lab) -> Served:
    return Served([self_signed(lab)], [lab.root("Other Root")])


@scenario("A self-signed end entity, itself an anchor", "end entity is its own anchor")
def self_signed_trusted(lab: Lab) -> Served:
    end_entity = self_signed(lab)
    return Served([end_entity], [end_entity])


# What `openssl req -x509` makes: a CA without keyUsage.
REQ_X509 = {"basic_constraints": basic_constraints(True), "key_usage": None, "extended_key_usage": None,
            "authority_key_identifier": lambda key, _: authority_key_identifier(key)}  # fmt: skip


@scenario("What openssl req -x509 makes, not trusted", "self-signed end entity")
def self_signed_ca_unknown(lab: Lab) -> Served:
    return Served([self_signed(lab, **REQ_X509)], [lab.root("Other Root")])


@scenario("What openssl req -x509 makes, itself an anchor", "end entity is its own CA anchor")
def self_signed_ca_trusted(lab: Lab) -> Served:
    end_entity = self_signed(lab, **REQ_X509)
    return Served([end_entity], [end_entity])


@scenario("A self-signed version 1 certificate, itself an anchor", "version")
def self_signed_v1_trusted(lab: Lab) -> Served:
    end_entity = self_signed(lab, version=1)
    return Served([end_entity], [end_entity])


@scenario("A self-signed end entity, itself an anchor, expired", "end entity expired")
def self_signed_trusted_expired(lab: Lab) -> Served:
    end_entity = self_signed(lab, days=EXPIRED)
    return Served([end_entity], [end_entity])


@scenario("A self-signed end entity, itself an anchor, for another host", "host")
def self_signed_trusted_host_other(lab: Lab) -> Served:
    end_entity = self_signed(lab, **alternative("DNS:api.widgets.test"))
    return Served([end_entity], [end_entity])


@scenario("A self-signed end entity, expired, not trusted", "self-signed end entity + expired")
def self_signed_unknown_expired(lab: Lab) -> Served:
    return Served([self_signed(lab, days=EXPIRED)], [lab.root("Other Root")])


@scenario("A self-signed end entity for another host, not trusted", "self-signed end entity + host")
def self_signed_unknown_host_other(lab: Lab) -> Served:
    return Served([self_signed(lab, **alternative("DNS:api.widgets.test"))], [lab.root("Other Root")])


@scenario("A self-signed end entity for clients, not trusted", "self-signed end entity + EKU")
def self_signed_unknown_eku_client(lab: Lab) -> Served:
    return Served([self_signed(lab, extended_key_usage=extended_key_usage("clientAuth"))], [lab.root("Other Root")])


@scenario("A self-signed end entity, the trust store is empty", "self-signed end entity")
def self_signed_anchors_none(lab: Lab) -> Served:
    return Served([self_signed(lab)], [])


def with_lists(lab: Lab, *, of_root=None, of_intermediate=None, revoke_intermediate=False, revoke_end_entity=False, expired=False) -> Served:
    end_entity, intermediate, root = usual(lab)
    start, end = (lab.now - timedelta(days=40), lab.now - timedelta(days=10)) if expired else (lab.now - timedelta(days=1), lab.now + timedelta(days=30))
    lists = []
    if of_root is not False:
        lists.append(RevocationList(root, start, end, (intermediate.serial,) if revoke_intermediate else (random_serial(),)))
    if of_intermediate is not False:
        lists.append(RevocationList(intermediate, start, end, (end_entity.serial,) if revoke_end_entity else ()))
    return Served([end_entity, intermediate], [root], crls="".join(each.pem for each in lists))


@scenario("CRLs of both CAs, nothing revoked", "none")
def crl_clean(lab: Lab) -> Served:
    return with_lists(lab)


@scenario("The end entity is revoked", "end entity revoked")
def crl_end_entity_revoked(lab: Lab) -> Served:
    return with_lists(lab, revoke_end_entity=True)


@scenario("The intermediate is revoked", "intermediate revoked")
def crl_intermediate_revoked(lab: Lab) -> Served:
    return with_lists(lab, revoke_intermediate=True)


@scenario("The intermediate's CRL is not at hand", "CRL not available")
def crl_of_root_only(lab: Lab) -> Served:
    return with_lists(lab, of_intermediate=False)


@scenario("The CRLs have expired", "CRL expired")
def crl_expired(lab: Lab) -> Served:
    return with_lists(lab, expired=True)
