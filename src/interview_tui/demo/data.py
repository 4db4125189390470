"""The demo's invented words: companies, people, roles, accomplishments, letters. Addresses are at example domains."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Channel, Part, Topic
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.letter_kinds import LetterKind

if TYPE_CHECKING:
    from random import Random

ME = "Robin Hale"

COMPANIES = (
    "Nordlys Energi", "Tamarack", "Café Océane", "Brightwater Logistics", "白樺電機", "Hollis & Webb",
    "Müller Fördertechnik", "Peregrine Health", "Ito Foods", "Vantage Freight and Forwarding", "Łódka Software",
    "Quill", "Saltmarsh Insurance", "Iberia Óptica", "Redfern Public Libraries", "Cobalt Metering",
    "Juniper Lane Hotels", "Ashdown Rail Services", "Zephyr Bikes", "Ostra Payments",
    "Greyfriars University Hospital Trust", "Marigold Seeds", "Kestrel Robotics", "Åkerlund Timber",
    "Fenwick Cold Chain", "Lumen Museum Shops", "Two Rivers Water", "Pallas Analytics", "Orchard Street Bank",
    "Tidewater Marine Insurance Brokers",
)  # fmt: skip
_HEADS = (
    "Amber", "Birch", "Cedar", "Delft", "Élan", "Falcon", "Granite", "Håkon", "Indigo", "Jade", "Krön", "Lark",
    "Meridian", "Nimbus", "Oriel", "Pine", "Quarry", "Rosé", "Sable", "Thistle", "Umber", "Vela", "Willow", "Yarrow",
    "Zénith",
)  # fmt: skip
_TAILS = (
    "Bridge", "Dale", "Field", "Ford", "Gate", "Grove", "Harbour", "Hill", "Lake", "Mill", "Point", "Ridge", "Rock",
    "Shore", "Stone", "Vale", "Ward", "Wharf", "Wood", "Yard",
)  # fmt: skip
_TRADES = (
    "Systems", "Foods", "Freight", "Health", "Energy", "Analytics", "Insurance", "Media", "Motors", "Payments",
    "Print", "Retail", "Robotics", "Software", "Textiles",
)  # fmt: skip
_FORMS = ("", " Group", " Ltd", " GmbH", " AB", " & Daughters", " Inc.", " S.A.", " Oy", " Cooperative")

FIRST_NAMES = (
    "Dana", "Kim", "Priya", "Tomasz", "Ingrid", "Malik", "Sofía", "Henrik", "Aiko", "Grace", "Olumide", "Bea",
    "Jürgen", "Nadia", "Rafael", "Wren", "Yusuf", "Chloé", "Matteo", "Hana", "Declan", "Amara", "Søren", "Leila",
    "Victor", "Mei", "Joan", "Anders", "Tessa", "Kofi", "Elif", "Marta", "Ravi", "Ulla", "Felix", "Noor", "Petra",
    "Samuel", "Thandi", "Iris",
)  # fmt: skip
LAST_NAMES = (
    "Ruiz", "Lee", "Raman", "Nowak", "Dahl", "Haddad", "Ortega", "Lindqvist", "Mori", "Whitlock", "Adeyemi",
    "Farrow", "Krämer", "Petrova", "Salgado", "Ellison", "Demir", "Moreau", "Conti", "Novák", "Byrne", "Okafor",
    "Holm", "Farahani", "Hugo", "Chen", "Prescott", "Berg", "Marlow", "Mensah", "Yıldız", "Kowalska", "Iyer",
    "Virtanen", "Baumann", "Rahman", "Vogel", "Osei", "Nkosi", "Calloway",
)  # fmt: skip

OWN_QUESTIONS = (
    (Topic.PROBLEMS, "Which complaint do you hear most often from the people next door?"),
    (Topic.TIME, "What would have to be better by the spring for this to have been worth it?"),
)

ROLES: dict[str, tuple[str, ...]] = {
    "software": ("Release Manager", "Head of Delivery", "Site Reliability Lead", "Engineering Programme Manager"),
    "operations": ("Operations Manager", "Supply Chain Lead", "Site Operations Director", "Chief of Staff"),
    "service": ("Head of Customer Support", "Service Delivery Manager", "Customer Operations Lead"),
    "marketing": ("Marketing Operations Manager", "Campaign Operations Lead", "Launch Programme Manager"),
}
TITLES: dict[str, tuple[str, ...]] = {
    "software": ("VP Engineering", "Director of Platform", "Principal Engineer", "Head of Quality"),
    "operations": ("Chief Operating Officer", "Plant Manager", "Head of Purchasing", "Controller"),
    "service": ("VP Customer Experience", "Support Director", "Team Lead, Second Line", "Account Director"),
    "marketing": ("Chief Marketing Officer", "Head of Brand", "Regional Marketing Lead", "Events Manager"),
}
"""The first is who decides; the others are met with them."""

LOCATIONS = ("Leeds", "Remote", "Hamburg", "Lyon", "Gothenburg, two days a week", "Porto", "Chicago", "Osaka", "")
ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "Asia/Tokyo")
PLACES = ("Main entrance, ask for Lena", "Room Ada, 3rd floor", "Building C, goods entrance", "", "", "")
NOTES = (
    "Found through the regional operations meetup.",
    "The advertisement says five years; they said on the phone that three would do.",
    "Former colleagues of mine work in the sister company.",
    "They move to a new building in spring.",
    "",
)
PERSON_NOTES = (
    "Prefers short e-mails.",
    "Ran a marathon in Valencia; laughs easily.",
    "Started in the warehouse, twenty years ago.",
    "Asks for numbers, then for the story behind them.",
)


class Acquaintance(NamedTuple):
    """Somebody of one's own network."""

    name: str
    title: str
    company: str
    part: Part


NETWORK = (
    Acquaintance("Margaret Oduya", "Former director, Calder Logistics", "Calder Logistics", Part.REFERENCE),
    Acquaintance("Piet van Daal", "Head of Engineering", "Windmolen Software", Part.REFERENCE),
    Acquaintance("Lucía Ferrer", "Professor of Operations", "Puerto Institute", Part.REFERENCE),
    Acquaintance("Gareth Pugh", "Account Manager", "Saddleback Print", Part.CONNECTION),
    Acquaintance("Naomi Sato", "Consultant", "Third Wave Advisory", Part.CONNECTION),
    Acquaintance("Bill Achterberg", "Retired plant manager", "", Part.CONNECTION),
    Acquaintance("Shirin Azadi", "Product Manager", "Copperfield Apps", Part.CONNECTION),
    Acquaintance("Corinne Vasseur", "Senior Recruiter", "Lantern Search", Part.AGENCY),
)

STORIES = (
    ("Cut releases from nine days to one", "Three approvals stood one behind the other.", "Merged them.", "releases"),
    ("Quiet nights: from forty pages to three", "Forty pages a week.", "Reviewed each one with its owner.", ""),
    ("Moved billing without an hour of outage", "An old system that nobody dared to touch.", "Ran both.", "billing"),
    ("Reviews with three actions and a date", "The same outage came back.", "Fewer actions, each with a name.", ""),
    ("New people productive in two weeks", "Six weeks of waiting for access.", "A first task on day one.", "start"),
    ("Two warehouses, one count", "Two numbers for everything.", "Ten shelves each morning.", "count-sheet"),
    ("Renegotiated eleven supplier contracts", "Sixty contracts, no overview.", "One page each, then talks.", ""),
    ("A handover of eight minutes", "Orders lost at the change of shifts.", "Four questions for both leads.", ""),
    ("A forecast that the board believed", "Thirty percent too high.", "Showed each miss beside its owner.", "page"),
    ("An audit passed at the first attempt", "Evidence in forty mailboxes.", "A list, looked at weekly.", "evidence"),
    ("Cleared 2,300 tickets in six weeks", "The oldest were nobody's.", "Two hours a day, oldest first.", "plan"),
    ("Held on to the twelve largest customers", "Calls only when something broke.", "A call each quarter.", ""),
    ("Three levels, and names at each", "One phone rang for everything.", "Who may decide what, on a card.", ""),
    ("Answers that are found", "Six in ten questions came again.", "No answer without its page.", ""),
    ("A rota that the team makes itself", "One person knew the plan.", "Rules on a page, wishes by the 10th.", ""),
    ("One launch date in five countries", "Five dates, one headline.", "One calendar of latest moments.", "launch"),
    ("Two readers, one day", "Nineteen comments on one text.", "One reads for facts, one for tone.", ""),
    ("A report that people read", "Forty pages, two of them read.", "Three numbers and what to do.", "report"),
    ("Every contact called within three days", "Cards in a drawer.", "Three questions at the stand.", ""),
    ("A tenth of the budget for trials", "Last year plus five percent.", "Small trials, moved monthly.", ""),
)
"""Title, challenge, action, and the name of a sample of the work; the result stands in the topic's synopsis."""

DONE_NOTES: dict[Kind, tuple[str, ...]] = {
    Kind.PREPARE: ("Read their annual report, pages 4 to 19", "Tried the route: 25 minutes by tram"),
    Kind.DEBRIEF: ("Written down on the train back", "Voice memo first, then this"),
    Kind.PROMISE: ("Sent as promised, as a PDF", "Sent with two lines of context"),
    Kind.CHECK_IN: ("Friendly: they are still waiting for the budget", "Short note with an article on their topic"),
    Kind.ANSWER: ("Answered with what they asked for",),
    Kind.ADVOCATE: ("Asked over coffee; happy to help", "Asked by phone; wants my one-page profile first"),
    Kind.CUSTOM: ("Done", "Quicker than thought"),
}
CUSTOM = (
    ("Read their annual report before writing", Channel.EMAIL),
    ("Ask the assistant for the floor plan", Channel.PHONE),
    ("Print two copies of the one-page profile", Channel.IN_PERSON),
    ("Post a card to the front desk, they were kind", Channel.POST),
)
TERMS = (
    "84,000 a year, 28 days of leave, two days a week from home",
    "79,500 a year and a bonus of up to 8 percent; a company bicycle",
    "6,400 a month, four days a week",
)
LESSONS = (
    "They wanted somebody from their own industry; ask about that in the first ten minutes.",
    "I told the story before I had asked about the need. Ask first.",
    "A strong second place. The quarterly call was what they liked most.",
)

LETTERS: dict[LetterKind, tuple[str, str]] = {
    LetterKind.THANK_YOU: (
        "Our conversation on {day}",
        (
            "Dear {first},\n\nThank you for the time that you gave me on {day}. One sentence of yours went home with "
            "me: “{words}”. It is the kind of thing that I like to work on, and I have a few thoughts on where to "
            "begin.\n\nI look forward to hearing from you.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.VALUE_LETTER: (
        "Your needs, and what I can bring",
        (
            "Dear {first},\n\nAfter our talk I put what you need beside what I have done:\n\n{chart}\n\n"
            "I would be glad to go through it with you and {company}.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.AS_PROMISED: (
        "As promised",
        (
            "Dear {first},\n\nOn {day} I promised to {promise}. Here it is; it fits on one page, and I am glad to "
            "answer what it leaves open.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.NEW_DATE: (
        "{role}: a new date",
        (
            "Dear {first},\n\nThank you for telling me in good time. Which day suits you instead? Next week I am free "
            "on most mornings.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.CHECK_IN: (
        "{role}: still keen",
        (
            "Dear {first},\n\nIs there any news on the {role} role? I enclose a page on a question that came up in our "
            "talk; it may be of use to you whatever you decide.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.RECOMMENDATION: (
        "A favour: a letter of recommendation",
        (
            "Dear {first},\n\n{company} is looking for a {role}, and you have seen me do that work. Would you write "
            "half a page? I enclose what they need most:\n\n{chart}\n\nThank you, whatever you decide.\n\n"
            "With kind regards\n{me}"
        ),
    ),
    LetterKind.PROPOSAL: (
        "A proposal for the first ninety days",
        (
            "Dear {first},\n\nHere is how I would begin at {company}:\n\n{chart}\n\nMay I show you the details?\n\n"
            "With kind regards\n{me}"
        ),
    ),
    LetterKind.REJECTION_THANKS: (
        "Thank you all the same",
        (
            "Dear {first},\n\nThank you for telling me yourself. I enjoyed getting to know {company}, and if the other "
            "plan should change, I would be glad of a call.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.STAY_IN_TOUCH: (
        "An article that made me think of you",
        (
            "Dear {first},\n\nThis made me think of what you said: “{words}”. I hope the spring has been kind to "
            "{company}.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.OFFER_THANKS: (
        "Thank you for the offer",
        (
            "Dear {first},\n\nThank you for the offer, and for the trust. I would like to read the terms with care. "
            "{until}\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.OFFER_TIME: (
        "The offer: one question",
        (
            "Dear {first},\n\nThank you again for the offer. I want to give you an answer that lasts: may I have "
            "until the end of next week?\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.COUNTER: (
        "The offer: one point to settle",
        (
            "Dear {first},\n\nI would like to say yes, and there is one point that I want to settle first: the "
            "salary. Given what the role is to achieve, I had hoped for eight percent more. Can we meet there?\n\n"
            "With kind regards\n{me}"
        ),
    ),
    LetterKind.DECLINE: (
        "Your offer for the {role} role",
        (
            "Dear {first},\n\nThank you for the offer and for your patience. I have decided against it: the "
            "travelling does not go with my family. I enjoyed our talks, and hope that our ways cross again.\n\n"
            "With kind regards\n{me}"
        ),
    ),
    LetterKind.OTHER_OFFER: (
        "A question about timing",
        (
            "Dear {first},\n\nAnother employer has made me an offer. {company} interests me no less than before, so I "
            "wanted you to know. When do you expect to decide?\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.ACCEPTANCE: (
        "{role}: yes, with pleasure",
        (
            "Dear {first},\n\nI am happy to accept. Please send the contract to this address; I look forward to the "
            "first day.\n\nWith kind regards\n{me}"
        ),
    ),
    LetterKind.WITHDRAWAL: (
        "{role}: my withdrawal",
        (
            "Dear {first},\n\nAfter some thought I withdraw my application. It is no judgement on {company}; thank you "
            "for the open conversation.\n\nWith kind regards\n{me}"
        ),
    ),
}
"""Subject and body of each kind of letter, with the places that a scene fills in."""

UNTIL_WHEN = ("By which day do you need my answer?", "You will have my answer by the day that you named.")
"""What thanks for an offer say: where they named no day, and where they did."""
BRINGS: dict[LetterKind, str] = {
    LetterKind.AS_PROMISED: "what I promised",
    LetterKind.CHECK_IN: "a page on a question from our talk",
    LetterKind.STAY_IN_TOUCH: "an article on their trade",
}
"""What of value a letter brings that carries no chart."""

THANKS_TO_OTHERS = (
    "Dear {first},\n\nI am still smiling about “{words}” from our meeting at {company}. You made it easy to ask "
    "questions, and your answers were the ones that I wrote down in full.\n\nWith many thanks, {me}"
)
"""Whoever did not lead the conversation gets other words: no two people compare the same letter."""

LETTERS_FOR: dict[Kind, tuple[LetterKind, ...]] = {
    **{
        row.kind: (row.letter,)
        for row in KINDS.values()
        if row.letter is not None and row.kind not in (Kind.ADVOCATE, Kind.REFERENCE_THANKS)
    },
    Kind.OFFER_REPLY: (LetterKind.DECLINE, LetterKind.ACCEPTANCE),
}
"""The letters that a follow-up may be done with, the one that the seeker sends first; others are done by phone."""


def company(number: int) -> str:
    """One of 75,000 composed names; neighbouring numbers give unlike ones."""
    sizes = (len(_HEADS), len(_TAILS), len(_TRADES), len(_FORMS))
    total = sizes[0] * sizes[1] * sizes[2] * sizes[3]
    rest = number * 7919 % total  # a prime that divides none of the sizes: every name comes up once
    rest, head = divmod(rest, sizes[0])
    rest, tail = divmod(rest, sizes[1])
    form, trade = divmod(rest, sizes[2])
    return f"{_HEADS[head]}{_TAILS[tail].lower()} {_TRADES[trade]}{_FORMS[form]}"


def people(rng: Random, count: int) -> list[str]:
    """The names of people who meet: no two have the same first name."""
    return [f"{first} {rng.choice(LAST_NAMES)}" for first in rng.sample(FIRST_NAMES, count)]


def domain(name: str) -> str:
    """The example domain of a company."""
    return f"{ascii_words(name)[:40].strip('-') or 'company'}.example"


def address(name: str, company_name: str) -> str:
    """A person's e-mail address there."""
    return f"{ascii_words(name).replace('-', '.') or 'someone'}@{domain(company_name)}"


def ascii_words(text: str) -> str:
    """`Café Océane` as `cafe-oceane`; what has no ASCII form is left out."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
