//! The linguistic layers as CoNLL-U, names in MISC.

use document::{Document, Sentences, TokenId, TokenRange, Upos};
use std::fmt::Write;

/// Comment lines to write before each sentence (without `#` lines where there are none).
pub type Comments<'c> = &'c [Vec<String>];

/// One document. `comments` holds the comment lines of each sentence as they were read; where it is empty, ids and
/// texts are made.
pub fn document(document: &Document, comments: Comments<'_>) -> String {
    let mut out = String::new();
    for (index, &tokens) in document.sentences.tokens.iter().enumerate() {
        match comments.get(index) {
            Some(lines) => lines.iter().for_each(|l| push_line(&mut out, l)),
            None => made_comments(&mut out, document, index, tokens),
        }
        sentence(&mut out, document, tokens);
        out.push('\n');
    }
    out
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn made_comments(out: &mut String, document: &Document, index: usize, tokens: TokenRange) {
    if index == 0 {
        push_line(out, &format!("# newdoc id = {}", one_line(&document.article.id)));
    }
    if starts_block(&document.sentences, index) {
        push_line(out, "# newpar");
    }
    push_line(out, &format!("# sent_id = {}-{}", one_line(&document.article.id), index + 1));
    push_line(out, &format!("# text = {}", one_line(document.syntax().words_of(tokens))));
}

fn starts_block(sentences: &Sentences, index: usize) -> bool {
    index == 0 || sentences.block.get(index) != sentences.block.get(index - 1)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentence(out: &mut String, document: &Document, tokens: TokenRange) {
    for id in tokens.ids() {
        if let Some(word) = multiword(document, tokens, id) {
            let (first, last) = (number(tokens, id), number(tokens, id) + word.len() - 1);
            let form = document.syntax().words_of(word);
            let space = space_after(document, tokens, word.end - 1);
            let _ =
                writeln!(out, "{first}-{last}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}", or_blank(&space.join("|")));
        }
        row(out, document, tokens, id);
    }
}

/// Position of a token in its sentence, from 1.
fn number(tokens: TokenRange, id: TokenId) -> usize {
    (id.0 - tokens.start) as usize + 1
}

/// The parts of the multiword token that begins at `id`.
fn multiword(document: &Document, tokens: TokenRange, id: TokenId) -> Option<TokenRange> {
    let glued = |i: u32| i < tokens.end && document.tokens.glued.get(i as usize) == Some(&true);
    if glued(id.0) && id.0 > tokens.start || !glued(id.0 + 1) {
        return None;
    }
    let end = (id.0 + 1..).find(|&i| !glued(i))?;
    Some(TokenRange { start: id.0, end })
}

fn space_after(document: &Document, tokens: TokenRange, last: u32) -> Vec<String> {
    let here = document.tokens.span.get(last as usize);
    let next = document.tokens.span.get(last as usize + 1);
    match (here, next) {
        (Some(a), Some(b)) if a.end == b.start && last + 1 < tokens.end => vec!["SpaceAfter=No".to_string()],
        _ => Vec::new(),
    }
}

fn row(out: &mut String, document: &Document, tokens: TokenRange, id: TokenId) {
    let token = document.syntax().token(id);
    let head = token.head().map_or(0, |h| number(tokens, h.id));
    let form: String = token.text().chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let upos = if document.words.upos.is_empty() { Upos::X } else { token.upos() };
    let _ = writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{}",
        number(tokens, id),
        or_blank(&form),
        or_blank(token.lemma()),
        upos.as_str(),
        or_blank(token.xpos()),
        or_blank(token.feats()),
        head,
        token.relation().as_str(),
        or_blank(&misc(document, tokens, id).join("|")),
    );
}

fn misc(document: &Document, tokens: TokenRange, id: TokenId) -> Vec<String> {
    let mut misc: Vec<String> = name_tag(document, id).into_iter().collect();
    let inside = document.tokens.glued.get(id.index() + 1) == Some(&true)
        || document.tokens.glued.get(id.index()) == Some(&true);
    if !inside {
        misc.extend(space_after(document, tokens, id.0));
    }
    misc
}

fn name_tag(document: &Document, id: TokenId) -> Option<String> {
    let name = document.names.of(id)?;
    let place = if name.tokens.start == id.0 { 'B' } else { 'I' };
    Some(format!("NER={place}-{}", name.tag()))
}

fn or_blank(text: &str) -> &str {
    if text.is_empty() { "_" } else { text }
}
