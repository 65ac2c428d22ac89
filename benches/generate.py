#!/usr/bin/env python3
"""A made-up register of agreements for benches/run; standard library only.

  generate.py N FILE [--skip M]    rows M+1 … M+N of the one register there is; `-` is standard output

The same rows every time and on every machine, and prefix-stable: the first 1,000 rows of a million are those of a
thousand. The headings are ones that sinergi knows; departments and partners are made with `--create`, several partners
are parted by `;`. A row is about 360 bytes. Every day lies so that reports are asked as of 2026-06-30.
"""
import argparse
import csv
import datetime
import random
import sys

HEADINGS = ["number", "title", "kind", "document", "department", "partners", "affair", "programme", "signed_on",
            "start", "end", "value", "status", "notes"]
FIRST = datetime.date(2009, 1, 1)
DAYS = [(FIRST + datetime.timedelta(days)).isoformat() for days in range(9000)]
TODAY = (datetime.date(2026, 6, 30) - FIRST).days

# Kind, its share in a hundred, its documents.
KINDS = [("ksdpk", 46, ["kb", "pks", "pks", "pks"]), ("ksdd-sukarela", 20, ["kb", "pks"]),
         ("ksdd-wajib", 9, ["kb", "pks"]), ("sinergi", 18, ["nk", "rk"]), ("ksdpl", 4, ["loi", "naskah"]),
         ("ksdll", 3, ["loi", "naskah"])]
BY_SHARE = [(kind, documents) for kind, share, documents in KINDS for _ in range(share)]
FIELDS = ["Kesehatan Masyarakat", "Pendidikan Menengah", "Jalan dan Jembatan", "Rumah Layak Huni", "Ketahanan Pangan",
          "Persampahan", "Kependudukan", "Angkutan Sungai", "Aplikasi Informatika", "Usaha Mikro", "Investasi Daerah",
          "Pemuda Pelopor", "Cagar Budaya", "Literasi", "Perikanan Budidaya", "Wisata Susur Sungai", "Perkebunan",
          "Pasar Rakyat", "Industri Kecil", "Penelitian Daerah", "Pajak Daerah", "Mutasi Pegawai", "Karhutla",
          "Aset Daerah", "Kearsipan", "Perlindungan Anak", "Keluarga Berencana", "Tenaga Kerja Lokal"]
DEPARTMENTS = [f"{unit} {field}" for unit in ("Balai", "Unit Layanan") for field in FIELDS]
AFFAIRS = ["1.01", "1.02", "1.03", "1.04", "1.05", "1.06", "2.07", "2.09", "2.11", "2.12", "2.15", "2.16", "2.17",
           "2.18", "2.19", "2.22", "2.23", "2.24", "3.25", "3.26", "3.27"]
PLACES = ["Kasongan", "Sampit", "Muara Teweh", "Buntok", "Tamiang Layang", "Kuala Kurun", "Pulang Pisau",
          "Nanga Bulik", "Sukamara", "Puruk Cahu", "Kuala Pembuang", "Barabai", "Amuntai", "Tanjung", "Rantau",
          "Kandangan", "Martapura", "Pelaihari", "Batulicin", "Kotabaru", "Sangatta", "Tenggarong", "Bontang",
          "Tarakan", "Nunukan", "Malinau", "Sintang", "Sanggau", "Ketapang", "Singkawang", "Putussibau", "Mempawah"]
BODIES = ["Pemerintah Kabupaten {}", "Universitas {}", "Bank Desa {}", "PT {} Lestari Sejahtera", "Lapas {}",
          "Kantor Pertanahan {}", "Rumah Sakit Umum {}", "Yayasan \"Bina {}\"", "CV {} Mandiri", "Kejaksaan Negeri {}",
          "Koperasi Karya {}", "Perumda Air Minum {}"]
ABROAD = ["Kota Gumi 구미시", "Prefektur Mie 三重県", "Ville de Besançon", "Città di Trento", "Kuching"]
WORKS = ["Penguatan", "Perluasan", "Pendampingan", "Penyediaan", "Pemeliharaan", "Pengawasan", "Percepatan", "Pemetaan"]
OBJECTS = ["Rujukan Pasien Daerah Terpencil", "Pengolahan Sampah Terpadu", "Magang Siswa Kejuruan",
           "Data Tunggal Warga", "Air Bersih Perkotaan", "Sertifikat Aset Pemerintah", "Pajak Penerangan Jalan",
           "Pasar Murah", "Pencegahan Kebakaran Lahan", "Arsip Elektronik", "Pelatihan Aparatur", "Angkutan Perdesaan",
           "Kampung Wisata", "Benih Ikan Lokal", "Jaminan Sosial Pekerja", "Jaringan Serat Optik"]
NOTES = ["naskah asli pada bagian arsip", "menunggu telaahan bagian hukum", "dievaluasi dua kali setahun",
         "biaya ditanggung pihak kedua", "lampiran belum lengkap", "perpanjangan sudah diusulkan",
         "tim pelaksana ditetapkan wali kota", "belum ada laporan triwulan", "berkas lama rusak karena banjir",
         "kegiatan masuk rencana kerja tahunan", "para pihak setuju memperluas lokasi", "titik lokasi dipindahkan",
         "pelaksanaan ditunda satu triwulan", "barang sudah diserahterimakan"]


def row(number, r):
    """The row of that number; `r` gives a float below 1, whose sequence is the same in every Python."""

    def pick(among):
        return among[int(r() * len(among))]

    kind, documents = pick(BY_SHARE)
    signed = 200 + int(r() * (TODAY - 120))
    start = signed + int(r() * r() * 90)
    end = start + 365 * (1 + int(r() * 5)) - 1
    if kind in ("ksdpl", "ksdll"):
        partners = [pick(ABROAD)]
    else:
        count = 1 if r() < 0.8 else 2 + int(r() * 2)
        partners = list(dict.fromkeys(pick(BODIES).format(pick(PLACES)) for _ in range(count)))
    title = f"{pick(WORKS)} {pick(OBJECTS)} Bersama {partners[0]} Tahun {DAYS[signed][:4]}"
    dice = r()
    note = "; ".join(pick(NOTES) for _ in range(int(dice * 8)))
    if dice > 0.9:
        note = note.replace("; ", "\n- ")
    elif dice > 0.8:
        note = f'Pasal {1 + int(r() * 20)}: "{note}"'
    value = "" if r() < 0.4 else str(int(10 ** (6 + int(r() * 5))) * (1 + int(r() * 99)))
    status = "selesai" if end < TODAY else "aktif"
    return [f"{100 + int(r() * 900)}/{number:06}/{kind.upper()}/{DAYS[signed][:4]}", title, kind, pick(documents),
            pick(DEPARTMENTS), "; ".join(partners), pick(AFFAIRS), f"Program {pick(FIELDS)}", DAYS[signed], DAYS[start],
            DAYS[end], value, status, note]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, metavar="N")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--skip", type=int, default=0, metavar="M")
    asked = parser.parse_args()
    r = random.Random(20260630).random
    out = sys.stdout if asked.file == "-" else open(asked.file, "w", encoding="utf-8", newline="")
    with out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADINGS)
        for number in range(1, asked.skip + asked.n + 1):
            made = row(number, r)
            if number > asked.skip:
                writer.writerow(made)


if __name__ == "__main__":
    main()
