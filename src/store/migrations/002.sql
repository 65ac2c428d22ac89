-- Schema 1 to 2: the life of an agreement after its signing: amendments, hand-overs, decisions, confirmations, its end;
-- what each side owes; what is due and put off; holidays.
ALTER TABLE agreement ADD COLUMN predecessor TEXT REFERENCES agreement;
ALTER TABLE agreement ADD COLUMN signed_at TEXT;
ALTER TABLE agreement ADD COLUMN paper TEXT;
ALTER TABLE agreement ADD COLUMN notice_days INTEGER CHECK (notice_days BETWEEN 0 AND 3650);
ALTER TABLE agreement ADD COLUMN end_requested_on TEXT CHECK (date(end_requested_on) IS end_requested_on);
ALTER TABLE agreement ADD COLUMN end_ground TEXT
  CHECK (end_ground = 'term-over' OR end_ground = 'purpose-reached' OR end_ground = 'agreed'
         OR end_ground = 'change-of-law' OR end_ground = 'object-lost' OR end_ground = 'court-ruling'
         OR end_ground = 'bankrupt' OR end_ground = 'agreed-procedure' OR end_ground = 'replaced');
ALTER TABLE agreement ADD COLUMN end_note TEXT;
CREATE INDEX agreement_predecessor ON agreement (predecessor) WHERE predecessor IS NOT NULL;
CREATE INDEX agreement_notice_days ON agreement (notice_days) WHERE notice_days IS NOT NULL;
CREATE INDEX agreement_foreign ON agreement (ends_on) WHERE kind IN ('ksdpl', 'ksdll');

-- What changed a document in mid-term: an addendum or an extension. It states the new end and leaves the old one alone.
CREATE TABLE amendment (
  agreement   TEXT NOT NULL REFERENCES agreement,
  position    INTEGER NOT NULL CHECK (position > 0),
  word        TEXT NOT NULL CHECK (word = 'addendum' OR word = 'extension'),
  signed_on   TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]' OR date(signed_on) IS signed_on),
  number      TEXT,
  ends_on     TEXT CHECK (date(ends_on) IS ends_on),
  term_months INTEGER CHECK (term_months > 0),
  changes     TEXT,
  reason      TEXT,
  paper       TEXT,
  source_id   TEXT,
  note        TEXT,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX amendment_ends_on ON amendment (ends_on) WHERE ends_on IS NOT NULL;
CREATE INDEX amendment_number ON amendment (number) WHERE number IS NOT NULL;

-- The department that leads an agreement from a day on, after the one that led it first.
CREATE TABLE lead (
  agreement  TEXT NOT NULL REFERENCES agreement,
  position   INTEGER NOT NULL CHECK (position > 0),
  department TEXT NOT NULL REFERENCES department,
  handed_on  TEXT NOT NULL CHECK (date(handed_on) IS handed_on),
  basis      TEXT,
  note       TEXT,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_department ON lead (department);

-- What was decided about an agreement, by which office; closed by the act that carries it out.
CREATE TABLE decision (
  agreement   TEXT NOT NULL REFERENCES agreement,
  position    INTEGER NOT NULL CHECK (position > 0),
  word        TEXT NOT NULL CHECK (word = 'continue' OR word = 'extend' OR word = 'amend' OR word = 'widen'
                                   OR word = 'end' OR word = 'lapse'),
  decided_on  TEXT NOT NULL CHECK (date(decided_on) IS decided_on),
  decided_by  TEXT,
  meeting     TEXT,
  valid_until TEXT CHECK (date(valid_until) IS valid_until),
  closed_on   TEXT CHECK (date(closed_on) IS closed_on),
  note        TEXT,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;

-- Whether an agreement is really carried out, as somebody said on a day; without a row nobody has said.
CREATE TABLE confirmation (
  agreement    TEXT NOT NULL REFERENCES agreement,
  position     INTEGER NOT NULL CHECK (position > 0),
  carried_out  TEXT NOT NULL CHECK (carried_out = 'yes' OR carried_out = 'partly' OR carried_out = 'no'),
  confirmed_on TEXT NOT NULL CHECK (date(confirmed_on) IS confirmed_on),
  confirmed_by TEXT,
  proof        TEXT,
  note         TEXT,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;

-- What one side owes under an agreement, and by when.
CREATE TABLE obligation (
  code      TEXT PRIMARY KEY NOT NULL,
  agreement TEXT NOT NULL REFERENCES agreement,
  title     TEXT NOT NULL CHECK (title <> ''),
  owed_by   TEXT,
  due_on    TEXT CHECK (date(due_on) IS due_on),
  due_text  TEXT,
  note      TEXT
) STRICT;
CREATE INDEX obligation_agreement ON obligation (agreement);
CREATE INDEX obligation_due_on ON obligation (due_on);

-- How an obligation was found to be kept on a day; without a row it was never reviewed.
CREATE TABLE fulfilment (
  obligation  TEXT NOT NULL REFERENCES obligation,
  position    INTEGER NOT NULL CHECK (position > 0),
  result      TEXT NOT NULL CHECK (result = 'met' OR result = 'partly' OR result = 'not-met'),
  reviewed_on TEXT NOT NULL CHECK (date(reviewed_on) IS reviewed_on),
  reviewed_by TEXT,
  proof       TEXT,
  note        TEXT,
  PRIMARY KEY (obligation, position)
) STRICT, WITHOUT ROWID;

-- An item of the list of what is due that was put off until a day.
CREATE TABLE reminder (
  code        TEXT PRIMARY KEY NOT NULL,
  item        TEXT NOT NULL CHECK (item <> ''),
  put_off_on  TEXT NOT NULL CHECK (date(put_off_on) IS put_off_on),
  put_off_to  TEXT NOT NULL CHECK (date(put_off_to) IS put_off_to),
  due_on      TEXT CHECK (date(due_on) IS due_on),
  reason      TEXT NOT NULL CHECK (reason <> ''),
  CHECK (put_off_to > put_off_on)
) STRICT;
CREATE INDEX reminder_item ON reminder (item);

-- Holidays; only those on which the office is closed are left out of working days.
CREATE TABLE holiday (
  date   TEXT NOT NULL CHECK (date(date) IS date),
  name   TEXT NOT NULL CHECK (name <> ''),
  closed INTEGER CHECK (closed IN (0, 1)),
  note   TEXT,
  PRIMARY KEY (date, name)
) STRICT, WITHOUT ROWID;
