"""The few DER primitives that a certificate needs, so that wrong certificates can be written as easily as right ones.

A certificate library refuses to write a negative serial number, a version 1 CA or the same extension twice, and those are the
certificates that real clients disagree about.
"""

import datetime


def tlv(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def sequence(*parts: bytes) -> bytes:
    return tlv(0x30, b"".join(parts))


def set_of(*parts: bytes) -> bytes:
    return tlv(0x31, b"".join(sorted(parts)))


def integer(value: int) -> bytes:
    return tlv(0x02, value.to_bytes((value if value >= 0 else ~value).bit_length() // 8 + 1, "big", signed=True))


def boolean(value: bool) -> bytes:
    return tlv(0x01, b"\xff" if value else b"\x00")


def octet_string(content: bytes) -> bytes:
    return tlv(0x04, content)


def bit_string(content: bytes, unused: int = 0) -> bytes:
    return tlv(0x03, bytes([unused]) + content)


def named_bits(numbers: list[int]) -> bytes:
    """A BIT STRING with the numbered bits set and no trailing zero bits (X.690 §11.2.2)."""
    if not numbers:
        return bit_string(b"")
    octets = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        octets[number // 8] |= 0x80 >> number % 8
    return bit_string(bytes(octets), 7 - max(numbers) % 8)


def object_identifier(dotted: str) -> bytes:
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    content = b""
    for arc in (first * 40 + second, *rest):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        content += bytes(reversed(groups))
    return tlv(0x06, content)


def utf8_string(text: str) -> bytes:
    return tlv(0x0C, text.encode())


def printable_string(text: str) -> bytes:
    return tlv(0x13, text.encode("ascii"))


def ia5_string(text: str) -> bytes:
    return tlv(0x16, text.encode("latin-1"))


def time(moment: datetime.datetime) -> bytes:
    """UTCTime until 2049, GeneralizedTime after (RFC 5280 §4.1.2.5)."""
    if 1950 <= moment.year < 2050:
        return tlv(0x17, moment.strftime("%y%m%d%H%M%SZ").encode())
    return tlv(0x18, moment.strftime("%Y%m%d%H%M%SZ").encode())


def explicit(number: int, content: bytes) -> bytes:
    return tlv(0xA0 | number, content)


def implicit(number: int, content: bytes, constructed: bool = False) -> bytes:
    """A context tag in place of the universal one: `content` is what stands inside it."""
    return tlv(0x80 | number | (0x20 if constructed else 0), content)


NULL = tlv(0x05, b"")
