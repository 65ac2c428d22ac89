-- The flat import: the CSV into one checked table, its indexes made afterwards; no lookups, no parties, no history.
-- Run in the folder of agreements.csv: sqlite3 NEW < peer_import_flat.sql
CREATE TABLE flat (
  number TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('ksdd-wajib', 'ksdd-sukarela', 'ksdpk', 'ksdpl', 'ksdll', 'sinergi')),
  document TEXT NOT NULL CHECK (document IN ('kb', 'pks', 'nk', 'rk', 'loi', 'naskah')),
  department TEXT NOT NULL,
  partners TEXT NOT NULL,
  affair TEXT,
  programme TEXT,
  signed_on TEXT CHECK (date(signed_on) IS signed_on),
  start TEXT CHECK (date(start) IS start),
  "end" TEXT CHECK (date("end") IS "end"),
  value ANY CHECK (value = '' OR value NOT GLOB '*[^0-9]*'),
  status TEXT NOT NULL CHECK (status IN ('aktif', 'selesai')),
  notes TEXT,
  CHECK (start <= "end")
) STRICT;
.mode csv
.import --skip 1 agreements.csv flat
CREATE INDEX flat_end ON flat (status, "end");
CREATE INDEX flat_department ON flat (department, "end");
