-- Schema 2 to 3: obstacles with their categories, solutions and handlings.
-- Categories of obstacles: data that the office extends.
CREATE TABLE category (
  code    TEXT PRIMARY KEY NOT NULL,
  name    TEXT NOT NULL CHECK (name <> ''),
  english TEXT,
  note    TEXT
) STRICT, WITHOUT ROWID;

-- Kendala: what hinders an agreement, or cooperation in general.
CREATE TABLE obstacle (
  code       TEXT PRIMARY KEY NOT NULL,
  title      TEXT NOT NULL CHECK (title <> ''),
  category   TEXT REFERENCES category,
  agreement  TEXT REFERENCES agreement,
  general    INTEGER CHECK (general IN (0, 1)),
  department TEXT REFERENCES department,
  severity   TEXT CHECK (severity = 'low' OR severity = 'medium' OR severity = 'high' OR severity = 'critical'),
  detail     TEXT,
  root_cause TEXT,
  raised_on  TEXT NOT NULL CHECK (raised_on GLOB '[0-9][0-9][0-9][0-9]' OR date(raised_on) IS raised_on),
  raised_by  TEXT,
  owner      TEXT,
  due_on     TEXT CHECK (date(due_on) IS due_on),
  source_id  TEXT,
  note       TEXT
) STRICT;
CREATE INDEX obstacle_agreement ON obstacle (agreement);
CREATE INDEX obstacle_category ON obstacle (category, department);
CREATE INDEX obstacle_department ON obstacle (department);
CREATE INDEX obstacle_due_on ON obstacle (due_on);

-- Solutions of an obstacle: proposed, chosen, tried, with what came of them.
CREATE TABLE solution (
  obstacle     TEXT NOT NULL REFERENCES obstacle,
  position     INTEGER NOT NULL CHECK (position > 0),
  proposal     TEXT NOT NULL CHECK (proposal <> ''),
  proposed_on  TEXT CHECK (date(proposed_on) IS proposed_on),
  cost_from    INTEGER CHECK (cost_from >= 0),
  cost_to      INTEGER CHECK (cost_to >= 0),
  cost_source  TEXT,
  owner        TEXT,
  due_on       TEXT CHECK (date(due_on) IS due_on),
  chosen_on    TEXT CHECK (date(chosen_on) IS chosen_on),
  outcome      TEXT CHECK (outcome = 'worked' OR outcome = 'partly' OR outcome = 'failed'),
  outcome_on   TEXT CHECK (date(outcome_on) IS outcome_on),
  outcome_note TEXT,
  note         TEXT,
  PRIMARY KEY (obstacle, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX solution_due_on ON solution (due_on) WHERE due_on IS NOT NULL;

-- How an obstacle was closed on a day, or opened again; the last one by a day decides its state.
CREATE TABLE handling (
  obstacle     TEXT NOT NULL REFERENCES obstacle,
  position     INTEGER NOT NULL CHECK (position > 0),
  word         TEXT NOT NULL CHECK (word = 'solved' OR word = 'accepted' OR word = 'escalated' OR word = 'reopened'),
  handled_on   TEXT NOT NULL CHECK (date(handled_on) IS handled_on),
  escalated_to TEXT,
  handled_by   TEXT,
  note         TEXT,
  PRIMARY KEY (obstacle, position)
) STRICT, WITHOUT ROWID;

INSERT INTO category (code, name, english) VALUES
  ('POLITIK', 'komitmen politik', 'political commitment'),
  ('SEKTORAL', 'ego sektoral', 'sectoral interest'),
  ('MITRA', 'kepercayaan atau komitmen mitra', 'trust or commitment of the partner'),
  ('LEMBAGA', 'kelembagaan dan koordinasi', 'institution and coordination'),
  ('ANGGARAN', 'anggaran', 'budget'),
  ('ATURAN', 'peraturan dan kewenangan', 'regulation and authority'),
  ('RENCANA', 'perencanaan', 'planning'),
  ('SDM', 'pegawai dan pemahaman', 'staff and understanding'),
  ('DATA', 'data dan informasi', 'data and information'),
  ('BERKAS', 'administrasi dan dokumen', 'administration and documents'),
  ('PELAKSANAAN', 'pelaksanaan dan dampak', 'implementation and effect'),
  ('LAPANGAN', 'teknis atau lapangan', 'technical or field'),
  ('LANJUTAN', 'keberlanjutan', 'sustainability');

INSERT OR IGNORE INTO setting (name, value) VALUES ('escalate_days', '90');
