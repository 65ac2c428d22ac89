//! Where the answer goes and in which form: a terminal, a pipe, or a file that is replaced whole.

use std::io::{BufWriter, IsTerminal, Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ArgMatches;
use sinergi::render::{Format, Look, Renderer, sink};
use sinergi::sheet::{Foot, Head, Sink};
use sinergi::store::Store;
use sinergi::{Error, Fault};

use super::office::{flag, global};

/// How much of an answer waits in memory before it moves to an unnamed file.
const SPOOL: usize = 1024 * 1024;

/// The one place that an answer is written to.
pub(super) struct Output {
    file: Option<PathBuf>,
    /// The form of the answer.
    pub(super) format: Format,
    look: Look,
    part: Option<String>,
}

impl Output {
    pub(super) fn new(matches: &ArgMatches) -> Result<Self> {
        let file = global(matches, "output").filter(|name| name != "-").map(PathBuf::from);
        let named = match global(matches, "format") {
            None => None,
            Some(name) => Some(Format::named(&name).ok_or_else(|| unknown_format(&name))?),
        };
        let format = match (&file, named) {
            (_, Some(format)) => format,
            (Some(path), None) => Format::of_file(path).ok_or_else(|| unknown_extension(path))?,
            (None, None) if flag(matches, "excel") => Format::Csv,
            (None, None) => Format::Text,
        };
        if flag(matches, "excel") && format != Format::Csv {
            return Err(excel_is_csv().into());
        }
        let width = global(matches, "width");
        let width = match width {
            Some(text) => Some(
                text.parse::<usize>()
                    .map_err(|_| Error::Refused("`--width`".into(), Fault::NotANumber(text)))?,
            ),
            None => terminal_width().filter(|_| file.is_none()),
        };
        let look = Look {
            width,
            colour: file.is_none() && wants_colour(global(matches, "color").as_deref()),
            borders: flag(matches, "borders"),
            excel: flag(matches, "excel"),
            no_header: flag(matches, "no-header"),
            wide: flag(matches, "wide"),
            screen: file.is_none() && std::io::stdout().is_terminal(),
        };
        Ok(Self { file, format, look, part: None })
    }

    /// Whether the answer goes to a named file.
    pub(super) fn to_a_file(&self) -> bool {
        self.file.is_some()
    }

    /// Refuses a file that could not be written at the end, before the work begins.
    pub(super) fn check(&self, database: &Path) -> Result<()> {
        match &self.file {
            Some(path) => may_write(path, database),
            None => Ok(()),
        }
    }

    /// Writes another file of CSV, such as each register of a whole export.
    pub(super) fn csv_to(path: &Path, fill: impl FnOnce(&mut dyn Sink) -> Result<(), Error>) -> Result<()> {
        let look = Look::default();
        Self { file: None, format: Format::Csv, look, part: None }.to_file(path, false, fill)
    }

    /// Keeps only one part of a report.
    pub(super) fn only(&mut self, part: Option<String>) {
        self.part = part;
    }

    /// The width of tables that are talk, not answer.
    pub(super) fn error_width(&self) -> Option<usize> {
        if std::io::stderr().is_terminal() { self.look.width.or(Some(100)) } else { None }
    }

    /// Whether the answer is text on a screen.
    pub(super) fn on_screen(&self) -> bool {
        self.file.is_none() && self.format == Format::Text && std::io::stdout().is_terminal()
    }

    /// Writes one answer. What goes to a terminal or a pipe is finished before it is written, so that a reader who
    /// stalls does not keep the file locked; a named file is streamed and replaces the old one at the end.
    pub(super) fn answer(
        &self,
        store: &Store,
        parts: bool,
        fill: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
    ) -> Result<()> {
        if let Some(path) = &self.file {
            refuse_database(path, store.path())?;
        }
        self.put(Some(store), parts, fill)
    }

    /// Writes one answer for which no file was read.
    pub(super) fn answer_from_nothing(
        &self,
        fill: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
    ) -> Result<()> {
        self.put(None, false, fill)
    }

    fn put(
        &self,
        store: Option<&Store>,
        parts: bool,
        fill: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
    ) -> Result<()> {
        if let Some(path) = &self.file {
            return self.to_file(path, parts, fill);
        }
        let mut spool = BufWriter::new(tempfile::SpooledTempFile::new(SPOOL));
        self.write(&mut spool, parts, fill)?;
        if let Some(store) = store {
            store.release()?;
        }
        let mut spool = spool.into_inner().map_err(|e| Error::Io(e.into_error()))?;
        spool.rewind().map_err(Error::Io)?;
        copy(&mut spool)
    }

    /// Writes one answer that is a plain text in any form.
    pub(super) fn text(&self, text: &str, database: &Path) -> Result<()> {
        match &self.file {
            Some(path) => {
                refuse_database(path, database)?;
                write_file(path, text)
            }
            None => print_text(text),
        }
    }

    fn to_file(
        &self,
        path: &Path,
        parts: bool,
        fill: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
    ) -> Result<()> {
        let named = |e| Error::File(path.to_owned(), e);
        let folder = folder_of(path);
        if !folder.is_dir() {
            return Err(no_folder(folder).into());
        }
        let temporary = shared_file().tempfile_in(folder).map_err(named)?;
        let mut out = BufWriter::with_capacity(64 * 1024, temporary);
        self.write(&mut out, parts, fill)?;
        let temporary = out.into_inner().map_err(|e| named(e.into_error()))?;
        temporary.as_file().sync_all().map_err(named)?;
        temporary.persist(path).map_err(|e| named(e.error))?;
        Ok(())
    }

    fn write(
        &self,
        out: &mut dyn Write,
        parts: bool,
        fill: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
    ) -> Result<()> {
        let mut renderer = sink(self.format, &self.look, parts && self.part.is_none(), out)?;
        match &self.part {
            None => fill(&mut *renderer)?,
            Some(part) => fill(&mut Only { part, inner: &mut *renderer, open: false })?,
        }
        renderer.finish()?;
        drop(renderer);
        out.flush().map_err(Error::Io)?;
        Ok(())
    }
}

/// Refuses a path that is no place for a file: the database itself, or one in a folder that is not there.
pub(super) fn may_write(path: &Path, database: &Path) -> Result<()> {
    refuse_database(path, database)?;
    let folder = folder_of(path);
    if folder.is_dir() { Ok(()) } else { Err(no_folder(folder).into()) }
}

fn refuse_database(path: &Path, database: &Path) -> Result<()> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let journal = PathBuf::from(format!("{}-journal", database.display()));
    if real(path).is_some_and(|p| Some(&p) == real(database).as_ref() || Some(&p) == real(&journal).as_ref())
    {
        let place = path.display();
        return Err(Error::usage(
            format!("{place} adalah basis datanya sendiri"),
            format!("{place} is the database itself"),
        )
        .with_hint("pilih berkas lain", "choose another file")
        .into());
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file that, once it has its name, others may read as far as the office's umask lets them.
fn shared_file() -> tempfile::Builder<'static, 'static> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "permissions are set where there are any"))]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

fn no_folder(folder: &Path) -> Error {
    let place = folder.display();
    Error::usage(format!("folder {place} tidak ada"), format!("there is no folder {place}")).with_hint(
        "buat foldernya dahulu, atau pilih tempat lain",
        "make the folder first, or choose another place",
    )
}

/// Lets one part of a report through.
struct Only<'a> {
    part: &'a str,
    inner: &'a mut dyn Renderer,
    open: bool,
}

impl Sink for Only<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        self.open = head.part == self.part;
        if self.open { self.inner.begin(head) } else { Ok(()) }
    }

    fn row(&mut self, cells: &[sinergi::sheet::Cell<'_>]) -> Result<(), Error> {
        if self.open { self.inner.row(cells) } else { Ok(()) }
    }

    fn end(&mut self, foot: &Foot) -> Result<(), Error> {
        if self.open { self.inner.end(foot) } else { Ok(()) }
    }
}

/// Writes a small file whole, in the place of an old one.
pub(super) fn write_file(path: &Path, text: &str) -> Result<()> {
    let named = |e| Error::File(path.to_owned(), e);
    let mut temporary = shared_file().tempfile_in(folder_of(path)).map_err(named)?;
    temporary.write_all(text.as_bytes()).map_err(named)?;
    temporary.persist(path).map_err(|e| named(e.error))?;
    Ok(())
}

/// Writes a bare line to stdout: a new code.
pub(super) fn print_line(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|e| Error::Io(e).into())
}

/// Writes a whole text to stdout.
pub(super) fn print_text(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| Error::Io(e).into())
}

fn copy(from: &mut dyn Read) -> Result<()> {
    let mut out = std::io::stdout().lock();
    std::io::copy(from, &mut out).and_then(|_| out.flush()).map_err(|e| Error::Io(e).into())
}

/// Text for the terminal, with everything but line breaks made harmless.
pub(super) fn visible_lines(text: &str) -> String {
    text.lines().map(sinergi::render::visible).collect::<Vec<_>>().join("\n")
}

fn terminal_width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let named = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Some(named.or_else(measured).unwrap_or(80))
}

/// `--color`, else what the terminal and `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb` say.
fn wants_colour(flag: Option<&str>) -> bool {
    match flag {
        Some("always") => true,
        Some("never") => false,
        _ => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
    }
}

fn excel_is_csv() -> Error {
    Error::usage("`--excel` adalah bentuk CSV", "`--excel` is a form of CSV")
        .with_hint("akhiri nama berkas dengan .csv", "end the file's name in .csv")
}

fn unknown_format(name: &str) -> Error {
    let known = Format::NAMES.join(", ");
    Error::usage(format!("bentuk `{name}` tidak dikenal"), format!("unknown format `{name}`"))
        .with_hint(format!("pilih: {known}"), format!("choose one of: {known}"))
}

fn unknown_extension(path: &Path) -> Error {
    let place = path.display();
    Error::usage(
        format!("tidak dapat menulis {place}: bentuknya tidak dikenal"),
        format!("cannot write {place}: unknown format"),
    )
    .with_hint(
        "akhiri namanya dengan .txt, .csv atau .json, atau tambahkan -O csv",
        "end the name in .txt, .csv or .json, or add -O csv",
    )
}
