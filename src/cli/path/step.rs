//! `agreement step`: the next step is done, passed over or answered by silence; it goes back; somebody else is to act.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::calendar::date;
use sinergi::register::{self, Entity, Row};
use sinergi::rules::path::{Path, Word};
use sinergi::rules::procedure::{HOLDERS, Sop, Walks};
use sinergi::store::{Travel, Traveller, find, read_row, sop_on};
use sinergi::value::choose;
use sinergi::{Error, Fault, say};

use super::told::{numbers, stands, took};
use crate::cli::complete::by_code;
use crate::cli::days;
use crate::cli::document::{self, Paper};
use crate::cli::fields::refused;
use crate::cli::generic::{code_arg, code_of};
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};

/// Fills `agreement step`.
pub(crate) fn build(command: Command) -> Command {
    let (Some(agreement), Some(sop)) = (register::entity("agreement"), register::entity("sop")) else {
        return command;
    };
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).num_args(1).help(about)
    };
    let switch = |name: &'static str, about: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(about)
    };
    let others = |arg: Arg, others: [&'static str; 3]| others.into_iter().fold(arg, Arg::conflicts_with);
    command
        .arg(code_arg(agreement).required(true).num_args(1))
        .arg(text(
            "step",
            "N",
            help(
                "langkah yang selesai; tanpa ini yang sedang dijalani",
                "the step that is done; without this the one it stands in",
            ),
        ))
        .arg(
            text(
                "on",
                "DATE",
                help("pada hari itu; tanpa ini hari ini", "on that day; today where it is not named"),
            )
            .allow_hyphen_values(true),
        )
        .arg(others(
            switch(
                "skip",
                help("langkah itu dilewati (dengan --reason)", "the step is passed over (with --reason)"),
            ),
            ["deemed", "return", "waiting-on"],
        ))
        .arg(others(
            switch(
                "deemed",
                help("dijawab dengan diam: waktunya lewat", "answered by silence: its time has passed"),
            ),
            ["skip", "return", "waiting-on"],
        ))
        .arg(others(
            switch(
                "return",
                help(
                    "dikembalikan ke langkah --to (dengan --reason)",
                    "sent back to the step --to (with --reason)",
                ),
            ),
            ["skip", "deemed", "waiting-on"],
        ))
        .arg(text("to", "N", help("langkah yang diulang", "the step that begins anew")).requires("return"))
        .arg(text(
            "waiting-on",
            "WHO",
            help(
                "yang kini ditunggu: department, partner, legal, council, governor, …",
                "who is to act now: department, partner, legal, council, governor, …",
            ),
        ))
        .arg(text("reason", "TEXT", help("alasannya", "why")).allow_hyphen_values(true))
        .arg(
            text(
                "paper",
                "[KIND=]FILE|REF",
                help("kelengkapan langkah itu; dapat diulang", "a paper of the step; repeat it for several"),
            )
            .action(ArgAction::Append),
        )
        .arg(by_code(
            text(
                "sop",
                "CODE",
                help("SOP yang dijalani, saat memulai", "the SOP it goes by, when it begins"),
            ),
            sop,
        ))
        .arg(dry_run())
        .after_help(examples(
            "sinergi agreement step KS-2024-0011\n  \
             sinergi agreement step KS-2024-0010 --return --to 1 --reason \"KAK belum lengkap\"\n  \
             sinergi agreement step KS-2024-0010 --waiting-on legal",
        ))
}

/// What was typed, beside the agreement.
struct Typed<'m> {
    matches: &'m ArgMatches,
    reason: Option<String>,
}

impl<'m> Typed<'m> {
    fn text(&self, name: &str) -> Option<&'m str> {
        self.matches.get_one::<String>(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    fn says(&self, name: &str) -> bool {
        self.matches.get_flag(name)
    }
}

/// A movement that is to be written, and what it is about.
struct Move {
    word: Word,
    step: usize,
    waiting_on: Option<&'static str>,
    reason: Option<String>,
}

/// Moves the path of an agreement.
pub(crate) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = register::entity("agreement") else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let (Some(agreement), Some(traveller)) =
        (read_row(store.conn(), entity, &code)?, Traveller::read(store.conn(), &code)?)
    else {
        return Ok(());
    };
    refuse_closed(&agreement)?;
    let typed = Typed {
        matches,
        reason: matches.get_one::<String>("reason").map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()),
    };
    let on = match typed.text("on") {
        Some(text) => Some(date::typed(text, office.today()).map_err(|fault| refused("on", fault))?),
        None => None,
    };
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let before = travel.path(&traveller, on.unwrap_or_else(|| office.today()).max(office.today()))?;
    let (sop, on, one) = match &before {
        None => {
            let asked = agreement
                .date("requested_on")
                .filter(|day| typed.text("step").is_none() && *day <= office.today());
            let on = on.or(asked).unwrap_or_else(|| office.today());
            let (sop, one) = begin(&typed, &traveller, &travel, on)?;
            (sop, on, one)
        }
        Some((sop, path)) => {
            // What was signed on a day is done on that day.
            let signed =
                agreement.date("signed_on").filter(|_| path.stands_in(sop).is_some_and(|s| s.is("signing")));
            let on = on.or(signed).unwrap_or_else(|| office.today());
            let follow = travel.path(&traveller, on)?.map_or_else(|| path.clone(), |(_, path)| path);
            let at = At { sop, path, follow: &follow, traveller: &traveller, on };
            (sop.clone(), on, next(&typed, &at, &agreement, &travel)?)
        }
    };
    if let Some(fault) = days::not_yet(on, office) {
        return Err(refused("on", fault).into());
    }
    let papers = papers(&typed, &sop, &one, &travel, &code, on, &store)?;
    let movement = register::entity("movement").map(|e| row(e, &code, &sop.code, &one, &sop, on));
    drop(travel);
    let (Some(mut movement), Some(kept)) = (movement, register::entity("document")) else { return Ok(()) };
    let dry = matches.get_flag("dry-run");
    let entry = office.entry();
    store
        .write(&entry, dry, |door| {
            for paper in &papers {
                door.add(&mut paper.row(kept, &code, on))?;
            }
            door.add(&mut movement)
        })
        .map_err(by_its_flag)?;
    print_line(&code)?;
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let step = sop.steps[one.step].spoken(lang);
    let path = travel.path(&traveller, on)?;
    let took = path.as_ref().filter(|_| one.word.leaves()).map(|(sop, path)| took(path, one.step, sop, lang));
    office.tell(&format!("{}{}.", moved(&one, &step, on, lang), took.unwrap_or_default()));
    if dry {
        office.tell(&say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."));
        return Ok(());
    }
    stands(&store, &travel, &traveller, on, office)?;
    office.tell(&say!(
        lang,
        "Lihat: sinergi agreement show {} --path   Batalkan: sinergi undo",
        "See it: sinergi agreement show {} --path   Take it back: sinergi undo",
        code
    ));
    Ok(())
}

/// The day has a shorter flag here than in its register.
fn by_its_flag(error: Error) -> Error {
    match error {
        Error::Refused(place, fault) if place == "`moved_on`" => refused("on", fault),
        other => other,
    }
}

fn moved(one: &Move, step: &str, on: Date, lang: sinergi::Lang) -> String {
    match one.word {
        Word::Entered => say!(lang, "Masuk langkah {} pada {}", "Entered step {} on {}", step, on),
        Word::Skipped => say!(lang, "Langkah {} dilewati pada {}", "Step {} passed over on {}", step, on),
        Word::Deemed => {
            say!(lang, "Langkah {} dianggap disetujui pada {}", "Step {} deemed approved on {}", step, on)
        }
        Word::Returned => say!(lang, "Kembali ke langkah {} pada {}", "Back to step {} on {}", step, on),
        Word::Waiting => say!(
            lang,
            "Langkah {}, menunggu pihak lain sejak {}",
            "Step {}, waiting on somebody else since {}",
            step,
            on
        ),
        _ => say!(lang, "Langkah {} selesai pada {}", "Step {} done on {}", step, on),
    }
}

/// A closed request and one that does not exist any more go nowhere.
fn refuse_closed(agreement: &Row) -> Result<()> {
    let Some(on) = agreement.text("ended_on").filter(|_| !agreement.get("closed_as").is_null()) else {
        return Ok(());
    };
    let code = agreement.code();
    Err(Error::usage(
        format!("permohonan {code} sudah ditutup pada {on}"),
        format!("the request {code} was closed on {on}"),
    )
    .with_hint(
        format!("bila keliru: sinergi agreement edit {code} --closed-as \"\" --ended-on \"\" --joined-into \"\""),
        format!("if that is wrong: sinergi agreement edit {code} --closed-as \"\" --ended-on \"\" --joined-into \"\""),
    )
    .into())
}

/// The first movement: which version it goes by, and the step at which the record begins.
fn begin(
    typed: &Typed<'_>,
    traveller: &Traveller,
    travel: &Travel<'_>,
    on: Date,
) -> Result<(std::sync::Arc<Sop>, Move)> {
    let code = &traveller.code;
    if let Some(flag) = ["skip", "deemed", "return"].into_iter().find(|flag| typed.says(flag)) {
        return Err(not_begun(code, &format!("--{flag}")).into());
    }
    if typed.text("waiting-on").is_some() {
        return Err(not_begun(code, "--waiting-on").into());
    }
    let conn = travel.conn();
    let named = match (typed.text("sop"), register::entity("sop")) {
        (Some(text), Some(entity)) => Some(find(conn, entity, text)?.map_err(|fault| refused("sop", fault))?),
        _ => sop_on(conn, &traveller.kind, on)?,
    };
    let sop = named.and_then(|code| travel.sop(&code)).filter(|sop| !sop.steps.is_empty()).ok_or_else(|| {
        Error::usage(
            format!("tidak ada SOP untuk jenis `{}` yang berlaku pada {on}", traveller.kind),
            format!("no SOP for the kind `{}` is valid on {on}", traveller.kind),
        )
        .with_hint(
            format!("lihat: sinergi sop list; perbaiki jenisnya: sinergi agreement edit {code} --kind ksdpk; atau sebutkan --sop"),
            format!("see: sinergi sop list; correct its kind: sinergi agreement edit {code} --kind ksdpk; or name --sop"),
        )
    })?;
    let walker = traveller.walker();
    let first = sop.steps.iter().position(|step| walker.walks(step) == Walks::Itself).ok_or_else(|| {
        Error::usage(
            format!("dokumen `{}` tidak menjalani langkah {} mana pun", traveller.document, sop.code),
            format!("the document `{}` walks no step of {}", traveller.document, sop.code),
        )
        .with_hint(
            format!("sebutkan dokumennya: sinergi agreement edit {code} --document pks"),
            format!("name its document: sinergi agreement edit {code} --document pks"),
        )
    })?;
    let step = match typed.text("step") {
        Some(text) => place(&sop, "step", text)?,
        None => first,
    };
    if walker.walks(&sop.steps[step]) != Walks::Itself {
        return Err(walked_elsewhere(&sop, step, traveller).into());
    }
    if step > first && typed.reason.is_none() {
        let (number, wanted) = (sop.steps[first].number, sop.steps[step].number);
        return Err(Error::usage(
            format!("{code} mulai dengan langkah {number}, bukan {wanted}"),
            format!("{code} begins with step {number}, not {wanted}"),
        )
        .with_hint(
            "bila langkah sebelumnya dijalani tanpa catatan: --reason \"…\"",
            "if the steps before were walked without a record: --reason \"…\"",
        )
        .into());
    }
    Ok((sop, Move { word: Word::Entered, step, waiting_on: None, reason: typed.reason.clone() }))
}

fn not_begun(code: &str, flag: &str) -> Error {
    Error::usage(
        format!("{code} belum memasuki SOP, jadi `{flag}` tidak berarti apa-apa"),
        format!("{code} has not entered an SOP yet, so `{flag}` means nothing"),
    )
    .with_hint(
        format!("mulai: sinergi agreement step {code} --on TANGGAL"),
        format!("begin: sinergi agreement step {code} --on DATE"),
    )
}

/// Where an agreement stands when it is moved.
struct At<'a> {
    sop: &'a Sop,
    /// As of today.
    path: &'a Path,
    /// As of the day of the movement.
    follow: &'a Path,
    traveller: &'a Traveller,
    on: Date,
}

/// A movement of a path that has begun.
fn next(typed: &Typed<'_>, at: &At<'_>, agreement: &Row, travel: &Travel<'_>) -> Result<Move> {
    let (sop, code) = (at.sop, &at.traveller.code);
    if typed.text("sop").is_some() {
        return Err(Error::usage(
            format!("{code} sudah berjalan menurut {}", sop.code),
            format!("{code} goes by {} already", sop.code),
        )
        .into());
    }
    let current = match at.path.standing() {
        Some(pass) => pass.step,
        None if typed.says("return") => return back(typed, at, usize::MAX),
        None => {
            return Err(Error::usage(
                format!("{code} telah melewati semua langkah {}", sop.code),
                format!("{code} has gone through every step of {}", sop.code),
            )
            .with_hint(
                format!(
                    "kembalikan bila perlu: sinergi agreement step {code} --return --to N --reason \"…\""
                ),
                format!(
                    "send it back if need be: sinergi agreement step {code} --return --to N --reason \"…\""
                ),
            )
            .into());
        }
    };
    if typed.says("return") {
        return back(typed, at, current);
    }
    let step = match typed.text("step") {
        Some(text) => place(sop, "step", text)?,
        None => current,
    };
    if let Some(text) = typed.text("waiting-on") {
        let who = choose(text, HOLDERS).map_err(|fault| refused("waiting-on", fault))?;
        return Ok(Move {
            word: Word::Waiting,
            step: current,
            waiting_on: Some(who.word),
            reason: typed.reason.clone(),
        });
    }
    refuse_second(at, step)?;
    if step != current {
        out_of_order(typed, at, step, current)?;
    }
    let word = match (typed.says("skip"), typed.says("deemed")) {
        (true, _) => Word::Skipped,
        (_, true) => silent(at, step, travel)?,
        _ => Word::Done,
    };
    if word == Word::Skipped && typed.reason.is_none() {
        return Err(refused("reason", Fault::Empty("reason")).into());
    }
    if word == Word::Done && sop.steps[step].is("signing") && agreement.text("signed") != Some("yes") {
        return Err(Error::usage(
            format!(
                "langkah {} selesai dengan penandatanganan, dan {code} belum ditandatangani",
                sop.steps[step].number
            ),
            format!("step {} is done by signing, and {code} is not signed", sop.steps[step].number),
        )
        .with_hint(
            format!("catat: sinergi agreement sign {code} --on TANGGAL; langkahnya ikut tercatat"),
            format!("record it: sinergi agreement sign {code} --on DATE; the step is recorded with it"),
        )
        .into());
    }
    Ok(Move { word, step, waiting_on: None, reason: typed.reason.clone() })
}

/// Back to an earlier step, which begins anew.
fn back(typed: &Typed<'_>, at: &At<'_>, current: usize) -> Result<Move> {
    let Some(text) = typed.text("to") else {
        return Err(Error::usage("`--return` harus menyebut `--to`", "`--return` needs `--to`")
            .with_hint("langkah yang diulang: --to 3", "the step that begins anew: --to 3")
            .into());
    };
    let step = place(at.sop, "to", text)?;
    let walked = at.traveller.walker().walks(&at.sop.steps[step]);
    if walked != Walks::Itself {
        return Err(walked_elsewhere(at.sop, step, at.traveller).into());
    }
    if step > current {
        let (number, now) = (at.sop.steps[step].number, at.sop.steps[current].number);
        return Err(Error::usage(
            format!("langkah {number} belum dijalani; yang sedang dijalani langkah {now}"),
            format!("step {number} was not walked yet; it stands in step {now}"),
        )
        .into());
    }
    if typed.reason.is_none() {
        return Err(refused("reason", Fault::Empty("reason")).into());
    }
    Ok(Move { word: Word::Returned, step, waiting_on: None, reason: typed.reason.clone() })
}

/// A step is left once, unless it begins anew.
fn refuse_second(at: &At<'_>, step: usize) -> Result<()> {
    if !at.path.is_left(step) {
        return Ok(());
    }
    let (code, number) = (&at.traveller.code, at.sop.steps[step].number);
    let day = at
        .path
        .last_pass(step)
        .and_then(|pass| pass.left)
        .map(|(day, _)| day.to_string())
        .unwrap_or_default();
    Err(Error::usage(
        format!("langkah {number} sudah dicatat pada {day}"),
        format!("step {number} is recorded already, on {day}"),
    )
    .with_hint(
        format!("bila diulang: sinergi agreement step {code} --return --to {number} --reason \"…\""),
        format!("if it begins anew: sinergi agreement step {code} --return --to {number} --reason \"…\""),
    )
    .into())
}

/// Another step than the one it stands in is recorded only for a reason.
fn out_of_order(typed: &Typed<'_>, at: &At<'_>, step: usize, current: usize) -> Result<()> {
    let sop = at.sop;
    let walker = at.traveller.walker();
    if walker.walks(&sop.steps[step]) != Walks::Itself {
        return Err(walked_elsewhere(sop, step, at.traveller).into());
    }
    let (number, now) = (sop.steps[step].number, sop.steps[current].number);
    if step < at.path.start {
        return Err(Error::usage(
            format!("langkah {number} mendahului awal catatan (langkah {})", sop.steps[at.path.start].number),
            format!("step {number} lies before the record begins (step {})", sop.steps[at.path.start].number),
        )
        .into());
    }
    let open = numbers(sop, at.path.open_before(sop, &walker, step));
    if open.is_empty() || typed.reason.is_some() {
        return Ok(());
    }
    Err(Error::usage(
        format!("langkah {number} belum tiba gilirannya; yang sedang dijalani langkah {now}"),
        format!("step {number} is not next; it stands in step {now}"),
    )
    .with_hint(
        format!("masih terbuka: {open}; bila memang mendahului: --reason \"…\"; untuk melewati: --step {now} --skip --reason \"…\""),
        format!("still open: {open}; if it did go ahead: --reason \"…\"; to pass one over: --step {now} --skip --reason \"…\""),
    )
    .into())
}

/// Silence answers only what the SOP says it does, once the time has passed.
fn silent(at: &At<'_>, step: usize, travel: &Travel<'_>) -> Result<Word> {
    let one = &at.sop.steps[step];
    let Some(time) = one.time.filter(|_| one.silence) else {
        return Err(Error::usage(
            format!("dalam langkah {} diam tidak berarti setuju", one.number),
            format!("in step {} silence does not approve", one.number),
        )
        .into());
    };
    let pass = at.follow.standing().filter(|pass| pass.step == step);
    let passed = pass.map_or(0, |pass| pass.days);
    let left = time.working_days().unwrap_or_default().saturating_sub(passed);
    let over = match (time.working_days(), pass) {
        (Some(_), Some(_)) => left == 0,
        (None, Some(pass)) => pass.due(one, &travel.calendar).is_some_and(|due| at.on >= due),
        (_, None) => false,
    };
    if over {
        return Ok(Word::Deemed);
    }
    let day = match pass {
        Some(pass) if time.working_days().is_none() => pass.due(one, &travel.calendar),
        _ => travel.calendar.after(at.on, left),
    };
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let spoken = |lang| time.spoken(lang);
    Err(Error::usage(
        format!("{} belum lewat pada {}: baru {passed} hari kerja", spoken(sinergi::Lang::Id), at.on),
        format!("{} have not passed by {}: {passed} working days so far", spoken(sinergi::Lang::En), at.on),
    )
    .with_hint(format!("diam berarti setuju mulai {day}"), format!("silence approves from {day} on"))
    .into())
}

/// The place of a step that was typed by its number or code.
fn place(sop: &Sop, flag: &str, text: &str) -> Result<usize> {
    let number = text.parse::<i64>().ok();
    let found = sop.steps.iter().position(|s| s.code.eq_ignore_ascii_case(text) || number == Some(s.number));
    found.ok_or_else(|| {
        let last = sop.steps.last().map_or(0, |s| s.number);
        Error::usage(
            format!("`--{flag}`: {} tidak mempunyai langkah `{text}`", sop.code),
            format!("`--{flag}`: {} has no step `{text}`", sop.code),
        )
        .with_hint(
            format!("langkahnya 1 sampai {last}: sinergi sop show {}", sop.code),
            format!("its steps are 1 to {last}: sinergi sop show {}", sop.code),
        )
        .into()
    })
}

fn walked_elsewhere(sop: &Sop, step: usize, traveller: &Traveller) -> Error {
    let (number, document) = (sop.steps[step].number, &traveller.document);
    match (traveller.walker().walks(&sop.steps[step]), &traveller.above) {
        (Walks::Above, Some((above, _))) => Error::usage(
            format!("langkah {number} dijalani oleh induknya, {above}"),
            format!("step {number} is walked by the agreement above it, {above}"),
        )
        .with_hint(
            format!("catat di sana: sinergi agreement step {above} --step {number}"),
            format!("record it there: sinergi agreement step {above} --step {number}"),
        ),
        _ => Error::usage(
            format!("langkah {number} tidak dijalani dokumen `{document}`"),
            format!("step {number} is not walked by the document `{document}`"),
        )
        .with_hint(
            format!("lihat: sinergi sop show {}", sop.code),
            format!("see: sinergi sop show {}", sop.code),
        ),
    }
}

/// The papers that were named; one that says no kind is the only one that the step still needs.
fn papers(
    typed: &Typed<'_>,
    sop: &Sop,
    one: &Move,
    travel: &Travel<'_>,
    code: &str,
    on: Date,
    store: &sinergi::store::Store,
) -> Result<Vec<Paper>> {
    let there = travel.papers(code, on)?;
    let step = &sop.steps[one.step];
    let wanted: Vec<&str> =
        step.papers.iter().filter(|p| there.get(*p) != Some(&false)).map(String::as_str).collect();
    let texts = typed.matches.get_many::<String>("paper").into_iter().flatten();
    texts.map(|text| document::paper(text, &wanted, store)).collect()
}

fn row(entity: &'static Entity, code: &str, version: &str, one: &Move, sop: &Sop, on: Date) -> Row {
    let mut row = Row::new(entity);
    row.set("agreement", code);
    row.set("word", one.word.word());
    row.set("sop", version);
    row.set("step", sop.steps[one.step].code.as_str());
    row.set("moved_on", on);
    if let Some(who) = one.waiting_on {
        row.set("waiting_on", who);
    }
    if let Some(reason) = &one.reason {
        row.set("reason", reason.as_str());
    }
    row
}
