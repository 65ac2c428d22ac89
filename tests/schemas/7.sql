-- The schema of a sinergi file, newest version, whole. New files are made from this; older ones step up to it.
-- Dates are TEXT: YYYY-MM-DD, or YYYY alone where only the year is known. Money is whole rupiah. Yes and no are 1 and 0.
-- Nothing here is derived but `ends_on`, which is computed once from the term and kept as a fact.

PRAGMA application_id = 1397641799; -- "SNRG"
PRAGMA user_version = 7;

-- What differs from one office to the next.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT
) STRICT, WITHOUT ROWID;

-- Urusan: the fields of government.
CREATE TABLE affair (
  code    TEXT PRIMARY KEY NOT NULL,
  name    TEXT NOT NULL CHECK (name <> ''),
  "group" TEXT CHECK ("group" = 'basic' OR "group" = 'mandatory' OR "group" = 'optional' OR "group" = 'supporting')
) STRICT, WITHOUT ROWID;

-- Perangkat daerah and the units under them.
CREATE TABLE department (
  code       TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL CHECK (name <> ''),
  kind       TEXT NOT NULL CHECK (kind = 'secretariat' OR kind = 'inspectorate' OR kind = 'dinas' OR kind = 'badan'
                                  OR kind = 'bagian' OR kind = 'kecamatan' OR kind = 'kelurahan' OR kind = 'upt'
                                  OR kind = 'blud' OR kind = 'school' OR kind = 'other'),
  parent     TEXT REFERENCES department,
  liaison    TEXT,
  alternate  TEXT,
  valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]' OR date(valid_from) IS valid_from),
  valid_to   TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]' OR date(valid_to) IS valid_to),
  confirmed  INTEGER CHECK (confirmed IN (0, 1)),
  note       TEXT
) STRICT;

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

-- Urusan yang diampu. Of an affair that several hold, `lead` says who leads.
CREATE TABLE mandate (
  department  TEXT NOT NULL REFERENCES department,
  affair      TEXT NOT NULL REFERENCES affair,
  lead        INTEGER CHECK (lead IN (0, 1)),
  legal_basis TEXT,
  valid_from  TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]' OR date(valid_from) IS valid_from),
  valid_to    TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]' OR date(valid_to) IS valid_to),
  PRIMARY KEY (department, affair)
) STRICT, WITHOUT ROWID;

-- Mitra.
CREATE TABLE partner (
  code        TEXT PRIMARY KEY NOT NULL,
  name        TEXT NOT NULL CHECK (name <> ''),
  kind        TEXT NOT NULL CHECK (kind = 'region' OR kind = 'own-province' OR kind = 'ministry'
                                   OR kind = 'vertical' OR kind = 'statutory' OR kind = 'bumn' OR kind = 'bumd'
                                   OR kind = 'company' OR kind = 'koperasi' OR kind = 'public-university'
                                   OR kind = 'private-university' OR kind = 'civil' OR kind = 'village'
                                   OR kind = 'person' OR kind = 'joint' OR kind = 'foreign-region'
                                   OR kind = 'foreign-body' OR kind = 'other' OR kind = 'unknown'),
  region      TEXT,
  neighbour   INTEGER CHECK (neighbour IN (0, 1)),
  contact     TEXT,
  valid_from  TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]' OR date(valid_from) IS valid_from),
  valid_to    TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]' OR date(valid_to) IS valid_to),
  merged_into TEXT REFERENCES partner,
  note        TEXT
) STRICT;

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

-- Kerja sama: one document, or the request or mere potential of one.
CREATE TABLE agreement (
  code             TEXT PRIMARY KEY NOT NULL,
  kind             TEXT NOT NULL CHECK (kind = 'ksdd-wajib' OR kind = 'ksdd-sukarela' OR kind = 'ksdpk'
                                        OR kind = 'ksdpl' OR kind = 'ksdll' OR kind = 'sinergi'
                                        OR kind = 'unknown'),
  document         TEXT NOT NULL CHECK (document = 'kb' OR document = 'pks' OR document = 'nk' OR document = 'rk'
                                        OR document = 'loi' OR document = 'naskah' OR document = 'addendum'
                                        OR document = 'other' OR document = 'unknown'),
  department       TEXT REFERENCES department,
  title            TEXT NOT NULL CHECK (title <> ''),
  affair           TEXT REFERENCES affair,
  parent           TEXT REFERENCES agreement,
  predecessor      TEXT REFERENCES agreement,
  umbrella         TEXT,
  standing         TEXT CHECK (standing = 'own' OR standing = 'joined' OR standing = 'outside'),
  mapped           INTEGER CHECK (mapped IN (0, 1)),
  requested_on     TEXT CHECK (requested_on GLOB '[0-9][0-9][0-9][0-9]' OR date(requested_on) IS requested_on),
  request_number   TEXT,
  applicant        TEXT,
  source_id        TEXT,
  own_number       TEXT,
  programme        TEXT,
  exception        TEXT CHECK (exception = 'emergency' OR exception = 'national-programme'
                               OR exception = 'assistance-task'),
  purpose          TEXT,
  scope            TEXT,
  place            TEXT,
  benefit          TEXT,
  funding          TEXT,
  value            INTEGER CHECK (value >= 0),
  signed           TEXT CHECK (signed = 'yes' OR signed = 'no' OR signed = 'unknown'),
  signed_on        TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]' OR date(signed_on) IS signed_on),
  signer_role      TEXT CHECK (signer_role = 'head' OR signer_role = 'acting' OR signer_role = 'deputy'
                               OR signer_role = 'secretary' OR signer_role = 'department-head'
                               OR signer_role = 'other'),
  signer_office    TEXT,
  power            TEXT,
  signed_at        TEXT,
  paper            TEXT,
  effective_on     TEXT CHECK (date(effective_on) IS effective_on),
  term_months      INTEGER CHECK (term_months > 0),
  term_text        TEXT,
  ends_on          TEXT CHECK (date(ends_on) IS ends_on),
  end_rule         TEXT CHECK (end_rule = 'date' OR end_rule = 'from-signing' OR end_rule = 'from-effect'
                               OR end_rule = 'open-ended' OR end_rule = 'conditional' OR end_rule = 'unknown'),
  notice_days      INTEGER CHECK (notice_days BETWEEN 0 AND 3650),
  end_requested_on TEXT CHECK (date(end_requested_on) IS end_requested_on),
  ended_on         TEXT CHECK (date(ended_on) IS ended_on),
  end_ground       TEXT CHECK (end_ground = 'term-over' OR end_ground = 'purpose-reached' OR end_ground = 'agreed'
                               OR end_ground = 'change-of-law' OR end_ground = 'object-lost'
                               OR end_ground = 'court-ruling' OR end_ground = 'bankrupt'
                               OR end_ground = 'agreed-procedure' OR end_ground = 'replaced'),
  end_note         TEXT,
  closed_as        TEXT CHECK (closed_as = 'declined' OR closed_as = 'withdrawn' OR closed_as = 'joined'),
  joined_into      TEXT REFERENCES agreement,
  legal_ground     TEXT,
  council_approval INTEGER CHECK (council_approval IN (0, 1)),
  source_status    TEXT,
  unread           TEXT,
  note             TEXT,
  CHECK (ends_on >= effective_on)
) STRICT;
CREATE INDEX agreement_department ON agreement (department, code);
CREATE INDEX agreement_ends_on ON agreement (ends_on);
CREATE INDEX agreement_own_number ON agreement (own_number);
CREATE INDEX agreement_request_number ON agreement (request_number) WHERE request_number IS NOT NULL;
CREATE INDEX agreement_parent ON agreement (parent) WHERE parent IS NOT NULL;
CREATE INDEX agreement_predecessor ON agreement (predecessor) WHERE predecessor IS NOT NULL;
CREATE INDEX agreement_notice_days ON agreement (notice_days) WHERE notice_days IS NOT NULL;
CREATE INDEX agreement_joined_into ON agreement (joined_into) WHERE joined_into IS NOT NULL;
-- Requests stand here with all that is asked of them, so that where they are stuck is read without the whole register.
CREATE INDEX agreement_request ON agreement (code, title, kind, document, department, parent, standing, mapped, requested_on,
  council_approval, signed, signed_on, effective_on, end_rule, ended_on) WHERE signed = 'no' AND ended_on IS NULL;
CREATE INDEX agreement_closed ON agreement (ended_on) WHERE closed_as IS NOT NULL;
CREATE INDEX agreement_signed_on ON agreement (signed_on);
CREATE INDEX agreement_foreign ON agreement (ends_on) WHERE kind IN ('ksdpl', 'ksdll');

-- The other parties of an agreement, in the order of the document.
CREATE TABLE party (
  agreement   TEXT NOT NULL REFERENCES agreement,
  position    INTEGER NOT NULL CHECK (position > 0),
  partner     TEXT NOT NULL REFERENCES partner,
  number      TEXT,
  signed_name TEXT,
  signatory   TEXT,
  office      TEXT,
  PRIMARY KEY (agreement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_partner ON party (partner);

-- Departments that support an agreement.
CREATE TABLE involvement (
  agreement  TEXT NOT NULL REFERENCES agreement,
  department TEXT NOT NULL REFERENCES department,
  PRIMARY KEY (agreement, department)
) STRICT, WITHOUT ROWID;
CREATE INDEX involvement_department ON involvement (department);

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

-- Holidays; only those on which the office is closed are left out of working days.
CREATE TABLE holiday (
  date   TEXT NOT NULL CHECK (date(date) IS date),
  name   TEXT NOT NULL CHECK (name <> ''),
  closed INTEGER CHECK (closed IN (0, 1)),
  note   TEXT,
  PRIMARY KEY (date, name)
) STRICT, WITHOUT ROWID;

-- One command that changed something: when it was typed (with the zone), by whom, its verb (`agreement edit`, `import`)
-- and the whole of it.
CREATE TABLE operation (
  number    INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  actor     TEXT NOT NULL,
  verb      TEXT NOT NULL,
  command   TEXT NOT NULL,
  undoes    INTEGER REFERENCES operation,
  undone_by INTEGER REFERENCES operation
) STRICT;

-- What an operation did to a record. Created: no values. Edited: a row a field, with old and new. Removed: the whole
-- record with its children, as JSON, in `old`. Kept in the order of records, so that a record's history is one range.
CREATE TABLE change (
  register  TEXT NOT NULL,
  code      TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operation,
  sequence  INTEGER NOT NULL,
  action    TEXT NOT NULL CHECK (action = 'created' OR action = 'edited' OR action = 'removed'),
  field     TEXT,
  old       ANY,
  new       ANY,
  PRIMARY KEY (register, code, operation, sequence)
) STRICT, WITHOUT ROWID;

-- The next number of each kind of code; never turned back, so that no code is used twice.
CREATE TABLE counter (
  name TEXT PRIMARY KEY NOT NULL,
  next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
