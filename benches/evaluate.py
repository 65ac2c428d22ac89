#!/usr/bin/env python3
"""Made-up evaluations for benches/run, put straight into a register of agreements; standard library only.

  evaluate.py FILE    fills `evaluation` and `answer` of a file made by `sinergi init` and `import agreements`

A quarter of the agreements is evaluated, for one half-year or two, by the department, the partner, the secretariat or
several of them, over the sixteen questions of MONEV.1: 0.45 evaluations and 5.5 scores an agreement. Some questions do
not apply, some answers have a proof, some evaluations say too little to be counted. What an agreement gets depends on
its number alone: the same everywhere, and the first 1,000 of a million are those of a thousand.
"""
import datetime
import random
import sqlite3
import sys

PERIODS = [("2024-S1", "2024-06-30"), ("2024-S2", "2024-12-31"), ("2025-S1", "2025-06-30"), ("2025-S2", "2025-12-31"),
           ("2026-S1", "2026-06-30")]
DAYS = {name: [(datetime.date.fromisoformat(end) + datetime.timedelta(d)).isoformat() for d in range(-20, 45)]
        for name, end in PERIODS}
ASSESSORS = ([["department"]] * 11 + [["department", "partner"]] * 3 + [["department", "secretariat"]] * 3
             + [["department", "partner", "secretariat"]] + [["secretariat"], ["partner"]])
RECOMMENDED = [None, None, "continue", "continue", "extend", "amend", "widen", "end", "lapse"]
PROOFS = ["laporan triwulan", "berita acara", "foto kegiatan", "laporan keuangan", "surat mitra"]


def evaluations(number, questions, r):
    """The evaluations of the agreement of that number: the row without code and agreement, and the answers."""

    def pick(among):
        return among[int(r() * len(among))]

    if r() >= 0.27:
        return
    first = int(r() * len(PERIODS))
    for name, _ in PERIODS[first:first + 1 + (r() < 0.25)]:
        for assessor in pick(ASSESSORS):
            inclined, patience = r(), 0.3 + r() * 0.3 if r() < 0.15 else 0.8 + r() * 0.2
            row = (name, assessor, "MONEV.1", pick(DAYS[name]), f"Petugas {1 + int(r() * 99)}", pick(RECOMMENDED))
            answers = []
            for question, options in questions:
                if r() >= patience:
                    continue
                # Options stand best first.
                dice = r()
                option = "na" if dice < 0.08 else options[min(int(r() * inclined * 2 * len(options)), len(options) - 1)]
                proof = r()
                answers.append((question, option, pick(PROOFS) if proof < 0.3 else None,
                                f"lemari {1 + int(r() * 9)}" if proof < 0.1 else None))
            yield row, answers


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    db = sqlite3.connect(sys.argv[1], isolation_level=None)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; BEGIN;")
    questions = [(code, [option.split("=")[0].strip() for option in options.split(";")]) for code, options in
                 db.execute("SELECT code, options FROM question WHERE instrument = 'MONEV.1' ORDER BY code")]
    agreements = [code for code, in db.execute("SELECT code FROM agreement ORDER BY code")]
    for begin in range(0, len(agreements), 10_000):
        evaluated, answered = [], []
        for agreement in agreements[begin:begin + 10_000]:
            number = int(agreement.rsplit("-", 1)[1])
            for row, answers in evaluations(number, questions, random.Random(number).random):
                code = f"{agreement}/{row[0]}/{row[1]}"
                evaluated.append((code, agreement, *row))
                answered += [(code, *answer) for answer in answers]
        db.executemany("INSERT INTO evaluation (code, agreement, period, assessor, instrument, answered_on, "
                       "answered_by, recommendation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", evaluated)
        db.executemany("INSERT INTO answer (evaluation, question, option, proof, proof_at) VALUES (?, ?, ?, ?, ?)",
                       answered)
    db.execute("COMMIT")


if __name__ == "__main__":
    main()
