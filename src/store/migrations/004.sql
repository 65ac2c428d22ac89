-- Schema 3 to 4: instruments with their questions, evaluations with their answers, benefits with their measurements, funding.
-- Instruments: versions of the questions by which agreements are evaluated, with the bands of the verdicts in percent.
CREATE TABLE instrument (
  code          TEXT PRIMARY KEY NOT NULL,
  name          TEXT NOT NULL CHECK (name <> ''),
  english       TEXT,
  valid_from    TEXT CHECK (date(valid_from) IS valid_from),
  good_from     INTEGER CHECK (good_from BETWEEN 0 AND 100),
  fair_from     INTEGER CHECK (fair_from BETWEEN 0 AND 100),
  answered_from INTEGER CHECK (answered_from BETWEEN 0 AND 100),
  note          TEXT
) STRICT, WITHOUT ROWID;

-- The questions of a version: axis, weight, and what each answer is worth: all=2 seluruhnya; partly=1 sebagian; no=0 tidak.
CREATE TABLE question (
  instrument      TEXT NOT NULL REFERENCES instrument,
  code            TEXT NOT NULL CHECK (code <> ''),
  axis            TEXT NOT NULL CHECK (axis = 'effective' OR axis = 'efficient' OR axis = 'benefit'
                                       OR axis = 'orderly' OR axis = 'relevant'),
  weight          INTEGER CHECK (weight BETWEEN 1 AND 100),
  wording         TEXT NOT NULL CHECK (wording <> ''),
  english         TEXT,
  options         TEXT NOT NULL CHECK (options <> ''),
  english_options TEXT,
  also            TEXT,
  evidence        TEXT CHECK (evidence = 'indicators' OR evidence = 'beneficiaries' OR evidence = 'money'
                              OR evidence = 'savings' OR evidence = 'obligations'),
  note            TEXT,
  PRIMARY KEY (instrument, code)
) STRICT, WITHOUT ROWID;

-- What an agreement is to bring: an indicator with its target. Measured numbers are exact decimal text.
CREATE TABLE benefit (
  code      TEXT PRIMARY KEY NOT NULL,
  agreement TEXT NOT NULL REFERENCES agreement,
  name      TEXT NOT NULL CHECK (name <> ''),
  unit      TEXT NOT NULL CHECK (unit <> ''),
  baseline  TEXT,
  target    TEXT NOT NULL CHECK (target <> ''),
  better    TEXT NOT NULL CHECK (better = 'up' OR better = 'down'),
  target_on TEXT CHECK (date(target_on) IS target_on),
  note      TEXT
) STRICT;
CREATE INDEX benefit_agreement ON benefit (agreement);

-- A measured value of a benefit, whom it reached, and the money saved or earned since the one before.
CREATE TABLE measurement (
  benefit           TEXT NOT NULL REFERENCES benefit,
  position          INTEGER NOT NULL CHECK (position > 0),
  value             TEXT NOT NULL CHECK (value <> ''),
  measured_on       TEXT NOT NULL CHECK (date(measured_on) IS measured_on),
  beneficiaries     INTEGER CHECK (beneficiaries >= 0),
  beneficiary_group TEXT,
  place             TEXT,
  saved             INTEGER CHECK (saved >= 0),
  earned            INTEGER CHECK (earned >= 0),
  source            TEXT,
  note              TEXT,
  PRIMARY KEY (benefit, position)
) STRICT, WITHOUT ROWID;

-- Pembiayaan: money of an agreement by year, source and side.
CREATE TABLE funding (
  code      TEXT PRIMARY KEY NOT NULL,
  agreement TEXT NOT NULL REFERENCES agreement,
  year      TEXT NOT NULL CHECK (year GLOB '[0-9][0-9][0-9][0-9]'),
  source    TEXT NOT NULL CHECK (source = 'apbd' OR source = 'apbn' OR source = 'partner' OR source = 'csr'
                                 OR source = 'other'),
  side      TEXT NOT NULL CHECK (side = 'own' OR side = 'partner'),
  planned   INTEGER CHECK (planned >= 0),
  revised   INTEGER CHECK (revised >= 0),
  realised  INTEGER CHECK (realised >= 0),
  note      TEXT,
  CHECK (code = agreement || '/' || year || '/' || source || '/' || side)
) STRICT, WITHOUT ROWID;
CREATE INDEX funding_agreement ON funding (agreement);

-- How one assessor saw an agreement in one period, with the version of the questions. The code is made of the three, so
-- that evaluations and answers stand in the file in the order of agreements.
CREATE TABLE evaluation (
  code           TEXT PRIMARY KEY NOT NULL,
  agreement      TEXT NOT NULL REFERENCES agreement,
  period         TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
  assessor       TEXT NOT NULL CHECK (assessor = 'department' OR assessor = 'partner' OR assessor = 'secretariat'),
  instrument     TEXT NOT NULL REFERENCES instrument,
  answered_on    TEXT NOT NULL CHECK (date(answered_on) IS answered_on),
  answered_by    TEXT,
  entered_by     TEXT,
  recommendation TEXT CHECK (recommendation = 'continue' OR recommendation = 'extend' OR recommendation = 'amend'
                             OR recommendation = 'widen' OR recommendation = 'end' OR recommendation = 'lapse'),
  findings       TEXT,
  advice         TEXT,
  note           TEXT,
  CHECK (code = agreement || '/' || period || '/' || assessor)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_agreement ON evaluation (agreement);
CREATE INDEX evaluation_period ON evaluation (period);

-- The answers of an evaluation; without a row nobody answered. `na`: the question does not apply.
CREATE TABLE answer (
  evaluation   TEXT NOT NULL REFERENCES evaluation,
  question     TEXT NOT NULL CHECK (question <> ''),
  option       TEXT NOT NULL CHECK (option <> ''),
  proof        TEXT,
  proof_at     TEXT,
  carried_from TEXT,
  note         TEXT,
  PRIMARY KEY (evaluation, question)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO setting (name, value) VALUES
  ('evaluations_by_kind', NULL),
  ('assessors', 'department, partner, secretariat'),
  ('assessors_by_kind', NULL),
  ('evaluation_days', '30'),
  ('semester_columns', 'code, own_number, title, partner, department, signed_on, ends_on, status');

