//! A form: how one field is asked for, whatever it holds.

use anyhow::Result;
use sinergi::lang::Choice;
use sinergi::register::{Act, Entity, Field, Row, entity as register_of};
use sinergi::store::{Store, checked, names_in, resolve_value};
use sinergi::value::{Kind, Value};
use sinergi::{Fault, say};

use super::days;
use super::fields;
use super::links::{self, Linked, Links};
use super::office::Office;
use super::prompter::{Check, Prompter};

/// A form being filled.
pub(super) struct Form<'a> {
    pub(super) prompter: Prompter,
    store: &'a Store,
    office: &'a Office,
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
    pub(super) fn settle(&self, row: &mut Row, said: &dyn Fn(&str) -> bool) -> Result<()> {
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
    pub(super) fn partner_of(&self, link: &Links) -> Result<Option<(String, bool)>> {
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
    pub(super) fn ask_past(
        &self,
        field: &'static Field,
        old: &str,
        required: bool,
        act: Option<&Act>,
    ) -> Result<Value> {
        loop {
            let value = self.ask(field, old, required)?;
            match days::ahead(field, &value, self.office).filter(|_| act.is_some_and(|act| act.past)) {
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
