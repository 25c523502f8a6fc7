//! The table of `GeoNames`: nineteen columns parted by tabs, as its readme describes them. What kind of place a row is say
//! its feature class and code, by `seeds/mapping/geonames.tsv`.

use std::io::{self, BufRead};

use super::{Found, type_of};

const TYPES: &str = include_str!("../../../seeds/mapping/geonames.tsv");

/// Where the columns stand.
const COLUMNS: [usize; 6] = [0, 1, 3, 6, 7, 8];

/// Tells all places; gives how many lines are none.
pub(super) fn read(lines: impl BufRead, types: &str, tell: &mut dyn FnMut(Found) -> io::Result<()>) -> io::Result<u64> {
    let mut unread = 0;
    for line in lines.lines() {
        match place(&line?, types) {
            Some(found) => tell(found)?,
            None => unread += 1,
        }
    }
    Ok(unread)
}

fn place(line: &str, types: &str) -> Option<Found> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [id, name, others, class, code, country] = COLUMNS.map(|column| cells.get(column).copied());
    let (id, name) = (id?, name?);
    let kind = type_of([types, TYPES], &format!("{}/{}", class?, code?));
    if !id.bytes().all(|byte| byte.is_ascii_digit()) || name.is_empty() {
        return None;
    }
    Some(Found {
        iri: format!("https://sws.geonames.org/{id}/"),
        kind,
        label_de: String::new(),
        label_en: name.to_owned(),
        aliases: others?.split(',').filter(|other| !other.is_empty() && *other != name).map(str::to_owned).collect(),
        country: country?.to_owned(),
    })
}
