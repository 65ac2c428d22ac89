#!/usr/bin/env python3
"""Made-up work plans and meetings for benches/run, put straight into a register of agreements; standard library only.

  plan.py FILE    fills `activity`, `revision`, `realisation`, `meeting`, `item` and `attendance` of a file made by `sinergi init`

Ten years of two thousand activities each, as many as a whole regency plans, with three entries each, a revision of every tenth, and
a meeting a month with twenty items. What an activity gets depends on its number alone: the same everywhere.
"""
import datetime
import random
import sqlite3
import sys

YEARS = range(2017, 2027)
A_YEAR = 2000
RECURS = [None, None, None, "monthly", "quarterly", "semester"]
TOPICS = ["promise", "lapsed", "ending", "obstacle", "other"]
RESULTS = ["decided", "noted", "postponed", "withdrawn"]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    db = sqlite3.connect(sys.argv[1], isolation_level=None)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; BEGIN;")
    departments = [code for code, in db.execute("SELECT code FROM department ORDER BY code LIMIT 40")]
    agreements = [code for code, in db.execute("SELECT code FROM agreement ORDER BY code LIMIT 5000")]
    activities, revisions, realisations = [], [], []
    for year in YEARS:
        above = None
        for n in range(A_YEAR):
            dice = random.Random(year * A_YEAR + n)
            code = f"KEG-{year}-{n + 1:04}"
            top = n % 8 == 0
            months = sorted(dice.sample(range(1, 13), dice.randint(1, 4)))
            recurs = dice.choice(RECURS)
            target = dice.randint(1, 12)
            activities.append((
                code, str(year), f"Aktivitas {n}", f"4.01.02.2.04.{n // 8:04}", None if top else above, str(target), "Dokumen",
                None if recurs else ",".join(map(str, months)), recurs, f"department/{departments[n % len(departments)]}",
                dice.randint(1, 200) * 1_000_000 if top or n % 3 == 0 else None, "apbd" if top else None))
            if top:
                above = code
            if n % 10 == 0:
                revisions.append((code, 1, f"{year}-09-01", 50_000_000, "DPPA"))
            for at in range(3):
                day = datetime.date(year, 1, 1) + datetime.timedelta(days=dice.randint(0, 364))
                realisations.append((code, at + 1, day.isoformat(), str(dice.randint(0, 3)), dice.randint(0, 9) * 1_000_000))
    db.executemany("INSERT INTO activity (code, year, title, sipd_code, parent, target, unit, months, recurs, owner, budget, source) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", activities)
    db.executemany("INSERT INTO revision (activity, position, revised_on, budget, basis) VALUES (?, ?, ?, ?, ?)", revisions)
    db.executemany("INSERT INTO realisation (activity, position, progressed_on, quantity, spent) VALUES (?, ?, ?, ?, ?)", realisations)
    for year in YEARS:
        for month in range(1, 13):
            dice = random.Random(year * 100 + month)
            code, day = f"RPT-{year}-{month:04}", f"{year}-{month:02}-10"
            db.execute("INSERT INTO meeting (code, title, meets_on, held_on) VALUES (?, 'Rapat TKKSD', ?, ?)", (code, day, day))
            db.executemany("INSERT INTO attendance (meeting, department) VALUES (?, ?)",
                           [(code, department) for department in departments if dice.random() < 0.7])
            db.executemany(
                "INSERT INTO item (meeting, position, topic, title, record, result, resolution) VALUES (?, ?, ?, 'Butir', ?, ?, 'Putusan')",
                [(code, n + 1, dice.choice(TOPICS), f"agreement/{dice.choice(agreements)}", dice.choice(RESULTS))
                 for n in range(20)])
    db.execute("COMMIT")


if __name__ == "__main__":
    main()
