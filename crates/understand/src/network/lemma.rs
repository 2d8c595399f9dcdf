//! Writes the lemma of a word by its script.

use document::Upos;
use knowledge::Script;

use super::features::lemma_form;

/// Appends the lemma to `out`: in lower case, but as written in the text for `I`, proper nouns and adjectives in names
/// (`Swedish`).
pub(super) fn write(
    form: &str,
    script: Option<&Script>,
    (upos, named): (Upos, bool),
    scratch: &mut String,
    out: &mut String,
) {
    lemma_form(form, scratch);
    match script {
        Some(Script::Is(lemma)) => out.push_str(lemma),
        Some(Script::Cut(cut, tail)) => {
            let keep = keep(scratch, *cut);
            if (upos == Upos::Propn || upos == Upos::Adj && named) && keep_as_written(form, scratch) {
                out.extend(form.chars().take(scratch[..keep].chars().count()));
            } else if scratch == "i" && upos == Upos::Pron {
                out.push('I');
            } else {
                out.push_str(&scratch[..keep]);
            }
            if keep < scratch.len() || *cut == 0 {
                out.push_str(tail);
            }
        }
        None => out.push_str(scratch),
    }
}

/// Bytes that stay after cutting so many characters; all where none would stay.
fn keep(form: &str, cut: usize) -> usize {
    let at = cut.checked_sub(1).and_then(|last| form.char_indices().rev().nth(last)).map(|(at, _)| at);
    match at {
        Some(0) => form.len(),
        Some(at) => at,
        None => form.len(),
    }
}

/// Whether characters of the written form and of its lower case correspond.
fn keep_as_written(form: &str, low: &str) -> bool {
    form.is_ascii() || form.chars().count() == low.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemmas() {
        let cut = |n, tail: &str| Script::Cut(n, tail.into());
        for (form, script, upos, want) in [
            ("Cities", cut(3, "y"), Upos::Noun, "city"),
            ("was", Script::Is("be".into()), Upos::Aux, "be"),
            ("Emirates", cut(1, ""), Upos::Propn, "Emirate"),
            ("Élysée", cut(0, ""), Upos::Propn, "Élysée"),
            ("I", cut(0, ""), Upos::Pron, "I"),
            ("as", cut(2, "x"), Upos::Adp, "as"),
            ("as", cut(9, "x"), Upos::Adp, "as"),
            ("say", cut(0, ""), Upos::Verb, "say"),
            ("", cut(1, "x"), Upos::X, ""),
        ] {
            let mut out = String::new();
            write(form, Some(&script), (upos, false), &mut String::new(), &mut out);
            assert_eq!(out, want);
        }
    }
}
