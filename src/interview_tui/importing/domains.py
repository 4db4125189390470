"""What an e-mail domain tells: an employer's own, a public mailbox, or a service that schedules for others."""

from __future__ import annotations

from interview_tui.domain.text import words

FREE_MAIL = words(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com icloud.com me.com mac.com proton.me"
    " protonmail.com pm.me yahoo.com ymail.com aol.com gmx.com gmx.de gmx.net web.de mail.com mail.ru yandex.com"
    " yandex.ru zoho.com fastmail.com hey.com tutanota.com tuta.io t-online.de orange.fr free.fr laposte.net"
    " libero.it qq.com 163.com 126.com naver.com comcast.net verizon.net att.net sbcglobal.net btinternet.com"
    " posteo.de mailbox.org duck.com"
)
"""Domains at which anybody has a mailbox."""

SERVICES = words(
    # calendars and meetings
    "calendar.google.com group.calendar.google.com resource.calendar.google.com zoom.us zoom.com webex.com"
    " gotomeeting.com whereby.com teams.microsoft.com"
    # booking pages
    " calendly.com cal.com savvycal.com doodle.com youcanbook.me acuityscheduling.com oncehub.com"
    " scheduleonce.com chilipiper.com reclaim.ai usemotion.com tidycal.com koalendar.com zcal.co x.ai"
    # hiring software
    " greenhouse.io greenhouse-mail.io lever.co goodtime.io ashbyhq.com modernloop.io prelude.co gem.com"
    " paradox.ai workable.com workablemail.com smartrecruiters.com icims.com jobvite.com bamboohr.com breezy.hr"
    " recruitee.com teamtailor.com teamtailor-mail.com personio.com personio.de myworkday.com myworkdayjobs.com"
    " workday.com successfactors.com taleo.net oraclecloud.com rippling.com dover.com hirevue.com sparkhire.com"
    " coderpad.io hackerrank.com codility.com codesignal.com karat.com karat.io"
    # job boards
    " indeed.com indeedemail.com linkedin.com ziprecruiter.com glassdoor.com wellfound.com hired.com otta.com"
    " xing.com stepstone.de monster.com"
)
"""Domains that send invitations on behalf of an employer."""

_SECOND_LEVELS = words("co com org net ac edu gov or ne go gob nom gen ltd plc")
_HOSTED = (".onmicrosoft.com",)


def domain_of(email: str) -> str:
    """The part after the @, lower case; '' for an address without one."""
    return email.rpartition("@")[2].lower().rstrip(".")


def is_within(domain: str, known: frozenset[str]) -> bool:
    """Whether the domain is one of the known ones or stands below one; yahoo.co.uk counts as yahoo's."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in known for start in range(len(labels))) or f"{label_of(domain)}.com" in (
        known & _WORLDWIDE
    )


_WORLDWIDE = frozenset({"yahoo.com", "hotmail.com", "outlook.com", "live.com"})


def is_own(domain: str) -> bool:
    """Whether the domain is an employer's own."""
    return "." in domain and not is_within(domain, FREE_MAIL) and not is_within(domain, SERVICES)


def label_of(domain: str) -> str:
    """The label that names the owner: `big-bank` of talent.big-bank.co.uk."""
    for hosted in _HOSTED:
        if domain.endswith(hosted):
            domain = domain.removesuffix(hosted) + ".com"
    labels = [label for label in domain.split(".") if label]
    if len(labels) < 2:
        return ""
    suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS else 1
    return _readable(labels[-suffix - 1])


def name_of(label: str) -> str:
    """The label as a name: `Big Bank` of big-bank. A short one without a vowel is an abbreviation."""
    if len(label) <= 4 and not set(label) & set("aeiouy-"):
        return label.upper()
    return " ".join(word.capitalize() for word in label.replace("_", "-").split("-") if word)


def _readable(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label
