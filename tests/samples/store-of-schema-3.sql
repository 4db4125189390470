-- A store of schema 3, as the version before wrote it, without its search index; people and companies are invented.
PRAGMA application_id = 1230263625;
PRAGMA user_version = 3;
BEGIN;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE drafts (
	"key" TEXT NOT NULL,
	text TEXT NOT NULL,
	saved TEXT NOT NULL,
	CONSTRAINT pk_drafts PRIMARY KEY ("key")
);
CREATE TABLE entries (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL,
	words TEXT NOT NULL,
	state TEXT NOT NULL,
	undone_at TEXT
);
CREATE TABLE facts (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_facts PRIMARY KEY ("key")
);
CREATE TABLE interviews (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	company TEXT NOT NULL,
	role TEXT NOT NULL,
	step INTEGER NOT NULL,
	round INTEGER NOT NULL,
	outcome TEXT,
	"plan" TEXT,
	stay_in_touch INTEGER,
	link TEXT NOT NULL,
	location TEXT NOT NULL,
	note TEXT NOT NULL,
	created TEXT NOT NULL
);
CREATE TABLE people (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	company TEXT NOT NULL,
	email TEXT NOT NULL,
	phone TEXT NOT NULL,
	link TEXT NOT NULL,
	no_calls INTEGER NOT NULL,
	note TEXT NOT NULL
);
CREATE TABLE stories (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	title TEXT NOT NULL,
	challenge TEXT NOT NULL,
	action TEXT NOT NULL,
	result TEXT NOT NULL,
	sample TEXT NOT NULL
);
CREATE TABLE changes (
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	noun TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	"before" TEXT,
	"after" TEXT,
	CONSTRAINT pk_changes PRIMARY KEY (id),
	CONSTRAINT fk_changes_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id)
);
CREATE TABLE involvements (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	interview_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	part TEXT NOT NULL,
	knows_id INTEGER,
	sensitive INTEGER NOT NULL,
	do_not_ask INTEGER NOT NULL,
	favour TEXT NOT NULL,
	asked TEXT,
	spoke TEXT,
	thanked TEXT, received TEXT, forwarded TEXT,
	CONSTRAINT fk_involvements_interview_id FOREIGN KEY(interview_id) REFERENCES interviews (id),
	CONSTRAINT fk_involvements_knows_id FOREIGN KEY(knows_id) REFERENCES people (id),
	CONSTRAINT fk_involvements_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE origins (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	interview_id INTEGER NOT NULL,
	source TEXT NOT NULL,
	"key" TEXT NOT NULL,
	CONSTRAINT fk_origins_interview_id FOREIGN KEY(interview_id) REFERENCES interviews (id)
);
CREATE TABLE rounds (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	interview_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	opened TEXT NOT NULL,
	closed TEXT,
	outcome TEXT,
	reopened INTEGER NOT NULL,
	needs_ranked INTEGER NOT NULL,
	readiness_seen INTEGER NOT NULL,
	decision TEXT NOT NULL,
	lesson TEXT NOT NULL,
	no_voice_why TEXT NOT NULL,
	CONSTRAINT fk_rounds_interview_id FOREIGN KEY(interview_id) REFERENCES interviews (id)
);
CREATE TABLE meetings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	round_id INTEGER NOT NULL,
	title TEXT NOT NULL,
	starts TEXT,
	ends TEXT,
	zone TEXT NOT NULL,
	place TEXT NOT NULL,
	link TEXT NOT NULL,
	uid TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	state TEXT NOT NULL,
	CONSTRAINT fk_meetings_round_id FOREIGN KEY(round_id) REFERENCES rounds (id)
);
CREATE TABLE passages (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	round_id INTEGER NOT NULL,
	step INTEGER NOT NULL,
	entered TEXT NOT NULL,
	skipped TEXT NOT NULL,
	CONSTRAINT fk_passages_round_id FOREIGN KEY(round_id) REFERENCES rounds (id)
);
CREATE TABLE attendances (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	present INTEGER,
	CONSTRAINT fk_attendances_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_attendances_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE commitments (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	owner TEXT NOT NULL,
	text TEXT NOT NULL,
	person_id INTEGER,
	due TEXT,
	state TEXT NOT NULL,
	passive INTEGER NOT NULL,
	settled TEXT,
	CONSTRAINT fk_commitments_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_commitments_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE needs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	pressing INTEGER NOT NULL,
	person_id INTEGER,
	CONSTRAINT fk_needs_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_needs_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE questions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	answer TEXT NOT NULL,
	state TEXT NOT NULL,
	person_id INTEGER,
	topic TEXT NOT NULL,
	CONSTRAINT fk_questions_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_questions_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE quotes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	person_id INTEGER,
	CONSTRAINT fk_quotes_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_quotes_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE remarks (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT fk_remarks_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id)
);
CREATE TABLE follow_ups (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	interview_id INTEGER NOT NULL,
	round_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	person_id INTEGER,
	channel TEXT NOT NULL,
	due_day TEXT,
	due_at TEXT,
	why TEXT NOT NULL,
	anchor TEXT,
	origin TEXT NOT NULL,
	planned_day TEXT,
	state TEXT NOT NULL,
	settled TEXT,
	on_time INTEGER,
	note TEXT NOT NULL,
	sensitive INTEGER NOT NULL,
	commitment_id INTEGER,
	meeting_id INTEGER,
	created TEXT NOT NULL,
	due_sort TEXT NOT NULL,
	CONSTRAINT fk_follow_ups_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitments (id),
	CONSTRAINT fk_follow_ups_interview_id FOREIGN KEY(interview_id) REFERENCES interviews (id),
	CONSTRAINT fk_follow_ups_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_follow_ups_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_follow_ups_round_id FOREIGN KEY(round_id) REFERENCES rounds (id)
);
CREATE TABLE matches (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	story_id INTEGER NOT NULL,
	need_id INTEGER,
	synopsis TEXT NOT NULL,
	CONSTRAINT fk_matches_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_matches_need_id FOREIGN KEY(need_id) REFERENCES needs (id),
	CONSTRAINT fk_matches_story_id FOREIGN KEY(story_id) REFERENCES stories (id)
);
CREATE TABLE letters (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	interview_id INTEGER NOT NULL,
	round_id INTEGER NOT NULL,
	person_id INTEGER,
	kind TEXT NOT NULL,
	channel TEXT NOT NULL,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,
	quote_id INTEGER,
	state TEXT NOT NULL,
	sent TEXT,
	follow_up_id INTEGER,
	created TEXT NOT NULL, brings TEXT,
	CONSTRAINT fk_letters_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id),
	CONSTRAINT fk_letters_interview_id FOREIGN KEY(interview_id) REFERENCES interviews (id),
	CONSTRAINT fk_letters_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_letters_quote_id FOREIGN KEY(quote_id) REFERENCES quotes (id),
	CONSTRAINT fk_letters_round_id FOREIGN KEY(round_id) REFERENCES rounds (id)
);
CREATE TABLE touches (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	interview_id INTEGER,
	person_id INTEGER,
	at TEXT NOT NULL,
	direction TEXT NOT NULL,
	channel TEXT NOT NULL,
	note TEXT NOT NULL,
	follow_up_id INTEGER,
	letter_id INTEGER, brings TEXT,
	CONSTRAINT fk_touches_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id),
	CONSTRAINT fk_touches_interview_id FOREIGN KEY(interview_id) REFERENCES interviews (id),
	CONSTRAINT fk_touches_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id),
	CONSTRAINT fk_touches_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE TABLE bank_questions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	topic TEXT NOT NULL,
	text TEXT NOT NULL
);
CREATE TABLE owed (
	step INTEGER NOT NULL,
	day TEXT NOT NULL,
	number INTEGER NOT NULL,
	CONSTRAINT pk_owed PRIMARY KEY (step, day)
)
 WITHOUT ROWID
;
CREATE TABLE stages (
	step INTEGER NOT NULL,
	head TEXT NOT NULL,
	number INTEGER NOT NULL,
	CONSTRAINT pk_stages PRIMARY KEY (step, head)
)
 WITHOUT ROWID
;
CREATE TABLE kept (
	day TEXT NOT NULL,
	done INTEGER,
	on_time INTEGER,
	lead INTEGER,
	trail INTEGER,
	best INTEGER,
	CONSTRAINT pk_kept PRIMARY KEY (day)
)
 WITHOUT ROWID
;
CREATE TABLE awaited (
	meeting_id INTEGER NOT NULL,
	starts TEXT NOT NULL,
	CONSTRAINT pk_awaited PRIMARY KEY (meeting_id)
);
CREATE TABLE searched (
	place INTEGER NOT NULL,
	follow_up_id INTEGER NOT NULL,
	words TEXT NOT NULL,
	CONSTRAINT pk_searched PRIMARY KEY (place)
);
CREATE TABLE unindexed (
	source TEXT NOT NULL,
	id INTEGER NOT NULL,
	was TEXT,
	CONSTRAINT pk_unindexed PRIMARY KEY (source, id)
)
 WITHOUT ROWID
;
CREATE VIRTUAL TABLE search_follow_ups USING fts5(words, content='searched', content_rowid='place', columnsize=0, detail=none, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE pieces_follow_ups USING fts5vocab(search_follow_ups, row);
CREATE VIRTUAL TABLE search_interviews USING fts5(words, content='interview_words', content_rowid='id', columnsize=0, detail=none, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE pieces_interviews USING fts5vocab(search_interviews, row);
CREATE INDEX ix_entries_state ON entries (state, id);
CREATE INDEX ix_people_email ON people (email);
CREATE INDEX ix_changes_entry_id ON changes (entry_id);
CREATE INDEX ix_changes_record ON changes (noun, record_id);
CREATE INDEX ix_involvements_interview_id ON involvements (interview_id);
CREATE INDEX ix_involvements_knows_id ON involvements (knows_id);
CREATE INDEX ix_involvements_person_id ON involvements (person_id);
CREATE INDEX ix_origins_interview_id ON origins (interview_id);
CREATE UNIQUE INDEX uq_origins_source_key ON origins (source, "key");
CREATE INDEX ix_rounds_interview_id ON rounds (interview_id);
CREATE INDEX ix_meetings_round_id ON meetings (round_id);
CREATE INDEX ix_meetings_starts ON meetings (starts);
CREATE INDEX ix_meetings_uid ON meetings (uid) WHERE uid <> '';
CREATE INDEX ix_passages_round_id ON passages (round_id);
CREATE INDEX ix_attendances_meeting_id ON attendances (meeting_id);
CREATE INDEX ix_attendances_person_id ON attendances (person_id);
CREATE INDEX ix_commitments_meeting_id ON commitments (meeting_id);
CREATE INDEX ix_commitments_person_id ON commitments (person_id);
CREATE INDEX ix_needs_meeting_id ON needs (meeting_id);
CREATE INDEX ix_needs_person_id ON needs (person_id);
CREATE INDEX ix_questions_meeting_id ON questions (meeting_id);
CREATE INDEX ix_questions_person_id ON questions (person_id);
CREATE INDEX ix_quotes_meeting_id ON quotes (meeting_id);
CREATE INDEX ix_quotes_person_id ON quotes (person_id);
CREATE INDEX ix_remarks_meeting_id ON remarks (meeting_id);
CREATE INDEX ix_follow_ups_commitment_id ON follow_ups (commitment_id);
CREATE INDEX ix_follow_ups_interview_id ON follow_ups (interview_id);
CREATE INDEX ix_follow_ups_meeting_id ON follow_ups (meeting_id);
CREATE INDEX ix_follow_ups_person_id ON follow_ups (person_id);
CREATE INDEX ix_follow_ups_queue ON follow_ups (due_sort, id) WHERE state = 'open';
CREATE INDEX ix_follow_ups_round_id ON follow_ups (round_id);
CREATE UNIQUE INDEX uq_follow_ups_origin ON follow_ups (interview_id, origin) WHERE origin <> '';
CREATE INDEX ix_matches_meeting_id ON matches (meeting_id);
CREATE INDEX ix_matches_need_id ON matches (need_id);
CREATE INDEX ix_matches_story_id ON matches (story_id);
CREATE INDEX ix_letters_follow_up_id ON letters (follow_up_id);
CREATE INDEX ix_letters_interview_id ON letters (interview_id);
CREATE INDEX ix_letters_person_id ON letters (person_id);
CREATE INDEX ix_letters_quote_id ON letters (quote_id);
CREATE INDEX ix_letters_round_id ON letters (round_id);
CREATE INDEX ix_touches_follow_up_id ON touches (follow_up_id);
CREATE INDEX ix_touches_interview_id ON touches (interview_id);
CREATE INDEX ix_touches_letter_id ON touches (letter_id);
CREATE INDEX ix_touches_person_id ON touches (person_id);
CREATE INDEX ix_interviews_company ON interviews (company COLLATE NOCASE, id);
CREATE INDEX ix_awaited_starts ON awaited (starts, meeting_id);
CREATE UNIQUE INDEX uq_searched_follow_up_id ON searched (follow_up_id);
CREATE INDEX ix_kept_anew ON kept (day) WHERE best IS NULL;
CREATE INDEX ix_follow_ups_open ON follow_ups (interview_id, due_sort, id) WHERE state = 'open';
CREATE INDEX ix_follow_ups_kept ON follow_ups (settled, id, on_time) WHERE state = 'done';
CREATE INDEX ix_rounds_reopened ON rounds (id) WHERE reopened = 1;
CREATE INDEX ix_interviews_pipeline ON interviews (step, company COLLATE NOCASE, id, role);
CREATE VIEW awaiting AS SELECT m.id AS meeting_id, coalesce(m.starts, m.ends) AS starts, i.id AS interview_id FROM interviews i
JOIN rounds r ON r.interview_id = i.id AND r.number = i.round JOIN meetings m ON m.round_id = r.id
WHERE i.outcome IS NULL AND m.state = 'planned' AND coalesce(m.starts, m.ends) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.kind = 'debrief' AND f.round_id = r.id AND f.state <> 'open') AND (i.step <= 2 OR EXISTS (SELECT 1 FROM follow_ups f WHERE f.kind = 'debrief' AND f.round_id = r.id AND f.state = 'open'));
CREATE VIEW follow_up_words AS SELECT f.id, f.due_sort, CAST(julianday(substr(f.due_sort, 1, 10)) AS INTEGER) << 32 AS first_place,
  lower(f.text) || '  ' || lower(i.company) || '  ' || lower(i.role) || '  ' || lower(coalesce(p.name, '')) || '  '
  || lower(f.why) || '  ' AS words
FROM follow_ups f JOIN interviews i ON i.id = f.interview_id LEFT JOIN people p ON p.id = f.person_id
WHERE f.state = 'open';
CREATE VIEW interview_words AS SELECT i.id, lower(i.company) || '  ' || lower(i.role) || '  ' AS words FROM interviews i;
INSERT INTO "alembic_version" VALUES('0003');
INSERT INTO "attendances" VALUES(1,1,1,1,1,NULL);
INSERT INTO "attendances" VALUES(2,1,2,2,1,NULL);
INSERT INTO "attendances" VALUES(3,1,3,3,1,NULL);
INSERT INTO "attendances" VALUES(4,1,4,4,1,NULL);
INSERT INTO "attendances" VALUES(5,2,5,5,1,1);
INSERT INTO "attendances" VALUES(6,2,5,6,2,1);
INSERT INTO "attendances" VALUES(7,2,5,7,3,1);
INSERT INTO "attendances" VALUES(8,1,6,8,1,NULL);
INSERT INTO "attendances" VALUES(9,1,7,9,1,NULL);
INSERT INTO "attendances" VALUES(10,1,8,10,1,NULL);
INSERT INTO "attendances" VALUES(11,1,9,11,1,NULL);
INSERT INTO "awaited" VALUES(3,'2026-10-12T08:00:00+00:00');
INSERT INTO "awaited" VALUES(4,'2026-11-23T13:00:00+00:00');
INSERT INTO "awaited" VALUES(5,'2026-11-24T09:00:00+00:00');
INSERT INTO "awaited" VALUES(6,'2026-11-03T14:00:00+00:00');
INSERT INTO "changes" VALUES(1,1,'interviews',1,NULL,'{"version": 1, "company": "Sable Bank", "role": "Architect", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00", "id": 1}');
INSERT INTO "changes" VALUES(2,1,'rounds',1,NULL,'{"version": 1, "interview_id": 1, "number": 1, "opened": "2025-03-03T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 1}');
INSERT INTO "changes" VALUES(3,1,'passages',1,NULL,'{"version": 1, "round_id": 1, "step": 1, "entered": "2025-03-03T08:00:00+00:00", "skipped": "", "id": 1}');
INSERT INTO "changes" VALUES(4,1,'meetings',1,NULL,'{"version": 1, "round_id": 1, "title": "", "starts": "2025-03-05T12:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 1}');
INSERT INTO "changes" VALUES(5,1,'people',1,NULL,'{"version": 1, "name": "Ruth Amsel", "title": "VP Engineering", "company": "Sable Bank", "email": "ruth@sable.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 1}');
INSERT INTO "changes" VALUES(6,1,'involvements',1,NULL,'{"version": 1, "interview_id": 1, "person_id": 1, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 1}');
INSERT INTO "changes" VALUES(7,1,'attendances',1,NULL,'{"version": 1, "meeting_id": 1, "person_id": 1, "position": 1, "present": null, "id": 1}');
INSERT INTO "changes" VALUES(8,1,'follow_ups',1,NULL,'{"version": 1, "interview_id": 1, "round_id": 1, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2025-03-04", "due_at": null, "why": "the working day before the meeting", "anchor": "2025-03-05T12:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-03T08:00:00+00:00", "id": 1}');
INSERT INTO "changes" VALUES(9,2,'interviews',2,NULL,'{"version": 1, "company": "Vesper Air", "role": "Platform Engineer", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00", "id": 2}');
INSERT INTO "changes" VALUES(10,2,'rounds',2,NULL,'{"version": 1, "interview_id": 2, "number": 1, "opened": "2025-03-03T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 2}');
INSERT INTO "changes" VALUES(11,2,'passages',2,NULL,'{"version": 1, "round_id": 2, "step": 1, "entered": "2025-03-03T08:00:00+00:00", "skipped": "", "id": 2}');
INSERT INTO "changes" VALUES(12,2,'meetings',2,NULL,'{"version": 1, "round_id": 2, "title": "", "starts": "2025-03-06T09:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 2}');
INSERT INTO "changes" VALUES(13,2,'people',2,NULL,'{"version": 1, "name": "Nils Holm", "title": "Director", "company": "Vesper Air", "email": "nils@vesper.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 2}');
INSERT INTO "changes" VALUES(14,2,'involvements',2,NULL,'{"version": 1, "interview_id": 2, "person_id": 2, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 2}');
INSERT INTO "changes" VALUES(15,2,'attendances',2,NULL,'{"version": 1, "meeting_id": 2, "person_id": 2, "position": 1, "present": null, "id": 2}');
INSERT INTO "changes" VALUES(16,2,'follow_ups',2,NULL,'{"version": 1, "interview_id": 2, "round_id": 2, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2025-03-05", "due_at": null, "why": "the working day before the meeting", "anchor": "2025-03-06T09:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-03T08:00:00+00:00", "id": 2}');
INSERT INTO "changes" VALUES(17,3,'interviews',1,'{"id": 1, "version": 1, "company": "Sable Bank", "role": "Architect", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 1, "version": 2, "company": "Sable Bank", "role": "Architect", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(18,3,'passages',3,NULL,'{"version": 1, "round_id": 1, "step": 2, "entered": "2025-03-05T14:00:00+00:00", "skipped": "a follow-up plan: gentle, standard, brisk or none\nthree prepared questions\none story picked", "id": 3}');
INSERT INTO "changes" VALUES(19,3,'follow_ups',3,NULL,'{"version": 1, "interview_id": 1, "round_id": 1, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2025-03-05T14:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2025-03-05T13:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-05T14:00:00+00:00", "id": 3}');
INSERT INTO "changes" VALUES(20,4,'interviews',1,'{"id": 1, "version": 2, "company": "Sable Bank", "role": "Architect", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 1, "version": 3, "company": "Sable Bank", "role": "Architect", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(21,4,'passages',4,NULL,'{"version": 1, "round_id": 1, "step": 3, "entered": "2025-03-05T14:00:00+00:00", "skipped": "who was there\none need heard", "id": 4}');
INSERT INTO "changes" VALUES(22,5,'interviews',1,'{"id": 1, "version": 3, "company": "Sable Bank", "role": "Architect", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 1, "version": 4, "company": "Sable Bank", "role": "Architect", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(23,5,'passages',5,NULL,'{"version": 1, "round_id": 1, "step": 4, "entered": "2025-03-05T14:00:00+00:00", "skipped": "a need to rank: none was heard yet\na question kept for the next meeting, or a next person to meet\na look at the proposal''s readiness: 0 of 0 needs matched", "id": 5}');
INSERT INTO "changes" VALUES(24,6,'interviews',1,'{"id": 1, "version": 4, "company": "Sable Bank", "role": "Architect", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 1, "version": 5, "company": "Sable Bank", "role": "Architect", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(25,6,'passages',6,NULL,'{"version": 1, "round_id": 1, "step": 5, "entered": "2025-03-05T14:00:00+00:00", "skipped": "one commitment with an owner and a date, or “none given” with a date of my own", "id": 6}');
INSERT INTO "changes" VALUES(26,6,'follow_ups',4,NULL,'{"version": 1, "interview_id": 1, "round_id": 1, "kind": "thank_you", "text": "Thank Ruth Amsel", "person_id": 1, "channel": "email", "due_day": null, "due_at": "2025-03-06T13:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2025-03-05T13:00:00+00:00", "origin": "r1:thank_you:1", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-05T14:00:00+00:00", "id": 4}');
INSERT INTO "changes" VALUES(27,7,'follow_ups',1,'{"id": 1, "version": 1, "interview_id": 1, "round_id": 1, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2025-03-04", "due_at": null, "why": "the working day before the meeting", "anchor": "2025-03-05T12:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-03T08:00:00+00:00"}','{"id": 1, "version": 2, "interview_id": 1, "round_id": 1, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2025-03-04", "due_at": null, "why": "the working day before the meeting", "anchor": "2025-03-05T12:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "done", "settled": "2025-03-05T14:00:00+00:00", "on_time": 0, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(28,7,'follow_ups',3,'{"id": 3, "version": 1, "interview_id": 1, "round_id": 1, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2025-03-05T14:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2025-03-05T13:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-05T14:00:00+00:00"}','{"id": 3, "version": 2, "interview_id": 1, "round_id": 1, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2025-03-05T14:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2025-03-05T13:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "done", "settled": "2025-03-05T14:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-05T14:00:00+00:00"}');
INSERT INTO "changes" VALUES(29,7,'follow_ups',4,'{"id": 4, "version": 1, "interview_id": 1, "round_id": 1, "kind": "thank_you", "text": "Thank Ruth Amsel", "person_id": 1, "channel": "email", "due_day": null, "due_at": "2025-03-06T13:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2025-03-05T13:00:00+00:00", "origin": "r1:thank_you:1", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-05T14:00:00+00:00"}','{"id": 4, "version": 2, "interview_id": 1, "round_id": 1, "kind": "thank_you", "text": "Thank Ruth Amsel", "person_id": 1, "channel": "email", "due_day": null, "due_at": "2025-03-06T13:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2025-03-05T13:00:00+00:00", "origin": "r1:thank_you:1", "planned_day": null, "state": "done", "settled": "2025-03-05T14:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 1, "created": "2025-03-05T14:00:00+00:00"}');
INSERT INTO "changes" VALUES(30,7,'touches',1,NULL,'{"version": 1, "interview_id": 1, "person_id": 1, "at": "2025-03-05T14:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 4, "letter_id": null, "brings": null, "id": 1}');
INSERT INTO "changes" VALUES(31,8,'interviews',2,'{"id": 2, "version": 1, "company": "Vesper Air", "role": "Platform Engineer", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 2, "version": 2, "company": "Vesper Air", "role": "Platform Engineer", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(32,8,'passages',7,NULL,'{"version": 1, "round_id": 2, "step": 2, "entered": "2025-03-06T11:00:00+00:00", "skipped": "a follow-up plan: gentle, standard, brisk or none\nthree prepared questions\none story picked", "id": 7}');
INSERT INTO "changes" VALUES(33,8,'follow_ups',5,NULL,'{"version": 1, "interview_id": 2, "round_id": 2, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2025-03-06T11:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2025-03-06T10:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-06T11:00:00+00:00", "id": 5}');
INSERT INTO "changes" VALUES(34,9,'interviews',2,'{"id": 2, "version": 2, "company": "Vesper Air", "role": "Platform Engineer", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 2, "version": 3, "company": "Vesper Air", "role": "Platform Engineer", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(35,9,'passages',8,NULL,'{"version": 1, "round_id": 2, "step": 3, "entered": "2025-03-06T11:00:00+00:00", "skipped": "who was there\none need heard", "id": 8}');
INSERT INTO "changes" VALUES(36,10,'interviews',2,'{"id": 2, "version": 3, "company": "Vesper Air", "role": "Platform Engineer", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 2, "version": 4, "company": "Vesper Air", "role": "Platform Engineer", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(37,10,'passages',9,NULL,'{"version": 1, "round_id": 2, "step": 4, "entered": "2025-03-06T11:00:00+00:00", "skipped": "a need to rank: none was heard yet\na question kept for the next meeting, or a next person to meet\na look at the proposal''s readiness: 0 of 0 needs matched", "id": 9}');
INSERT INTO "changes" VALUES(38,11,'interviews',2,'{"id": 2, "version": 4, "company": "Vesper Air", "role": "Platform Engineer", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 2, "version": 5, "company": "Vesper Air", "role": "Platform Engineer", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(39,11,'passages',10,NULL,'{"version": 1, "round_id": 2, "step": 5, "entered": "2025-03-06T11:00:00+00:00", "skipped": "one commitment with an owner and a date, or “none given” with a date of my own", "id": 10}');
INSERT INTO "changes" VALUES(40,11,'follow_ups',6,NULL,'{"version": 1, "interview_id": 2, "round_id": 2, "kind": "thank_you", "text": "Thank Nils Holm", "person_id": 2, "channel": "email", "due_day": null, "due_at": "2025-03-07T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2025-03-06T10:00:00+00:00", "origin": "r1:thank_you:2", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-06T11:00:00+00:00", "id": 6}');
INSERT INTO "changes" VALUES(41,12,'follow_ups',2,'{"id": 2, "version": 1, "interview_id": 2, "round_id": 2, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2025-03-05", "due_at": null, "why": "the working day before the meeting", "anchor": "2025-03-06T09:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-03T08:00:00+00:00"}','{"id": 2, "version": 2, "interview_id": 2, "round_id": 2, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2025-03-05", "due_at": null, "why": "the working day before the meeting", "anchor": "2025-03-06T09:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "done", "settled": "2025-03-06T11:00:00+00:00", "on_time": 0, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(42,12,'follow_ups',5,'{"id": 5, "version": 1, "interview_id": 2, "round_id": 2, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2025-03-06T11:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2025-03-06T10:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-06T11:00:00+00:00"}','{"id": 5, "version": 2, "interview_id": 2, "round_id": 2, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2025-03-06T11:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2025-03-06T10:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "done", "settled": "2025-03-06T11:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-06T11:00:00+00:00"}');
INSERT INTO "changes" VALUES(43,12,'follow_ups',6,'{"id": 6, "version": 1, "interview_id": 2, "round_id": 2, "kind": "thank_you", "text": "Thank Nils Holm", "person_id": 2, "channel": "email", "due_day": null, "due_at": "2025-03-07T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2025-03-06T10:00:00+00:00", "origin": "r1:thank_you:2", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-06T11:00:00+00:00"}','{"id": 6, "version": 2, "interview_id": 2, "round_id": 2, "kind": "thank_you", "text": "Thank Nils Holm", "person_id": 2, "channel": "email", "due_day": null, "due_at": "2025-03-07T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2025-03-06T10:00:00+00:00", "origin": "r1:thank_you:2", "planned_day": null, "state": "done", "settled": "2025-03-06T11:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 2, "created": "2025-03-06T11:00:00+00:00"}');
INSERT INTO "changes" VALUES(44,12,'touches',2,NULL,'{"version": 1, "interview_id": 2, "person_id": 2, "at": "2025-03-06T11:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 6, "letter_id": null, "brings": null, "id": 2}');
INSERT INTO "changes" VALUES(45,13,'rounds',1,'{"id": 1, "version": 1, "interview_id": 1, "number": 1, "opened": "2025-03-03T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}','{"id": 1, "version": 2, "interview_id": 1, "number": 1, "opened": "2025-03-03T08:00:00+00:00", "closed": null, "outcome": "offer", "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}');
INSERT INTO "changes" VALUES(46,13,'interviews',1,'{"id": 1, "version": 5, "company": "Sable Bank", "role": "Architect", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}','{"id": 1, "version": 6, "company": "Sable Bank", "role": "Architect", "step": 5, "round": 1, "outcome": "offer", "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2025-03-03T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(47,13,'follow_ups',7,NULL,'{"version": 1, "interview_id": 1, "round_id": 1, "kind": "offer_reply", "text": "Answer the offer", "person_id": 1, "channel": "email", "due_day": "2025-03-14", "due_at": null, "why": "within 2 working days of the offer", "anchor": "2025-03-12T09:00:00+00:00", "origin": "r1:offer_reply", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2025-03-12T09:00:00+00:00", "id": 7}');
INSERT INTO "changes" VALUES(48,14,'rounds',1,'{"id": 1, "version": 2, "interview_id": 1, "number": 1, "opened": "2025-03-03T08:00:00+00:00", "closed": null, "outcome": "offer", "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}','{"id": 1, "version": 3, "interview_id": 1, "number": 1, "opened": "2025-03-03T08:00:00+00:00", "closed": "2025-03-13T09:00:00+00:00", "outcome": "offer", "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "accepted", "lesson": "", "no_voice_why": ""}');
INSERT INTO "changes" VALUES(49,14,'letters',1,NULL,'{"version": 1, "interview_id": 1, "round_id": 1, "person_id": 1, "kind": "acceptance", "channel": "email", "subject": "I accept with pleasure: Architect, Sable Bank", "body": "Dear Ruth,\n\nThank you for your offer. I accept it with pleasure, and look forward to the role of Architect at Sable Bank.\n\nPlease send me what I should read and sign, and tell me on which day I can start and what would help you before then.\n\nWith kind regards", "quote_id": null, "state": "draft", "sent": null, "follow_up_id": 7, "created": "2025-03-13T09:00:00+00:00", "brings": null, "id": 1}');
INSERT INTO "changes" VALUES(50,15,'interviews',3,NULL,'{"version": 1, "company": "Old Mill", "role": "Planner", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-10-05T08:00:00+00:00", "id": 3}');
INSERT INTO "changes" VALUES(51,15,'rounds',3,NULL,'{"version": 1, "interview_id": 3, "number": 1, "opened": "2026-10-05T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 3}');
INSERT INTO "changes" VALUES(52,15,'passages',11,NULL,'{"version": 1, "round_id": 3, "step": 1, "entered": "2026-10-05T08:00:00+00:00", "skipped": "", "id": 11}');
INSERT INTO "changes" VALUES(53,15,'meetings',3,NULL,'{"version": 1, "round_id": 3, "title": "", "starts": "2026-10-12T08:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 3}');
INSERT INTO "changes" VALUES(54,15,'people',3,NULL,'{"version": 1, "name": "Vera Stein", "title": "", "company": "Old Mill", "email": "vera@oldmill.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 3}');
INSERT INTO "changes" VALUES(55,15,'involvements',3,NULL,'{"version": 1, "interview_id": 3, "person_id": 3, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 3}');
INSERT INTO "changes" VALUES(56,15,'attendances',3,NULL,'{"version": 1, "meeting_id": 3, "person_id": 3, "position": 1, "present": null, "id": 3}');
INSERT INTO "changes" VALUES(57,15,'follow_ups',8,NULL,'{"version": 1, "interview_id": 3, "round_id": 3, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-10-09", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-10-12T08:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 3, "created": "2026-10-05T08:00:00+00:00", "id": 8}');
INSERT INTO "changes" VALUES(58,16,'interviews',4,NULL,'{"version": 1, "company": "Quillon", "role": "Platform Engineer", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00", "id": 4}');
INSERT INTO "changes" VALUES(59,16,'rounds',4,NULL,'{"version": 1, "interview_id": 4, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 4}');
INSERT INTO "changes" VALUES(60,16,'passages',12,NULL,'{"version": 1, "round_id": 4, "step": 1, "entered": "2026-11-02T08:00:00+00:00", "skipped": "", "id": 12}');
INSERT INTO "changes" VALUES(61,16,'meetings',4,NULL,'{"version": 1, "round_id": 4, "title": "", "starts": "2026-11-23T13:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 4}');
INSERT INTO "changes" VALUES(62,16,'people',4,NULL,'{"version": 1, "name": "Ines Falk", "title": "Head of Platform", "company": "Quillon", "email": "ines@quillon.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 4}');
INSERT INTO "changes" VALUES(63,16,'involvements',4,NULL,'{"version": 1, "interview_id": 4, "person_id": 4, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 4}');
INSERT INTO "changes" VALUES(64,16,'attendances',4,NULL,'{"version": 1, "meeting_id": 4, "person_id": 4, "position": 1, "present": null, "id": 4}');
INSERT INTO "changes" VALUES(65,16,'follow_ups',9,NULL,'{"version": 1, "interview_id": 4, "round_id": 4, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-20", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-23T13:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 4, "created": "2026-11-02T08:00:00+00:00", "id": 9}');
INSERT INTO "changes" VALUES(66,17,'interviews',5,NULL,'{"version": 1, "company": "Marten Works", "role": "Data Engineer", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00", "id": 5}');
INSERT INTO "changes" VALUES(67,17,'rounds',5,NULL,'{"version": 1, "interview_id": 5, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 5}');
INSERT INTO "changes" VALUES(68,17,'passages',13,NULL,'{"version": 1, "round_id": 5, "step": 1, "entered": "2026-11-02T08:00:00+00:00", "skipped": "", "id": 13}');
INSERT INTO "changes" VALUES(69,17,'meetings',5,NULL,'{"version": 1, "round_id": 5, "title": "", "starts": "2026-11-24T09:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 5}');
INSERT INTO "changes" VALUES(70,17,'people',5,NULL,'{"version": 1, "name": "Lena Brandt", "title": "Engineering Manager", "company": "Marten Works", "email": "lena@marten.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 5}');
INSERT INTO "changes" VALUES(71,17,'involvements',5,NULL,'{"version": 1, "interview_id": 5, "person_id": 5, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 5}');
INSERT INTO "changes" VALUES(72,17,'attendances',5,NULL,'{"version": 1, "meeting_id": 5, "person_id": 5, "position": 1, "present": null, "id": 5}');
INSERT INTO "changes" VALUES(73,17,'people',6,NULL,'{"version": 1, "name": "Jonas Weiss", "title": "Staff Engineer", "company": "Marten Works", "email": "jonas@marten.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 6}');
INSERT INTO "changes" VALUES(74,17,'involvements',6,NULL,'{"version": 1, "interview_id": 5, "person_id": 6, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 6}');
INSERT INTO "changes" VALUES(75,17,'attendances',6,NULL,'{"version": 1, "meeting_id": 5, "person_id": 6, "position": 2, "present": null, "id": 6}');
INSERT INTO "changes" VALUES(76,17,'people',7,NULL,'{"version": 1, "name": "Aylin Demir", "title": "Recruiter", "company": "Marten Works", "email": "aylin@marten.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 7}');
INSERT INTO "changes" VALUES(77,17,'involvements',7,NULL,'{"version": 1, "interview_id": 5, "person_id": 7, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 7}');
INSERT INTO "changes" VALUES(78,17,'attendances',7,NULL,'{"version": 1, "meeting_id": 5, "person_id": 7, "position": 3, "present": null, "id": 7}');
INSERT INTO "changes" VALUES(79,17,'follow_ups',10,NULL,'{"version": 1, "interview_id": 5, "round_id": 5, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-23", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-24T09:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-02T08:00:00+00:00", "id": 10}');
INSERT INTO "changes" VALUES(80,18,'interviews',6,NULL,'{"version": 1, "company": "Tarn Systems", "role": "SRE", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00", "id": 6}');
INSERT INTO "changes" VALUES(81,18,'rounds',6,NULL,'{"version": 1, "interview_id": 6, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 6}');
INSERT INTO "changes" VALUES(82,18,'passages',14,NULL,'{"version": 1, "round_id": 6, "step": 1, "entered": "2026-11-02T08:00:00+00:00", "skipped": "", "id": 14}');
INSERT INTO "changes" VALUES(83,18,'meetings',6,NULL,'{"version": 1, "round_id": 6, "title": "", "starts": "2026-11-03T14:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 6}');
INSERT INTO "changes" VALUES(84,18,'people',8,NULL,'{"version": 1, "name": "Piet Vos", "title": "CTO", "company": "Tarn Systems", "email": "piet@tarn.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 8}');
INSERT INTO "changes" VALUES(85,18,'involvements',8,NULL,'{"version": 1, "interview_id": 6, "person_id": 8, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 8}');
INSERT INTO "changes" VALUES(86,18,'attendances',8,NULL,'{"version": 1, "meeting_id": 6, "person_id": 8, "position": 1, "present": null, "id": 8}');
INSERT INTO "changes" VALUES(87,18,'follow_ups',11,NULL,'{"version": 1, "interview_id": 6, "round_id": 6, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-02", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-03T14:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-02T08:00:00+00:00", "id": 11}');
INSERT INTO "changes" VALUES(88,19,'interviews',7,NULL,'{"version": 1, "company": "Harbor Loop", "role": "Analyst", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00", "id": 7}');
INSERT INTO "changes" VALUES(89,19,'rounds',7,NULL,'{"version": 1, "interview_id": 7, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 7}');
INSERT INTO "changes" VALUES(90,19,'passages',15,NULL,'{"version": 1, "round_id": 7, "step": 1, "entered": "2026-11-02T08:00:00+00:00", "skipped": "", "id": 15}');
INSERT INTO "changes" VALUES(91,19,'meetings',7,NULL,'{"version": 1, "round_id": 7, "title": "", "starts": "2026-11-05T10:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 7}');
INSERT INTO "changes" VALUES(92,19,'people',9,NULL,'{"version": 1, "name": "Mara Lind", "title": "", "company": "Harbor Loop", "email": "mara@harbor.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 9}');
INSERT INTO "changes" VALUES(93,19,'involvements',9,NULL,'{"version": 1, "interview_id": 7, "person_id": 9, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 9}');
INSERT INTO "changes" VALUES(94,19,'attendances',9,NULL,'{"version": 1, "meeting_id": 7, "person_id": 9, "position": 1, "present": null, "id": 9}');
INSERT INTO "changes" VALUES(95,19,'follow_ups',12,NULL,'{"version": 1, "interview_id": 7, "round_id": 7, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-04", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-05T10:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 7, "created": "2026-11-02T08:00:00+00:00", "id": 12}');
INSERT INTO "changes" VALUES(96,20,'interviews',8,NULL,'{"version": 1, "company": "Pinewood", "role": "Team Lead", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00", "id": 8}');
INSERT INTO "changes" VALUES(97,20,'rounds',8,NULL,'{"version": 1, "interview_id": 8, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 8}');
INSERT INTO "changes" VALUES(98,20,'passages',16,NULL,'{"version": 1, "round_id": 8, "step": 1, "entered": "2026-11-02T08:00:00+00:00", "skipped": "", "id": 16}');
INSERT INTO "changes" VALUES(99,20,'meetings',8,NULL,'{"version": 1, "round_id": 8, "title": "", "starts": "2026-11-10T08:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 8}');
INSERT INTO "changes" VALUES(100,20,'people',10,NULL,'{"version": 1, "name": "Otto Krag", "title": "Director", "company": "Pinewood", "email": "otto@pinewood.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 10}');
INSERT INTO "changes" VALUES(101,20,'involvements',10,NULL,'{"version": 1, "interview_id": 8, "person_id": 10, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 10}');
INSERT INTO "changes" VALUES(102,20,'attendances',10,NULL,'{"version": 1, "meeting_id": 8, "person_id": 10, "position": 1, "present": null, "id": 10}');
INSERT INTO "changes" VALUES(103,20,'follow_ups',13,NULL,'{"version": 1, "interview_id": 8, "round_id": 8, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-09", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-10T08:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-02T08:00:00+00:00", "id": 13}');
INSERT INTO "changes" VALUES(104,21,'interviews',9,NULL,'{"version": 1, "company": "Cobalt Labs", "role": "Engineer", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00", "id": 9}');
INSERT INTO "changes" VALUES(105,21,'rounds',9,NULL,'{"version": 1, "interview_id": 9, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 9}');
INSERT INTO "changes" VALUES(106,21,'passages',17,NULL,'{"version": 1, "round_id": 9, "step": 1, "entered": "2026-11-02T08:00:00+00:00", "skipped": "", "id": 17}');
INSERT INTO "changes" VALUES(107,21,'meetings',9,NULL,'{"version": 1, "round_id": 9, "title": "", "starts": "2026-11-04T08:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 9}');
INSERT INTO "changes" VALUES(108,21,'people',11,NULL,'{"version": 1, "name": "Finn Aster", "title": "", "company": "Cobalt Labs", "email": "finn@cobalt.example", "phone": "", "link": "", "no_calls": 0, "note": "", "id": 11}');
INSERT INTO "changes" VALUES(109,21,'involvements',11,NULL,'{"version": 1, "interview_id": 9, "person_id": 11, "part": "interviewer", "knows_id": null, "sensitive": 0, "do_not_ask": 0, "favour": "not asked", "asked": null, "spoke": null, "thanked": null, "received": null, "forwarded": null, "id": 11}');
INSERT INTO "changes" VALUES(110,21,'attendances',11,NULL,'{"version": 1, "meeting_id": 9, "person_id": 11, "position": 1, "present": null, "id": 11}');
INSERT INTO "changes" VALUES(111,21,'follow_ups',14,NULL,'{"version": 1, "interview_id": 9, "round_id": 9, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-03", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-04T08:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 9, "created": "2026-11-02T08:00:00+00:00", "id": 14}');
INSERT INTO "changes" VALUES(112,22,'interviews',10,NULL,'{"version": 1, "company": "Delta Rail", "role": "Operations Lead", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00", "id": 10}');
INSERT INTO "changes" VALUES(113,22,'rounds',10,NULL,'{"version": 1, "interview_id": 10, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": "", "id": 10}');
INSERT INTO "changes" VALUES(114,22,'passages',18,NULL,'{"version": 1, "round_id": 10, "step": 1, "entered": "2026-11-02T08:00:00+00:00", "skipped": "", "id": 18}');
INSERT INTO "changes" VALUES(115,22,'meetings',10,NULL,'{"version": 1, "round_id": 10, "title": "", "starts": null, "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned", "id": 10}');
INSERT INTO "changes" VALUES(116,23,'follow_ups',11,'{"id": 11, "version": 1, "interview_id": 6, "round_id": 6, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-02", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-03T14:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-02T08:00:00+00:00"}','{"id": 11, "version": 2, "interview_id": 6, "round_id": 6, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-02", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-03T14:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "done", "settled": "2026-11-03T11:00:00+00:00", "on_time": 0, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(117,24,'meetings',6,'{"id": 6, "version": 1, "round_id": 6, "title": "", "starts": "2026-11-03T14:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned"}','{"id": 6, "version": 2, "round_id": 6, "title": "First talk", "starts": "2026-11-03T14:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned"}');
INSERT INTO "changes" VALUES(118,24,'questions',1,NULL,'{"version": 1, "meeting_id": 6, "position": 1, "text": "What keeps the pager loud?", "answer": "Alerts that nobody owns", "state": "answered", "person_id": 8, "topic": "", "id": 1}');
INSERT INTO "changes" VALUES(119,24,'needs',1,NULL,'{"version": 1, "meeting_id": 6, "position": 2, "text": "Nobody owns the alerts", "pressing": 2, "person_id": 8, "id": 1}');
INSERT INTO "changes" VALUES(120,24,'commitments',1,NULL,'{"version": 1, "meeting_id": 6, "position": 3, "owner": "them", "text": "the second talk''s date", "person_id": 8, "due": "2026-11-10", "state": "open", "passive": 0, "settled": null, "id": 1}');
INSERT INTO "changes" VALUES(121,24,'follow_ups',15,NULL,'{"version": 1, "interview_id": 6, "round_id": 6, "kind": "check_in", "text": "Check in", "person_id": 8, "channel": "email", "due_day": "2026-11-11", "due_at": null, "why": "check-in 1 of 3, 1 working day after their date", "anchor": "2026-11-10T11:00:00+00:00", "origin": "r1:check_in:1", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-03T16:00:00+00:00", "id": 15}');
INSERT INTO "changes" VALUES(122,25,'interviews',6,'{"id": 6, "version": 1, "company": "Tarn Systems", "role": "SRE", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 6, "version": 2, "company": "Tarn Systems", "role": "SRE", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(123,25,'passages',19,NULL,'{"version": 1, "round_id": 6, "step": 2, "entered": "2026-11-03T16:00:00+00:00", "skipped": "a follow-up plan: gentle, standard, brisk or none\n2 more prepared questions\none story picked", "id": 19}');
INSERT INTO "changes" VALUES(124,25,'follow_ups',16,NULL,'{"version": 1, "interview_id": 6, "round_id": 6, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-03T16:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-03T15:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-03T16:00:00+00:00", "id": 16}');
INSERT INTO "changes" VALUES(125,26,'interviews',6,'{"id": 6, "version": 2, "company": "Tarn Systems", "role": "SRE", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 6, "version": 3, "company": "Tarn Systems", "role": "SRE", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(126,26,'passages',20,NULL,'{"version": 1, "round_id": 6, "step": 3, "entered": "2026-11-03T16:00:00+00:00", "skipped": "who was there", "id": 20}');
INSERT INTO "changes" VALUES(127,27,'interviews',6,'{"id": 6, "version": 3, "company": "Tarn Systems", "role": "SRE", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 6, "version": 4, "company": "Tarn Systems", "role": "SRE", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(128,27,'passages',21,NULL,'{"version": 1, "round_id": 6, "step": 4, "entered": "2026-11-03T16:00:00+00:00", "skipped": "a question kept for the next meeting, or a next person to meet\na look at the proposal''s readiness: 0 of 1 need matched", "id": 21}');
INSERT INTO "changes" VALUES(129,28,'interviews',6,'{"id": 6, "version": 4, "company": "Tarn Systems", "role": "SRE", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 6, "version": 5, "company": "Tarn Systems", "role": "SRE", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(130,28,'passages',22,NULL,'{"version": 1, "round_id": 6, "step": 5, "entered": "2026-11-03T16:00:00+00:00", "skipped": "", "id": 22}');
INSERT INTO "changes" VALUES(131,28,'follow_ups',17,NULL,'{"version": 1, "interview_id": 6, "round_id": 6, "kind": "thank_you", "text": "Thank Piet Vos", "person_id": 8, "channel": "email", "due_day": null, "due_at": "2026-11-04T15:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-03T15:00:00+00:00", "origin": "r1:thank_you:8", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-03T16:00:00+00:00", "id": 17}');
INSERT INTO "changes" VALUES(132,29,'follow_ups',17,'{"id": 17, "version": 1, "interview_id": 6, "round_id": 6, "kind": "thank_you", "text": "Thank Piet Vos", "person_id": 8, "channel": "email", "due_day": null, "due_at": "2026-11-04T15:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-03T15:00:00+00:00", "origin": "r1:thank_you:8", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-03T16:00:00+00:00"}','{"id": 17, "version": 2, "interview_id": 6, "round_id": 6, "kind": "thank_you", "text": "Thank Piet Vos", "person_id": 8, "channel": "email", "due_day": null, "due_at": "2026-11-04T15:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-03T15:00:00+00:00", "origin": "r1:thank_you:8", "planned_day": null, "state": "done", "settled": "2026-11-04T09:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-03T16:00:00+00:00"}');
INSERT INTO "changes" VALUES(133,29,'touches',3,NULL,'{"version": 1, "interview_id": 6, "person_id": 8, "at": "2026-11-04T09:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 17, "letter_id": null, "brings": null, "id": 3}');
INSERT INTO "changes" VALUES(134,30,'interviews',9,'{"id": 9, "version": 1, "company": "Cobalt Labs", "role": "Engineer", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 9, "version": 2, "company": "Cobalt Labs", "role": "Engineer", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(135,30,'passages',23,NULL,'{"version": 1, "round_id": 9, "step": 2, "entered": "2026-11-04T14:00:00+00:00", "skipped": "a follow-up plan: gentle, standard, brisk or none\nthree prepared questions\none story picked", "id": 23}');
INSERT INTO "changes" VALUES(136,30,'follow_ups',18,NULL,'{"version": 1, "interview_id": 9, "round_id": 9, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-04T10:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-04T09:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 9, "created": "2026-11-04T14:00:00+00:00", "id": 18}');
INSERT INTO "changes" VALUES(137,31,'interviews',9,'{"id": 9, "version": 2, "company": "Cobalt Labs", "role": "Engineer", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 9, "version": 3, "company": "Cobalt Labs", "role": "Engineer", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(138,31,'passages',24,NULL,'{"version": 1, "round_id": 9, "step": 3, "entered": "2026-11-04T14:00:00+00:00", "skipped": "who was there\none need heard", "id": 24}');
INSERT INTO "changes" VALUES(139,32,'interviews',9,'{"id": 9, "version": 3, "company": "Cobalt Labs", "role": "Engineer", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 9, "version": 4, "company": "Cobalt Labs", "role": "Engineer", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(140,32,'passages',25,NULL,'{"version": 1, "round_id": 9, "step": 4, "entered": "2026-11-04T14:00:00+00:00", "skipped": "a need to rank: none was heard yet\na question kept for the next meeting, or a next person to meet\na look at the proposal''s readiness: 0 of 0 needs matched", "id": 25}');
INSERT INTO "changes" VALUES(141,33,'interviews',9,'{"id": 9, "version": 4, "company": "Cobalt Labs", "role": "Engineer", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 9, "version": 5, "company": "Cobalt Labs", "role": "Engineer", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(142,33,'passages',26,NULL,'{"version": 1, "round_id": 9, "step": 5, "entered": "2026-11-04T14:00:00+00:00", "skipped": "one commitment with an owner and a date, or “none given” with a date of my own", "id": 26}');
INSERT INTO "changes" VALUES(143,33,'follow_ups',19,NULL,'{"version": 1, "interview_id": 9, "round_id": 9, "kind": "thank_you", "text": "Thank Finn Aster", "person_id": 11, "channel": "email", "due_day": null, "due_at": "2026-11-05T09:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-04T09:00:00+00:00", "origin": "r1:thank_you:11", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 9, "created": "2026-11-04T14:00:00+00:00", "id": 19}');
INSERT INTO "changes" VALUES(144,34,'follow_ups',18,'{"id": 18, "version": 1, "interview_id": 9, "round_id": 9, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-04T10:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-04T09:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 9, "created": "2026-11-04T14:00:00+00:00"}','{"id": 18, "version": 2, "interview_id": 9, "round_id": 9, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-04T10:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-04T09:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "done", "settled": "2026-11-04T14:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 9, "created": "2026-11-04T14:00:00+00:00"}');
INSERT INTO "changes" VALUES(145,35,'interviews',7,'{"id": 7, "version": 1, "company": "Harbor Loop", "role": "Analyst", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 7, "version": 2, "company": "Harbor Loop", "role": "Analyst", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(146,35,'passages',27,NULL,'{"version": 1, "round_id": 7, "step": 2, "entered": "2026-11-05T15:00:00+00:00", "skipped": "a follow-up plan: gentle, standard, brisk or none\nthree prepared questions\none story picked", "id": 27}');
INSERT INTO "changes" VALUES(147,35,'follow_ups',20,NULL,'{"version": 1, "interview_id": 7, "round_id": 7, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-05T12:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-05T11:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 7, "created": "2026-11-05T15:00:00+00:00", "id": 20}');
INSERT INTO "changes" VALUES(148,36,'interviews',7,'{"id": 7, "version": 2, "company": "Harbor Loop", "role": "Analyst", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 7, "version": 3, "company": "Harbor Loop", "role": "Analyst", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(149,36,'passages',28,NULL,'{"version": 1, "round_id": 7, "step": 3, "entered": "2026-11-05T15:00:00+00:00", "skipped": "who was there\none need heard", "id": 28}');
INSERT INTO "changes" VALUES(150,37,'interviews',7,'{"id": 7, "version": 3, "company": "Harbor Loop", "role": "Analyst", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 7, "version": 4, "company": "Harbor Loop", "role": "Analyst", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(151,37,'passages',29,NULL,'{"version": 1, "round_id": 7, "step": 4, "entered": "2026-11-05T15:00:00+00:00", "skipped": "a need to rank: none was heard yet\na question kept for the next meeting, or a next person to meet\na look at the proposal''s readiness: 0 of 0 needs matched", "id": 29}');
INSERT INTO "changes" VALUES(152,38,'interviews',7,'{"id": 7, "version": 4, "company": "Harbor Loop", "role": "Analyst", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 7, "version": 5, "company": "Harbor Loop", "role": "Analyst", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(153,38,'passages',30,NULL,'{"version": 1, "round_id": 7, "step": 5, "entered": "2026-11-05T15:00:00+00:00", "skipped": "one commitment with an owner and a date, or “none given” with a date of my own", "id": 30}');
INSERT INTO "changes" VALUES(154,38,'follow_ups',21,NULL,'{"version": 1, "interview_id": 7, "round_id": 7, "kind": "thank_you", "text": "Thank Mara Lind", "person_id": 9, "channel": "email", "due_day": null, "due_at": "2026-11-06T11:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-05T11:00:00+00:00", "origin": "r1:thank_you:9", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 7, "created": "2026-11-05T15:00:00+00:00", "id": 21}');
INSERT INTO "changes" VALUES(155,39,'needs',2,NULL,'{"version": 1, "meeting_id": 7, "position": 1, "text": "Reports take two days", "pressing": 1, "person_id": 9, "id": 2}');
INSERT INTO "changes" VALUES(156,40,'follow_ups',21,'{"id": 21, "version": 1, "interview_id": 7, "round_id": 7, "kind": "thank_you", "text": "Thank Mara Lind", "person_id": 9, "channel": "email", "due_day": null, "due_at": "2026-11-06T11:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-05T11:00:00+00:00", "origin": "r1:thank_you:9", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 7, "created": "2026-11-05T15:00:00+00:00"}','{"id": 21, "version": 2, "interview_id": 7, "round_id": 7, "kind": "thank_you", "text": "Thank Mara Lind", "person_id": 9, "channel": "email", "due_day": null, "due_at": "2026-11-06T11:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-05T11:00:00+00:00", "origin": "r1:thank_you:9", "planned_day": null, "state": "done", "settled": "2026-11-05T15:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 7, "created": "2026-11-05T15:00:00+00:00"}');
INSERT INTO "changes" VALUES(157,40,'touches',4,NULL,'{"version": 1, "interview_id": 7, "person_id": 9, "at": "2026-11-05T15:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 21, "letter_id": null, "brings": null, "id": 4}');
INSERT INTO "changes" VALUES(158,41,'interviews',6,'{"id": 6, "version": 5, "company": "Tarn Systems", "role": "SRE", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 6, "version": 6, "company": "Tarn Systems", "role": "SRE", "step": 6, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(159,41,'passages',31,NULL,'{"version": 1, "round_id": 6, "step": 6, "entered": "2026-11-05T15:00:00+00:00", "skipped": "something that Piet Vos said, cited in the thank-you", "id": 31}');
INSERT INTO "changes" VALUES(160,41,'follow_ups',22,NULL,'{"version": 1, "interview_id": 6, "round_id": 6, "kind": "value_letter", "text": "Send the value letter", "person_id": 8, "channel": "email", "due_day": "2026-11-06", "due_at": null, "why": "3 working days after the meeting", "anchor": "2026-11-03T15:00:00+00:00", "origin": "r1:value_letter", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-05T15:00:00+00:00", "id": 22}');
INSERT INTO "changes" VALUES(161,42,'follow_ups',22,'{"id": 22, "version": 1, "interview_id": 6, "round_id": 6, "kind": "value_letter", "text": "Send the value letter", "person_id": 8, "channel": "email", "due_day": "2026-11-06", "due_at": null, "why": "3 working days after the meeting", "anchor": "2026-11-03T15:00:00+00:00", "origin": "r1:value_letter", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-05T15:00:00+00:00"}','{"id": 22, "version": 2, "interview_id": 6, "round_id": 6, "kind": "value_letter", "text": "Send the value letter", "person_id": 8, "channel": "email", "due_day": "2026-11-06", "due_at": null, "why": "3 working days after the meeting", "anchor": "2026-11-03T15:00:00+00:00", "origin": "r1:value_letter", "planned_day": null, "state": "done", "settled": "2026-11-05T15:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 6, "created": "2026-11-05T15:00:00+00:00"}');
INSERT INTO "changes" VALUES(162,42,'touches',5,NULL,'{"version": 1, "interview_id": 6, "person_id": 8, "at": "2026-11-05T15:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 22, "letter_id": null, "brings": null, "id": 5}');
INSERT INTO "changes" VALUES(163,43,'interviews',6,'{"id": 6, "version": 6, "company": "Tarn Systems", "role": "SRE", "step": 6, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 6, "version": 7, "company": "Tarn Systems", "role": "SRE", "step": 7, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(164,43,'passages',32,NULL,'{"version": 1, "round_id": 6, "step": 7, "entered": "2026-11-05T15:00:00+00:00", "skipped": "a story for the need “Nobody owns the alerts”", "id": 32}');
INSERT INTO "changes" VALUES(165,43,'follow_ups',23,NULL,'{"version": 1, "interview_id": 6, "round_id": 6, "kind": "check_in", "text": "Check in", "person_id": 8, "channel": "email", "due_day": "2026-11-25", "due_at": null, "why": "check-in 2 of 3, 14 days after the one before", "anchor": "2026-11-11T11:00:00+00:00", "origin": "r1:check_in:2", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-05T15:00:00+00:00", "id": 23}');
INSERT INTO "changes" VALUES(166,43,'follow_ups',24,NULL,'{"version": 1, "interview_id": 6, "round_id": 6, "kind": "check_in", "text": "Check in", "person_id": 8, "channel": "email", "due_day": "2026-12-23", "due_at": null, "why": "check-in 3 of 3, 28 days after the one before", "anchor": "2026-11-25T11:00:00+00:00", "origin": "r1:check_in:3", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-05T15:00:00+00:00", "id": 24}');
INSERT INTO "changes" VALUES(167,44,'follow_ups',15,'{"id": 15, "version": 1, "interview_id": 6, "round_id": 6, "kind": "check_in", "text": "Check in", "person_id": 8, "channel": "email", "due_day": "2026-11-11", "due_at": null, "why": "check-in 1 of 3, 1 working day after their date", "anchor": "2026-11-10T11:00:00+00:00", "origin": "r1:check_in:1", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-03T16:00:00+00:00"}','{"id": 15, "version": 2, "interview_id": 6, "round_id": 6, "kind": "check_in", "text": "Check in", "person_id": 8, "channel": "email", "due_day": "2026-11-11", "due_at": null, "why": "check-in 1 of 3, 1 working day after their date", "anchor": "2026-11-10T11:00:00+00:00", "origin": "r1:check_in:1", "planned_day": null, "state": "done", "settled": "2026-11-11T09:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-03T16:00:00+00:00"}');
INSERT INTO "changes" VALUES(168,44,'touches',6,NULL,'{"version": 1, "interview_id": 6, "person_id": 8, "at": "2026-11-11T09:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 15, "letter_id": null, "brings": "a runbook", "id": 6}');
INSERT INTO "changes" VALUES(169,45,'interviews',8,'{"id": 8, "version": 1, "company": "Pinewood", "role": "Team Lead", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 8, "version": 2, "company": "Pinewood", "role": "Team Lead", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(170,45,'passages',33,NULL,'{"version": 1, "round_id": 8, "step": 2, "entered": "2026-11-12T09:00:00+00:00", "skipped": "a follow-up plan: gentle, standard, brisk or none\nthree prepared questions\none story picked", "id": 33}');
INSERT INTO "changes" VALUES(171,45,'follow_ups',25,NULL,'{"version": 1, "interview_id": 8, "round_id": 8, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-10T10:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-10T09:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-12T09:00:00+00:00", "id": 25}');
INSERT INTO "changes" VALUES(172,46,'interviews',8,'{"id": 8, "version": 2, "company": "Pinewood", "role": "Team Lead", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 8, "version": 3, "company": "Pinewood", "role": "Team Lead", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(173,46,'passages',34,NULL,'{"version": 1, "round_id": 8, "step": 3, "entered": "2026-11-12T09:00:00+00:00", "skipped": "who was there\none need heard", "id": 34}');
INSERT INTO "changes" VALUES(174,47,'interviews',8,'{"id": 8, "version": 3, "company": "Pinewood", "role": "Team Lead", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 8, "version": 4, "company": "Pinewood", "role": "Team Lead", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(175,47,'passages',35,NULL,'{"version": 1, "round_id": 8, "step": 4, "entered": "2026-11-12T09:00:00+00:00", "skipped": "a need to rank: none was heard yet\na question kept for the next meeting, or a next person to meet\na look at the proposal''s readiness: 0 of 0 needs matched", "id": 35}');
INSERT INTO "changes" VALUES(176,48,'interviews',8,'{"id": 8, "version": 4, "company": "Pinewood", "role": "Team Lead", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 8, "version": 5, "company": "Pinewood", "role": "Team Lead", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(177,48,'passages',36,NULL,'{"version": 1, "round_id": 8, "step": 5, "entered": "2026-11-12T09:00:00+00:00", "skipped": "one commitment with an owner and a date, or “none given” with a date of my own", "id": 36}');
INSERT INTO "changes" VALUES(178,48,'follow_ups',26,NULL,'{"version": 1, "interview_id": 8, "round_id": 8, "kind": "thank_you", "text": "Thank Otto Krag", "person_id": 10, "channel": "email", "due_day": null, "due_at": "2026-11-11T09:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-10T09:00:00+00:00", "origin": "r1:thank_you:10", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-12T09:00:00+00:00", "id": 26}');
INSERT INTO "changes" VALUES(179,49,'follow_ups',25,'{"id": 25, "version": 1, "interview_id": 8, "round_id": 8, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-10T10:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-10T09:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-12T09:00:00+00:00"}','{"id": 25, "version": 2, "interview_id": 8, "round_id": 8, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-10T10:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-10T09:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "done", "settled": "2026-11-12T09:00:00+00:00", "on_time": 0, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-12T09:00:00+00:00"}');
INSERT INTO "changes" VALUES(180,49,'follow_ups',26,'{"id": 26, "version": 1, "interview_id": 8, "round_id": 8, "kind": "thank_you", "text": "Thank Otto Krag", "person_id": 10, "channel": "email", "due_day": null, "due_at": "2026-11-11T09:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-10T09:00:00+00:00", "origin": "r1:thank_you:10", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-12T09:00:00+00:00"}','{"id": 26, "version": 2, "interview_id": 8, "round_id": 8, "kind": "thank_you", "text": "Thank Otto Krag", "person_id": 10, "channel": "email", "due_day": null, "due_at": "2026-11-11T09:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-10T09:00:00+00:00", "origin": "r1:thank_you:10", "planned_day": null, "state": "done", "settled": "2026-11-12T09:00:00+00:00", "on_time": 0, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-12T09:00:00+00:00"}');
INSERT INTO "changes" VALUES(181,49,'touches',7,NULL,'{"version": 1, "interview_id": 8, "person_id": 10, "at": "2026-11-12T09:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 26, "letter_id": null, "brings": null, "id": 7}');
INSERT INTO "changes" VALUES(182,50,'follow_ups',14,'{"id": 14, "version": 1, "interview_id": 9, "round_id": 9, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-03", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-04T08:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 9, "created": "2026-11-02T08:00:00+00:00"}','{"id": 14, "version": 2, "interview_id": 9, "round_id": 9, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-03", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-04T08:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "cancelled", "settled": "2026-11-16T08:00:00+00:00", "on_time": null, "note": "outcome: quiet", "sensitive": 0, "commitment_id": null, "meeting_id": 9, "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(183,50,'rounds',9,'{"id": 9, "version": 1, "interview_id": 9, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}','{"id": 9, "version": 2, "interview_id": 9, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": "2026-11-16T08:00:00+00:00", "outcome": "quiet", "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}');
INSERT INTO "changes" VALUES(184,50,'interviews',9,'{"id": 9, "version": 5, "company": "Cobalt Labs", "role": "Engineer", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 9, "version": 6, "company": "Cobalt Labs", "role": "Engineer", "step": 5, "round": 1, "outcome": "quiet", "plan": null, "stay_in_touch": 1, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(185,50,'follow_ups',27,NULL,'{"version": 1, "interview_id": 9, "round_id": 9, "kind": "stay_in_touch", "text": "Stay in touch", "person_id": 11, "channel": "email", "due_day": "2026-12-16", "due_at": null, "why": "in touch four times a year: 30 days after it went quiet", "anchor": "2026-11-16T08:00:00+00:00", "origin": "r1:stay_in_touch:1", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-16T08:00:00+00:00", "id": 27}');
INSERT INTO "changes" VALUES(186,50,'letters',2,NULL,'{"version": 1, "interview_id": 9, "round_id": 9, "person_id": 11, "kind": "stay_in_touch", "channel": "email", "subject": "A greeting to Cobalt Labs", "body": "Dear Finn,\n\nI have not forgotten our talk on Wednesday, 4 November, and would like to stay in touch.\n\nI remain interested in Cobalt Labs. If there is something that I can be of use with, a question, a name or a second pair of eyes, please write to me.\n\nWith kind regards", "quote_id": null, "state": "draft", "sent": null, "follow_up_id": 27, "created": "2026-11-16T08:00:00+00:00", "brings": null, "id": 2}');
INSERT INTO "changes" VALUES(187,51,'follow_ups',28,NULL,'{"version": 1, "interview_id": 10, "round_id": 10, "kind": "custom", "text": "Ask whether they had the papers", "person_id": null, "channel": "email", "due_day": "2026-11-30", "due_at": null, "why": "my own", "anchor": "2026-11-16T08:00:00+00:00", "origin": "", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-16T08:00:00+00:00", "id": 28}');
INSERT INTO "changes" VALUES(188,52,'follow_ups',23,'{"id": 23, "version": 1, "interview_id": 6, "round_id": 6, "kind": "check_in", "text": "Check in", "person_id": 8, "channel": "email", "due_day": "2026-11-25", "due_at": null, "why": "check-in 2 of 3, 14 days after the one before", "anchor": "2026-11-11T11:00:00+00:00", "origin": "r1:check_in:2", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-05T15:00:00+00:00"}','{"id": 23, "version": 2, "interview_id": 6, "round_id": 6, "kind": "check_in", "text": "Check in", "person_id": 8, "channel": "email", "due_day": "2026-12-03", "due_at": null, "why": "check-in 2 of 3, 14 days after the one before", "anchor": "2026-11-11T11:00:00+00:00", "origin": "r1:check_in:2", "planned_day": "2026-11-25", "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-05T15:00:00+00:00"}');
INSERT INTO "changes" VALUES(189,53,'follow_ups',10,'{"id": 10, "version": 1, "interview_id": 5, "round_id": 5, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-23", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-24T09:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-02T08:00:00+00:00"}','{"id": 10, "version": 2, "interview_id": 5, "round_id": 5, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-23", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-24T09:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "done", "settled": "2026-11-23T09:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(190,54,'meetings',5,'{"id": 5, "version": 1, "round_id": 5, "title": "", "starts": "2026-11-24T09:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned"}','{"id": 5, "version": 2, "round_id": 5, "title": "Panel", "starts": "2026-11-24T09:00:00+00:00", "ends": null, "zone": "Europe/Berlin", "place": "", "link": "", "uid": "", "sequence": 0, "state": "planned"}');
INSERT INTO "changes" VALUES(191,54,'attendances',5,'{"id": 5, "version": 1, "meeting_id": 5, "person_id": 5, "position": 1, "present": null}','{"id": 5, "version": 2, "meeting_id": 5, "person_id": 5, "position": 1, "present": 1}');
INSERT INTO "changes" VALUES(192,54,'attendances',6,'{"id": 6, "version": 1, "meeting_id": 5, "person_id": 6, "position": 2, "present": null}','{"id": 6, "version": 2, "meeting_id": 5, "person_id": 6, "position": 2, "present": 1}');
INSERT INTO "changes" VALUES(193,54,'attendances',7,'{"id": 7, "version": 1, "meeting_id": 5, "person_id": 7, "position": 3, "present": null}','{"id": 7, "version": 2, "meeting_id": 5, "person_id": 7, "position": 3, "present": 1}');
INSERT INTO "changes" VALUES(194,54,'questions',2,NULL,'{"version": 1, "meeting_id": 5, "position": 1, "text": "What slows the team?", "answer": "Hand-made reports", "state": "answered", "person_id": 5, "topic": "", "id": 2}');
INSERT INTO "changes" VALUES(195,54,'needs',3,NULL,'{"version": 1, "meeting_id": 5, "position": 2, "text": "Reports are made by hand", "pressing": 3, "person_id": 5, "id": 3}');
INSERT INTO "changes" VALUES(196,54,'quotes',1,NULL,'{"version": 1, "meeting_id": 5, "position": 3, "text": "We are always a week behind", "person_id": 6, "id": 1}');
INSERT INTO "changes" VALUES(197,54,'commitments',2,NULL,'{"version": 1, "meeting_id": 5, "position": 4, "owner": "me", "text": "send the reporting sample", "person_id": 5, "due": "2026-11-27", "state": "open", "passive": 0, "settled": null, "id": 2}');
INSERT INTO "changes" VALUES(198,54,'commitments',3,NULL,'{"version": 1, "meeting_id": 5, "position": 5, "owner": "them", "text": "tell me who else I meet", "person_id": 7, "due": "2026-12-01", "state": "open", "passive": 0, "settled": null, "id": 3}');
INSERT INTO "changes" VALUES(199,54,'follow_ups',29,NULL,'{"version": 1, "interview_id": 5, "round_id": 5, "kind": "promise", "text": "send the reporting sample", "person_id": 5, "channel": "email", "due_day": "2026-11-27", "due_at": null, "why": "I promised it by then", "anchor": "2026-11-27T11:00:00+00:00", "origin": "r1:promise:2", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": 2, "meeting_id": null, "created": "2026-11-24T10:30:00+00:00", "id": 29}');
INSERT INTO "changes" VALUES(200,54,'follow_ups',30,NULL,'{"version": 1, "interview_id": 5, "round_id": 5, "kind": "check_in", "text": "Check in", "person_id": 5, "channel": "email", "due_day": "2026-12-02", "due_at": null, "why": "check-in 1 of 3, 1 working day after their date", "anchor": "2026-12-01T11:00:00+00:00", "origin": "r1:check_in:1", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-24T10:30:00+00:00", "id": 30}');
INSERT INTO "changes" VALUES(201,55,'interviews',5,'{"id": 5, "version": 1, "company": "Marten Works", "role": "Data Engineer", "step": 1, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 5, "version": 2, "company": "Marten Works", "role": "Data Engineer", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(202,55,'passages',37,NULL,'{"version": 1, "round_id": 5, "step": 2, "entered": "2026-11-24T10:30:00+00:00", "skipped": "a follow-up plan: gentle, standard, brisk or none\n2 more prepared questions\none story picked", "id": 37}');
INSERT INTO "changes" VALUES(203,55,'follow_ups',31,NULL,'{"version": 1, "interview_id": 5, "round_id": 5, "kind": "debrief", "text": "Write the meeting down", "person_id": null, "channel": "in person", "due_day": null, "due_at": "2026-11-24T11:00:00+00:00", "why": "within 1 hour of the meeting''s end", "anchor": "2026-11-24T10:00:00+00:00", "origin": "r1:debrief", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-24T10:30:00+00:00", "id": 31}');
INSERT INTO "changes" VALUES(204,56,'interviews',5,'{"id": 5, "version": 2, "company": "Marten Works", "role": "Data Engineer", "step": 2, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 5, "version": 3, "company": "Marten Works", "role": "Data Engineer", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(205,56,'passages',38,NULL,'{"version": 1, "round_id": 5, "step": 3, "entered": "2026-11-24T10:30:00+00:00", "skipped": "", "id": 38}');
INSERT INTO "changes" VALUES(206,57,'interviews',5,'{"id": 5, "version": 3, "company": "Marten Works", "role": "Data Engineer", "step": 3, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 5, "version": 4, "company": "Marten Works", "role": "Data Engineer", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(207,57,'passages',39,NULL,'{"version": 1, "round_id": 5, "step": 4, "entered": "2026-11-24T10:30:00+00:00", "skipped": "a question kept for the next meeting, or a next person to meet\na look at the proposal''s readiness: 0 of 1 need matched", "id": 39}');
INSERT INTO "changes" VALUES(208,58,'interviews',5,'{"id": 5, "version": 4, "company": "Marten Works", "role": "Data Engineer", "step": 4, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 5, "version": 5, "company": "Marten Works", "role": "Data Engineer", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(209,58,'passages',40,NULL,'{"version": 1, "round_id": 5, "step": 5, "entered": "2026-11-24T10:30:00+00:00", "skipped": "", "id": 40}');
INSERT INTO "changes" VALUES(210,58,'follow_ups',32,NULL,'{"version": 1, "interview_id": 5, "round_id": 5, "kind": "thank_you", "text": "Thank Lena Brandt", "person_id": 5, "channel": "email", "due_day": null, "due_at": "2026-11-25T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-24T10:00:00+00:00", "origin": "r1:thank_you:5", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-24T10:30:00+00:00", "id": 32}');
INSERT INTO "changes" VALUES(211,58,'follow_ups',33,NULL,'{"version": 1, "interview_id": 5, "round_id": 5, "kind": "thank_you", "text": "Thank Jonas Weiss", "person_id": 6, "channel": "email", "due_day": null, "due_at": "2026-11-25T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-24T10:00:00+00:00", "origin": "r1:thank_you:6", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-24T10:30:00+00:00", "id": 33}');
INSERT INTO "changes" VALUES(212,58,'follow_ups',34,NULL,'{"version": 1, "interview_id": 5, "round_id": 5, "kind": "thank_you", "text": "Thank Aylin Demir", "person_id": 7, "channel": "email", "due_day": null, "due_at": "2026-11-25T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-24T10:00:00+00:00", "origin": "r1:thank_you:7", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-24T10:30:00+00:00", "id": 34}');
INSERT INTO "changes" VALUES(213,59,'follow_ups',32,'{"id": 32, "version": 1, "interview_id": 5, "round_id": 5, "kind": "thank_you", "text": "Thank Lena Brandt", "person_id": 5, "channel": "email", "due_day": null, "due_at": "2026-11-25T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-24T10:00:00+00:00", "origin": "r1:thank_you:5", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-24T10:30:00+00:00"}','{"id": 32, "version": 2, "interview_id": 5, "round_id": 5, "kind": "thank_you", "text": "Thank Lena Brandt", "person_id": 5, "channel": "email", "due_day": null, "due_at": "2026-11-25T10:00:00+00:00", "why": "within 24 hours of the meeting", "anchor": "2026-11-24T10:00:00+00:00", "origin": "r1:thank_you:5", "planned_day": null, "state": "done", "settled": "2026-11-24T17:00:00+00:00", "on_time": 1, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 5, "created": "2026-11-24T10:30:00+00:00"}');
INSERT INTO "changes" VALUES(214,59,'touches',8,NULL,'{"version": 1, "interview_id": 5, "person_id": 5, "at": "2026-11-24T17:00:00+00:00", "direction": "out", "channel": "email", "note": "", "follow_up_id": 32, "letter_id": null, "brings": null, "id": 8}');
INSERT INTO "changes" VALUES(215,60,'follow_ups',13,'{"id": 13, "version": 1, "interview_id": 8, "round_id": 8, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-09", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-10T08:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-02T08:00:00+00:00"}','{"id": 13, "version": 2, "interview_id": 8, "round_id": 8, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-09", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-10T08:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "cancelled", "settled": "2026-11-25T08:00:00+00:00", "on_time": null, "note": "outcome: offer", "sensitive": 0, "commitment_id": null, "meeting_id": 8, "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(216,60,'rounds',8,'{"id": 8, "version": 1, "interview_id": 8, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}','{"id": 8, "version": 2, "interview_id": 8, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": "offer", "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}');
INSERT INTO "changes" VALUES(217,60,'interviews',8,'{"id": 8, "version": 5, "company": "Pinewood", "role": "Team Lead", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 8, "version": 6, "company": "Pinewood", "role": "Team Lead", "step": 5, "round": 1, "outcome": "offer", "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(218,60,'follow_ups',35,NULL,'{"version": 1, "interview_id": 8, "round_id": 8, "kind": "offer_reply", "text": "Answer the offer", "person_id": 10, "channel": "email", "due_day": "2026-11-27", "due_at": null, "why": "within 2 working days of the offer", "anchor": "2026-11-25T08:00:00+00:00", "origin": "r1:offer_reply", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-25T08:00:00+00:00", "id": 35}');
INSERT INTO "changes" VALUES(219,61,'follow_ups',12,'{"id": 12, "version": 1, "interview_id": 7, "round_id": 7, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-04", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-05T10:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": 7, "created": "2026-11-02T08:00:00+00:00"}','{"id": 12, "version": 2, "interview_id": 7, "round_id": 7, "kind": "prepare", "text": "Prepare the meeting", "person_id": null, "channel": "in person", "due_day": "2026-11-04", "due_at": null, "why": "the working day before the meeting", "anchor": "2026-11-05T10:00:00+00:00", "origin": "r1:prepare", "planned_day": null, "state": "cancelled", "settled": "2026-11-25T08:00:00+00:00", "on_time": null, "note": "outcome: rejected", "sensitive": 0, "commitment_id": null, "meeting_id": 7, "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(220,61,'rounds',7,'{"id": 7, "version": 1, "interview_id": 7, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": null, "outcome": null, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "", "no_voice_why": ""}','{"id": 7, "version": 2, "interview_id": 7, "number": 1, "opened": "2026-11-02T08:00:00+00:00", "closed": "2026-11-25T08:00:00+00:00", "outcome": "rejected", "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "ask for the numbers earlier", "no_voice_why": ""}');
INSERT INTO "changes" VALUES(221,61,'interviews',7,'{"id": 7, "version": 5, "company": "Harbor Loop", "role": "Analyst", "step": 5, "round": 1, "outcome": null, "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}','{"id": 7, "version": 6, "company": "Harbor Loop", "role": "Analyst", "step": 9, "round": 1, "outcome": "rejected", "plan": null, "stay_in_touch": null, "link": "", "location": "", "note": "", "created": "2026-11-02T08:00:00+00:00"}');
INSERT INTO "changes" VALUES(222,61,'passages',41,NULL,'{"version": 1, "round_id": 7, "step": 9, "entered": "2026-11-25T08:00:00+00:00", "skipped": "", "id": 41}');
INSERT INTO "changes" VALUES(223,61,'follow_ups',36,NULL,'{"version": 1, "interview_id": 7, "round_id": 7, "kind": "rejection_thanks", "text": "Thank after the rejection", "person_id": 9, "channel": "email", "due_day": "2026-11-27", "due_at": null, "why": "thanks within 2 days of the rejection", "anchor": "2026-11-25T08:00:00+00:00", "origin": "r1:rejection_thanks", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-25T08:00:00+00:00", "id": 36}');
INSERT INTO "changes" VALUES(224,61,'follow_ups',37,NULL,'{"version": 1, "interview_id": 7, "round_id": 7, "kind": "stay_in_touch", "text": "Stay in touch", "person_id": 9, "channel": "email", "due_day": "2026-12-25", "due_at": null, "why": "in touch four times a year: 30 days after the rejection", "anchor": "2026-11-25T08:00:00+00:00", "origin": "r1:stay_in_touch:1", "planned_day": null, "state": "open", "settled": null, "on_time": null, "note": "", "sensitive": 0, "commitment_id": null, "meeting_id": null, "created": "2026-11-25T08:00:00+00:00", "id": 37}');
INSERT INTO "changes" VALUES(225,61,'letters',3,NULL,'{"version": 1, "interview_id": 7, "round_id": 7, "person_id": 9, "kind": "rejection_thanks", "channel": "email", "subject": "Thank you, and all the best with Analyst at Harbor Loop", "body": "Dear Mara,\n\nThank you for telling me of your decision on the role of Analyst, and for the time that you and your colleagues gave me.\n\nI wish the person whom you have chosen every success, and Harbor Loop with them.\n\nI would be glad to be considered again, should things turn out differently or another need arise. With your leave I will stay in touch.\n\nWith kind regards", "quote_id": null, "state": "draft", "sent": null, "follow_up_id": 36, "created": "2026-11-25T08:00:00+00:00", "brings": null, "id": 3}');
INSERT INTO "commitments" VALUES(1,1,6,3,'them','the second talk''s date',8,'2026-11-10','open',0,NULL);
INSERT INTO "commitments" VALUES(2,1,5,4,'me','send the reporting sample',5,'2026-11-27','open',0,NULL);
INSERT INTO "commitments" VALUES(3,1,5,5,'them','tell me who else I meet',7,'2026-12-01','open',0,NULL);
INSERT INTO "entries" VALUES(1,'2025-03-03T08:00:00+00:00','Added Sable Bank · Architect at step 1 Set the stage; planned: Prepare the meeting (tomorrow)','done',NULL);
INSERT INTO "entries" VALUES(2,'2025-03-03T08:00:00+00:00','Added Vesper Air · Platform Engineer at step 1 Set the stage; planned: Prepare the meeting (Wed)','done',NULL);
INSERT INTO "entries" VALUES(3,'2025-03-05T14:00:00+00:00','Sable Bank · Architect is at step 2 Consult; planned: Write the meeting down (today 15:00); skipped: a follow-up plan: gentle, standard, brisk or none, three prepared questions, one story picked','done',NULL);
INSERT INTO "entries" VALUES(4,'2025-03-05T14:00:00+00:00','Sable Bank · Architect is at step 3 Don''t rush; skipped: who was there, one need heard','done',NULL);
INSERT INTO "entries" VALUES(5,'2025-03-05T14:00:00+00:00','Sable Bank · Architect is at step 4 Confirm next steps; skipped: a need to rank: none was heard yet, a question kept for the next meeting, or a next person to meet, a look at the proposal''s readiness: 0 of 0 needs matched','done',NULL);
INSERT INTO "entries" VALUES(6,'2025-03-05T14:00:00+00:00','Sable Bank · Architect is at step 5 Thank promptly; planned: Thank Ruth Amsel (tomorrow 14:00); skipped: one commitment with an owner and a date, or “none given” with a date of my own','done',NULL);
INSERT INTO "entries" VALUES(7,'2025-03-05T14:00:00+00:00','Done: Prepare the meeting, Write the meeting down, Thank Ruth Amsel (1 of them late)','done',NULL);
INSERT INTO "entries" VALUES(8,'2025-03-06T11:00:00+00:00','Vesper Air · Platform Engineer is at step 2 Consult; planned: Write the meeting down (today 12:00); skipped: a follow-up plan: gentle, standard, brisk or none, three prepared questions, one story picked','done',NULL);
INSERT INTO "entries" VALUES(9,'2025-03-06T11:00:00+00:00','Vesper Air · Platform Engineer is at step 3 Don''t rush; skipped: who was there, one need heard','done',NULL);
INSERT INTO "entries" VALUES(10,'2025-03-06T11:00:00+00:00','Vesper Air · Platform Engineer is at step 4 Confirm next steps; skipped: a need to rank: none was heard yet, a question kept for the next meeting, or a next person to meet, a look at the proposal''s readiness: 0 of 0 needs matched','done',NULL);
INSERT INTO "entries" VALUES(11,'2025-03-06T11:00:00+00:00','Vesper Air · Platform Engineer is at step 5 Thank promptly; planned: Thank Nils Holm (tomorrow 11:00); skipped: one commitment with an owner and a date, or “none given” with a date of my own','done',NULL);
INSERT INTO "entries" VALUES(12,'2025-03-06T11:00:00+00:00','Done: Prepare the meeting, Write the meeting down, Thank Nils Holm (1 of them late)','done',NULL);
INSERT INTO "entries" VALUES(13,'2025-03-12T09:00:00+00:00','Sable Bank · Architect: an offer; planned: Answer the offer (Fri)','done',NULL);
INSERT INTO "entries" VALUES(14,'2025-03-13T09:00:00+00:00','Sable Bank · Architect: offer accepted; letter to Ruth Amsel drafted','done',NULL);
INSERT INTO "entries" VALUES(15,'2026-10-05T08:00:00+00:00','Added Old Mill · Planner at step 1 Set the stage; planned: Prepare the meeting (Fri)','done',NULL);
INSERT INTO "entries" VALUES(16,'2026-11-02T08:00:00+00:00','Added Quillon · Platform Engineer at step 1 Set the stage; planned: Prepare the meeting (Fri 20 Nov)','done',NULL);
INSERT INTO "entries" VALUES(17,'2026-11-02T08:00:00+00:00','Added Marten Works · Data Engineer at step 1 Set the stage; planned: Prepare the meeting (Mon 23 Nov)','done',NULL);
INSERT INTO "entries" VALUES(18,'2026-11-02T08:00:00+00:00','Added Tarn Systems · SRE at step 1 Set the stage; planned: Prepare the meeting (today)','done',NULL);
INSERT INTO "entries" VALUES(19,'2026-11-02T08:00:00+00:00','Added Harbor Loop · Analyst at step 1 Set the stage; planned: Prepare the meeting (Wed)','done',NULL);
INSERT INTO "entries" VALUES(20,'2026-11-02T08:00:00+00:00','Added Pinewood · Team Lead at step 1 Set the stage; planned: Prepare the meeting (Mon 9 Nov)','done',NULL);
INSERT INTO "entries" VALUES(21,'2026-11-02T08:00:00+00:00','Added Cobalt Labs · Engineer at step 1 Set the stage; planned: Prepare the meeting (tomorrow)','done',NULL);
INSERT INTO "entries" VALUES(22,'2026-11-02T08:00:00+00:00','Added Delta Rail · Operations Lead at step 1 Set the stage','done',NULL);
INSERT INTO "entries" VALUES(23,'2026-11-03T11:00:00+00:00','Done: Prepare the meeting · Tarn Systems (late)','done',NULL);
INSERT INTO "entries" VALUES(24,'2026-11-03T16:00:00+00:00','Noted for Tarn Systems · SRE: 1 question, 1 need, 1 commitment; planned: Check in (Wed 11 Nov)','done',NULL);
INSERT INTO "entries" VALUES(25,'2026-11-03T16:00:00+00:00','Tarn Systems · SRE is at step 2 Consult; planned: Write the meeting down (today 17:00); skipped: a follow-up plan: gentle, standard, brisk or none, 2 more prepared questions, one story picked','done',NULL);
INSERT INTO "entries" VALUES(26,'2026-11-03T16:00:00+00:00','Tarn Systems · SRE is at step 3 Don''t rush; skipped: who was there','done',NULL);
INSERT INTO "entries" VALUES(27,'2026-11-03T16:00:00+00:00','Tarn Systems · SRE is at step 4 Confirm next steps; skipped: a question kept for the next meeting, or a next person to meet, a look at the proposal''s readiness: 0 of 1 need matched','done',NULL);
INSERT INTO "entries" VALUES(28,'2026-11-03T16:00:00+00:00','Tarn Systems · SRE is at step 5 Thank promptly; planned: Thank Piet Vos (tomorrow 16:00)','done',NULL);
INSERT INTO "entries" VALUES(29,'2026-11-04T09:00:00+00:00','Done: Thank Piet Vos · Tarn Systems (on time)','done',NULL);
INSERT INTO "entries" VALUES(30,'2026-11-04T14:00:00+00:00','Cobalt Labs · Engineer is at step 2 Consult; planned: Write the meeting down (today 11:00); skipped: a follow-up plan: gentle, standard, brisk or none, three prepared questions, one story picked','done',NULL);
INSERT INTO "entries" VALUES(31,'2026-11-04T14:00:00+00:00','Cobalt Labs · Engineer is at step 3 Don''t rush; skipped: who was there, one need heard','done',NULL);
INSERT INTO "entries" VALUES(32,'2026-11-04T14:00:00+00:00','Cobalt Labs · Engineer is at step 4 Confirm next steps; skipped: a need to rank: none was heard yet, a question kept for the next meeting, or a next person to meet, a look at the proposal''s readiness: 0 of 0 needs matched','done',NULL);
INSERT INTO "entries" VALUES(33,'2026-11-04T14:00:00+00:00','Cobalt Labs · Engineer is at step 5 Thank promptly; planned: Thank Finn Aster (tomorrow 10:00); skipped: one commitment with an owner and a date, or “none given” with a date of my own','done',NULL);
INSERT INTO "entries" VALUES(34,'2026-11-04T14:00:00+00:00','Done: Write the meeting down · Cobalt Labs (on time)','done',NULL);
INSERT INTO "entries" VALUES(35,'2026-11-05T15:00:00+00:00','Harbor Loop · Analyst is at step 2 Consult; planned: Write the meeting down (today 13:00); skipped: a follow-up plan: gentle, standard, brisk or none, three prepared questions, one story picked','done',NULL);
INSERT INTO "entries" VALUES(36,'2026-11-05T15:00:00+00:00','Harbor Loop · Analyst is at step 3 Don''t rush; skipped: who was there, one need heard','done',NULL);
INSERT INTO "entries" VALUES(37,'2026-11-05T15:00:00+00:00','Harbor Loop · Analyst is at step 4 Confirm next steps; skipped: a need to rank: none was heard yet, a question kept for the next meeting, or a next person to meet, a look at the proposal''s readiness: 0 of 0 needs matched','done',NULL);
INSERT INTO "entries" VALUES(38,'2026-11-05T15:00:00+00:00','Harbor Loop · Analyst is at step 5 Thank promptly; planned: Thank Mara Lind (tomorrow 12:00); skipped: one commitment with an owner and a date, or “none given” with a date of my own','done',NULL);
INSERT INTO "entries" VALUES(39,'2026-11-05T15:00:00+00:00','Noted for Harbor Loop · Analyst: 1 need','done',NULL);
INSERT INTO "entries" VALUES(40,'2026-11-05T15:00:00+00:00','Done: Thank Mara Lind · Harbor Loop (on time)','done',NULL);
INSERT INTO "entries" VALUES(41,'2026-11-05T15:00:00+00:00','Tarn Systems · SRE is at step 6 Build value; planned: Send the value letter (tomorrow); skipped: something that Piet Vos said, cited in the thank-you','done',NULL);
INSERT INTO "entries" VALUES(42,'2026-11-05T15:00:00+00:00','Done: Send the value letter · Tarn Systems (on time)','done',NULL);
INSERT INTO "entries" VALUES(43,'2026-11-05T15:00:00+00:00','Tarn Systems · SRE is at step 7 Persist; planned: Check in (Wed 25 Nov), Check in (Wed 23 Dec); skipped: a story for the need “Nobody owns the alerts”','done',NULL);
INSERT INTO "entries" VALUES(44,'2026-11-11T09:00:00+00:00','Done: Check in · Tarn Systems (on time)','done',NULL);
INSERT INTO "entries" VALUES(45,'2026-11-12T09:00:00+00:00','Pinewood · Team Lead is at step 2 Consult; planned: Write the meeting down (Tue 10 Nov 11:00); skipped: a follow-up plan: gentle, standard, brisk or none, three prepared questions, one story picked','done',NULL);
INSERT INTO "entries" VALUES(46,'2026-11-12T09:00:00+00:00','Pinewood · Team Lead is at step 3 Don''t rush; skipped: who was there, one need heard','done',NULL);
INSERT INTO "entries" VALUES(47,'2026-11-12T09:00:00+00:00','Pinewood · Team Lead is at step 4 Confirm next steps; skipped: a need to rank: none was heard yet, a question kept for the next meeting, or a next person to meet, a look at the proposal''s readiness: 0 of 0 needs matched','done',NULL);
INSERT INTO "entries" VALUES(48,'2026-11-12T09:00:00+00:00','Pinewood · Team Lead is at step 5 Thank promptly; planned: Thank Otto Krag (yesterday 10:00); skipped: one commitment with an owner and a date, or “none given” with a date of my own','done',NULL);
INSERT INTO "entries" VALUES(49,'2026-11-12T09:00:00+00:00','Done: Write the meeting down, Thank Otto Krag (2 of them late)','done',NULL);
INSERT INTO "entries" VALUES(50,'2026-11-16T08:00:00+00:00','Cobalt Labs · Engineer: gone quiet; letter to Finn Aster drafted; no longer owed: Prepare the meeting; planned: Stay in touch (Wed 16 Dec)','done',NULL);
INSERT INTO "entries" VALUES(51,'2026-11-16T08:00:00+00:00','Added for Delta Rail · Operations Lead: Ask whether they had the papers (Mon 30 Nov)','done',NULL);
INSERT INTO "entries" VALUES(52,'2026-11-20T09:00:00+00:00','Waits until Thu 3 Dec: Check in · Tarn Systems','done',NULL);
INSERT INTO "entries" VALUES(53,'2026-11-23T09:00:00+00:00','Done: Prepare the meeting · Marten Works (on time)','done',NULL);
INSERT INTO "entries" VALUES(54,'2026-11-24T10:30:00+00:00','Noted for Marten Works · Data Engineer: 3 people, 1 question, 1 need, 1 quote, 2 commitments; planned: send the reporting sample (Fri), Check in (Wed 2 Dec)','done',NULL);
INSERT INTO "entries" VALUES(55,'2026-11-24T10:30:00+00:00','Marten Works · Data Engineer is at step 2 Consult; planned: Write the meeting down (today 12:00); skipped: a follow-up plan: gentle, standard, brisk or none, 2 more prepared questions, one story picked','done',NULL);
INSERT INTO "entries" VALUES(56,'2026-11-24T10:30:00+00:00','Marten Works · Data Engineer is at step 3 Don''t rush','done',NULL);
INSERT INTO "entries" VALUES(57,'2026-11-24T10:30:00+00:00','Marten Works · Data Engineer is at step 4 Confirm next steps; skipped: a question kept for the next meeting, or a next person to meet, a look at the proposal''s readiness: 0 of 1 need matched','done',NULL);
INSERT INTO "entries" VALUES(58,'2026-11-24T10:30:00+00:00','Marten Works · Data Engineer is at step 5 Thank promptly; planned: Thank Lena Brandt (tomorrow 11:00), Thank Jonas Weiss (tomorrow 11:00), Thank Aylin Demir (tomorrow 11:00)','done',NULL);
INSERT INTO "entries" VALUES(59,'2026-11-24T17:00:00+00:00','Done: Thank Lena Brandt · Marten Works (on time)','done',NULL);
INSERT INTO "entries" VALUES(60,'2026-11-25T08:00:00+00:00','Pinewood · Team Lead: an offer; no longer owed: Prepare the meeting; planned: Answer the offer (Fri)','done',NULL);
INSERT INTO "entries" VALUES(61,'2026-11-25T08:00:00+00:00','Harbor Loop · Analyst: rejected; letter to Mara Lind drafted; no longer owed: Prepare the meeting; planned: Thank after the rejection (Fri), Stay in touch (Fri 25 Dec)','done',NULL);
INSERT INTO "facts" VALUES('zone','Europe/Berlin');
INSERT INTO "follow_ups" VALUES(1,2,1,1,'prepare','Prepare the meeting',NULL,'in person','2025-03-04',NULL,'the working day before the meeting','2025-03-05T12:00:00+00:00','r1:prepare',NULL,'done','2025-03-05T14:00:00+00:00',0,'',0,NULL,1,'2025-03-03T08:00:00+00:00','2025-03-04T24:00');
INSERT INTO "follow_ups" VALUES(2,2,2,2,'prepare','Prepare the meeting',NULL,'in person','2025-03-05',NULL,'the working day before the meeting','2025-03-06T09:00:00+00:00','r1:prepare',NULL,'done','2025-03-06T11:00:00+00:00',0,'',0,NULL,2,'2025-03-03T08:00:00+00:00','2025-03-05T24:00');
INSERT INTO "follow_ups" VALUES(3,2,1,1,'debrief','Write the meeting down',NULL,'in person',NULL,'2025-03-05T14:00:00+00:00','within 1 hour of the meeting''s end','2025-03-05T13:00:00+00:00','r1:debrief',NULL,'done','2025-03-05T14:00:00+00:00',1,'',0,NULL,1,'2025-03-05T14:00:00+00:00','2025-03-05T15:00');
INSERT INTO "follow_ups" VALUES(4,2,1,1,'thank_you','Thank Ruth Amsel',1,'email',NULL,'2025-03-06T13:00:00+00:00','within 24 hours of the meeting','2025-03-05T13:00:00+00:00','r1:thank_you:1',NULL,'done','2025-03-05T14:00:00+00:00',1,'',0,NULL,1,'2025-03-05T14:00:00+00:00','2025-03-06T14:00');
INSERT INTO "follow_ups" VALUES(5,2,2,2,'debrief','Write the meeting down',NULL,'in person',NULL,'2025-03-06T11:00:00+00:00','within 1 hour of the meeting''s end','2025-03-06T10:00:00+00:00','r1:debrief',NULL,'done','2025-03-06T11:00:00+00:00',1,'',0,NULL,2,'2025-03-06T11:00:00+00:00','2025-03-06T12:00');
INSERT INTO "follow_ups" VALUES(6,2,2,2,'thank_you','Thank Nils Holm',2,'email',NULL,'2025-03-07T10:00:00+00:00','within 24 hours of the meeting','2025-03-06T10:00:00+00:00','r1:thank_you:2',NULL,'done','2025-03-06T11:00:00+00:00',1,'',0,NULL,2,'2025-03-06T11:00:00+00:00','2025-03-07T11:00');
INSERT INTO "follow_ups" VALUES(7,1,1,1,'offer_reply','Answer the offer',1,'email','2025-03-14',NULL,'within 2 working days of the offer','2025-03-12T09:00:00+00:00','r1:offer_reply',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2025-03-12T09:00:00+00:00','2025-03-14T24:00');
INSERT INTO "follow_ups" VALUES(8,1,3,3,'prepare','Prepare the meeting',NULL,'in person','2026-10-09',NULL,'the working day before the meeting','2026-10-12T08:00:00+00:00','r1:prepare',NULL,'open',NULL,NULL,'',0,NULL,3,'2026-10-05T08:00:00+00:00','2026-10-09T24:00');
INSERT INTO "follow_ups" VALUES(9,1,4,4,'prepare','Prepare the meeting',NULL,'in person','2026-11-20',NULL,'the working day before the meeting','2026-11-23T13:00:00+00:00','r1:prepare',NULL,'open',NULL,NULL,'',0,NULL,4,'2026-11-02T08:00:00+00:00','2026-11-20T24:00');
INSERT INTO "follow_ups" VALUES(10,2,5,5,'prepare','Prepare the meeting',NULL,'in person','2026-11-23',NULL,'the working day before the meeting','2026-11-24T09:00:00+00:00','r1:prepare',NULL,'done','2026-11-23T09:00:00+00:00',1,'',0,NULL,5,'2026-11-02T08:00:00+00:00','2026-11-23T24:00');
INSERT INTO "follow_ups" VALUES(11,2,6,6,'prepare','Prepare the meeting',NULL,'in person','2026-11-02',NULL,'the working day before the meeting','2026-11-03T14:00:00+00:00','r1:prepare',NULL,'done','2026-11-03T11:00:00+00:00',0,'',0,NULL,6,'2026-11-02T08:00:00+00:00','2026-11-02T24:00');
INSERT INTO "follow_ups" VALUES(12,2,7,7,'prepare','Prepare the meeting',NULL,'in person','2026-11-04',NULL,'the working day before the meeting','2026-11-05T10:00:00+00:00','r1:prepare',NULL,'cancelled','2026-11-25T08:00:00+00:00',NULL,'outcome: rejected',0,NULL,7,'2026-11-02T08:00:00+00:00','2026-11-04T24:00');
INSERT INTO "follow_ups" VALUES(13,2,8,8,'prepare','Prepare the meeting',NULL,'in person','2026-11-09',NULL,'the working day before the meeting','2026-11-10T08:00:00+00:00','r1:prepare',NULL,'cancelled','2026-11-25T08:00:00+00:00',NULL,'outcome: offer',0,NULL,8,'2026-11-02T08:00:00+00:00','2026-11-09T24:00');
INSERT INTO "follow_ups" VALUES(14,2,9,9,'prepare','Prepare the meeting',NULL,'in person','2026-11-03',NULL,'the working day before the meeting','2026-11-04T08:00:00+00:00','r1:prepare',NULL,'cancelled','2026-11-16T08:00:00+00:00',NULL,'outcome: quiet',0,NULL,9,'2026-11-02T08:00:00+00:00','2026-11-03T24:00');
INSERT INTO "follow_ups" VALUES(15,2,6,6,'check_in','Check in',8,'email','2026-11-11',NULL,'check-in 1 of 3, 1 working day after their date','2026-11-10T11:00:00+00:00','r1:check_in:1',NULL,'done','2026-11-11T09:00:00+00:00',1,'',0,NULL,NULL,'2026-11-03T16:00:00+00:00','2026-11-11T24:00');
INSERT INTO "follow_ups" VALUES(16,1,6,6,'debrief','Write the meeting down',NULL,'in person',NULL,'2026-11-03T16:00:00+00:00','within 1 hour of the meeting''s end','2026-11-03T15:00:00+00:00','r1:debrief',NULL,'open',NULL,NULL,'',0,NULL,6,'2026-11-03T16:00:00+00:00','2026-11-03T17:00');
INSERT INTO "follow_ups" VALUES(17,2,6,6,'thank_you','Thank Piet Vos',8,'email',NULL,'2026-11-04T15:00:00+00:00','within 24 hours of the meeting','2026-11-03T15:00:00+00:00','r1:thank_you:8',NULL,'done','2026-11-04T09:00:00+00:00',1,'',0,NULL,6,'2026-11-03T16:00:00+00:00','2026-11-04T16:00');
INSERT INTO "follow_ups" VALUES(18,2,9,9,'debrief','Write the meeting down',NULL,'in person',NULL,'2026-11-04T10:00:00+00:00','within 1 hour of the meeting''s end','2026-11-04T09:00:00+00:00','r1:debrief',NULL,'done','2026-11-04T14:00:00+00:00',1,'',0,NULL,9,'2026-11-04T14:00:00+00:00','2026-11-04T11:00');
INSERT INTO "follow_ups" VALUES(19,1,9,9,'thank_you','Thank Finn Aster',11,'email',NULL,'2026-11-05T09:00:00+00:00','within 24 hours of the meeting','2026-11-04T09:00:00+00:00','r1:thank_you:11',NULL,'open',NULL,NULL,'',0,NULL,9,'2026-11-04T14:00:00+00:00','2026-11-05T10:00');
INSERT INTO "follow_ups" VALUES(20,1,7,7,'debrief','Write the meeting down',NULL,'in person',NULL,'2026-11-05T12:00:00+00:00','within 1 hour of the meeting''s end','2026-11-05T11:00:00+00:00','r1:debrief',NULL,'open',NULL,NULL,'',0,NULL,7,'2026-11-05T15:00:00+00:00','2026-11-05T13:00');
INSERT INTO "follow_ups" VALUES(21,2,7,7,'thank_you','Thank Mara Lind',9,'email',NULL,'2026-11-06T11:00:00+00:00','within 24 hours of the meeting','2026-11-05T11:00:00+00:00','r1:thank_you:9',NULL,'done','2026-11-05T15:00:00+00:00',1,'',0,NULL,7,'2026-11-05T15:00:00+00:00','2026-11-06T12:00');
INSERT INTO "follow_ups" VALUES(22,2,6,6,'value_letter','Send the value letter',8,'email','2026-11-06',NULL,'3 working days after the meeting','2026-11-03T15:00:00+00:00','r1:value_letter',NULL,'done','2026-11-05T15:00:00+00:00',1,'',0,NULL,6,'2026-11-05T15:00:00+00:00','2026-11-06T24:00');
INSERT INTO "follow_ups" VALUES(23,2,6,6,'check_in','Check in',8,'email','2026-12-03',NULL,'check-in 2 of 3, 14 days after the one before','2026-11-11T11:00:00+00:00','r1:check_in:2','2026-11-25','open',NULL,NULL,'',0,NULL,NULL,'2026-11-05T15:00:00+00:00','2026-12-03T24:00');
INSERT INTO "follow_ups" VALUES(24,1,6,6,'check_in','Check in',8,'email','2026-12-23',NULL,'check-in 3 of 3, 28 days after the one before','2026-11-25T11:00:00+00:00','r1:check_in:3',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2026-11-05T15:00:00+00:00','2026-12-23T24:00');
INSERT INTO "follow_ups" VALUES(25,2,8,8,'debrief','Write the meeting down',NULL,'in person',NULL,'2026-11-10T10:00:00+00:00','within 1 hour of the meeting''s end','2026-11-10T09:00:00+00:00','r1:debrief',NULL,'done','2026-11-12T09:00:00+00:00',0,'',0,NULL,8,'2026-11-12T09:00:00+00:00','2026-11-10T11:00');
INSERT INTO "follow_ups" VALUES(26,2,8,8,'thank_you','Thank Otto Krag',10,'email',NULL,'2026-11-11T09:00:00+00:00','within 24 hours of the meeting','2026-11-10T09:00:00+00:00','r1:thank_you:10',NULL,'done','2026-11-12T09:00:00+00:00',0,'',0,NULL,8,'2026-11-12T09:00:00+00:00','2026-11-11T10:00');
INSERT INTO "follow_ups" VALUES(27,1,9,9,'stay_in_touch','Stay in touch',11,'email','2026-12-16',NULL,'in touch four times a year: 30 days after it went quiet','2026-11-16T08:00:00+00:00','r1:stay_in_touch:1',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2026-11-16T08:00:00+00:00','2026-12-16T24:00');
INSERT INTO "follow_ups" VALUES(28,1,10,10,'custom','Ask whether they had the papers',NULL,'email','2026-11-30',NULL,'my own','2026-11-16T08:00:00+00:00','',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2026-11-16T08:00:00+00:00','2026-11-30T24:00');
INSERT INTO "follow_ups" VALUES(29,1,5,5,'promise','send the reporting sample',5,'email','2026-11-27',NULL,'I promised it by then','2026-11-27T11:00:00+00:00','r1:promise:2',NULL,'open',NULL,NULL,'',0,2,NULL,'2026-11-24T10:30:00+00:00','2026-11-27T24:00');
INSERT INTO "follow_ups" VALUES(30,1,5,5,'check_in','Check in',5,'email','2026-12-02',NULL,'check-in 1 of 3, 1 working day after their date','2026-12-01T11:00:00+00:00','r1:check_in:1',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2026-11-24T10:30:00+00:00','2026-12-02T24:00');
INSERT INTO "follow_ups" VALUES(31,1,5,5,'debrief','Write the meeting down',NULL,'in person',NULL,'2026-11-24T11:00:00+00:00','within 1 hour of the meeting''s end','2026-11-24T10:00:00+00:00','r1:debrief',NULL,'open',NULL,NULL,'',0,NULL,5,'2026-11-24T10:30:00+00:00','2026-11-24T12:00');
INSERT INTO "follow_ups" VALUES(32,2,5,5,'thank_you','Thank Lena Brandt',5,'email',NULL,'2026-11-25T10:00:00+00:00','within 24 hours of the meeting','2026-11-24T10:00:00+00:00','r1:thank_you:5',NULL,'done','2026-11-24T17:00:00+00:00',1,'',0,NULL,5,'2026-11-24T10:30:00+00:00','2026-11-25T11:00');
INSERT INTO "follow_ups" VALUES(33,1,5,5,'thank_you','Thank Jonas Weiss',6,'email',NULL,'2026-11-25T10:00:00+00:00','within 24 hours of the meeting','2026-11-24T10:00:00+00:00','r1:thank_you:6',NULL,'open',NULL,NULL,'',0,NULL,5,'2026-11-24T10:30:00+00:00','2026-11-25T11:00');
INSERT INTO "follow_ups" VALUES(34,1,5,5,'thank_you','Thank Aylin Demir',7,'email',NULL,'2026-11-25T10:00:00+00:00','within 24 hours of the meeting','2026-11-24T10:00:00+00:00','r1:thank_you:7',NULL,'open',NULL,NULL,'',0,NULL,5,'2026-11-24T10:30:00+00:00','2026-11-25T11:00');
INSERT INTO "follow_ups" VALUES(35,1,8,8,'offer_reply','Answer the offer',10,'email','2026-11-27',NULL,'within 2 working days of the offer','2026-11-25T08:00:00+00:00','r1:offer_reply',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2026-11-25T08:00:00+00:00','2026-11-27T24:00');
INSERT INTO "follow_ups" VALUES(36,1,7,7,'rejection_thanks','Thank after the rejection',9,'email','2026-11-27',NULL,'thanks within 2 days of the rejection','2026-11-25T08:00:00+00:00','r1:rejection_thanks',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2026-11-25T08:00:00+00:00','2026-11-27T24:00');
INSERT INTO "follow_ups" VALUES(37,1,7,7,'stay_in_touch','Stay in touch',9,'email','2026-12-25',NULL,'in touch four times a year: 30 days after the rejection','2026-11-25T08:00:00+00:00','r1:stay_in_touch:1',NULL,'open',NULL,NULL,'',0,NULL,NULL,'2026-11-25T08:00:00+00:00','2026-12-25T24:00');
INSERT INTO "interviews" VALUES(1,6,'Sable Bank','Architect',5,1,'offer',NULL,NULL,'','','','2025-03-03T08:00:00+00:00');
INSERT INTO "interviews" VALUES(2,5,'Vesper Air','Platform Engineer',5,1,NULL,NULL,NULL,'','','','2025-03-03T08:00:00+00:00');
INSERT INTO "interviews" VALUES(3,1,'Old Mill','Planner',1,1,NULL,NULL,NULL,'','','','2026-10-05T08:00:00+00:00');
INSERT INTO "interviews" VALUES(4,1,'Quillon','Platform Engineer',1,1,NULL,NULL,NULL,'','','','2026-11-02T08:00:00+00:00');
INSERT INTO "interviews" VALUES(5,5,'Marten Works','Data Engineer',5,1,NULL,NULL,NULL,'','','','2026-11-02T08:00:00+00:00');
INSERT INTO "interviews" VALUES(6,7,'Tarn Systems','SRE',7,1,NULL,NULL,NULL,'','','','2026-11-02T08:00:00+00:00');
INSERT INTO "interviews" VALUES(7,6,'Harbor Loop','Analyst',9,1,'rejected',NULL,NULL,'','','','2026-11-02T08:00:00+00:00');
INSERT INTO "interviews" VALUES(8,6,'Pinewood','Team Lead',5,1,'offer',NULL,NULL,'','','','2026-11-02T08:00:00+00:00');
INSERT INTO "interviews" VALUES(9,6,'Cobalt Labs','Engineer',5,1,'quiet',NULL,1,'','','','2026-11-02T08:00:00+00:00');
INSERT INTO "interviews" VALUES(10,1,'Delta Rail','Operations Lead',1,1,NULL,NULL,NULL,'','','','2026-11-02T08:00:00+00:00');
INSERT INTO "involvements" VALUES(1,1,1,1,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(2,1,2,2,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(3,1,3,3,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(4,1,4,4,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(5,1,5,5,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(6,1,5,6,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(7,1,5,7,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(8,1,6,8,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(9,1,7,9,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(10,1,8,10,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "involvements" VALUES(11,1,9,11,'interviewer',NULL,0,0,'not asked',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "kept" VALUES('2025-03-05',3,2,0,2,2);
INSERT INTO "kept" VALUES('2025-03-06',3,2,0,2,2);
INSERT INTO "kept" VALUES('2026-11-03',1,0,0,0,0);
INSERT INTO "kept" VALUES('2026-11-04',2,2,2,2,2);
INSERT INTO "kept" VALUES('2026-11-05',2,2,2,2,2);
INSERT INTO "kept" VALUES('2026-11-11',1,1,1,1,1);
INSERT INTO "kept" VALUES('2026-11-12',2,0,0,0,0);
INSERT INTO "kept" VALUES('2026-11-23',1,1,1,1,1);
INSERT INTO "kept" VALUES('2026-11-24',1,1,1,1,1);
INSERT INTO "letters" VALUES(1,1,1,1,1,'acceptance','email','I accept with pleasure: Architect, Sable Bank','Dear Ruth,

Thank you for your offer. I accept it with pleasure, and look forward to the role of Architect at Sable Bank.

Please send me what I should read and sign, and tell me on which day I can start and what would help you before then.

With kind regards',NULL,'draft',NULL,7,'2025-03-13T09:00:00+00:00',NULL);
INSERT INTO "letters" VALUES(2,1,9,9,11,'stay_in_touch','email','A greeting to Cobalt Labs','Dear Finn,

I have not forgotten our talk on Wednesday, 4 November, and would like to stay in touch.

I remain interested in Cobalt Labs. If there is something that I can be of use with, a question, a name or a second pair of eyes, please write to me.

With kind regards',NULL,'draft',NULL,27,'2026-11-16T08:00:00+00:00',NULL);
INSERT INTO "letters" VALUES(3,1,7,7,9,'rejection_thanks','email','Thank you, and all the best with Analyst at Harbor Loop','Dear Mara,

Thank you for telling me of your decision on the role of Analyst, and for the time that you and your colleagues gave me.

I wish the person whom you have chosen every success, and Harbor Loop with them.

I would be glad to be considered again, should things turn out differently or another need arise. With your leave I will stay in touch.

With kind regards',NULL,'draft',NULL,36,'2026-11-25T08:00:00+00:00',NULL);
INSERT INTO "meetings" VALUES(1,1,1,'','2025-03-05T12:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(2,1,2,'','2025-03-06T09:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(3,1,3,'','2026-10-12T08:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(4,1,4,'','2026-11-23T13:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(5,2,5,'Panel','2026-11-24T09:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(6,2,6,'First talk','2026-11-03T14:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(7,1,7,'','2026-11-05T10:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(8,1,8,'','2026-11-10T08:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(9,1,9,'','2026-11-04T08:00:00+00:00',NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "meetings" VALUES(10,1,10,'',NULL,NULL,'Europe/Berlin','','','',0,'planned');
INSERT INTO "needs" VALUES(1,1,6,2,'Nobody owns the alerts',2,8);
INSERT INTO "needs" VALUES(2,1,7,1,'Reports take two days',1,9);
INSERT INTO "needs" VALUES(3,1,5,2,'Reports are made by hand',3,5);
INSERT INTO "owed" VALUES(0,'2025-03-14',1);
INSERT INTO "owed" VALUES(0,'2026-10-09',1);
INSERT INTO "owed" VALUES(0,'2026-11-03',1);
INSERT INTO "owed" VALUES(0,'2026-11-05',2);
INSERT INTO "owed" VALUES(0,'2026-11-20',1);
INSERT INTO "owed" VALUES(0,'2026-11-24',1);
INSERT INTO "owed" VALUES(0,'2026-11-25',2);
INSERT INTO "owed" VALUES(0,'2026-11-27',3);
INSERT INTO "owed" VALUES(0,'2026-11-30',1);
INSERT INTO "owed" VALUES(0,'2026-12-02',1);
INSERT INTO "owed" VALUES(0,'2026-12-03',1);
INSERT INTO "owed" VALUES(0,'2026-12-16',1);
INSERT INTO "owed" VALUES(0,'2026-12-23',1);
INSERT INTO "owed" VALUES(0,'2026-12-25',1);
INSERT INTO "owed" VALUES(1,'2026-10-09',1);
INSERT INTO "owed" VALUES(1,'2026-11-20',1);
INSERT INTO "owed" VALUES(1,'2026-11-30',1);
INSERT INTO "owed" VALUES(5,'2025-03-14',1);
INSERT INTO "owed" VALUES(5,'2026-11-05',1);
INSERT INTO "owed" VALUES(5,'2026-11-24',1);
INSERT INTO "owed" VALUES(5,'2026-11-25',2);
INSERT INTO "owed" VALUES(5,'2026-11-27',2);
INSERT INTO "owed" VALUES(5,'2026-12-02',1);
INSERT INTO "owed" VALUES(5,'2026-12-16',1);
INSERT INTO "owed" VALUES(7,'2026-11-03',1);
INSERT INTO "owed" VALUES(7,'2026-12-03',1);
INSERT INTO "owed" VALUES(7,'2026-12-23',1);
INSERT INTO "owed" VALUES(9,'2026-11-05',1);
INSERT INTO "owed" VALUES(9,'2026-11-27',1);
INSERT INTO "owed" VALUES(9,'2026-12-25',1);
INSERT INTO "passages" VALUES(1,1,1,1,'2025-03-03T08:00:00+00:00','');
INSERT INTO "passages" VALUES(2,1,2,1,'2025-03-03T08:00:00+00:00','');
INSERT INTO "passages" VALUES(3,1,1,2,'2025-03-05T14:00:00+00:00','a follow-up plan: gentle, standard, brisk or none
three prepared questions
one story picked');
INSERT INTO "passages" VALUES(4,1,1,3,'2025-03-05T14:00:00+00:00','who was there
one need heard');
INSERT INTO "passages" VALUES(5,1,1,4,'2025-03-05T14:00:00+00:00','a need to rank: none was heard yet
a question kept for the next meeting, or a next person to meet
a look at the proposal''s readiness: 0 of 0 needs matched');
INSERT INTO "passages" VALUES(6,1,1,5,'2025-03-05T14:00:00+00:00','one commitment with an owner and a date, or “none given” with a date of my own');
INSERT INTO "passages" VALUES(7,1,2,2,'2025-03-06T11:00:00+00:00','a follow-up plan: gentle, standard, brisk or none
three prepared questions
one story picked');
INSERT INTO "passages" VALUES(8,1,2,3,'2025-03-06T11:00:00+00:00','who was there
one need heard');
INSERT INTO "passages" VALUES(9,1,2,4,'2025-03-06T11:00:00+00:00','a need to rank: none was heard yet
a question kept for the next meeting, or a next person to meet
a look at the proposal''s readiness: 0 of 0 needs matched');
INSERT INTO "passages" VALUES(10,1,2,5,'2025-03-06T11:00:00+00:00','one commitment with an owner and a date, or “none given” with a date of my own');
INSERT INTO "passages" VALUES(11,1,3,1,'2026-10-05T08:00:00+00:00','');
INSERT INTO "passages" VALUES(12,1,4,1,'2026-11-02T08:00:00+00:00','');
INSERT INTO "passages" VALUES(13,1,5,1,'2026-11-02T08:00:00+00:00','');
INSERT INTO "passages" VALUES(14,1,6,1,'2026-11-02T08:00:00+00:00','');
INSERT INTO "passages" VALUES(15,1,7,1,'2026-11-02T08:00:00+00:00','');
INSERT INTO "passages" VALUES(16,1,8,1,'2026-11-02T08:00:00+00:00','');
INSERT INTO "passages" VALUES(17,1,9,1,'2026-11-02T08:00:00+00:00','');
INSERT INTO "passages" VALUES(18,1,10,1,'2026-11-02T08:00:00+00:00','');
INSERT INTO "passages" VALUES(19,1,6,2,'2026-11-03T16:00:00+00:00','a follow-up plan: gentle, standard, brisk or none
2 more prepared questions
one story picked');
INSERT INTO "passages" VALUES(20,1,6,3,'2026-11-03T16:00:00+00:00','who was there');
INSERT INTO "passages" VALUES(21,1,6,4,'2026-11-03T16:00:00+00:00','a question kept for the next meeting, or a next person to meet
a look at the proposal''s readiness: 0 of 1 need matched');
INSERT INTO "passages" VALUES(22,1,6,5,'2026-11-03T16:00:00+00:00','');
INSERT INTO "passages" VALUES(23,1,9,2,'2026-11-04T14:00:00+00:00','a follow-up plan: gentle, standard, brisk or none
three prepared questions
one story picked');
INSERT INTO "passages" VALUES(24,1,9,3,'2026-11-04T14:00:00+00:00','who was there
one need heard');
INSERT INTO "passages" VALUES(25,1,9,4,'2026-11-04T14:00:00+00:00','a need to rank: none was heard yet
a question kept for the next meeting, or a next person to meet
a look at the proposal''s readiness: 0 of 0 needs matched');
INSERT INTO "passages" VALUES(26,1,9,5,'2026-11-04T14:00:00+00:00','one commitment with an owner and a date, or “none given” with a date of my own');
INSERT INTO "passages" VALUES(27,1,7,2,'2026-11-05T15:00:00+00:00','a follow-up plan: gentle, standard, brisk or none
three prepared questions
one story picked');
INSERT INTO "passages" VALUES(28,1,7,3,'2026-11-05T15:00:00+00:00','who was there
one need heard');
INSERT INTO "passages" VALUES(29,1,7,4,'2026-11-05T15:00:00+00:00','a need to rank: none was heard yet
a question kept for the next meeting, or a next person to meet
a look at the proposal''s readiness: 0 of 0 needs matched');
INSERT INTO "passages" VALUES(30,1,7,5,'2026-11-05T15:00:00+00:00','one commitment with an owner and a date, or “none given” with a date of my own');
INSERT INTO "passages" VALUES(31,1,6,6,'2026-11-05T15:00:00+00:00','something that Piet Vos said, cited in the thank-you');
INSERT INTO "passages" VALUES(32,1,6,7,'2026-11-05T15:00:00+00:00','a story for the need “Nobody owns the alerts”');
INSERT INTO "passages" VALUES(33,1,8,2,'2026-11-12T09:00:00+00:00','a follow-up plan: gentle, standard, brisk or none
three prepared questions
one story picked');
INSERT INTO "passages" VALUES(34,1,8,3,'2026-11-12T09:00:00+00:00','who was there
one need heard');
INSERT INTO "passages" VALUES(35,1,8,4,'2026-11-12T09:00:00+00:00','a need to rank: none was heard yet
a question kept for the next meeting, or a next person to meet
a look at the proposal''s readiness: 0 of 0 needs matched');
INSERT INTO "passages" VALUES(36,1,8,5,'2026-11-12T09:00:00+00:00','one commitment with an owner and a date, or “none given” with a date of my own');
INSERT INTO "passages" VALUES(37,1,5,2,'2026-11-24T10:30:00+00:00','a follow-up plan: gentle, standard, brisk or none
2 more prepared questions
one story picked');
INSERT INTO "passages" VALUES(38,1,5,3,'2026-11-24T10:30:00+00:00','');
INSERT INTO "passages" VALUES(39,1,5,4,'2026-11-24T10:30:00+00:00','a question kept for the next meeting, or a next person to meet
a look at the proposal''s readiness: 0 of 1 need matched');
INSERT INTO "passages" VALUES(40,1,5,5,'2026-11-24T10:30:00+00:00','');
INSERT INTO "passages" VALUES(41,1,7,9,'2026-11-25T08:00:00+00:00','');
INSERT INTO "people" VALUES(1,1,'Ruth Amsel','VP Engineering','Sable Bank','ruth@sable.example','','',0,'');
INSERT INTO "people" VALUES(2,1,'Nils Holm','Director','Vesper Air','nils@vesper.example','','',0,'');
INSERT INTO "people" VALUES(3,1,'Vera Stein','','Old Mill','vera@oldmill.example','','',0,'');
INSERT INTO "people" VALUES(4,1,'Ines Falk','Head of Platform','Quillon','ines@quillon.example','','',0,'');
INSERT INTO "people" VALUES(5,1,'Lena Brandt','Engineering Manager','Marten Works','lena@marten.example','','',0,'');
INSERT INTO "people" VALUES(6,1,'Jonas Weiss','Staff Engineer','Marten Works','jonas@marten.example','','',0,'');
INSERT INTO "people" VALUES(7,1,'Aylin Demir','Recruiter','Marten Works','aylin@marten.example','','',0,'');
INSERT INTO "people" VALUES(8,1,'Piet Vos','CTO','Tarn Systems','piet@tarn.example','','',0,'');
INSERT INTO "people" VALUES(9,1,'Mara Lind','','Harbor Loop','mara@harbor.example','','',0,'');
INSERT INTO "people" VALUES(10,1,'Otto Krag','Director','Pinewood','otto@pinewood.example','','',0,'');
INSERT INTO "people" VALUES(11,1,'Finn Aster','','Cobalt Labs','finn@cobalt.example','','',0,'');
INSERT INTO "questions" VALUES(1,1,6,1,'What keeps the pager loud?','Alerts that nobody owns','answered',8,'');
INSERT INTO "questions" VALUES(2,1,5,1,'What slows the team?','Hand-made reports','answered',5,'');
INSERT INTO "quotes" VALUES(1,1,5,3,'We are always a week behind',6);
INSERT INTO "rounds" VALUES(1,3,1,1,'2025-03-03T08:00:00+00:00','2025-03-13T09:00:00+00:00','offer',0,0,0,'accepted','','');
INSERT INTO "rounds" VALUES(2,1,2,1,'2025-03-03T08:00:00+00:00',NULL,NULL,0,0,0,'','','');
INSERT INTO "rounds" VALUES(3,1,3,1,'2026-10-05T08:00:00+00:00',NULL,NULL,0,0,0,'','','');
INSERT INTO "rounds" VALUES(4,1,4,1,'2026-11-02T08:00:00+00:00',NULL,NULL,0,0,0,'','','');
INSERT INTO "rounds" VALUES(5,1,5,1,'2026-11-02T08:00:00+00:00',NULL,NULL,0,0,0,'','','');
INSERT INTO "rounds" VALUES(6,1,6,1,'2026-11-02T08:00:00+00:00',NULL,NULL,0,0,0,'','','');
INSERT INTO "rounds" VALUES(7,2,7,1,'2026-11-02T08:00:00+00:00','2026-11-25T08:00:00+00:00','rejected',0,0,0,'','ask for the numbers earlier','');
INSERT INTO "rounds" VALUES(8,2,8,1,'2026-11-02T08:00:00+00:00',NULL,'offer',0,0,0,'','','');
INSERT INTO "rounds" VALUES(9,2,9,1,'2026-11-02T08:00:00+00:00','2026-11-16T08:00:00+00:00','quiet',0,0,0,'','','');
INSERT INTO "rounds" VALUES(10,1,10,1,'2026-11-02T08:00:00+00:00',NULL,NULL,0,0,0,'','','');
INSERT INTO "stages" VALUES(1,'de',1);
INSERT INTO "stages" VALUES(1,'ol',1);
INSERT INTO "stages" VALUES(1,'qu',1);
INSERT INTO "stages" VALUES(5,'co',1);
INSERT INTO "stages" VALUES(5,'ma',1);
INSERT INTO "stages" VALUES(5,'pi',1);
INSERT INTO "stages" VALUES(5,'sa',1);
INSERT INTO "stages" VALUES(5,'ve',1);
INSERT INTO "stages" VALUES(7,'ta',1);
INSERT INTO "stages" VALUES(9,'ha',1);
INSERT INTO "touches" VALUES(1,1,1,1,'2025-03-05T14:00:00+00:00','out','email','',4,NULL,NULL);
INSERT INTO "touches" VALUES(2,1,2,2,'2025-03-06T11:00:00+00:00','out','email','',6,NULL,NULL);
INSERT INTO "touches" VALUES(3,1,6,8,'2026-11-04T09:00:00+00:00','out','email','',17,NULL,NULL);
INSERT INTO "touches" VALUES(4,1,7,9,'2026-11-05T15:00:00+00:00','out','email','',21,NULL,NULL);
INSERT INTO "touches" VALUES(5,1,6,8,'2026-11-05T15:00:00+00:00','out','email','',22,NULL,NULL);
INSERT INTO "touches" VALUES(6,1,6,8,'2026-11-11T09:00:00+00:00','out','email','',15,NULL,'a runbook');
INSERT INTO "touches" VALUES(7,1,8,10,'2026-11-12T09:00:00+00:00','out','email','',26,NULL,NULL);
INSERT INTO "touches" VALUES(8,1,5,5,'2026-11-24T17:00:00+00:00','out','email','',32,NULL,NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('attendances', 11);
INSERT INTO sqlite_sequence VALUES('commitments', 3);
INSERT INTO sqlite_sequence VALUES('entries', 61);
INSERT INTO sqlite_sequence VALUES('follow_ups', 37);
INSERT INTO sqlite_sequence VALUES('interviews', 10);
INSERT INTO sqlite_sequence VALUES('involvements', 11);
INSERT INTO sqlite_sequence VALUES('letters', 3);
INSERT INTO sqlite_sequence VALUES('meetings', 10);
INSERT INTO sqlite_sequence VALUES('needs', 3);
INSERT INTO sqlite_sequence VALUES('passages', 41);
INSERT INTO sqlite_sequence VALUES('people', 11);
INSERT INTO sqlite_sequence VALUES('questions', 2);
INSERT INTO sqlite_sequence VALUES('quotes', 1);
INSERT INTO sqlite_sequence VALUES('rounds', 10);
INSERT INTO sqlite_sequence VALUES('touches', 8);
CREATE TRIGGER follow_ups_owed_insert AFTER INSERT ON follow_ups WHEN new.state = 'open' BEGIN
INSERT INTO owed (step, day, number) SELECT 0, substr(new.due_sort, 1, 10), 1 WHERE new.state = 'open'
  ON CONFLICT (step, day) DO UPDATE SET number = number + 1;
INSERT INTO owed (step, day, number) SELECT (SELECT step FROM interviews WHERE id = new.interview_id), substr(new.due_sort, 1, 10), 1 WHERE new.state = 'open'
  ON CONFLICT (step, day) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER follow_ups_owed_delete AFTER DELETE ON follow_ups WHEN old.state = 'open' BEGIN
UPDATE owed SET number = number - 1 WHERE step IN (0, (SELECT step FROM interviews WHERE id = old.interview_id)) AND day = substr(old.due_sort, 1, 10) AND old.state = 'open';
DELETE FROM owed WHERE step IN (0, (SELECT step FROM interviews WHERE id = old.interview_id)) AND day = substr(old.due_sort, 1, 10) AND number = 0;
END;
CREATE TRIGGER follow_ups_owed_update AFTER UPDATE ON follow_ups WHEN (old.state IS NOT new.state OR old.due_sort IS NOT new.due_sort OR old.interview_id IS NOT new.interview_id) AND (old.state = 'open' OR new.state = 'open') BEGIN
UPDATE owed SET number = number - 1 WHERE step IN (0, (SELECT step FROM interviews WHERE id = old.interview_id)) AND day = substr(old.due_sort, 1, 10) AND old.state = 'open';
DELETE FROM owed WHERE step IN (0, (SELECT step FROM interviews WHERE id = old.interview_id)) AND day = substr(old.due_sort, 1, 10) AND number = 0;

INSERT INTO owed (step, day, number) SELECT 0, substr(new.due_sort, 1, 10), 1 WHERE new.state = 'open'
  ON CONFLICT (step, day) DO UPDATE SET number = number + 1;
INSERT INTO owed (step, day, number) SELECT (SELECT step FROM interviews WHERE id = new.interview_id), substr(new.due_sort, 1, 10), 1 WHERE new.state = 'open'
  ON CONFLICT (step, day) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER follow_ups_kept_insert AFTER INSERT ON follow_ups WHEN new.state = 'done' BEGIN
INSERT INTO kept (day, best) SELECT substr(coalesce(new.settled, ''), 1, 10), NULL WHERE new.state = 'done' ON CONFLICT (day) DO UPDATE SET best = NULL;
END;
CREATE TRIGGER follow_ups_kept_delete AFTER DELETE ON follow_ups WHEN old.state = 'done' BEGIN
INSERT INTO kept (day, best) SELECT substr(coalesce(old.settled, ''), 1, 10), NULL WHERE old.state = 'done' ON CONFLICT (day) DO UPDATE SET best = NULL;
END;
CREATE TRIGGER follow_ups_kept_update AFTER UPDATE ON follow_ups WHEN (old.state IS NOT new.state OR old.settled IS NOT new.settled OR old.on_time IS NOT new.on_time) AND (old.state = 'done' OR new.state = 'done') BEGIN
INSERT INTO kept (day, best) SELECT substr(coalesce(old.settled, ''), 1, 10), NULL WHERE old.state = 'done' ON CONFLICT (day) DO UPDATE SET best = NULL;

INSERT INTO kept (day, best) SELECT substr(coalesce(new.settled, ''), 1, 10), NULL WHERE new.state = 'done' ON CONFLICT (day) DO UPDATE SET best = NULL;
END;
CREATE TRIGGER follow_ups_searched_insert AFTER INSERT ON follow_ups WHEN new.state = 'open' BEGIN
INSERT INTO searched (place, follow_up_id, words) SELECT 1 + coalesce(
    (SELECT max(s.place) FROM searched s WHERE s.place BETWEEN w.first_place AND w.first_place + 4294967295),
    w.first_place), w.id, w.words
  FROM follow_up_words w WHERE w.id = new.id;
END;
CREATE TRIGGER follow_ups_searched_delete AFTER DELETE ON follow_ups WHEN old.state = 'open' BEGIN
DELETE FROM searched WHERE follow_up_id = old.id;
END;
CREATE TRIGGER follow_ups_searched_update AFTER UPDATE ON follow_ups WHEN (old.text IS NOT new.text OR old.why IS NOT new.why OR old.interview_id IS NOT new.interview_id OR old.person_id IS NOT new.person_id OR old.state IS NOT new.state OR old.due_sort IS NOT new.due_sort) AND (old.state = 'open' OR new.state = 'open') BEGIN
DELETE FROM searched WHERE follow_up_id = old.id;

INSERT INTO searched (place, follow_up_id, words) SELECT 1 + coalesce(
    (SELECT max(s.place) FROM searched s WHERE s.place BETWEEN w.first_place AND w.first_place + 4294967295),
    w.first_place), w.id, w.words
  FROM follow_up_words w WHERE w.id = new.id;
END;
CREATE TRIGGER interviews_stages_insert AFTER INSERT ON interviews WHEN 1 BEGIN
INSERT INTO stages (step, head, number) VALUES (new.step, lower(substr(new.company, 1, 2)), 1)
  ON CONFLICT (step, head) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER interviews_stages_delete AFTER DELETE ON interviews WHEN 1 BEGIN
UPDATE stages SET number = number - 1 WHERE step = old.step AND head = lower(substr(old.company, 1, 2));
DELETE FROM stages WHERE step = old.step AND head = lower(substr(old.company, 1, 2)) AND number = 0;
END;
CREATE TRIGGER interviews_stages_update AFTER UPDATE ON interviews WHEN (old.step IS NOT new.step OR old.company IS NOT new.company) AND (1 OR 1) BEGIN
UPDATE stages SET number = number - 1 WHERE step = old.step AND head = lower(substr(old.company, 1, 2));
DELETE FROM stages WHERE step = old.step AND head = lower(substr(old.company, 1, 2)) AND number = 0;

INSERT INTO stages (step, head, number) VALUES (new.step, lower(substr(new.company, 1, 2)), 1)
  ON CONFLICT (step, head) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER interviews_owed_move AFTER UPDATE ON interviews WHEN new.step <> old.step BEGIN
INSERT INTO owed (step, day, number)
  SELECT new.step, substr(f.due_sort, 1, 10), count(*) FROM follow_ups f WHERE f.interview_id = new.id AND f.state = 'open' GROUP BY 2
  ON CONFLICT (step, day) DO UPDATE SET number = number + excluded.number;
UPDATE owed SET number = number - (
    SELECT count(*) FROM follow_ups f WHERE f.interview_id = old.id AND f.state = 'open' AND substr(f.due_sort, 1, 10) = owed.day)
  WHERE step = old.step AND day IN (SELECT substr(f.due_sort, 1, 10) FROM follow_ups f WHERE f.interview_id = old.id AND f.state = 'open');
DELETE FROM owed
  WHERE step = old.step AND number = 0 AND day IN (SELECT substr(f.due_sort, 1, 10) FROM follow_ups f WHERE f.interview_id = old.id AND f.state = 'open');
END;
CREATE TRIGGER interviews_renamed AFTER UPDATE ON interviews WHEN old.company IS NOT new.company OR old.role IS NOT new.role BEGIN
UPDATE searched SET words = (SELECT w.words FROM follow_up_words w WHERE w.id = searched.follow_up_id)
  WHERE follow_up_id IN (SELECT f.id FROM follow_ups f WHERE f.interview_id = new.id AND f.state = 'open');
END;
CREATE TRIGGER people_renamed AFTER UPDATE ON people WHEN old.name IS NOT new.name BEGIN
UPDATE searched SET words = (SELECT w.words FROM follow_up_words w WHERE w.id = searched.follow_up_id)
  WHERE follow_up_id IN (SELECT f.id FROM follow_ups f WHERE f.person_id = new.id AND f.state = 'open');
END;
CREATE TRIGGER searched_search_insert AFTER INSERT ON searched WHEN 1 BEGIN
INSERT INTO unindexed (source, id, was) VALUES ('follow_ups', new.place, NULL) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER searched_search_delete AFTER DELETE ON searched WHEN 1 BEGIN
INSERT INTO unindexed (source, id, was) VALUES ('follow_ups', old.place, old.words) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER searched_search_update AFTER UPDATE ON searched WHEN (old.words IS NOT new.words) AND (1 OR 1) BEGIN
INSERT INTO unindexed (source, id, was) VALUES ('follow_ups', old.place, old.words) ON CONFLICT DO NOTHING;
INSERT INTO unindexed (source, id, was) VALUES ('follow_ups', new.place, NULL) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER interviews_search_insert AFTER INSERT ON interviews WHEN 1 BEGIN
INSERT INTO unindexed (source, id, was) VALUES ('interviews', new.id, NULL) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER interviews_search_delete AFTER DELETE ON interviews WHEN 1 BEGIN
INSERT INTO unindexed (source, id, was) VALUES ('interviews', old.id, lower(old.company) || '  ' || lower(old.role) || '  ') ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER interviews_search_update AFTER UPDATE ON interviews WHEN (old.company IS NOT new.company OR old.role IS NOT new.role) AND (1 OR 1) BEGIN
INSERT INTO unindexed (source, id, was) VALUES ('interviews', old.id, lower(old.company) || '  ' || lower(old.role) || '  ') ON CONFLICT DO NOTHING;
INSERT INTO unindexed (source, id, was) VALUES ('interviews', new.id, NULL) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER interviews_awaited AFTER UPDATE ON interviews WHEN old.step IS NOT new.step OR old.round IS NOT new.round OR old.outcome IS NOT new.outcome BEGIN
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = new.id);
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = new.id;
END;
CREATE TRIGGER rounds_awaited AFTER UPDATE ON rounds WHEN old.number IS NOT new.number BEGIN
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = new.interview_id);
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = new.interview_id;
END;
CREATE TRIGGER meetings_awaited_insert AFTER INSERT ON meetings BEGIN
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id));
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id);
END;
CREATE TRIGGER meetings_awaited_update AFTER UPDATE ON meetings WHEN old.starts IS NOT new.starts OR old.ends IS NOT new.ends OR old.state IS NOT new.state BEGIN
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id));
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id);
END;
CREATE TRIGGER meetings_awaited_delete AFTER DELETE ON meetings BEGIN
DELETE FROM awaited WHERE meeting_id = old.id;
END;
CREATE TRIGGER follow_ups_awaited_insert AFTER INSERT ON follow_ups WHEN new.kind = 'debrief' BEGIN
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id));
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id);
END;
CREATE TRIGGER follow_ups_awaited_delete AFTER DELETE ON follow_ups WHEN old.kind = 'debrief' BEGIN
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = (SELECT interview_id FROM rounds WHERE id = old.round_id));
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = (SELECT interview_id FROM rounds WHERE id = old.round_id);
END;
CREATE TRIGGER follow_ups_awaited_update AFTER UPDATE ON follow_ups WHEN 'debrief' IN (old.kind, new.kind) AND (old.kind IS NOT new.kind OR old.state IS NOT new.state OR old.round_id IS NOT new.round_id) BEGIN
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = (SELECT interview_id FROM rounds WHERE id = old.round_id));
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = (SELECT interview_id FROM rounds WHERE id = old.round_id);

DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id));
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = (SELECT interview_id FROM rounds WHERE id = new.round_id);
END;
COMMIT;
