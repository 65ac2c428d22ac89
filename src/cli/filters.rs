//! From what is typed after `list` to conditions: words, codes, periods and ranges, `none` and `any`.

use anyhow::Result;
use clap::{Arg, ArgMatches};
use jiff::civil::Date;
use sinergi::calendar::period::{self, Period};
use sinergi::lang::Lang;
use sinergi::register::{Entity, Field};
use sinergi::store::{Filter, Store, Test, find, resolve_value};
use sinergi::value::{self, Kind, Value, choose, record_code, rupiah, yes_no};
use sinergi::{Fault, say};

use super::complete::by_kind;
use super::fields::{flag_of, refused, value_name};
use super::generic::switch_like;
use super::links;
use super::office::Office;
use super::tree::lang;

/// A filter for every field, derived ones included, and for every linking child.
pub(super) fn flags(entity: &'static Entity) -> Vec<Arg> {
    let linked: Vec<&str> = links::linked(entity).map(|(_, (flag, _))| flag).collect();
    let own = entity.fields.iter().filter(|f| !linked.contains(&f.name)).map(|field| {
        let arg = Arg::new(field.name)
            .long(flag_of(field))
            .value_name(asked_of(field.kind))
            .allow_hyphen_values(true)
            .help(field.label.get(lang()));
        let arg = match short_flag(entity, field) {
            Some(short) => arg.visible_alias(short),
            None => arg,
        };
        let arg = by_kind(arg, field);
        if field.kind == Kind::YesNo { switch_like(arg) } else { arg.num_args(1) }
    });
    own.chain(links::flags(entity).into_iter().map(|arg| arg.num_args(1))).collect()
}

/// `--ends` for `ends_on`, unless that names another field.
fn short_flag(entity: &Entity, field: &Field) -> Option<&'static str> {
    let short = field.name.strip_suffix("_on")?;
    entity.field(short).is_none().then_some(short)
}

fn asked_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Date | Kind::DayOrYear | Kind::Period => "PERIOD",
        Kind::Rupiah | Kind::Count => "A..B",
        Kind::Choice(_) | Kind::Reference(_) => "WORD,…",
        other => value_name(other),
    }
}

/// The conditions that were typed.
pub(super) fn typed(
    entity: &'static Entity,
    matches: &ArgMatches,
    store: &Store,
    office: &Office,
) -> Result<Vec<Filter>> {
    let mut filters = Vec::new();
    for field in entity.fields {
        let linked = links::linked(entity).any(|(_, (flag, _))| flag == field.name);
        if linked {
            continue;
        }
        if let Ok(Some(text)) = matches.try_get_one::<String>(field.name) {
            let test = test(entity, field, text, store, office.as_of()?)?;
            filters.push(Filter::Field(field, test.map_err(|fault| refused(field.name, fault))?));
        }
    }
    for (child, (flag, name)) in links::linked(entity) {
        if let (Some(text), Some(field)) = (matches.get_one::<String>(flag), child.field(name)) {
            let test = test(child, field, text, store, office.as_of()?)?;
            filters.push(Filter::Through(child, field, test.map_err(|fault| refused(flag, fault))?));
        }
    }
    Ok(filters)
}

/// What one typed text asks of a field.
fn test(
    entity: &'static Entity,
    field: &'static Field,
    text: &str,
    store: &Store,
    today: Date,
) -> Result<Result<Test, Fault>> {
    match text.trim().to_lowercase().as_str() {
        "none" | "kosong" => return Ok(Ok(Test::Empty)),
        "any" | "terisi" => return Ok(Ok(Test::Known)),
        _ => {}
    }
    Ok(match field.kind {
        Kind::Choice(choices) => {
            let (not, words) = match text.trim().strip_prefix('-') {
                Some(words) => (true, words),
                None => (false, text),
            };
            let values = words.split(',').map(|word| choose(word, choices).map(|c| Value::from(c.word)));
            values.collect::<Result<_, _>>().map(if not { Test::NoneOf } else { Test::Any })
        }
        Kind::Reference(_) => {
            let mut codes = Vec::new();
            // A name may hold a comma: the whole text is tried first.
            let whole = resolve_value(store.conn(), field.kind, text)?;
            if let (Err(_), true) = (&whole, text.contains(',')) {
                for part in text.split(',') {
                    match resolve_value(store.conn(), field.kind, part)? {
                        Ok(code) => codes.extend(code.map(Value::Text)),
                        Err(fault) => return Ok(Err(fault)),
                    }
                }
                Ok(Test::Any(codes))
            } else {
                whole.map(|code| Test::Any(code.map(Value::Text).into_iter().collect()))
            }
        }
        Kind::Actor => resolve_value(store.conn(), field.kind, text)?.map(|code| match code {
            Some(code) if code.starts_with("department/") || code.starts_with("partner/") => {
                Test::Any(vec![Value::Text(code)])
            }
            _ => Test::Contains(text.to_owned()),
        }),
        // What hangs under a record is found by the record.
        Kind::Record => resolve_value(store.conn(), field.kind, text)?
            .map(|found| Test::Contains(found.as_deref().map_or(text, record_code).to_owned())),
        Kind::Date | Kind::DayOrYear => {
            period::parse(text, today).map(|p| Test::Between(p.from.map(Into::into), p.to.map(Into::into)))
        }
        Kind::Rupiah => {
            rupiah::range(text).map(|(low, high)| Test::Between(low.map(Value::Int), high.map(Value::Int)))
        }
        Kind::Count | Kind::Percent => numbers(text),
        Kind::YesNo => yes_no(text).map(|yes| Test::Any(vec![Value::Int(yes.into())])),
        // The own code of a child says nothing without its parent.
        Kind::Code if entity.parent().is_some() => {
            let codes = text.split(',').map(|part| value::code(part.trim()).map(Value::Text));
            codes.collect::<Result<_, _>>().map(Test::Any)
        }
        Kind::Code => {
            let mut codes = Vec::new();
            for part in text.split(',') {
                match find(store.conn(), entity, part)? {
                    Ok(code) => codes.push(Value::Text(code)),
                    Err(fault) => return Ok(Err(fault)),
                }
            }
            Ok(Test::Any(codes))
        }
        // A year, semester or month that is named whole is meant whole, though it is still ahead.
        Kind::Period => period::parse(text, today).map(|span| {
            Test::Any(ending_in(&span, span.to.filter(|_| span.name().is_some()).unwrap_or(today)))
        }),
        // Of a number with its unit the number is kept.
        Kind::Quantity => {
            value::decimal::with_unit(text).map(|(number, _)| Test::Any(vec![Value::Text(number)]))
        }
        Kind::Decimal => field.kind.parse(text, today).map(|value| Test::Any(vec![value])),
        Kind::Text | Kind::Note | Kind::Path => Ok(Test::Contains(text.to_owned())),
    })
}

/// The names of all years, semesters, quarters and months that end in a span: the same that reports count there.
fn ending_in(span: &Period, today: Date) -> Vec<Value> {
    let blocks = [12, 6, 3, 1].into_iter().flat_map(|months| period::ending_in(span, months, today));
    blocks.filter_map(|block| block.name()).map(Value::Text).collect()
}

/// `5`, `5..10`, `..10`, `5..`.
fn numbers(text: &str) -> Result<Test, Fault> {
    let number = |part: &str| match part.trim() {
        "" => Ok(None),
        part => part.parse().map(|n| Some(Value::Int(n))).map_err(|_| Fault::NotANumber(text.to_owned())),
    };
    match text.split_once("..") {
        Some((low, high)) => Ok(Test::Between(number(low)?, number(high)?)),
        None => Ok(Test::Any(number(text)?.into_iter().collect())),
    }
}

/// How filters are written, for help.
pub(super) fn how_to(lang: Lang) -> String {
    say!(
        lang,
        "Saringan: kata yang dikandung, kode (A,B), periode (2025-S1, 2024..2025), rentang (100jt..1M), -kata = selain itu, none = kosong, any = terisi",
        "Filters: a word contained, codes (A,B), a period (2025-S1, 2024..2025), a range (100jt..1M), -word = all but that, none = empty, any = filled"
    )
}
