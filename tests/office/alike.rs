//! How well what is like an obstacle is found: pairs of which a person says that they are of one sort, in other words and with
//! other affixes.

use std::fmt::Write as _;

use crate::office::Office;

/// Category, an obstacle as it was recorded, and one of the same sort as another office would put it.
type Pair = (&'static str, &'static str, &'static str);

/// Pairs that the words of one meaning were chosen with.
const PAIRS: [Pair; 30] = [
    (
        "POLITIK",
        "DPRD belum memberikan persetujuan atas kerja sama pemanfaatan aset pasar",
        "Aset pasar belum bisa dikerjasamakan karena dewan belum setuju",
    ),
    (
        "POLITIK",
        "Pergantian kepala daerah mengubah prioritas kerja sama kota kembar",
        "Sister city tidak lagi diprioritaskan setelah wali kota berganti",
    ),
    (
        "POLITIK",
        "Penolakan warga terhadap lokasi TPA regional",
        "Masyarakat sekitar menolak tempat pemrosesan akhir sampah bersama",
    ),
    (
        "SEKTORAL",
        "Dinas enggan berbagi data kependudukan dengan perangkat daerah lain",
        "Data penduduk tidak mau dibagikan antar-OPD",
    ),
    (
        "SEKTORAL",
        "Saling lempar tanggung jawab perbaikan jalan perbatasan antarbidang",
        "Tidak ada yang mau bertanggung jawab memperbaiki jalan di batas wilayah",
    ),
    (
        "MITRA",
        "Perguruan tinggi tidak menyerahkan hasil penelitian sesuai perjanjian",
        "Hasil riset bersama kampus belum diserahkan oleh pihak universitas",
    ),
    (
        "MITRA",
        "Kabupaten tetangga menunggak pembayaran retribusi air curah",
        "Tagihan air baku belum dibayar oleh daerah mitra",
    ),
    (
        "MITRA",
        "Mitra swasta mengundurkan diri dari pengelolaan objek wisata",
        "Investor mundur dari kerja sama kelola destinasi pariwisata",
    ),
    (
        "LEMBAGA",
        "Rapat koordinasi TKKSD jarang dilaksanakan",
        "Tim koordinasi kerja sama daerah hampir tidak pernah mengadakan pertemuan",
    ),
    (
        "LEMBAGA",
        "Belum ada sekretariat bersama penanganan banjir lintas wilayah",
        "Sekber pengendali genangan dan luapan sungai antardaerah tidak kunjung dibentuk",
    ),
    (
        "ANGGARAN",
        "Dana pembangunan jembatan penghubung tidak mencukupi",
        "Anggaran minim untuk membangun jembatan antarkabupaten",
    ),
    (
        "ANGGARAN",
        "Pembagian beban biaya angkutan umum antardaerah belum disepakati",
        "Belum ada kesepakatan porsi patungan pendanaan bus lintas kota",
    ),
    (
        "ANGGARAN",
        "Keterlambatan pencairan hibah untuk rehabilitasi gedung sekolah",
        "Bantuan perbaikan ruang kelas telat cair",
    ),
    (
        "ATURAN",
        "Kewenangan pengelolaan SMA berada di pemerintah provinsi",
        "Kota tidak berwenang mengurus sekolah menengah atas",
    ),
    (
        "ATURAN",
        "Belum ada peraturan wali kota tentang pajak hotel secara daring",
        "Perwali sebagai dasar pemungutan pajak penginapan online belum terbit",
    ),
    (
        "ATURAN",
        "Telaahan hukum naskah perjanjian memakan waktu lama",
        "Bagian Hukum lambat menelaah draf PKS",
    ),
    (
        "RENCANA",
        "Kerangka acuan kerja pasokan pangan disusun kurang matang",
        "Penyusunan KAK penyediaan bahan pokok masih lemah",
    ),
    (
        "RENCANA",
        "Kerja sama tidak tercantum dalam RPJMD dan rencana kerja dinas",
        "Program kerja sama belum masuk dokumen perencanaan daerah",
    ),
    (
        "SDM",
        "Petugas pemadam kebakaran belum terlatih menangani kebakaran lintas batas",
        "Personel damkar kurang pelatihan untuk pemadaman di wilayah perbatasan",
    ),
    (
        "SDM",
        "Mutasi pegawai menyebabkan penanggung jawab kerja sama sering berganti",
        "PIC perjanjian kerap berubah karena staf dipindahtugaskan",
    ),
    (
        "SDM",
        "Kekurangan dokter spesialis di rumah sakit rujukan",
        "Tenaga medis ahli di RS penerima pasien rujuk masih minim",
    ),
    (
        "DATA",
        "Data wajib pajak bumi dan bangunan tidak sinkron dengan BPN",
        "Perbedaan basis data PBB antara pemda dan kantor pertanahan",
    ),
    (
        "DATA",
        "Laporan pelaksanaan kerja sama semesteran terlambat disampaikan OPD",
        "Perangkat daerah telat melapor kemajuan kerja sama tiap enam bulan",
    ),
    (
        "BERKAS",
        "Penandatanganan nota kesepakatan tertunda karena jadwal pimpinan padat",
        "MoU belum ditandatangani karena kepala daerah sulit menyesuaikan waktu",
    ),
    (
        "BERKAS",
        "Persyaratan sertifikat tanah aset pemerintah kota tidak lengkap",
        "Dokumen pensertifikatan lahan milik pemkot masih kurang",
    ),
    (
        "PELAKSANAAN",
        "Kesepakatan bersama tidak ditindaklanjuti dengan perjanjian kerja sama",
        "Setelah KB disepakati belum ada tindak lanjut berupa PKS",
    ),
    (
        "PELAKSANAAN",
        "Pengurusan izin usaha di mal pelayanan publik masih lambat",
        "Perizinan pelaku usaha lewat MPP lama selesai",
    ),
    ("LAPANGAN", "Jaringan internet di kelurahan sering terputus", "Koneksi wifi kantor lurah kerap putus"),
    (
        "LAPANGAN",
        "Kerusakan alat berat pengolah sampah di TPST",
        "Mesin pengolahan limbah rumah tangga rusak dan tidak beroperasi",
    ),
    (
        "LANJUTAN",
        "Masa berlaku perjanjian habis tanpa proses perpanjangan",
        "Jangka waktu PKS berakhir sebelum sempat diperpanjang",
    ),
];

/// Pairs that nothing was chosen with.
const UNSEEN: [Pair; 30] = [
    (
        "LAPANGAN",
        "Pengangkutan sampah antarwilayah ke TPA bersama sering terlambat",
        "Truk kerap telat mengangkut sampah menuju tempat pembuangan akhir",
    ),
    (
        "LAPANGAN",
        "Debit air baku turun saat musim kemarau panjang",
        "Pasokan air minum berkurang ketika kemarau karena sumbernya menyusut",
    ),
    (
        "ANGGARAN",
        "Anggaran perbaikan jalan perbatasan belum tersedia dalam APBD",
        "Dana untuk memperbaiki ruas jalan di batas kota tidak ada",
    ),
    (
        "PELAKSANAAN",
        "Pembangunan jembatan penghubung dua kabupaten molor dari jadwal",
        "Pengerjaan jembatan terlambat dibangun dan melewati tenggat kontrak",
    ),
    (
        "PELAKSANAAN",
        "Rujukan pasien ke rumah sakit mitra sering ditolak",
        "Rumah sakit tidak menerima pasien yang dirujuk puskesmas",
    ),
    (
        "DATA",
        "Data kependudukan antara dinas dan kecamatan tidak sinkron",
        "Jumlah penduduk berbeda karena pendataan belum disinkronkan",
    ),
    (
        "DATA",
        "Pertukaran data wajib pajak terhambat aturan kerahasiaan",
        "Informasi perpajakan sulit ditukar karena bersifat rahasia",
    ),
    (
        "SEKTORAL",
        "Perangkat daerah saling melempar tanggung jawab pengelolaan pasar",
        "OPD enggan bertanggung jawab mengelola pasar induk bersama",
    ),
    (
        "MITRA",
        "Perguruan tinggi belum menyerahkan hasil penelitian kepada pemerintah kota",
        "Kampus tidak kunjung menyampaikan laporan riset yang telah diteliti",
    ),
    (
        "SDM",
        "Jumlah petugas pemadam kebakaran terlatih masih kurang",
        "Personel pemadam minim dan banyak yang belum dilatih",
    ),
    (
        "MITRA",
        "Pengelola objek wisata swasta kurang berminat ikut promosi bersama",
        "Pelaku usaha pariwisata tidak tertarik mempromosikan paket gabungan",
    ),
    (
        "LAPANGAN",
        "Jaringan internet di kelurahan pinggiran sering terputus",
        "Koneksi internet kantor lurah kerap putus dan lambat",
    ),
    (
        "BERKAS",
        "Sertifikat tanah lokasi kerja sama belum diterbitkan",
        "Lahan yang dikerjasamakan belum bersertifikat atas nama pemda",
    ),
    (
        "ATURAN",
        "Kewenangan penerbitan izin usaha tumpang tindih dengan provinsi",
        "Tidak jelas siapa yang berwenang memberi perizinan kota atau provinsi",
    ),
    (
        "PELAKSANAAN",
        "Pasokan beras dari daerah penghasil tidak sesuai kesepakatan",
        "Jumlah beras yang dipasok petani kurang dari yang disepakati",
    ),
    (
        "POLITIK",
        "DPRD belum menyetujui rencana kota kembar luar negeri",
        "Persetujuan dewan atas kerja sama sister city masih tertunda",
    ),
    (
        "BERKAS",
        "Telaahan hukum atas rancangan naskah perjanjian memakan waktu lama",
        "Bagian Hukum lambat menelaah draf dokumen perjanjian",
    ),
    (
        "BERKAS",
        "Penandatanganan kesepakatan bersama tertunda karena jadwal kepala daerah padat",
        "Wali kota sibuk sehingga naskah belum sempat ditandatangani",
    ),
    (
        "PELAKSANAAN",
        "Laporan semester pelaksanaan kerja sama tidak disampaikan tepat waktu",
        "Pelaporan enam bulanan dari OPD selalu telat masuk",
    ),
    (
        "ANGGARAN",
        "Pembagian beban biaya antardaerah belum disepakati para pihak",
        "Belum ada kesepakatan porsi biaya yang dibagi tiap daerah",
    ),
    (
        "LANJUTAN",
        "Masa berlaku perjanjian berakhir tanpa perpanjangan",
        "PKS sudah habis masa berlakunya dan tidak diperpanjang",
    ),
    (
        "SDM",
        "Pejabat penanggung jawab kerja sama sering dimutasi",
        "Mutasi pegawai membuat penanggung jawab kegiatan terus berganti",
    ),
    (
        "SDM",
        "Bimbingan teknis penyusunan perjanjian bagi staf jarang diadakan",
        "Pegawai belum pernah dibimbing cara menyusun perjanjian",
    ),
    (
        "LANJUTAN",
        "Alat laboratorium hibah rusak dan tidak terpelihara",
        "Pemeliharaan peralatan lab terhenti sehingga banyak yang rusak",
    ),
    (
        "RENCANA",
        "Kerangka acuan kerja disusun tanpa kajian kelayakan",
        "KAK lemah karena penyusunannya tidak didukung studi kelayakan",
    ),
    (
        "LEMBAGA",
        "Rapat koordinasi TKKSD jarang dihadiri anggota tim",
        "Kehadiran anggota TKKSD dalam rapat sangat rendah",
    ),
    (
        "POLITIK",
        "Pergantian bupati mengubah prioritas program transportasi massal",
        "Bupati terganti lalu angkutan umum tidak lagi diprioritaskan",
    ),
    (
        "MITRA",
        "Mitra swasta menunggak pembayaran sewa aset daerah",
        "Pihak ketiga belum membayar sewa gedung milik pemda",
    ),
    (
        "LEMBAGA",
        "Sekretariat bersama penanganan banjir belum dibentuk",
        "Pembentukan sekber untuk menangani banjir lintas wilayah belum terwujud",
    ),
    (
        "RENCANA",
        "Program magang siswa sekolah kejuruan tidak masuk rencana tahunan",
        "Pemagangan murid SMK belum direncanakan dalam program kerja dinas",
    ),
];

/// An office that has recorded them all, the n-th with the code of that number.
fn office(pairs: &[Pair]) -> Office {
    let office = Office::founded();
    let mut lines = "title,category,raised_on,general\n".to_owned();
    for (category, title, _) in pairs {
        let _ = writeln!(lines, "\"{title}\",{category},2025-01-02,yes");
    }
    office.write("kendala.csv", lines);
    office.types("import obstacles kendala.csv").succeeds();
    office
}

#[test]
fn the_right_obstacle_is_among_the_first_three_for_at_least_24_of_30() {
    for pairs in [PAIRS, UNSEEN] {
        let office = office(&pairs);
        let missed: Vec<&str> = pairs
            .iter()
            .zip(1..)
            .filter(|((_, _, query), number)| {
                let found = office.types(&format!("obstacle similar --text \"{query}\" -O code"));
                !found.lines().into_iter().take(3).any(|code| code == format!("K-{number:04}"))
            })
            .map(|((_, _, query), _)| *query)
            .collect();
        assert!(missed.len() <= 6, "{missed:#?}");
    }
}

#[test]
fn a_text_without_sense_finds_nothing() {
    let office = office(&PAIRS);
    for text in
        ["xyzzy qwrt plugh", "dan yang untuk dengan", "12345 67890", "...", "lorem ipsum dolor sit amet"]
    {
        office.types(&format!("obstacle similar --text \"{text}\" -O code")).succeeds().prints("");
    }
    // Of the same sort and department is not enough for a text that says nothing.
    office.types("obstacle edit K-0001 --department DLH").succeeds();
    let line = "obstacle similar --text \"xyzzy qwrt\" --category POLITIK --department DLH -O code";
    office.types(line).succeeds().prints("");
}

#[test]
fn what_worked_comes_first_and_each_says_why() {
    let office = office(&PAIRS);
    for line in [
        "obstacle resolve K-0003 --solution \"Kompensasi bagi warga\" --worked --on 2025-01-10",
        "obstacle propose K-0003 --text \"Pindah lokasi\" --on 2025-01-04",
        "obstacle log --title \"Warga menolak lokasi TPA\" --category POLITIK --general --on 2025-01-12",
    ] {
        office.types(line).succeeds();
    }
    let rows = office.types("obstacle similar K-0031 --part solutions -O csv").rows();
    assert_eq!(
        (rows[0]["outcome"].as_str(), rows[0]["proposal"].as_str()),
        ("worked", "Kompensasi bagi warga")
    );
    assert_eq!(rows[0]["days"], "8");
    let found = office.types("obstacle similar K-0031 -O csv --lang en").rows();
    assert_eq!(found[0]["code"], "K-0003");
    assert!(found[0]["why"].contains("same category"), "{found:?}");
    assert!(found[0]["why"].contains("menolak"), "{found:?}");
    assert!(found.iter().all(|row| row["code"] != "K-0031"), "it is not like itself");
}
