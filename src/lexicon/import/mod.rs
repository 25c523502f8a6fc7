//! Makes a gazetteer file of a dump with millions of names. The dump is read as a stream and sorted in parts on disk, so
//! that memory does not grow with it.

mod geonames;
mod sorter;
mod wikidata;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use fst::MapBuilder;

use super::gazetteer::folded;
use super::index::{EntitiesError, HEAD, MARK, Record, SHARED};
use crate::text::EntityType;
use sorter::Sorter;

/// The dumps that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dump {
    /// The truthy statements of Wikidata as N-Triples.
    Wikidata,
    /// The table of `GeoNames`, `allCountries.txt` or that of a country.
    GeoNames,
}

/// What an import gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Things with at least one name.
    pub things: u64,
    /// Their names, each counted once.
    pub names: u64,
    /// Lines that could not be read and were left out.
    pub unread: u64,
}

/// A thing of a dump, while it is read.
#[derive(Debug, Default, Clone)]
struct Found {
    iri: String,
    kind: Option<EntityType>,
    label_de: String,
    label_en: String,
    aliases: Vec<String>,
    country: String,
}

/// Writes the gazetteer of a dump. Files that end in `.gz` are unpacked on the way. `types` leads from classes of the dump
/// to types of things, before those that are built in.
///
/// # Errors
/// When the dump cannot be read or the gazetteer cannot be written.
pub fn import(dump: Dump, from: &Path, to: &Path, types: &str) -> Result<Imported, EntitiesError> {
    let read = File::open(from).map_err(|error| EntitiesError::file(from, error))?;
    let packed = from.extension().is_some_and(|ending| ending == "gz");
    let read: Box<dyn Read> = if packed { Box::new(MultiGzDecoder::new(read)) } else { Box::new(read) };
    let lines = BufReader::with_capacity(1 << 20, read);
    write(dump, lines, to, types).map_err(|error| EntitiesError::file(to, error))
}

fn write(dump: Dump, lines: impl BufRead, to: &Path, types: &str) -> io::Result<Imported> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut writer = Writer::new(folder)?;
    let unread = match dump {
        Dump::Wikidata => wikidata::read(lines, types, &mut |found| writer.add(found))?,
        Dump::GeoNames => geonames::read(lines, types, &mut |found| writer.add(found))?,
    };
    let things = writer.things;
    let names = writer.finish(to, folder)?;
    Ok(Imported { things, names, unread })
}

/// The gazetteer file in the making.
struct Writer {
    entries: BufWriter<File>,
    length: u64,
    things: u64,
    names: Sorter,
}

impl Writer {
    fn new(folder: &Path) -> io::Result<Self> {
        let entries = BufWriter::new(tempfile::tempfile_in(folder)?);
        Ok(Self { entries, length: 0, things: 0, names: Sorter::new(folder) })
    }

    /// Adds a thing; one without a name is none.
    fn add(&mut self, mut found: Found) -> io::Result<()> {
        if found.label_de.is_empty() {
            found.label_de.clone_from(&found.label_en);
        }
        if found.label_en.is_empty() {
            found.label_en.clone_from(&found.label_de);
        }
        if found.label_de.is_empty() {
            return Ok(());
        }
        let record = Record {
            iri: &found.iri,
            kind: found.kind.unwrap_or(EntityType::Other),
            label_de: &found.label_de,
            label_en: &found.label_en,
            aliases: found.aliases.iter().map(String::as_str).collect(),
            country: &found.country,
        };
        let bytes = postcard::to_stdvec(&record).map_err(io::Error::other)?;
        for name in [record.label_de, record.label_en].into_iter().chain(record.aliases) {
            self.names.add(folded(name), self.length)?;
        }
        self.entries.write_all(&(bytes.len() as u32).to_le_bytes())?;
        self.entries.write_all(&bytes)?;
        self.length += 4 + bytes.len() as u64;
        self.things += 1;
        Ok(())
    }

    /// Writes all into one file, under another name first.
    fn finish(self, to: &Path, folder: &Path) -> io::Result<u64> {
        let mut lists = BufWriter::new(tempfile::tempfile_in(folder)?);
        let mut listed = 0;
        let mut builder = MapBuilder::new(BufWriter::new(tempfile::tempfile_in(folder)?)).map_err(io::Error::other)?;
        let mut names = 0;
        self.names.groups(|name, places| {
            names += 1;
            let value = if let [one] = places { *one } else { list(&mut lists, &mut listed, places)? };
            builder.insert(name, value).map_err(io::Error::other)
        })?;
        let automaton = builder.into_inner().map_err(io::Error::other)?;
        let whole = tempfile::NamedTempFile::new_in(folder)?;
        let mut out = BufWriter::new(whole.as_file());
        out.write_all(MARK)?;
        out.write_all(&self.length.to_le_bytes())?;
        out.write_all(&(listed as u64).to_le_bytes())?;
        debug_assert_eq!(HEAD, MARK.len() + 16);
        for part in [self.entries, lists, automaton] {
            copy(part, &mut out)?;
        }
        out.flush()?;
        drop(out);
        whole.persist(to).map_err(|error| error.error)?;
        Ok(names)
    }
}

/// Appends a list of places; gives the value that leads to it.
fn list(lists: &mut impl Write, listed: &mut usize, places: &[u64]) -> io::Result<u64> {
    let value = SHARED | *listed as u64;
    for number in std::iter::once(&(places.len() as u64)).chain(places) {
        lists.write_all(&number.to_le_bytes())?;
    }
    *listed += 8 * (places.len() + 1);
    Ok(value)
}

fn copy(part: BufWriter<File>, out: &mut impl Write) -> io::Result<()> {
    let mut file = part.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut BufReader::new(file), out).map(drop)
}

/// The type that a table has for a class: class and type a line, parted by a tab. A class may end in `*`.
fn type_of(tables: [&str; 2], class: &str) -> Option<EntityType> {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(begin) => class.starts_with(begin),
        None => class == pattern,
    };
    let rows = tables.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#'));
    let mut rows = rows.filter_map(|line| line.split_once('\t'));
    rows.find(|(pattern, _)| fits(pattern)).map(|(_, label)| EntityType::from_label(label.trim()))
}
