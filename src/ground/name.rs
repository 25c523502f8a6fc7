//! The normal form of names and words, in which spellings that mean the same are the same: *Müller*, *MUELLER*;
//! *Siemens AG*, *Siemens*. Every minted IRI is made of it, so that two machines mint the same.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{Lexicon, ListName};
use crate::text::Language;

/// The words of a name in lower case, without accents and punctuation, joined by blanks: *J.P. Morgan* is `j p morgan`.
pub(super) fn normal(name: &str) -> String {
    let folded: String = name.to_lowercase().chars().map(spelled_out).collect();
    let plain = folded.nfkd().filter(|char| !unicode_normalization::char::is_combining_mark(*char));
    let spaced: String = plain.map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The normal form of a firm's name without its legal form; the whole of it when nothing else is left.
pub(super) fn normal_firm(name: &str, lexicon: &Lexicon) -> String {
    let list = lexicon.list(ListName::LegalForm, Language::German);
    let forms = || list.iter().filter(|(_, kind)| *kind == "company").map(|(form, _)| form);
    let mut rest = name.trim();
    while let Some(shorter) = forms().find_map(|form| without_last_word(rest, form)) {
        rest = shorter;
    }
    normal(rest)
}

fn without_last_word<'a>(name: &'a str, word: &str) -> Option<&'a str> {
    let rest = name.strip_suffix(word)?.strip_suffix(' ')?.trim_end_matches([',', '&', ' ']);
    (!rest.is_empty()).then_some(rest)
}

/// A normal form as the last part of an IRI.
pub(super) fn slug(normal: &str) -> String {
    normal.replace(' ', "-")
}

/// Umlauts as two letters, the way names are written where there are none.
fn spelled_out(char: char) -> String {
    match char {
        'ä' => "ae".to_owned(),
        'ö' => "oe".to_owned(),
        'ü' => "ue".to_owned(),
        'ß' => "ss".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_normal_form() {
        assert_eq!(normal("Müller"), normal("MUELLER"));
        assert_eq!(normal("São Paulo"), "sao paulo");
        assert_eq!(normal("J.P. Morgan"), "j p morgan");
        assert_eq!(normal("  "), "");
    }

    #[test]
    fn legal_forms_do_not_count() {
        let lexicon = Lexicon::embedded();
        assert_eq!(normal_firm("Siemens AG", &lexicon), "siemens");
        assert_eq!(normal_firm("Robert Bosch GmbH & Co. KG", &lexicon), "robert bosch");
        assert_eq!(normal_firm("AG", &lexicon), "ag");
    }
}
