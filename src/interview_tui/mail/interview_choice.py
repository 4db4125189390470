"""Which of several interviews an email is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.identity import plain_company
from interview_tui.domain.text import plain_words, repeats
from interview_tui.mail.acquaintance import telling_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.mail.acquaintance import KnownInterview


def likeliest_interview(interviews: Sequence[KnownInterview], subject: str, text: str) -> KnownInterview | None:
    """The one whose role or company an email names, of several roles the first that its text names; else, of those that
    run, the one that it names in part; else the one with the latest contact. One that has ended is likely only where it
    is named, or none runs. None of none.
    """
    if len(interviews) < 2:
        return next(iter(interviews), None)
    running = [interview for interview in interviews if interview.running]
    said = plain_words(subject), plain_words(text)
    named = _most_named(interviews, said, whole=True) or _most_named(running, said, whole=False)
    return named or max(running or interviews, key=lambda i: (i.last_contact, i.id))


def _most_named(interviews: Sequence[KnownInterview], said: tuple[str, str], *, whole: bool) -> KnownInterview | None:
    """The interview whose role and company an email names best, if one does; what they have in common tells nothing.
    `said` are the subject and the text; `whole`: by the whole role, or the company.
    """
    all_words = {i.id: telling_words(f"{i.company} {i.role}") for i in interviews}
    companies = [plain_company(i.company) for i in interviews]
    found: list[tuple[tuple[float, ...], KnownInterview]] = []
    for interview in interviews:
        shared = frozenset().union(*(words for number, words in all_words.items() if number != interview.id))
        own = all_words[interview.id] - shared
        alone = companies.count(plain_company(interview.company)) == 1
        score: list[float] = []
        for part in said:
            if whole:
                score.append(_names_role(part, interview.role) + (alone and repeats(part, interview.company)))
            else:
                score.append(len(own.intersection(part.split())) / max(1, len(own)))
        if whole:
            head = plain_words(_head(interview.role))
            score.append(-said[1].find(head) if head and head in said[1] else -len(said[1]))
        found.append((tuple(score), interview))
    found.sort(key=lambda one: one[0], reverse=True)
    if not found or not any(found[0][0][:2]) or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _names_role(said: str, role: str) -> bool:
    """Whether a role is named: in full, or without what stands behind a comma or in brackets, if that is two words."""
    head = _head(role)
    return repeats(said, role) or (" " in plain_words(head) and repeats(said, head))


def _head(role: str) -> str:
    return re.split(r"[,;(/|]| [-–—] ", role, maxsplit=1)[0]
