"""Reports of mail servers that a letter did not arrive: as RFC 3464 has them, and as prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.mail.headers import Headers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.mail.parts import MailPart

_SERVERS = re.compile(
    r"(?:mailer-daemon|mailerdaemon|postmaster|mail-daemon|bounces?|microsoftexchange[0-9a-f]*)(?:[+=._-].*)?@"
)
_FAILED = re.compile(
    r"undeliver(?:able|ed)|returned (?:mail|to sender)|delivery (?:status notification|has failed|failed|failure)"
    r"|(?:mail|message) delivery failed|failure notice|could(?: not|n.t) be delivered|wasn.t able to deliver"
    r"|was not delivered|unable to deliver|address not found|permanent (?:fatal )?errors?"
    r"|unzustellbar|nicht zugestellt|konnte nicht (?:an|zugestellt)|zustellung .{0,40}fehlgeschlagen"
    r"|non (?:remis|distribué|délivré)|n.a pas (?:pu être|été) (?:remis|distribué|délivré)"
    r"|échec de la (?:remise|distribution)|remise .{0,40}échoué",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"\bdelay(?:ed)?\b|still (?:trying|being retried)|will (?:be retried|keep trying|continue to)"
    r"|could not send (?:message|mail) for|not (?:yet been|been) delivered yet|noch nicht zugestellt"
    r"|verzögert|verzögerung|wird weiterhin versucht|retard[ée]|différée?|nouvelles? tentatives?",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^(?:-{3,} ?(?:below this line|this is a copy|original message|the (?:header|body)|forwarded)"
    r"|original message headers:|ursprüngliche nachrichtenkopfzeilen:|en-têtes (?:du message|de message) d.origine"
    r"|(?:return-path|received|from|date|message-id): )",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.+=/&'-]{1,100}@[\w.-]{1,200}\w", re.ASCII)
_ID = re.compile(r"^[ \t>]*message-id:\s*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_TO = re.compile(r"^[ \t>]*(?:to|an|à)\s?:.*", re.IGNORECASE | re.MULTILINE)
_LOOKED_AT = 60_000
"""Characters of a report."""


class Report(NamedTuple):
    """What a mail server says of letters; nothing in any other email."""

    addresses: tuple[str, ...] = ()
    """Whom they did not reach, lower case."""
    ids: tuple[str, ...] = ()
    """Their Message-IDs."""
    delayed: bool = False
    """They may still arrive."""


def read_report(headers: Headers, email: MailPart, sender: str) -> Report:
    """The report that an email is; an empty one where it is none. `sender` is who wrote it, lower case."""
    parts = list(_all_parts(email)) if email.type == "multipart/report" else [email]
    status = next((part for part in parts if part.type == "message/delivery-status"), None)
    if status is not None:
        fields = [Headers(block) for block in re.split(rb"\n{2,}", status.raw.replace(b"\r\n", b"\n")[:_LOOKED_AT])]
        actions = {one.first("action").lower().partition(" ")[0] for one in fields if "action" in one}
        failed = [one for one in fields if one.first("action").lower().startswith("failed")]
        ids = _ids(parts) or headers.ids("in-reply-to", "references")
        if not failed:
            return Report((), ids, delayed=True) if "delayed" in actions else Report()
        recipients = (_after_type(one.first("original-recipient") or one.first("final-recipient")) for one in failed)
        return Report(tuple(dict.fromkeys(one.lower() for one in recipients if one)), ids)
    return _in_prose(headers, email, sender)


def _in_prose(headers: Headers, email: MailPart, sender: str) -> Report:
    named = [found.lower() for value in headers.all("x-failed-recipients") for found in _ADDRESS.findall(value)]
    if not (named or _SERVERS.match(sender) or headers.first("return-path") == "<>"):
        return Report()
    text = "\n".join(part.text for part in _all_parts(email) if part.type in ("text/plain", "text/html"))[:_LOOKED_AT]
    copy = _COPY.search(text)
    above = text[: copy.start()] if copy else text
    if not named and not _FAILED.search(f"{headers.text('subject')}\n{above}"):
        return Report(delayed=_SERVERS.match(sender) is not None and _DELAYED.search(text) is not None)
    ids = tuple(dict.fromkeys(_ID.findall(text))) or headers.ids("in-reply-to", "references")
    if not named and _DELAYED.search(headers.text("subject")):
        return Report((), ids, delayed=True)
    own = headers.addresses("to", "from", "delivered-to")
    found = named or [one for one in map(str.lower, _ADDRESS.findall(above)) if one not in own]
    if not found and (to := _TO.search(text, copy.start() if copy else 0)):
        found = [one for one in map(str.lower, _ADDRESS.findall(to[0])) if one not in own]
    return Report(tuple(dict.fromkeys(found)), ids)


def _after_type(value: str) -> str:
    """The address in `rfc822; dana@acme.example`."""
    found = _ADDRESS.search(value.rpartition(";")[2])
    return found[0] if found else ""


def _ids(parts: list[MailPart]) -> tuple[str, ...]:
    """The Message-IDs of the letters that came back, whole or as their headers."""
    found = []
    for part in parts:
        if part.type == "message/rfc822":
            found += [part.children[0].header("Message-ID")] if part.children else []
        elif part.type in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            found += Headers(part.content).ids("message-id")
    return tuple(dict.fromkeys(one for one in found if one))


def _all_parts(part: MailPart) -> Iterator[MailPart]:
    """The part and those below it, without what is in another email."""
    yield part
    if part.type != "message/rfc822":
        for child in part.children:
            yield from _all_parts(child)
