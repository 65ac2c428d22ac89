-- Schema 1 to 2: decisions about an agreement, and whether it is carried out.
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
