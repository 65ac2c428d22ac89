-- Schema 5 to 6: the team and its members, meetings with their agendas, and the work plan with what was done of it.
-- The team that a decree of the head of region forms, and who sits in it: offices and their roles, no persons.
CREATE TABLE team (
  code        TEXT PRIMARY KEY NOT NULL,
  name        TEXT NOT NULL CHECK (name <> ''),
  number      TEXT,
  decreed_on  TEXT NOT NULL CHECK (date(decreed_on) IS decreed_on),
  valid_until TEXT CHECK (date(valid_until) IS valid_until),
  basis       TEXT,
  note        TEXT
) STRICT;

CREATE TABLE member (
  team       TEXT NOT NULL REFERENCES team,
  position   INTEGER NOT NULL CHECK (position > 0),
  office     TEXT NOT NULL CHECK (office <> ''),
  role       TEXT NOT NULL CHECK (role = 'patron' OR role = 'chair' OR role = 'vice' OR role = 'secretary' OR role = 'member'
                                  OR role = 'expert'),
  department TEXT REFERENCES department,
  valid_from TEXT CHECK (date(valid_from) IS valid_from),
  valid_to   TEXT CHECK (date(valid_to) IS valid_to),
  note       TEXT,
  PRIMARY KEY (team, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_department ON member (department) WHERE department IS NOT NULL;

-- Meetings: the day they are called for, and whether they were held, postponed or cancelled.
CREATE TABLE meeting (
  code         TEXT PRIMARY KEY NOT NULL,
  title        TEXT NOT NULL CHECK (title <> ''),
  meets_on     TEXT NOT NULL CHECK (date(meets_on) IS meets_on),
  chair        TEXT,
  place        TEXT,
  held_on      TEXT CHECK (date(held_on) IS held_on),
  postponed_on TEXT CHECK (date(postponed_on) IS postponed_on),
  postponed_to TEXT CHECK (date(postponed_to) IS postponed_to),
  cancelled_on TEXT CHECK (date(cancelled_on) IS cancelled_on),
  reason       TEXT,
  minutes      TEXT,
  notes        TEXT,
  note         TEXT
) STRICT;
CREATE INDEX meeting_meets_on ON meeting (meets_on);

-- Departments that took part in a meeting, and by which office.
CREATE TABLE attendance (
  meeting    TEXT NOT NULL REFERENCES meeting,
  department TEXT NOT NULL REFERENCES department,
  office     TEXT,
  PRIMARY KEY (meeting, department)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_department ON attendance (department);

-- What a meeting speaks of, in order, and what came of it: `record` names any record, as `agreement/KS-2025-0001`.
CREATE TABLE item (
  meeting      TEXT NOT NULL REFERENCES meeting,
  position     INTEGER NOT NULL CHECK (position > 0),
  topic        TEXT NOT NULL CHECK (topic = 'carried' OR topic = 'promise' OR topic = 'lapsed' OR topic = 'ending' OR topic = 'stuck'
                                    OR topic = 'obstacle' OR topic = 'evaluation' OR topic = 'proposal' OR topic = 'other'),
  title        TEXT NOT NULL CHECK (title <> ''),
  record       TEXT,
  result       TEXT CHECK (result = 'decided' OR result = 'noted' OR result = 'postponed' OR result = 'withdrawn'),
  resolution   TEXT,
  carried_from TEXT,
  note         TEXT,
  PRIMARY KEY (meeting, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_record ON item (record) WHERE record IS NOT NULL;
CREATE INDEX item_carried_from ON item (carried_from) WHERE carried_from IS NOT NULL;

-- Activities: all that the team promises, from its work plan, a meeting, a solution or an evaluation. `origin` names the record
-- that it came from, as `solution/K-0001/1`. What the plan said first stands here; revisions say what changed and since when.
CREATE TABLE activity (
  code        TEXT PRIMARY KEY NOT NULL,
  year        TEXT NOT NULL CHECK (year GLOB '[0-9][0-9][0-9][0-9]'),
  title       TEXT NOT NULL CHECK (title <> ''),
  sipd_code   TEXT,
  parent      TEXT REFERENCES activity,
  indicator   TEXT,
  target      TEXT,
  unit        TEXT,
  target_text TEXT,
  months      TEXT,
  recurs      TEXT CHECK (recurs = 'monthly' OR recurs = 'quarterly' OR recurs = 'semester'),
  due_on      TEXT CHECK (date(due_on) IS due_on),
  owner       TEXT,
  budget      INTEGER CHECK (budget >= 0),
  source      TEXT CHECK (source = 'apbd' OR source = 'apbn' OR source = 'partner' OR source = 'csr' OR source = 'other'),
  support     TEXT,
  origin      TEXT,
  meeting     TEXT REFERENCES meeting,
  agreed_on   TEXT CHECK (date(agreed_on) IS agreed_on),
  done_on     TEXT CHECK (date(done_on) IS done_on),
  outcome     TEXT,
  dropped_on  TEXT CHECK (date(dropped_on) IS dropped_on),
  drop_reason TEXT,
  source_id   TEXT,
  note        TEXT
) STRICT;
CREATE INDEX activity_year ON activity (year);
CREATE INDEX activity_parent ON activity (parent) WHERE parent IS NOT NULL;
CREATE INDEX activity_meeting ON activity (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX activity_origin ON activity (origin) WHERE origin IS NOT NULL;

-- Changes of an activity's budget, target or schedule, each from its day on.
CREATE TABLE revision (
  activity   TEXT NOT NULL REFERENCES activity,
  position   INTEGER NOT NULL CHECK (position > 0),
  revised_on TEXT NOT NULL CHECK (date(revised_on) IS revised_on),
  budget     INTEGER CHECK (budget >= 0),
  target     TEXT,
  months     TEXT,
  due_on     TEXT CHECK (date(due_on) IS due_on),
  basis      TEXT NOT NULL CHECK (basis <> ''),
  note       TEXT,
  PRIMARY KEY (activity, position)
) STRICT, WITHOUT ROWID;

-- What was done of an activity and spent on it, each on its day; the realisation is the sum.
CREATE TABLE realisation (
  activity      TEXT NOT NULL REFERENCES activity,
  position      INTEGER NOT NULL CHECK (position > 0),
  progressed_on TEXT NOT NULL CHECK (date(progressed_on) IS progressed_on),
  quantity      TEXT,
  spent         INTEGER CHECK (spent >= 0),
  proof         TEXT,
  note          TEXT,
  PRIMARY KEY (activity, position)
) STRICT, WITHOUT ROWID;
