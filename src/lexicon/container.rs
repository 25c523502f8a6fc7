//! Opens the file that `training/convert.py` writes: a header in JSON that names each tensor, then the tensors. The
//! layers' weights stand there as bytes with a scale for each row; others have one for each block and are made floats.

use std::collections::BTreeMap;

use serde::Deserialize;

const MAGIC: &[u8] = b"tripelm1";
/// Values that share a scale.
const BLOCK: usize = 64;

/// Why a model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file does not begin as one of ours.
    #[error("model: this is no model file of tripel; write one with training/convert.py")]
    Foreign,
    /// The header does not say what it must.
    #[error("model: its header cannot be read: {0}; write it again with training/convert.py")]
    Header(String),
    /// A tensor is not there.
    #[error("model: no tensor `{0}`; write the file again with training/convert.py")]
    Missing(String),
    /// A tensor goes beyond the end of the file or has another form than expected.
    #[error("model: tensor `{0}` is cut off or of another form; write the file again with training/convert.py")]
    Broken(String),
}

/// The header of the file.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Header {
    pub(super) config: Config,
    /// The names of the tag layers in the order of their outputs.
    pub(super) outputs: Vec<String>,
    /// The labels of each layer, in the order of its outputs.
    pub(super) labels: BTreeMap<String, Vec<String>>,
    /// By language the annotation styles to ask for.
    pub(super) styles: BTreeMap<String, Styles>,
    tensors: Vec<Place>,
}

/// The sizes that the shapes do not tell.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Config {
    pub(super) hidden: usize,
    pub(super) attention_heads: usize,
    pub(super) layers: usize,
    pub(super) epsilon: f32,
    pub(super) unknown_score: f32,
}

/// The annotation styles of a language.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Styles {
    pub(super) trees: String,
    pub(super) names: String,
    pub(super) business: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Place {
    name: String,
    kind: Kind,
    shape: Vec<usize>,
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    F32,
    Q8,
    /// Signed bytes with a scale for each row.
    R8,
    Q4,
    Text,
}

/// An opened file.
pub(super) struct Container<'a> {
    pub(super) header: Header,
    places: BTreeMap<String, Place>,
    payload: &'a [u8],
}

impl<'a> Container<'a> {
    /// Reads the header.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(ModelError::Foreign)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (head, payload) = rest.split_at_checked(length).ok_or(ModelError::Foreign)?;
        let header: Header = serde_json::from_slice(head).map_err(|error| ModelError::Header(error.to_string()))?;
        let places = header.tensors.iter().map(|place| (place.name.clone(), place.clone())).collect();
        Ok(Self { header, places, payload })
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Result<&'a str, ModelError> {
        let place = self.place(name, Kind::Text)?;
        let bytes = self.bytes(place, 0, place.shape.iter().product())?;
        std::str::from_utf8(bytes).map_err(|_| ModelError::Broken(name.to_owned()))
    }

    /// A tensor as floats, rows run on. It must have `size` values.
    pub(super) fn floats(&self, name: &str, size: usize) -> Result<Vec<f32>, ModelError> {
        let place = self.places.get(name).ok_or_else(|| ModelError::Missing(name.to_owned()))?;
        if place.shape.iter().product::<usize>() != size {
            return Err(ModelError::Broken(name.to_owned()));
        }
        match place.kind {
            Kind::F32 => self.numbers(place, 0, size),
            Kind::Q8 => self.dequantized(place, size),
            Kind::R8 | Kind::Q4 | Kind::Text => Err(ModelError::Broken(name.to_owned())),
        }
    }

    /// The rows and columns of a tensor of 4 bits, its scales and its halves.
    pub(super) fn halves(&self, name: &str, width: usize) -> Result<(Vec<f32>, &'a [u8]), ModelError> {
        let place = self.place(name, Kind::Q4)?;
        let [rows, columns] = place.shape[..] else { return Err(ModelError::Broken(name.to_owned())) };
        if columns != width || !width.is_multiple_of(32) {
            return Err(ModelError::Broken(name.to_owned()));
        }
        let scales = self.numbers(place, 0, rows * width / 32)?;
        let halves = self.bytes(place, scales.len() * 4, rows * width / 2)?;
        Ok((scales, halves))
    }

    /// The scales of the rows of a tensor of signed bytes, and its bytes, rows run on.
    pub(super) fn rows(&self, name: &str, rows: usize, columns: usize) -> Result<(Vec<f32>, Vec<i8>), ModelError> {
        let place = self.place(name, Kind::R8)?;
        if place.shape[..] != [rows, columns] {
            return Err(ModelError::Broken(name.to_owned()));
        }
        let scales = self.numbers(place, 0, rows)?;
        let bytes = self.bytes(place, scales.len() * 4, rows * columns)?;
        Ok((scales, bytes.iter().map(|byte| byte.cast_signed()).collect()))
    }

    fn dequantized(&self, place: &Place, size: usize) -> Result<Vec<f32>, ModelError> {
        let scales = self.numbers(place, 0, size.div_ceil(BLOCK))?;
        let steps = self.bytes(place, scales.len() * 4, size)?;
        let mut values = Vec::with_capacity(size);
        for (block, scale) in steps.chunks(BLOCK).zip(scales) {
            values.extend(block.iter().map(|step| f32::from(step.cast_signed()) * scale));
        }
        Ok(values)
    }

    fn numbers(&self, place: &Place, skipped: usize, count: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(place, skipped, count * 4)?;
        let (chunks, _) = bytes.as_chunks::<4>();
        Ok(chunks.iter().map(|chunk| f32::from_le_bytes(*chunk)).collect())
    }

    fn place(&self, name: &str, kind: Kind) -> Result<&Place, ModelError> {
        let place = self.places.get(name).ok_or_else(|| ModelError::Missing(name.to_owned()))?;
        if place.kind == kind { Ok(place) } else { Err(ModelError::Broken(name.to_owned())) }
    }

    fn bytes(&self, place: &Place, skipped: usize, count: usize) -> Result<&'a [u8], ModelError> {
        let from = place.at.checked_add(skipped);
        let range = from.and_then(|from| Some(from..from.checked_add(count)?));
        range.and_then(|range| self.payload.get(range)).ok_or_else(|| ModelError::Broken(place.name.clone()))
    }
}
