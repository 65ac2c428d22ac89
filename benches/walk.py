#!/usr/bin/env python3
"""Made-up paths, SOP rounds and papers for benches/run, put straight into a register of agreements; standard library only.

  walk.py FILE    fills `movement`, `document`, `round` and `finding` of a file made by `sinergi init` and `import agreements`

One agreement in ten becomes a request that still stands in a step; another two in ten went the whole way: 2.1 movements an
agreement. Five rounds ask forty departments. What an agreement gets depends on its number alone: the same everywhere.
"""
import datetime
import random
import sqlite3
import sys

STEPS = {"ksdpk": ("SOP-KSDPK.1", ["MAP", "STUDY", "OFFER", "COUNCIL", "PKS-DRAFT", "PKS-SIGN", "RECORD"]),
         "sinergi": ("SOP-SINERGI.1", ["LETTER", "REVIEW", "SIGN", "REPORT"])}
OTHERS = ("SOP-KSDD.1", ["MAP", "OFFER", "COUNCIL", "PKS-DRAFT", "PKS-SIGN", "RECORD"])
HOLDERS = ["partner", "legal", "sekda", "secretariat"]
PAPERS = {"MAP": "KAK", "STUDY": "STUDY", "OFFER": "OFFER", "PKS-DRAFT": "DRAFT", "LETTER": "KAK"}


def walk(code, kind, r):
    """The movements of one agreement, and its papers."""
    sop, steps = STEPS.get(kind, OTHERS)
    day = datetime.date(2022, 1, 3) + datetime.timedelta(days=int(r() * 1500))
    moves, papers = [("entered", steps[0], day)], []
    for step in steps:
        if r() < 0.2:
            day += datetime.timedelta(days=1 + int(r() * 10))
            moves.append(("waiting", step, day))
        day += datetime.timedelta(days=1 + int(r() * 40))
        if r() < 0.08 and step == "PKS-DRAFT":
            moves.append(("returned", steps[0], day))
            day += datetime.timedelta(days=1 + int(r() * 20))
            moves.append(("done", steps[0], day))
        moves.append(("skipped" if step == "COUNCIL" else "done", step, day))
        if step in PAPERS and r() < 0.8:
            papers.append((PAPERS[step], day))
    return sop, moves, papers


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    db = sqlite3.connect(sys.argv[1], isolation_level=None)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; BEGIN;")
    number = 0
    for at, (code, kind) in enumerate(db.execute("SELECT code, kind FROM agreement ORDER BY code").fetchall()):
        if at % 10 > 2:
            continue
        dice = random.Random(at)
        sop, moves, papers = walk(code, kind, dice.random)
        if at % 10 == 0:
            # It stands somewhere on the way.
            moves = moves[:1 + int(dice.random() * (len(moves) - 2))]
            db.execute("UPDATE agreement SET signed = 'no', signed_on = NULL, ended_on = NULL, end_ground = NULL, kind = ?, "
                       "document = ? WHERE code = ?", (kind if kind in STEPS else "ksdd-sukarela",
                                                      "nk" if kind == "sinergi" else "pks", code))
        db.executemany(
            "INSERT INTO movement (agreement, position, word, step, moved_on, sop, waiting_on, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(code, n, word, step, day.isoformat(), sop, HOLDERS[n % 4] if word == "waiting" else None,
              "dilewati" if word in ("skipped", "returned") else None) for n, (word, step, day) in enumerate(moves, 1)])
        for kind_of_paper, day in papers:
            number += 1
            db.execute("INSERT INTO document (code, agreement, kind, path, received_on) VALUES (?, ?, ?, ?, ?)",
                       (f"DOK-2026-{number:04}", code, kind_of_paper, f"Arsip {number}", day.isoformat()))
    steps = [code for code, in db.execute("SELECT code FROM step WHERE sop = 'SOP-KSDPK.1' ORDER BY number")]
    departments = [code for code, in db.execute("SELECT code FROM department ORDER BY code LIMIT 40")]
    for period, opened in [("2024-S1", "2024-07-01"), ("2024-S2", "2025-01-06"), ("2025-S1", "2025-07-07"), ("2025-S2", "2026-01-05"), ("2026-S1", "2026-06-15")]:
        code = f"SOP-KSDPK.1/{period}"
        db.execute("INSERT INTO round (code, sop, period, opened_on) VALUES (?, 'SOP-KSDPK.1', ?, ?)", (code, period, opened))
        dice = random.Random(period)
        db.executemany("INSERT INTO finding (code, round, department, step, result, answered_on) VALUES (?, ?, ?, ?, ?, ?)",
                       [(f"{code}/{department}/{step}", code, department, step,
                         dice.choice(["met", "met", "partly", "not-met", "na"]), opened)
                        for department in departments for step in steps])
    db.execute("COMMIT")


if __name__ == "__main__":
    main()
