"""The rules of planning: a pure function for each kind of follow-up, from the facts to the lines that it asks for.

Rules ask for facts, never for the step, and never for the time of day at which they are asked: the same facts always
give the same follow-ups. Source: METHOD, "What plans what" and its fine print, whose numbers stand beside the rules.
What only the clock brings is derived when the queue is read: `lapses` says from when a follow-up is no longer needed.
"""
