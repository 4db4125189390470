"""What the demo's invented employers talk about: a topic is what one asks, what they answer, and what follows."""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """One subject of a conversation. `story` is the title of an accomplishment in data.STORIES."""

    question: str
    answer: str
    need: str
    quote: str
    story: str
    synopsis: str
    promise: str


TOPICS: dict[str, tuple[Topic, ...]] = {
    "software": (
        Topic(
            "What happens between a finished change and a customer who has it?",
            "Three approvals in a row, nine days on average.\nThe last one only repeats the first two.",
            "Release approvals take nine days",
            "Nobody here dares to release on a Thursday any more",
            "Cut releases from nine days to one",
            "One checklist instead of three approvals: nine days became one, failed releases halved",
            "send the release checklist",
        ),
        Topic(
            "How were the last four weeks for the people on call?",
            "Forty pages a week, most of them at night. Two good people asked to leave the rota.",
            "On-call nights wear the team out",
            "I want to stop apologising to the on-call people every Monday",
            "Quiet nights: from forty pages to three",
            "Each page had to name an owner and an action; the rest went: forty a week became three",
            "send the page review template",
        ),
        Topic(
            "Which system would you replace first, and what has kept you from it?",
            "Billing. It runs at month's end, and nobody wants to be the one who broke it.",
            "The old billing system cannot be touched at month's end",
            "Billing is the room that we all walk past on tiptoe",
            "Moved billing without an hour of outage",
            "Both systems ran side by side for two closes, then the old one was switched off at noon",
            "write down how the side-by-side run worked",
        ),
        Topic(
            "What do people learn from an outage here?",
            "There is a review after each one. Few read it, and the actions rarely get done.",
            "Outage reviews lead to nothing",
            "We write wonderful reviews and then have the same outage in spring",
            "Reviews with three actions and a date",
            "No more than three actions each, with a name and a date: repeat outages fell by two thirds",
            "send a sample outage review",
        ),
        Topic(
            "How long does it take until somebody new ships something?",
            "Six weeks, if their laptop arrives in the first one.",
            "New engineers need six weeks to become useful",
            "Our best hire of last year spent a month asking for passwords",
            "New people productive in two weeks",
            "A first task on day one and a partner for two weeks: six weeks became two",
            "send the first-fortnight plan",
        ),
    ),
    "operations": (
        Topic(
            "How far is the stock in the system from the stock on the shelf?",
            "Four percent off in the north, eleven in the south. The count each quarter stops everything.",
            "The two warehouses never agree on the stock",
            "I have two numbers for everything and trust neither",
            "Two warehouses, one count",
            "Ten shelves counted each morning instead of all each quarter: the error fell below one percent",
            "send the morning count sheet",
        ),
        Topic(
            "Which of your suppliers would you miss least?",
            "Hard to say. There are sixty, and eleven of them deliver the same thing.",
            "Nobody has an overview of sixty supplier contracts",
            "We renew contracts because the reminder comes, not because we want them",
            "Renegotiated eleven supplier contracts",
            "One page a contract, then eleven talks: 14 percent saved, three suppliers let go in good faith",
            "share the one-page contract sheet",
        ),
        Topic(
            "What gets lost between the early and the late shift?",
            "Whatever is not on the whiteboard. Twice last month it was a customer's order.",
            "Orders get lost at the change of shifts",
            "The whiteboard is our most important system, and the cleaner owns it",
            "A handover of eight minutes",
            "Eight minutes, four questions, both shift leads: lost orders went from nine a month to none",
            "send the four questions of the handover",
        ),
        Topic(
            "How good was last quarter's forecast?",
            "Thirty percent too high. The board now halves whatever we send.",
            "The board does not believe the forecast",
            "By the time the board sees it, the number has been through four hopeful people",
            "A forecast that the board believed",
            "Each number with its owner and last quarter's miss beside it: within five percent after two rounds",
            "send the forecast page with invented numbers",
        ),
        Topic(
            "What are you dreading about the next audit?",
            "The evidence. It sits in forty mailboxes, and one of the owners has retired.",
            "Audit evidence sits in forty mailboxes",
            "Last time we found the certificate in a box with the Christmas lights",
            "An audit passed at the first attempt",
            "A list of evidence with owners, looked at for twenty minutes a week: no finding at the first attempt",
            "share the list of evidence",
        ),
    ),
    "service": (
        Topic(
            "How old is the oldest open ticket, and why?",
            "Seven months. It needs somebody from three teams, so it waits for all of them.",
            "2,300 tickets wait, and the oldest are nobody's",
            "Customers thank us for closing tickets that they had forgotten about",
            "Cleared 2,300 tickets in six weeks",
            "Oldest first, two hours a day, one person who may decide: 2,300 became 140 in six weeks",
            "send the six-week plan",
        ),
        Topic(
            "Which customers would hurt most if they left?",
            "The twelve largest. We hear from them only when something is broken.",
            "The largest customers hear from nobody until something breaks",
            "We lost Hartmann and learned of it from the invoice that did not come",
            "Held on to the twelve largest customers",
            "A call each quarter without anything to sell: all twelve renewed, two of them for three years",
            "send the agenda of such a call",
        ),
        Topic(
            "Who may decide when a customer is angry at half past six?",
            "On paper the duty manager. In practice everybody waits for me.",
            "Escalations all end with one person",
            "My phone is the escalation process",
            "Three levels, and names at each",
            "Who may give what at which level, on one card: two thirds of escalations ended at the first",
            "send the card with the three levels",
        ),
        Topic(
            "How often does the same question come in twice?",
            "All the time. Six in ten have been answered before, somewhere.",
            "The same questions are answered again and again",
            "We have the answers, we just keep them in people",
            "Answers that are found",
            "An answer is closed only with its page: repeat questions fell from 60 to 25 percent in a quarter",
            "show how a page gets written in ten minutes",
        ),
        Topic(
            "How does the team know who works on a public holiday?",
            "They look at a spreadsheet that only Petra understands.",
            "Shift planning depends on one person",
            "If Petra wins the lottery, we close on Sundays",
            "A rota that the team makes itself",
            "Wishes until the 10th, rules on one page, the team fills the rest: no gap in fourteen months",
            "send the one page of rota rules",
        ),
    ),
    "marketing": (
        Topic(
            "What made the last launch hard?",
            "Five countries, five dates. By the third one the press had lost interest.",
            "Launches come out on different dates in each country",
            "We launched five times and were noticed once",
            "One launch date in five countries",
            "One calendar with the latest responsible moment for each country: five markets on one Tuesday",
            "send the launch calendar",
        ),
        Topic(
            "How many people have to like a text before it goes out?",
            "Officially two. The last one had nineteen comments from eleven people.",
            "A text needs eleven people's approval",
            "Our copy reads as if it had been written by everybody, because it was",
            "Two readers, one day",
            "One reader for facts and one for tone, silence after a day is a yes: eleven days became two",
            "send the rules for the two readers",
        ),
        Topic(
            "Which report would nobody miss?",
            "Most of the Monday pack. It is forty pages, and people look at two.",
            "Forty pages of reports each Monday, and two are read",
            "I make the pack on Sundays and see it in the bin on Tuesdays",
            "A report that people read",
            "Three numbers and what we do about them, on one page: eight hours a week won back",
            "send a sample of the one-page report",
        ),
        Topic(
            "What did the last trade fair bring, and how do you know?",
            "Four hundred cards in a drawer. We know what the stand cost.",
            "Nobody follows up on the contacts from trade fairs",
            "The drawer with the cards is my favourite example of a process",
            "Every contact called within three days",
            "Three questions asked at the stand, a call within three days: one in nine became a customer",
            "send the three questions",
        ),
        Topic(
            "How do you decide what to spend the next thousand on?",
            "Last year's plan plus five percent. It is quick, I will say that for it.",
            "The budget follows last year and not what works",
            "We know half of it is wasted and are fond of both halves",
            "A tenth of the budget for trials",
            "A tenth for small trials, moved each month to what worked: the same sales for a fifth less",
            "send the trial sheet",
        ),
    ),
}
"""Five topics for each kind of work."""

KEPT = (
    "Who owns the budget after the reorganisation?",
    "What would the first ninety days have to show?",
    "Who else will work closely with this role?",
    "What became of the person who had the role before?",
    "How is the work split between the two sites?",
    "Which decision would you like to have behind you by spring?",
)
"""Questions kept for the next meeting."""

REMARKS = (
    "The team sits together on Tuesdays and Wednesdays, the rest is remote.",
    "Asked twice about travel: two days a month are fine for them.",
    "The office dog is called Kernel and attends most meetings.",
    "Salary came up early; I gave a range and asked for theirs, 78 to 86.",
    "They have talked to four people so far and want to see two again.",
    "A good sign: the second half of the talk was about how to begin, not whether.",
)

THEIR_WORD = (
    "call with the panel's dates",
    "send the date of the second meeting",
    "let me know what the board decided",
    "we'll let you know",
    "send the job grade and the range",
)
"""What they commit to at a meeting's end; one of them is no commitment at all."""
