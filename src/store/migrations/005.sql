-- Schema 4 to 5: kinds of paper and documents, SOPs with their steps, who adopted them, rounds, and the paths of agreements.
ALTER TABLE agreement ADD COLUMN closed_as TEXT CHECK (closed_as = 'declined' OR closed_as = 'withdrawn' OR closed_as = 'joined');
ALTER TABLE agreement ADD COLUMN joined_into TEXT REFERENCES agreement;
CREATE INDEX agreement_joined_into ON agreement (joined_into) WHERE joined_into IS NOT NULL;
-- Requests stand here with all that is asked of them, so that where they are stuck is read without the whole register.
CREATE INDEX agreement_request ON agreement (code, title, kind, document, department, parent, standing, mapped, requested_on,
  council_approval, signed, signed_on, effective_on, end_rule, ended_on) WHERE signed = 'no' AND ended_on IS NULL;
CREATE INDEX agreement_closed ON agreement (ended_on) WHERE closed_as IS NOT NULL;
CREATE INDEX agreement_signed_on ON agreement (signed_on);

-- Kinds of paper: data that the office extends.
CREATE TABLE paper (
  code    TEXT PRIMARY KEY NOT NULL,
  name    TEXT NOT NULL CHECK (name <> ''),
  english TEXT,
  note    TEXT
) STRICT, WITHOUT ROWID;

-- Papers of an agreement: a file beside this one with its fingerprint, or a reference to where the paper lies.
CREATE TABLE document (
  code        TEXT PRIMARY KEY NOT NULL,
  agreement   TEXT NOT NULL REFERENCES agreement,
  kind        TEXT NOT NULL REFERENCES paper,
  path        TEXT NOT NULL CHECK (path <> ''),
  fingerprint TEXT,
  size        INTEGER CHECK (size >= 0),
  received_on TEXT CHECK (date(received_on) IS received_on),
  title       TEXT,
  review      TEXT CHECK (review = 'fits' OR review = 'to-repair'),
  reviewed_on TEXT CHECK (date(reviewed_on) IS reviewed_on),
  reviewed_by TEXT,
  review_note TEXT,
  note        TEXT
) STRICT;
CREATE INDEX document_agreement ON document (agreement);

-- SOP: one version of a procedure, or the own text of a department, with its front sheet.
CREATE TABLE sop (
  code          TEXT PRIMARY KEY NOT NULL,
  name          TEXT NOT NULL CHECK (name <> ''),
  english       TEXT,
  kinds         TEXT NOT NULL CHECK (kinds <> ''),
  department    TEXT REFERENCES department,
  based_on      TEXT REFERENCES sop,
  number        TEXT,
  made_on       TEXT CHECK (date(made_on) IS made_on),
  revised_on    TEXT CHECK (date(revised_on) IS revised_on),
  valid_from    TEXT CHECK (date(valid_from) IS valid_from),
  approved_by   TEXT,
  legal_basis   TEXT,
  qualification TEXT,
  related       TEXT,
  equipment     TEXT,
  warning       TEXT,
  records       TEXT,
  confirmed     INTEGER CHECK (confirmed IN (0, 1)),
  note          TEXT
) STRICT, WITHOUT ROWID;

-- The steps of a version. `documents` names those that walk it; what is `shared` a document reads from the one above it.
CREATE TABLE step (
  sop            TEXT NOT NULL REFERENCES sop,
  code           TEXT NOT NULL CHECK (code <> ''),
  number         INTEGER CHECK (number > 0),
  stage          INTEGER CHECK (stage > 0),
  activity       TEXT NOT NULL CHECK (activity <> ''),
  english        TEXT,
  actor          TEXT NOT NULL CHECK (actor = 'department' OR actor = 'secretariat' OR actor = 'team' OR actor = 'legal'
                                      OR actor = 'sekda' OR actor = 'head' OR actor = 'partner' OR actor = 'council'
                                      OR actor = 'governor' OR actor = 'minister' OR actor = 'other'),
  actor_title    TEXT,
  papers         TEXT,
  time           INTEGER CHECK (time BETWEEN 0 AND 10000),
  unit           TEXT CHECK (unit = 'minute' OR unit = 'hour' OR unit = 'working-day' OR unit = 'day' OR unit = 'month'),
  product        TEXT,
  english_product TEXT,
  documents      TEXT,
  shared         INTEGER CHECK (shared IN (0, 1)),
  condition      TEXT CHECK (condition = 'council'),
  event          TEXT CHECK (event = 'signing' OR event = 'council' OR event = 'execution'),
  silence        INTEGER CHECK (silence IN (0, 1)),
  confirmed      INTEGER CHECK (confirmed IN (0, 1)),
  note           TEXT,
  PRIMARY KEY (sop, code)
) STRICT, WITHOUT ROWID;

-- That a department took a version over, or looked at it again, on a day.
CREATE TABLE adoption (
  sop        TEXT NOT NULL REFERENCES sop,
  position   INTEGER NOT NULL CHECK (position > 0),
  department TEXT NOT NULL REFERENCES department,
  word       TEXT NOT NULL CHECK (word = 'adopted' OR word = 'reviewed'),
  adopted_on TEXT NOT NULL CHECK (date(adopted_on) IS adopted_on),
  number     TEXT,
  own        TEXT REFERENCES sop,
  note       TEXT,
  PRIMARY KEY (sop, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX adoption_department ON adoption (department);

-- That a department need not follow a version, or one step of it, until a day.
CREATE TABLE exemption (
  sop         TEXT NOT NULL REFERENCES sop,
  position    INTEGER NOT NULL CHECK (position > 0),
  department  TEXT NOT NULL REFERENCES department,
  step        TEXT,
  reason      TEXT NOT NULL CHECK (reason <> ''),
  approved_by TEXT NOT NULL CHECK (approved_by <> ''),
  exempted_on TEXT NOT NULL CHECK (date(exempted_on) IS exempted_on),
  valid_until TEXT NOT NULL CHECK (date(valid_until) IS valid_until),
  note        TEXT,
  PRIMARY KEY (sop, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX exemption_department ON exemption (department);

-- A round over departments in a period: how far each follows a version, step by step.
CREATE TABLE round (
  code      TEXT PRIMARY KEY NOT NULL,
  sop       TEXT NOT NULL REFERENCES sop,
  period    TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
  opened_on TEXT NOT NULL CHECK (date(opened_on) IS opened_on),
  due_on    TEXT CHECK (date(due_on) IS due_on),
  note      TEXT,
  CHECK (code = sop || '/' || period)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_sop ON round (sop);

-- What a round asks of a department about one step; without a result it is still to be answered.
CREATE TABLE finding (
  code        TEXT PRIMARY KEY NOT NULL,
  round       TEXT NOT NULL REFERENCES round,
  department  TEXT NOT NULL REFERENCES department,
  step        TEXT NOT NULL CHECK (step <> ''),
  result      TEXT CHECK (result = 'met' OR result = 'partly' OR result = 'not-met' OR result = 'na'),
  answered_on TEXT CHECK (date(answered_on) IS answered_on),
  answered_by TEXT,
  proof       TEXT,
  note        TEXT,
  CHECK (code = round || '/' || department || '/' || step)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_round ON finding (round);

-- The path of an agreement through its SOP: what moved on which day, in that order.
CREATE TABLE movement (
  agreement  TEXT NOT NULL REFERENCES agreement,
  position   INTEGER NOT NULL CHECK (position > 0),
  word       TEXT NOT NULL CHECK (word = 'entered' OR word = 'done' OR word = 'skipped' OR word = 'deemed'
                                  OR word = 'returned' OR word = 'waiting' OR word = 'parked' OR word = 'resumed'),
  step       TEXT CHECK (step <> ''),
  moved_on   TEXT NOT NULL CHECK (date(moved_on) IS moved_on),
  sop        TEXT REFERENCES sop,
  waiting_on TEXT CHECK (waiting_on = 'department' OR waiting_on = 'secretariat' OR waiting_on = 'team'
                         OR waiting_on = 'legal' OR waiting_on = 'sekda' OR waiting_on = 'head'
                         OR waiting_on = 'partner' OR waiting_on = 'council' OR waiting_on = 'governor'
                         OR waiting_on = 'minister' OR waiting_on = 'other'),
  until      TEXT CHECK (date(until) IS until),
  reason     TEXT,
  override   TEXT,
  note       TEXT,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX movement_sop ON movement (sop, step, moved_on);

