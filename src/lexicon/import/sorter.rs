//! Sorts names with the places they lead to, more of them than memory holds: parts are sorted and put on disk, then read
//! side by side.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes of names that are held at a time.
const PART: usize = 64 << 20;

/// Bytes of a longer name are not kept; it is a sentence.
const LONGEST: usize = 200;

/// Names on their way into order.
pub(super) struct Sorter {
    folder: PathBuf,
    held: Vec<(Box<str>, u64)>,
    bytes: usize,
    parts: Vec<File>,
}

impl Sorter {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), held: Vec::new(), bytes: 0, parts: Vec::new() }
    }

    pub(super) fn add(&mut self, name: String, place: u64) -> io::Result<()> {
        if name.is_empty() || name.len() > LONGEST {
            return Ok(());
        }
        // A name in a list costs its letters and two words and a number beside.
        self.bytes += name.len() + 32;
        self.held.push((name.into_boxed_str(), place));
        if self.bytes < PART { Ok(()) } else { self.put_down() }
    }

    /// Puts what is held on disk, in order.
    fn put_down(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        self.held.dedup();
        let mut out = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        for (name, place) in self.held.drain(..) {
            out.write_all(&[name.len() as u8])?;
            out.write_all(name.as_bytes())?;
            out.write_all(&place.to_le_bytes())?;
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        self.parts.push(file);
        self.bytes = 0;
        Ok(())
    }

    /// Tells each name once, in order, with its places in order.
    pub(super) fn groups(mut self, mut tell: impl FnMut(&[u8], &[u64]) -> io::Result<()>) -> io::Result<()> {
        self.put_down()?;
        let mut parts: Vec<BufReader<File>> = self.parts.into_iter().map(BufReader::new).collect();
        let mut next = BinaryHeap::new();
        for (number, part) in parts.iter_mut().enumerate() {
            next.extend(read(part)?.map(|(name, place)| Reverse((name, place, number))));
        }
        let (mut name, mut places): (Vec<u8>, Vec<u64>) = (Vec::new(), Vec::new());
        while let Some(Reverse((own, place, number))) = next.pop() {
            next.extend(read(&mut parts[number])?.map(|(name, place)| Reverse((name, place, number))));
            if own != name {
                if !places.is_empty() {
                    tell(&name, &places)?;
                }
                name = own;
                places.clear();
            }
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        if places.is_empty() { Ok(()) } else { tell(&name, &places) }
    }
}

/// The next name of a part; `None` at its end.
fn read(part: &mut BufReader<File>) -> io::Result<Option<(Vec<u8>, u64)>> {
    let mut length = [0];
    if part.read(&mut length)? == 0 {
        return Ok(None);
    }
    let mut name = vec![0; length[0].into()];
    part.read_exact(&mut name)?;
    let mut place = [0; 8];
    part.read_exact(&mut place)?;
    Ok(Some((name, u64::from_le_bytes(place))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_parts_come_in_order_with_all_places() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path());
        for (name, place) in [("ulm", 3), ("bonn", 1)] {
            sorter.add(name.to_owned(), place).unwrap();
        }
        sorter.put_down().unwrap();
        for (name, place) in [("bonn", 0), ("ulm", 3), ("aachen", 9)] {
            sorter.add(name.to_owned(), place).unwrap();
        }
        let mut found = Vec::new();
        let tell = |name: &[u8], places: &[u64]| {
            found.push((String::from_utf8_lossy(name).into_owned(), places.to_vec()));
            Ok(())
        };
        sorter.groups(tell).unwrap();
        assert_eq!(
            found,
            [("aachen".to_owned(), vec![9]), ("bonn".to_owned(), vec![0, 1]), ("ulm".to_owned(), vec![3])]
        );
    }
}
