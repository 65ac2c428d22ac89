//! Which questions are asked: only for what a new record's form wants, choices as lists, records found by typing a part.
//! Nothing is written before the last answer.

use anyhow::Result;
use sinergi::lang::Choice;
use sinergi::register::{Act, Entity, Field, Row, entity as register_of};
use sinergi::store::{Store, checked, names_in, resolve_value};
use sinergi::value::{Kind, Value};
use sinergi::{Fault, say};

use super::acts;
use super::edit::Edits;
use super::fields;
use super::links::{self, Linked, Links};
use super::office::Office;
use super::prompter::{Check, Prompter};

/// A form being filled.
pub(super) struct Form<'a> {
    prompter: Prompter,
    store: &'a Store,
    office: &'a Office,
}

/// Asks for what a new record's form wants and nobody typed; tells whether a partner is new.
pub(super) fn complete(
    row: &mut Row,
    links: &mut [Links],
    act: Option<&'static Act>,
    store: &Store,
    office: &Office,
) -> Result<bool> {
    let entity = row.entity();
    let form = Form::new(store, office);
    office.tell(&form.way_out());
    let required = |field: &Field| act.is_some_and(|act| act.required.contains(&field.name));
    let said = |name: &str| act.is_some_and(|act| act.sets.iter().any(|(set, _)| *set == name));
    let mut wanted: Vec<&'static Field> = fields::fillable(entity)
        .filter(|f| (f.asked || required(f)) && !said(f.name) && row.get(f.name).is_null())
        .collect();
    // What it is called comes first, then what every record must have.
    wanted.sort_by_key(|f| (entity.naming().is_none_or(|n| n.name != f.name), !f.required));
    // An act that is recorded while it is done is of today, unless another day is typed over it.
    let today = act.filter(|act| act.today).and_then(|act| act.day(entity)).map(|field| field.name);
    if let Some(day) = today {
        // What cannot be done at all is said before the first question, not after the last.
        let mut tried = row.clone();
        if tried.get(day).is_null() {
            tried.set(day, office.today());
        }
        if let Err((name, fault)) = checked(store.conn(), store.settings()?, &mut tried, None)?
            && said(name)
        {
            return Err(sinergi::Error::Refused(String::new(), fault).into());
        }
    }
    for field in wanted {
        if field.unless.is_some_and(|other| !row.get(other).is_null()) {
            continue;
        }
        let must = field.required || field.unless.is_some() || required(field);
        let old = if today == Some(field.name) { office.today().to_string() } else { String::new() };
        let value = form.ask_past(field, &old, must, act)?;
        row.set(field.name, value);
    }
    form.settle(row, &said)?;
    let mut new = false;
    for link in links.iter_mut().filter(|l| !l.given && l.flag == "partner") {
        if let Some((text, is_new)) = form.partner_of(link)? {
            new |= is_new;
            link.texts.push(text);
        }
    }
    Ok(new)
}

/// Asks for these fields of a record one by one, as far as nobody typed them; the required ones cannot be left empty.
pub(super) fn fill(
    row: &mut Row,
    before: &Row,
    wanted: &[(&'static Field, bool)],
    act: &'static Act,
    store: &Store,
    office: &Office,
) -> Result<()> {
    let form = Form::new(store, office);
    office.tell(&form.way_out());
    for (field, required) in wanted {
        // What is filled already, such as today, can be taken as it stands.
        let old = match row.get(field.name) {
            Value::Text(text) if field.happens() => text.clone(),
            _ => String::new(),
        };
        loop {
            let value = form.ask_past(field, &old, *required, Some(act))?;
            let mut tried = row.clone();
            tried.set(field.name, value);
            // What contradicts the record is told here, so that no answer is lost at the end.
            match checked(store.conn(), store.settings()?, &mut tried.clone(), Some(before))? {
                Err((name, fault)) if name == field.name => {
                    office.tell_fault(&fault);
                }
                _ => {
                    *row = tried;
                    break;
                }
            }
        }
    }
    Ok(())
}

/// Asks for the number that each partner gave the document, of those of whom nobody typed it.
pub(super) fn numbers(parties: &[Row], store: &Store, office: &Office) -> Result<Vec<(Row, Value)>> {
    let form = Form::new(store, office);
    let lang = office.lang();
    let mut found = Vec::new();
    for party in parties {
        let partner = party.text("partner").unwrap_or_default();
        let prompt = say!(lang, "Nomor dari {} (boleh kosong)", "Number from {} (may stay empty)", partner);
        let text = form.text(&prompt, &|_| Ok(()))?;
        if !text.is_empty() {
            found.push((party.clone(), Value::Text(text)));
        }
    }
    Ok(found)
}

/// Lets one pick fields of a record and change them, until done.
pub(super) fn pick_edits(row: &Row, store: &Store, office: &Office) -> Result<Edits> {
    let lang = office.lang();
    let form = Form::new(store, office);
    let entity = row.entity();
    let shown: Vec<&'static Field> = entity.stored().skip(entity.key.width()).collect();
    let mut after = row.clone();
    loop {
        let line = |f: &&'static Field| {
            format!("{}: {}", f.label.get(lang), fields::shown(f, after.get(f.name), lang))
        };
        let done = say!(lang, "Selesai", "Done");
        let items: Vec<String> = std::iter::once(done).chain(shown.iter().map(line)).collect();
        let picked = form.prompter.pick(&say!(lang, "Ubah apa", "Change what"), &items, Some(0))?;
        let Some(field) = picked.checked_sub(1).and_then(|at| shown.get(at)) else { break };
        let old = match after.get(field.name) {
            Value::Null => String::new(),
            Value::Text(text) => text.clone(),
            Value::Int(number) => number.to_string(),
        };
        let value = form.ask(field, &old, field.required)?;
        // What contradicts another field is told here, so that nothing else that was changed is lost.
        let mut tried = after.clone();
        tried.set(field.name, value);
        match checked(store.conn(), store.settings()?, &mut tried.clone(), Some(row))? {
            Err((_, fault)) => {
                office.tell_fault(&fault);
            }
            Ok(()) => after = tried,
        }
    }
    Ok(row
        .pairs()
        .zip(after.values())
        .filter(|((_, old), new)| old != new)
        .map(|((field, _), new)| (field.name, new.clone()))
        .collect())
}

impl<'a> Form<'a> {
    /// An empty form.
    pub(super) fn new(store: &'a Store, office: &'a Office) -> Self {
        Self { prompter: Prompter::new(office.lang()), store, office }
    }

    /// How one leaves it without saving.
    pub(super) fn way_out(&self) -> String {
        self.prompter.way_out()
    }

    /// Asks again for what contradicts the rest, until nothing does: no answer is lost for one that was wrong.
    fn settle(&self, row: &mut Row, said: &dyn Fn(&str) -> bool) -> Result<()> {
        while let Err((name, fault)) =
            checked(self.store.conn(), self.store.settings()?, &mut row.clone(), None)?
        {
            if said(name) {
                return Err(sinergi::Error::Refused(String::new(), fault).into());
            }
            let Some(field) = fields::fillable(row.entity()).find(|field| field.name == name) else { break };
            self.office.tell_fault(&fault);
            let value = self.ask(field, "", true)?;
            row.set(field.name, value);
        }
        Ok(())
    }

    /// Asks for a line of text that may stay empty.
    pub(super) fn text(&self, prompt: &str, check: Check<'_>) -> Result<String> {
        self.prompter.text(prompt, "", false, check)
    }

    /// Asks for a partner, known or new, as a child that is ready to be written.
    pub(super) fn partner(&self) -> Result<Option<Linked>> {
        let Some(agreement) = register_of("agreement") else { return Ok(None) };
        let Some((child, (flag, field))) = links::linked(agreement).find(|(_, (flag, _))| *flag == "partner")
        else {
            return Ok(None);
        };
        let mut link = Links { entity: child, flag, field, texts: Vec::new(), given: false };
        let Some((text, _)) = self.partner_of(&link)? else { return Ok(None) };
        link.texts.push(text);
        Ok(links::rows(&[link], true, self.store)?.into_iter().next())
    }

    /// Asks for the partner of a link: its code, or the name of a new one.
    fn partner_of(&self, link: &Links) -> Result<Option<(String, bool)>> {
        let lang = self.office.lang();
        let Some((field, partner)) = link.entity.field(link.field).zip(register_of("partner")) else {
            return Ok(None);
        };
        Ok(match self.pick(field.label.get(lang), partner, "", Other::New)? {
            Picked::Record(code) => Some((code, false)),
            Picked::Nothing => None,
            Picked::New => {
                let check = |text: &str| match links::nameable(text, self.store) {
                    Ok(()) => Ok(()),
                    // An empty answer is told by the question itself.
                    Err(_) if text.is_empty() => Ok(()),
                    Err(error) => Err((error.say(lang), error.hint(lang))),
                };
                let label = say!(lang, "Nama mitra baru", "Name of the new partner");
                Some((self.prompter.text(&label, "", true, &check)?, true))
            }
        })
    }

    /// Asks for one field; a day on which something is said to have happened cannot be ahead, where the act is past.
    fn ask_past(&self, field: &'static Field, old: &str, required: bool, act: Option<&Act>) -> Result<Value> {
        loop {
            let value = self.ask(field, old, required)?;
            match acts::ahead(field, &value, self.office).filter(|_| act.is_some_and(|act| act.past)) {
                Some(fault) => self.office.tell_fault(&fault),
                None => return Ok(value),
            }
        }
    }

    /// Asks for one field until the answer can be taken.
    pub(super) fn ask(&self, field: &'static Field, old: &str, required: bool) -> Result<Value> {
        let lang = self.office.lang();
        let label = field.label.get(lang);
        match field.kind {
            Kind::Choice(choices) => self.pick_choice(label, choices, old, required),
            Kind::Reference(name) => match register_of(name) {
                Some(register) => self.pick_record(label, register, old, required),
                None => Ok(Value::Null),
            },
            kind => {
                let optional = say!(lang, " (boleh kosong)", " (may stay empty)");
                let prompt = if required { label.to_owned() } else { format!("{label}{optional}") };
                let check = |text: &str| match self.read(kind, text) {
                    Ok(Ok(_)) => Ok(()),
                    Ok(Err(fault)) => Err((fault.say(lang), fault.hint(lang))),
                    Err(error) => Err((error.to_string(), String::new())),
                };
                let text = self.prompter.text(&prompt, old, required, &check)?;
                Ok(self.read(kind, &text)?.map_err(|fault| fields::refused(field.name, fault))?)
            }
        }
    }

    /// An answer as it will be stored: read by its kind, an actor looked up.
    fn read(&self, kind: Kind, text: &str) -> sinergi::Result<Result<Value, Fault>> {
        let value = match kind.parse(text, self.office.today()) {
            Ok(value) => value,
            Err(fault) => return Ok(Err(fault)),
        };
        Ok(match value.text() {
            Some(text) => {
                resolve_value(self.store.conn(), kind, text)?.map(|code| code.map_or(value, Value::Text))
            }
            None => Ok(value),
        })
    }

    fn pick_choice(
        &self,
        label: &str,
        choices: &'static [Choice],
        old: &str,
        required: bool,
    ) -> Result<Value> {
        let lang = self.office.lang();
        let shift = usize::from(!required);
        let mut items: Vec<String> =
            choices.iter().map(|c| format!("{} ({})", c.label.get(lang), c.word)).collect();
        if !required {
            items.insert(0, say!(lang, "(kosong)", "(empty)"));
        }
        // A choice that must be made is made by the person, not by a stray Enter.
        let known = choices.iter().position(|c| c.word == old).map(|at| at + shift);
        let at = known.or((!required).then_some(0));
        let picked = self.prompter.pick(label, &items, at)?;
        Ok(picked.checked_sub(shift).and_then(|at| choices.get(at)).map_or(Value::Null, |c| c.word.into()))
    }

    fn pick_record(
        &self,
        label: &str,
        register: &'static Entity,
        old: &str,
        required: bool,
    ) -> Result<Value> {
        let other = if required { Other::None } else { Other::Empty };
        Ok(match self.pick(label, register, old, other)? {
            Picked::Record(code) => Value::Text(code),
            Picked::New | Picked::Nothing => Value::Null,
        })
    }

    /// Lets one find a record by typing a part of its name.
    fn pick(&self, label: &str, register: &'static Entity, old: &str, other: Other) -> Result<Picked> {
        let lang = self.office.lang();
        let mut rows = names_in(self.store.conn(), register, lang)?;
        rows.sort_by(|a, b| a.1.cmp(&b.1));
        let mut items: Vec<String> = Vec::new();
        if other != Other::None {
            items.push(say!(lang, "(belum diketahui)", "(not known yet)"));
        }
        let shift = items.len();
        items.extend(rows.iter().map(|(code, name)| format!("{name} ({code})")));
        if other == Other::New {
            items.push(say!(lang, "+ tambah baru", "+ add a new one"));
        }
        if items.is_empty() {
            return Err(fields::refused(register.name, Fault::Empty(register.name)).into());
        }
        let known = rows.iter().position(|(code, _)| code == old).map(|at| at + shift);
        let at = known.or((shift > 0).then_some(0));
        let picked = self.prompter.pick(label, &items, at)?;
        Ok(match picked.checked_sub(shift) {
            None => Picked::Nothing,
            Some(at) => rows.into_iter().nth(at).map_or(Picked::New, |(code, _)| Picked::Record(code)),
        })
    }
}

/// What may be picked beside the records that are there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Other {
    /// Nothing else.
    None,
    /// None of them.
    Empty,
    /// None of them, or one that is not there yet.
    New,
}

/// What was picked.
enum Picked {
    Record(String),
    New,
    Nothing,
}
