-- Schema 6 to 7: former names and successors of departments and partners, who leads a shared affair, and waivers of checks.
ALTER TABLE mandate ADD COLUMN lead INTEGER CHECK (lead IN (0, 1));

-- The names that a department had before, each until the day before it was renamed; the one it has now stands with itself.
CREATE TABLE department_name (
  department TEXT NOT NULL REFERENCES department,
  position   INTEGER NOT NULL CHECK (position > 0),
  name       TEXT NOT NULL CHECK (name <> ''),
  renamed_on TEXT NOT NULL CHECK (date(renamed_on) IS renamed_on),
  basis      TEXT,
  note       TEXT,
  PRIMARY KEY (department, position)
) STRICT, WITHOUT ROWID;

-- Which departments took over from one that came to an end: one that takes all, or several, each with its affairs.
CREATE TABLE department_succession (
  department   TEXT NOT NULL REFERENCES department,
  successor    TEXT NOT NULL REFERENCES department,
  succeeded_on TEXT NOT NULL CHECK (date(succeeded_on) IS succeeded_on),
  affairs      TEXT,
  basis        TEXT,
  note         TEXT,
  PRIMARY KEY (department, successor)
) STRICT, WITHOUT ROWID;
CREATE INDEX department_succession_successor ON department_succession (successor);

-- The names that a partner had before, each until the day before it was renamed; the one it has now stands with itself.
CREATE TABLE partner_name (
  partner    TEXT NOT NULL REFERENCES partner,
  position   INTEGER NOT NULL CHECK (position > 0),
  name       TEXT NOT NULL CHECK (name <> ''),
  renamed_on TEXT NOT NULL CHECK (date(renamed_on) IS renamed_on),
  basis      TEXT,
  note       TEXT,
  PRIMARY KEY (partner, position)
) STRICT, WITHOUT ROWID;

-- Which partners took over from one that came to an end: one that takes all, or several.
CREATE TABLE partner_succession (
  partner      TEXT NOT NULL REFERENCES partner,
  successor    TEXT NOT NULL REFERENCES partner,
  succeeded_on TEXT NOT NULL CHECK (date(succeeded_on) IS succeeded_on),
  basis        TEXT,
  note         TEXT,
  PRIMARY KEY (partner, successor)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_succession_successor ON partner_succession (successor);

-- A named check that is switched off for a record, or for all of a partner, until a day: why, and by whose leave.
CREATE TABLE waiver (
  code        TEXT PRIMARY KEY NOT NULL,
  "check"     TEXT NOT NULL CHECK ("check" <> ''),
  record      TEXT NOT NULL CHECK (record <> ''),
  reason      TEXT NOT NULL CHECK (reason <> ''),
  approved_by TEXT,
  waived_on   TEXT NOT NULL CHECK (date(waived_on) IS waived_on),
  valid_until TEXT NOT NULL CHECK (date(valid_until) IS valid_until),
  note        TEXT,
  CHECK (valid_until >= waived_on)
) STRICT;
CREATE INDEX waiver_record ON waiver (record);
