//! The trained reader: an encoder of words and the heads that tag, parse and find names. The file `models/reader.bin`
//! is built into the binary and laid out once, when a text is first read.

use crate::text::Language;

use super::container::{Container, ModelError};
use super::piece::Pieces;
use super::product::{Linear, Panels};
use super::quantized::Quantized;

static READER: &[u8] = include_bytes!("../../models/reader.bin");

/// The weights and labels of the reader.
#[derive(Debug)]
pub struct Model {
    /// Cuts words into pieces.
    pub pieces: Pieces,
    /// A vector for each piece.
    pub words: Embeddings,
    /// A vector for each place in the sentence, rows run on; its count is the most pieces of a sentence.
    pub positions: Vec<f32>,
    /// What follows the embedding.
    pub norm: Norm,
    /// The layers, the lowest first.
    pub layers: Vec<Layer>,
    /// The logits of all tag layers, side by side.
    pub tags: Quantized,
    /// Of these the two that say whether a word goes on a sentence or begins one.
    pub begins: Linear,
    /// Of these those that say what a word is to a name.
    pub entities: Linear,
    /// The heads that find the trees.
    pub trees: TreeHeads,
    /// The labels, in the order of the outputs.
    pub labels: Labels,
    /// The width of a word's vector.
    pub hidden: usize,
    /// Into how many parts attention cuts it.
    pub attention_heads: usize,
    styles: Vec<(Language, Task, Vec<f32>)>,
}

/// What a vector of annotation style is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Tags and trees.
    Trees,
    /// Names, as in an encyclopedia and general news.
    Names,
    /// Names, as in business and traffic news.
    BusinessNames,
}

/// A layer of the encoder.
#[derive(Debug)]
pub struct Layer {
    /// Query, key and value side by side; the queries come out scaled.
    pub query_key_value: Quantized,
    /// Joins the parts of the attention.
    pub mix: Quantized,
    /// What follows the attention.
    pub mix_norm: Norm,
    /// To the wide middle of the layer.
    pub widen: Quantized,
    /// And back.
    pub narrow: Quantized,
    /// What follows.
    pub narrow_norm: Norm,
}

/// Scales the values of a row to mean 0 and variance 1, then by weights.
#[derive(Debug)]
pub struct Norm {
    /// The factors.
    pub weight: Vec<f32>,
    /// The terms.
    pub bias: Vec<f32>,
    /// What keeps the variance from being 0.
    pub epsilon: f32,
}

/// Biaffine heads (Dozat and Manning 2017): how well two words fit as dependent and head, and under which relation.
#[derive(Debug)]
pub struct TreeHeads {
    /// A word's four vectors side by side: as dependent and as head of an arc, as dependent and as head in a relation.
    pub sides: Quantized,
    /// From the dependent's vector to what the head's is multiplied with.
    pub arc: Quantized,
    /// From the head's vector to one row a relation, which the dependent's is multiplied with; its last value stands
    /// alone. (Heads are fewer than dependents.)
    pub relation: Quantized,
    /// The word above the root of a sentence.
    pub root: Vec<f32>,
}

/// The labels of the reader.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    layers: Vec<(String, usize, Vec<String>)>,
    relations: Vec<String>,
}

impl TreeHeads {
    /// The width of a vector for arcs.
    pub const ARC: usize = 256;
    /// The width of a vector for relations.
    pub const RELATION: usize = 128;
}

impl Labels {
    /// The labels of a layer and where in the logits they begin; empty when there is no such layer.
    #[must_use]
    pub fn layer(&self, name: &str) -> (usize, &[String]) {
        let layer = self.layers.iter().find(|(own, _, _)| own == name);
        layer.map_or((0, &[]), |(_, start, labels)| (*start, labels))
    }

    /// The relations of the trees.
    #[must_use]
    pub fn relations(&self) -> &[String] {
        &self.relations
    }
}

/// Vectors at 4 bits, made floats row by row.
pub struct Embeddings {
    scales: Vec<f32>,
    halves: &'static [u8],
    width: usize,
}

impl std::fmt::Debug for Embeddings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Embeddings({} wide)", self.width)
    }
}

impl Embeddings {
    /// Adds the vector of a piece. Its blocks of 32 hold the values 0 to 15 in the low halves of 16 bytes and 16 to 31
    /// in the high ones.
    pub fn add(&self, piece: u32, to: &mut [f32]) {
        let first = piece as usize * self.width;
        let Some(halves) = self.halves.get(first / 2..first / 2 + self.width / 2) else { return };
        let blocks = halves.chunks_exact(16).zip(&self.scales[first / 32..]).zip(to.chunks_exact_mut(32));
        for ((bytes, scale), values) in blocks {
            let (low, high) = values.split_at_mut(16);
            for ((byte, low), high) in bytes.iter().zip(low).zip(high) {
                *low += (f32::from(byte & 15) - 8.0) * scale;
                *high += (f32::from(byte >> 4) - 8.0) * scale;
            }
        }
    }
}

impl Model {
    /// The tag layer of names.
    pub const ENTITIES: &str = "entity";

    /// The model that is built into the binary.
    ///
    /// # Panics
    /// Never: a test opens the file that is built in.
    #[must_use]
    pub fn embedded() -> Self {
        Self::open(READER).expect("the model that is built in was opened by a test")
    }

    /// Opens a model.
    ///
    /// # Errors
    /// When the bytes are no model file or one that lacks a tensor.
    pub fn open(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let file = Container::open(bytes)?;
        let config = file.header.config.clone();
        let hidden = config.hidden;
        let labels = labels(&file);
        let tag_count = labels.layers.iter().map(|(_, _, labels)| labels.len()).sum();
        let piece_text = file.text("pieces")?;
        let scores = file.floats("scores", piece_text.split('\n').count())?;
        let (scales, halves) = file.halves("words", hidden)?;
        Ok(Self {
            pieces: Pieces::new(piece_text, scores, config.unknown_score),
            words: Embeddings { scales, halves, width: hidden },
            positions: positions(&file, hidden)?,
            norm: norm(&file, "norm")?,
            layers: (0..config.layers).map(|number| layer(&file, number)).collect::<Result<_, _>>()?,
            tags: joined(&file, &[("tags", tag_count)])?,
            begins: tag_layer(&file, &labels, "begins", tag_count)?,
            entities: tag_layer(&file, &labels, Self::ENTITIES, tag_count)?,
            trees: tree_heads(&file, labels.relations.len())?,
            styles: styles(&file)?,
            labels,
            hidden,
            attention_heads: config.attention_heads,
        })
    }

    /// The vector to add to the words of a language before a head, so that it annotates as we want it.
    #[must_use]
    pub fn style(&self, language: Language, task: Task) -> &[f32] {
        let fits = |(own, its_task, _): &&(Language, Task, Vec<f32>)| *own == language && *its_task == task;
        self.styles.iter().find(fits).map_or(&[], |(_, _, vector)| vector)
    }
}

fn labels(file: &Container<'_>) -> Labels {
    let of = |name: &str| file.header.labels.get(name).cloned().unwrap_or_default();
    let mut layers = Vec::new();
    let mut start = 0;
    for name in &file.header.outputs {
        let labels = of(name);
        let next = start + labels.len();
        layers.push((name.clone(), start, labels));
        start = next;
    }
    Labels { layers, relations: of("relation") }
}

/// The vectors of the places; the vector that all pieces share is added here.
fn positions(file: &Container<'_>, hidden: usize) -> Result<Vec<f32>, ModelError> {
    const POSITIONS: usize = 512;
    let mut positions = file.floats("positions", POSITIONS * hidden)?;
    let kind = file.floats("kind", hidden)?;
    for row in positions.chunks_exact_mut(hidden) {
        row.iter_mut().zip(&kind).for_each(|(value, kind)| *value += kind);
    }
    Ok(positions)
}

fn norm(file: &Container<'_>, name: &str) -> Result<Norm, ModelError> {
    let hidden = file.header.config.hidden;
    let weight = file.floats(&format!("{name}.weight"), hidden)?;
    let bias = file.floats(&format!("{name}.bias"), hidden)?;
    Ok(Norm { weight, bias, epsilon: file.header.config.epsilon })
}

fn layer(file: &Container<'_>, number: usize) -> Result<Layer, ModelError> {
    let hidden = file.header.config.hidden;
    let scaled = |part: &str, inputs, outputs, first: f32| {
        let name = format!("layer{number}.{part}");
        let (mut scales, weights) = file.rows(&format!("{name}.weight"), outputs, inputs)?;
        let mut bias = file.floats(&format!("{name}.bias"), outputs)?;
        scales[..hidden].iter_mut().chain(&mut bias[..hidden]).for_each(|value| *value *= first);
        Ok(Quantized::new(&weights, scales, bias))
    };
    let linear = |part, inputs, outputs| scaled(part, inputs, outputs, 1.0);
    // Queries are scaled by the width of a head before they meet the keys.
    let by_width = ((hidden / file.header.config.attention_heads.max(1)) as f32).sqrt().recip();
    let norm = |part: &str| norm(file, &format!("layer{number}.{part}"));
    Ok(Layer {
        query_key_value: scaled("qkv", hidden, 3 * hidden, by_width)?,
        mix: linear("mix", hidden, hidden)?,
        mix_norm: norm("mix_norm")?,
        widen: linear("widen", hidden, 4 * hidden)?,
        narrow: linear("narrow", 4 * hidden, hidden)?,
        narrow_norm: norm("narrow_norm")?,
    })
}

/// Layers of floats that read a word's vector, side by side, made bytes; each is given with its outputs.
fn joined(file: &Container<'_>, parts: &[(&str, usize)]) -> Result<Quantized, ModelError> {
    let hidden = file.header.config.hidden;
    let (mut weight, mut bias) = (Vec::new(), Vec::new());
    for (name, outputs) in parts {
        weight.extend(file.floats(&format!("{name}.weight"), hidden * outputs)?);
        bias.extend(file.floats(&format!("{name}.bias"), *outputs)?);
    }
    Ok(Quantized::of_floats(hidden, |input, output| weight[output * hidden + input], bias))
}

/// The part of the tags that is one layer.
fn tag_layer(file: &Container<'_>, labels: &Labels, name: &str, tag_count: usize) -> Result<Linear, ModelError> {
    let hidden = file.header.config.hidden;
    let (start, own) = labels.layer(name);
    let weight = file.floats("tags.weight", hidden * tag_count)?;
    let bias = file.floats("tags.bias", tag_count)?;
    if own.is_empty() {
        return Err(ModelError::Header(format!("no labels `{name}`")));
    }
    let at = |input: usize, output: usize| weight[(start + output) * hidden + input];
    Ok(Linear { weight: Panels::new(hidden, own.len(), at), bias: bias[start..start + own.len()].to_vec() })
}

fn tree_heads(file: &Container<'_>, relations: usize) -> Result<TreeHeads, ModelError> {
    const ARC: usize = TreeHeads::ARC;
    const RELATION: usize = TreeHeads::RELATION;
    let sides =
        [("arc_dependent", ARC), ("arc_head", ARC), ("relation_dependent", RELATION), ("relation_head", RELATION)];
    Ok(TreeHeads {
        sides: joined(file, &sides)?,
        arc: arc(file, ARC)?,
        relation: relation(file, RELATION, relations)?,
        root: file.floats("root", file.header.config.hidden)?,
    })
}

/// The matrix between dependent and head; its last row is for the 1 that follows the dependent's vector.
fn arc(file: &Container<'_>, width: usize) -> Result<Quantized, ModelError> {
    let cells = file.floats("arc", (width + 1) * width)?;
    Ok(Quantized::of_floats(width, |input, output| cells[input * width + output], cells[width * width..].to_vec()))
}

/// One such matrix a relation, `width + 1` wide both ways, side by side.
fn relation(file: &Container<'_>, width: usize, relations: usize) -> Result<Quantized, ModelError> {
    let side = width + 1;
    let cells = file.floats("relation", relations * side * side)?;
    let at = |input: usize, output: usize| cells[output * side + input];
    let bias = (0..relations * side).map(|output| at(width, output)).collect();
    Ok(Quantized::of_floats(width, at, bias))
}

fn styles(file: &Container<'_>) -> Result<Vec<(Language, Task, Vec<f32>)>, ModelError> {
    let hidden = file.header.config.hidden;
    let names = file.header.labels.get("style").map(Vec::as_slice).unwrap_or_default();
    let vectors = file.floats("style", names.len() * hidden)?;
    let vector = |name: &str| {
        let number = names.iter().position(|own| own == name);
        let missing = || ModelError::Header(format!("no annotation style `{name}`"));
        number.map(|number| vectors[number * hidden..][..hidden].to_vec()).ok_or_else(missing)
    };
    let mut styles = Vec::new();
    for language in Language::ALL {
        let missing = || ModelError::Header(format!("no annotation styles for `{}`", language.code()));
        let own = file.header.styles.get(language.code()).ok_or_else(missing)?;
        styles.push((language, Task::Trees, vector(&own.trees)?));
        styles.push((language, Task::Names, vector(&own.names)?));
        styles.push((language, Task::BusinessNames, vector(&own.business)?));
    }
    Ok(styles)
}
