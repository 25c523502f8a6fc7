//! Who plays which part in what news tell most: takeovers, mergers, spin-offs, insolvencies, layoffs, strikes, and who leads
//! what. The words around decide by weights that were learnt (`training/parts.py`), so that *schnappt sich*, *steht vor dem
//! Aus* and *Machtwechsel bei* need no rule of their own.
//!
//! A mention-level model with latent triggers: each mention of a sentence is paired with each word that may tell of an event,
//! a small network weighs the pair by the encoder's vectors and by how the two stand to each other, and the pairs of a
//! mention add up (log-sum-exp) to its chance to play a part; the word that adds most is the trigger.

mod pair;
mod weight;

use std::ops::Range;

use crate::encode::Encoding;
use crate::recognize::MentionKind;
use crate::tag::Upos;
use crate::text::{EntityType, Span};

use super::argument::Slot;
use super::context::Context;
pub use pair::{FEATURES, features};

/// A part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventPart {
    /// Who is insolvent.
    Insolvent,
    /// Who lays people off.
    Dismissing,
    /// Whose work is struck.
    Struck,
    /// Who buys.
    Buyer,
    /// Who is bought.
    Acquired,
    /// Who merges with another.
    Merging,
    /// Who has a subsidiary or spins off.
    Parent,
    /// Who is a subsidiary or spun off.
    Child,
    /// Who leads.
    Leader,
    /// Who is led.
    Led,
}

impl EventPart {
    /// All, in the order of the outputs of the network.
    pub const ALL: [Self; 10] = [
        Self::Insolvent,
        Self::Dismissing,
        Self::Struck,
        Self::Buyer,
        Self::Acquired,
        Self::Merging,
        Self::Parent,
        Self::Child,
        Self::Leader,
        Self::Led,
    ];
}

/// A mention of a sentence that may play a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Player {
    /// What fills the place of a fact.
    pub slot: Slot,
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that the others hang on.
    pub head: usize,
    /// What it is.
    pub kind: EntityType,
    /// How it stands there.
    pub form: PlayerForm,
}

/// How a mention stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlayerForm {
    /// As a name.
    Name,
    /// As a part of a word: *Karstadt* in *Karstadt-Pleite*.
    Inside,
    /// As a noun that goes back to a name: *der Konzern*.
    Noun,
}

/// How likely a mention plays each part, and which word says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Casting {
    /// The mention.
    pub player: Player,
    /// For each part, in the order of [`EventPart::ALL`], the chance and the token that tells it best.
    pub parts: [(f32, usize); EventPart::ALL.len()],
}

impl Casting {
    /// The chance of a part and the token that tells of the event.
    #[must_use]
    pub fn part(&self, part: EventPart) -> (f32, usize) {
        self.parts[part as usize]
    }
}

/// The mentions of a sentence that may play a part; none where there is no organisation among them.
#[must_use]
pub fn players(context: &Context<'_>, sentence: usize) -> Vec<Player> {
    let tokens = &context.document.sentences[sentence].tokens;
    let mentions = &context.mentions.mentions;
    let first = mentions.partition_point(|mention| mention.tokens.start < tokens.start);
    let here = (first..mentions.len()).take_while(|&number| mentions[number].tokens.start < tokens.end);
    let mut players: Vec<Player> = here.filter_map(|number| named(context, number)).collect();
    let covered = |token: usize, players: &[Player]| players.iter().any(|player| player.tokens.contains(&token));
    for token in tokens.clone() {
        if let Some(noun) = resolved(context, token).filter(|_| !covered(token, &players)) {
            players.push(noun);
        }
    }
    if players.iter().any(|player| player.kind.is_organization()) { players } else { Vec::new() }
}

fn named(context: &Context<'_>, number: usize) -> Option<Player> {
    let mention = &context.mentions.mentions[number];
    let MentionKind::Entity(own) = mention.kind else { return None };
    let tokens = mention.tokens.clone();
    let outside = |&token: &usize| context.trees.head(token).is_none_or(|head| !tokens.contains(&head));
    Some(Player {
        slot: Slot::Mention(number),
        span: mention.span,
        head: tokens.clone().find(outside).unwrap_or(tokens.start),
        kind: context.chain(number).map_or(own, |(_, kind)| kind),
        form: if mention.in_compound { PlayerForm::Inside } else { PlayerForm::Name },
        tokens,
    })
}

fn resolved(context: &Context<'_>, token: usize) -> Option<Player> {
    let chain = context.chains.at(token).filter(|_| context.tags[token].upos == Upos::Noun)?;
    Some(Player {
        slot: Slot::Noun(token),
        span: context.document.tokens[token].span,
        tokens: token..token + 1,
        head: token,
        kind: context.chains.chains[chain].kind,
        form: PlayerForm::Noun,
    })
}

/// The words of a sentence that may tell of an event: those with a meaning of their own, outside of names.
#[must_use]
pub fn triggers(context: &Context<'_>, sentence: usize, players: &[Player]) -> Vec<usize> {
    let means = |&token: &usize| {
        use Upos::{Adj, Adv, Noun, Propn, Verb, X};
        matches!(context.tags[token].upos, Noun | Propn | Verb | Adj | X | Adv)
    };
    let named =
        |&token: &usize| players.iter().any(|other| other.form == PlayerForm::Name && other.tokens.contains(&token));
    let tokens = context.document.sentences[sentence].tokens.clone();
    tokens.filter(|token| means(token) && !named(token)).collect()
}

impl Player {
    /// The chain of mentions that it belongs to.
    #[must_use]
    pub fn chain(&self, context: &Context<'_>) -> Option<usize> {
        match self.slot {
            Slot::Mention(number) => context.chain(number).map(|(chain, _)| chain),
            _ => context.chains.at(self.head),
        }
    }

    /// Whether a word may tell what the mention does: any but itself, unless it is only a part of that word.
    #[must_use]
    pub fn pairs_with(&self, trigger: usize) -> bool {
        self.form == PlayerForm::Inside || !self.tokens.contains(&trigger)
    }
}

/// More pairs than any real sentence has: a list of names, in which nobody says who does what.
const MOST: usize = 2000;

/// Says of each mention of a sentence how likely it plays each part.
#[must_use]
pub fn cast(context: &Context<'_>, sentence: usize) -> Vec<Casting> {
    let players = players(context, sentence);
    let triggers = triggers(context, sentence, &players);
    if players.is_empty() || triggers.is_empty() || players.len() * triggers.len() > MOST {
        return Vec::new();
    }
    let weights = weight::embedded();
    let told = weights.of_triggers(&inputs(context.encoding, triggers.iter().map(|&token| token..token + 1)));
    let played = weights.of_players(&inputs(context.encoding, players.iter().map(|player| player.tokens.clone())));
    let (mut found, mut middle) = (Vec::new(), Vec::new());
    let castings = players.iter().zip(played.chunks_exact(weights.hidden())).filter_map(|(player, played)| {
        let mut sum = Sum::default();
        let pairs = triggers.iter().zip(told.chunks_exact(weights.hidden()));
        for (&trigger, told) in pairs.filter(|(trigger, _)| player.pairs_with(**trigger)) {
            features(context, &players, player, trigger, &mut found);
            sum.add(&weights.scores(told, played, &found, &mut middle), trigger);
        }
        sum.parts().map(|parts| Casting { player: player.clone(), parts })
    });
    castings.collect()
}

/// The vectors of some stretches, rows run on: what their first and last word are in the sentence and by themselves.
fn inputs(encoding: &Encoding, stretches: impl Iterator<Item = Range<usize>>) -> Vec<f32> {
    let mut rows = Vec::new();
    for stretch in stretches {
        input(encoding, stretch, &mut rows);
    }
    rows
}

/// Adds the vector of a stretch: what its first and last word are in the sentence, then what they are by themselves.
pub fn input(encoding: &Encoding, stretch: Range<usize>, rows: &mut Vec<f32>) {
    let (first, last) = (stretch.start, stretch.end - 1);
    let [first, last] = [first, last].map(|token| [encoding.in_sentence(token), encoding.alone(token)]);
    for (first, last) in first.into_iter().zip(last) {
        rows.extend(first.iter().zip(last).map(|(first, last)| (first + last) * 0.5));
    }
}

/// The scores of the pairs of a mention, added up as chances are.
#[derive(Default)]
struct Sum {
    /// For each part the greatest score, its trigger, and the sum of the others in terms of it.
    parts: Option<[(f32, usize, f32); EventPart::ALL.len()]>,
}

impl Sum {
    fn add(&mut self, scores: &[f32; EventPart::ALL.len()], trigger: usize) {
        let Some(parts) = &mut self.parts else {
            self.parts = Some(scores.map(|score| (score, trigger, 1.0)));
            return;
        };
        for ((most, best, sum), &score) in parts.iter_mut().zip(scores) {
            if score > *most {
                (*sum, *most, *best) = (*sum * (*most - score).exp() + 1.0, score, trigger);
            } else {
                *sum += (score - *most).exp();
            }
        }
    }

    fn parts(self) -> Option<[(f32, usize); EventPart::ALL.len()]> {
        let chance = |score: f32| 1.0 / (1.0 + (-score).exp());
        Some(self.parts?.map(|(most, trigger, sum)| (chance(most + sum.ln()), trigger)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::ingest;
    use crate::lexicon::Lexicon;
    use crate::pipeline::{Analysis, read};

    fn analyzed(text: &str, lexicon: &Lexicon) -> Analysis {
        read(&ingest(text.as_bytes(), lexicon).unwrap(), lexicon)
    }

    /// The parts that are likelier than not, by what plays them.
    fn played(text: &str) -> Vec<(String, EventPart)> {
        let lexicon = Lexicon::embedded();
        let analysis = analyzed(text, &lexicon);
        let castings = cast(&analysis.context(&lexicon), 0);
        let likely = castings.iter().flat_map(|casting| {
            let name = casting.player.span.of(&analysis.document.source);
            let parts = EventPart::ALL.into_iter().filter(|&part| casting.part(part).0 > 0.5);
            parts.map(move |part| (name.to_owned(), part))
        });
        likely.collect()
    }

    #[test]
    fn who_buys_and_who_is_bought_are_told_apart_in_either_order() {
        let lexicon = Lexicon::embedded();
        for text in ["Siemens übernimmt Osram.", "Osram wird von Siemens übernommen."] {
            let analysis = analyzed(text, &lexicon);
            let castings = cast(&analysis.context(&lexicon), 0);
            let chance = |name: &str, part: EventPart| {
                let named = |casting: &&Casting| casting.player.span.of(&analysis.document.source) == name;
                castings.iter().find(named).unwrap().part(part).0
            };
            assert!(chance("Siemens", EventPart::Buyer) > 2.0 * chance("Osram", EventPart::Buyer), "{text}");
            assert!(chance("Osram", EventPart::Acquired) > 2.0 * chance("Siemens", EventPart::Acquired), "{text}");
        }
    }

    #[test]
    fn nobody_plays_a_part_where_nothing_happens() {
        assert_eq!(played("Siemens und Osram stellen auf der Messe in Hannover aus."), vec![]);
        assert_eq!(played("Die Sonne scheint über Berlin."), vec![]);
    }

    #[test]
    fn features_are_numbered_below_their_count_and_each_stands_once() {
        let lexicon = Lexicon::embedded();
        let text = "Die VW-Tochter Audi, deren Chef Gernot Döllner heißt, kauft „Sauber“: Der Konzern streicht, so Reuters, Stellen.";
        let analysis = analyzed(text, &lexicon);
        let context = analysis.context(&lexicon);
        let (players, mut numbers) = (players(&context, 0), Vec::new());
        assert!(players.len() > 3);
        for player in &players {
            for trigger in triggers(&context, 0, &players) {
                features(&context, &players, player, trigger, &mut numbers);
                assert!(numbers.is_sorted_by(|one, other| one < other), "{numbers:?}");
                assert!(numbers.iter().all(|&number| number < FEATURES), "{numbers:?}");
            }
        }
    }

    #[test]
    fn scores_add_up_as_chances_do() {
        let mut sum = Sum::default();
        let scores = [-1.0, 2.0, 0.5];
        for (trigger, score) in scores.into_iter().enumerate() {
            sum.add(&[score; EventPart::ALL.len()], trigger);
        }
        let total = scores.iter().map(|score: &f32| score.exp()).sum::<f32>().ln();
        let (chance, trigger) = sum.parts().unwrap()[0];
        assert!((chance - 1.0 / (1.0 + (-total).exp())).abs() < 1e-6);
        assert_eq!(trigger, 1);
    }
}
