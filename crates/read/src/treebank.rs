//! Text that comes with its tokens and sentences: CoNLL-U, IOB2 (`index word tag …` with tabs) and `word tag`
//! lines. The article's text is rebuilt from the words, and every original line is kept, so that a writer can
//! give the file back sentence by sentence with other columns.

use crate::article::About;
use crate::{Fault, Options, Position, ReadError, article, when};
use document::{
    Article, Block, BlockId, BlockKind, Published, Sentences, Span, Texts, TokenId, TokenRange, Tokens,
};

/// How the lines of a file are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Ten columns with tabs (CoNLL-U).
    Conllu,
    /// Index, word, tag and more, with tabs.
    Iob2,
    /// Word first, tag last, with a space or tab between.
    Pairs,
}

/// One document of a file of pretokenised text, with the tokens and sentences of the file.
#[derive(Clone, Debug)]
pub struct Treebank {
    /// How the lines of the file are laid out.
    pub columns: Columns,
    /// The text rebuilt, one block a paragraph.
    pub article: Article,
    /// One for each word of the file.
    pub tokens: Tokens,
    /// One for each sentence of the file that has words.
    pub sentences: Sentences,
    /// Comment lines of each sentence as they stand, with their `#`.
    pub comments: Vec<Vec<String>>,
    /// Multiword tokens of each sentence.
    pub multiword: Vec<Vec<Multiword>>,
    /// Lines of the empty nodes of each sentence (`3.1`), each with the number of the word it follows (0: before
    /// the first).
    pub empty: Vec<Vec<(u32, String)>>,
    /// The original line of each token.
    pub lines: Texts,
}

/// A multiword token as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multiword {
    /// Number of its first word in the sentence, from 1.
    pub first: u32,
    /// Number of its last word.
    pub last: u32,
    /// Its line.
    pub line: String,
}

/// The value of a comment `# key = value`; empty for a key alone.
fn comment<'c>(comments: &'c [String], key: &str) -> Option<&'c str> {
    comments.iter().find_map(|line| {
        let line = line.trim_start_matches('#').trim();
        let (name, value) = line.split_once('=').map_or((line, ""), |(n, v)| (n.trim_end(), v.trim_start()));
        (name == key).then_some(value)
    })
}

impl Treebank {
    fn new(columns: Columns) -> Treebank {
        Treebank {
            columns,
            article: Article::default(),
            tokens: Tokens::default(),
            sentences: Sentences::default(),
            comments: Vec::new(),
            multiword: Vec::new(),
            empty: Vec::new(),
            lines: Texts::default(),
        }
    }

    /// The value of a comment `# key = value` of a sentence; empty for a key alone.
    pub fn comment(&self, sentence: usize, key: &str) -> Option<&str> {
        comment(self.comments.get(sentence)?, key)
    }

    /// A column of a token's line, from 0; empty where the line has no such column.
    pub fn column(&self, token: TokenId, column: usize) -> &str {
        let line = self.lines.get(token.index());
        line.split(separator(line)).nth(column).unwrap_or("")
    }

    /// The word of a token as the file writes it (the text may spell a multiword token otherwise).
    pub fn form(&self, token: TokenId) -> &str {
        self.column(token, usize::from(self.columns != Columns::Pairs))
    }

    /// The tag of a token in a file of tagged words; empty in CoNLL-U.
    pub fn tag(&self, token: TokenId) -> &str {
        match self.columns {
            Columns::Conllu => "",
            Columns::Iob2 => self.column(token, 2),
            Columns::Pairs => self.lines.get(token.index()).rsplit(['\t', ' ']).next().unwrap_or(""),
        }
    }
}

/// The documents of a file, one for each `# newdoc` or `-DOCSTART-`.
pub fn treebank(bytes: Vec<u8>, origin: &str) -> Result<Vec<Treebank>, ReadError> {
    treebank_with(bytes, origin, &Options::default())
}

/// The same, with what the caller knows of the file.
pub fn treebank_with(bytes: Vec<u8>, origin: &str, options: &Options) -> Result<Vec<Treebank>, ReadError> {
    let bytes = crate::stream::unpacked(bytes, origin)?;
    let decoded = crate::text_of(bytes, origin, options, None)?;
    let text = decoded.text;
    let columns = layouts(&text).ok_or_else(|| {
        let reason = "no line of words; CoNLL-U has ten columns with tabs, tagged words `word tag`";
        ReadError::whole(origin, Fault::Treebank(reason.to_owned()))
    })?;
    let mut reader = Reader { columns, documents: Vec::new(), sentence: Sentence::default(), fresh: true };
    for (number, line) in text.lines().enumerate() {
        reader
            .line(line.trim_end_matches('\r'))
            .map_err(|fault| ReadError::new(origin, Position::Line(number + 1), fault))?;
    }
    reader.end_sentence();
    let mut documents = reader.documents;
    if documents.is_empty() {
        return Err(ReadError::whole(origin, Fault::Empty));
    }
    if documents.iter().any(|d| u32::try_from(d.article.text.len()).is_err()) {
        return Err(ReadError::whole(origin, Fault::TooLong));
    }
    name_documents(&mut documents, origin, options, &decoded.notes);
    Ok(documents)
}

/// The layout of a text by its first lines: one good line of CoNLL-U decides, since a damaged one looks like IOB2.
fn layouts(text: &str) -> Option<Columns> {
    let shown = || text.lines().filter_map(layout);
    shown().take(50).find(|c| *c == Columns::Conllu).or_else(|| shown().next())
}

/// The layout that a line shows; `None` for comments and blank lines.
pub(crate) fn layout(line: &str) -> Option<Columns> {
    let line = line.trim_end_matches('\r');
    if line.trim().is_empty() || line.starts_with("# ") || line.starts_with("-DOCSTART") {
        return None;
    }
    let tabs = line.split('\t').count();
    let numbered = line.starts_with(|c: char| c.is_ascii_digit());
    match tabs {
        10.. if numbered => Some(Columns::Conllu),
        4.. if numbered => Some(Columns::Iob2),
        _ if line.split(['\t', ' ']).count() > 1 => Some(Columns::Pairs),
        _ => None,
    }
}

/// A comment as files of tagged words have them: `# key = value` or `# key`. `# O` is one too.
fn is_remark(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("# ") else { return false };
    match rest.split_once('=') {
        Some((key, _)) => key.ends_with(' ') && key.split_whitespace().count() <= 2,
        None => !rest.is_empty() && !rest.contains(char::is_whitespace),
    }
}

#[derive(Default)]
struct Sentence {
    comments: Vec<String>,
    multiword: Vec<Multiword>,
    empty: Vec<(u32, String)>,
    words: Vec<String>,
}

struct Reader {
    columns: Columns,
    documents: Vec<Treebank>,
    sentence: Sentence,
    /// Whether the next sentence begins a document.
    fresh: bool,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), Fault> {
        if line.trim().is_empty() {
            self.end_sentence();
        } else if line.starts_with("-DOCSTART") && self.columns != Columns::Conllu {
            self.end_sentence();
            self.fresh = true;
        } else if if self.columns == Columns::Conllu { line.starts_with('#') } else { is_remark(line) } {
            self.sentence.comments.push(line.to_owned());
        } else {
            return self.word(line);
        }
        Ok(())
    }

    fn word(&mut self, line: &str) -> Result<(), Fault> {
        let count = line.split('\t').count();
        match self.columns {
            Columns::Conllu if count != 10 => {
                let reason =
                    format!("{count} columns where CoNLL-U has ten, with tabs between; repair the line");
                return Err(Fault::Treebank(reason));
            }
            Columns::Conllu => return self.numbered(line),
            // Lines without a word or a tag are left out.
            Columns::Iob2 if count < 3 || is_blank(line.split('\t').nth(1)) => {}
            Columns::Pairs
                if !line.trim().contains(['\t', ' ']) || is_blank(line.split(['\t', ' ']).next()) => {}
            _ => self.sentence.words.push(line.to_owned()),
        }
        Ok(())
    }

    fn numbered(&mut self, line: &str) -> Result<(), Fault> {
        let id = line.split('\t').next().unwrap_or("");
        if is_blank(line.split('\t').nth(1)) {
            return Err(Fault::Treebank(format!("no word in the second column of `{id}`; put it there")));
        }
        let due = self.sentence.words.len() + 1;
        if let Some((first, last)) = id.split_once('-') {
            let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) else {
                return Err(bad_id(id, due));
            };
            if first as usize != due || last <= first {
                return Err(bad_id(id, due));
            }
            self.sentence.multiword.push(Multiword { first, last, line: line.to_owned() });
        } else if id.contains('.') {
            self.sentence.empty.push((due as u32 - 1, line.to_owned()));
        } else if id.parse() == Ok(due) {
            self.sentence.words.push(line.to_owned());
        } else {
            return Err(bad_id(id, due));
        }
        Ok(())
    }

    fn end_sentence(&mut self) {
        if self.sentence.words.is_empty() {
            return; // comments stay for the sentence that follows
        }
        let sentence = std::mem::take(&mut self.sentence);
        let newdoc = ["newdoc", "newdoc id"].iter().any(|key| comment(&sentence.comments, key).is_some());
        if newdoc || self.fresh || self.documents.is_empty() {
            self.documents.push(Treebank::new(self.columns));
            self.fresh = false;
        }
        if let Some(document) = self.documents.last_mut() {
            add(document, sentence);
        }
    }
}

/// What parts the columns of a line: tabs where it has any.
fn separator(line: &str) -> char {
    if line.contains('\t') { '\t' } else { ' ' }
}

fn cell(line: &str, column: usize) -> &str {
    line.split(separator(line)).nth(column).unwrap_or("").trim()
}

fn is_blank(cell: Option<&str>) -> bool {
    cell.is_none_or(|c| c.trim().is_empty())
}

fn bad_id(id: &str, due: usize) -> Fault {
    Fault::Treebank(format!("word `{id}` where {due} is due; number the words of a sentence from 1"))
}

/// Appends a sentence: its words to the text, its tokens, its lines.
fn add(document: &mut Treebank, sentence: Sentence) {
    let keys = ["newpar", "newpar id", "newpar_block"];
    let paragraph = keys
        .iter()
        .any(|key| comment(&sentence.comments, key).is_some_and(|v| *key != "newpar_block" || !v.is_empty()));
    let text = &mut document.article.text;
    if document.article.blocks.is_empty() || paragraph {
        let kept = text.trim_end().len();
        text.truncate(kept);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let span = Span::new(text.len(), text.len());
        document.article.blocks.push(Block { kind: BlockKind::Body, span });
    }
    let first = document.tokens.len();
    let words = surface(&sentence, document.columns);
    for word in &words {
        place(text, &mut document.tokens, word);
    }
    let end = document.tokens.span.last().map_or(0, |s| s.end);
    if let Some(block) = document.article.blocks.last_mut() {
        block.span.end = end;
    }
    document.sentences.tokens.push(TokenRange::new(first, document.tokens.len()));
    document.sentences.block.push(BlockId(document.article.blocks.len() as u32 - 1));
    for line in &sentence.words {
        document.lines.push(line);
    }
    document.comments.push(sentence.comments);
    document.multiword.push(sentence.multiword);
    document.empty.push(sentence.empty);
}

/// A stretch of letters with the words that share it, and whether a space follows.
struct Surface<'s> {
    form: &'s str,
    words: Vec<&'s str>,
    space: bool,
    /// Whether its first word is glued to the word before it.
    glued: bool,
}

fn surface(sentence: &Sentence, columns: Columns) -> Vec<Surface<'_>> {
    match columns {
        Columns::Conllu => numbered_surface(sentence),
        _ => {
            let column = usize::from(columns == Columns::Iob2);
            let words: Vec<&str> = sentence.words.iter().map(|line| cell(line, column)).collect();
            tagged_surface(&words, comment(&sentence.comments, "text"))
        }
    }
}

fn numbered_surface(sentence: &Sentence) -> Vec<Surface<'_>> {
    let cell = |line: &str, n: usize| -> (usize, usize) {
        let start = line.match_indices('\t').nth(n - 1).map_or(line.len(), |(at, _)| at + 1);
        (start, line[start..].find('\t').map_or(line.len(), |at| start + at))
    };
    let mut found = Vec::with_capacity(sentence.words.len());
    let mut row = 0;
    while row < sentence.words.len() {
        let group = sentence.multiword.iter().find(|m| m.first as usize == row + 1);
        let (line, count) = match group {
            Some(m) => (m.line.as_str(), (m.last - m.first + 1) as usize),
            None => (sentence.words[row].as_str(), 1),
        };
        let end = (row + count).min(sentence.words.len());
        let words = sentence.words[row..end].iter().map(|l| {
            let (from, to) = cell(l, 1);
            &l[from..to]
        });
        let ((from, to), (misc, misc_end)) = (cell(line, 1), cell(line, 9));
        let space = !line[misc..misc_end].split('|').any(|m| m == "SpaceAfter=No");
        found.push(Surface { form: line[from..to].trim(), words: words.collect(), space, glued: false });
        row = end;
    }
    found
}

/// Words of a tagged file: spaced as the sentence's own text has them, else as print has them.
fn tagged_surface<'s>(words: &[&'s str], text: Option<&str>) -> Vec<Surface<'s>> {
    let spaces = text.and_then(|text| spaces_of(words, text));
    let spaces = spaces.unwrap_or_else(|| {
        words
            .iter()
            .enumerate()
            .map(|(at, word)| words.get(at + 1).is_none_or(|next| spaced(word, next)))
            .collect()
    });
    let glued = |at: usize| at > 0 && !spaces[at - 1] && is_contraction(words[at]);
    words
        .iter()
        .enumerate()
        .map(|(at, word)| Surface { form: word, words: vec![word], space: spaces[at], glued: glued(at) })
        .collect()
}

/// Whether a space follows each word in `text`; `None` where the words are not those of the text.
fn spaces_of(words: &[&str], text: &str) -> Option<Vec<bool>> {
    let mut rest = text.trim_start();
    let mut spaces = Vec::with_capacity(words.len());
    for word in words {
        let after = rest.strip_prefix(word)?;
        rest = after.trim_start();
        spaces.push(rest.len() < after.len() || rest.is_empty());
    }
    rest.is_empty().then_some(spaces)
}

fn spaced(word: &str, next: &str) -> bool {
    let closes = matches!(next, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "''" | "”");
    let opens = matches!(word, "(" | "[" | "$" | "``" | "“");
    !(closes || opens || is_contraction(next))
}

fn is_contraction(word: &str) -> bool {
    const ENDINGS: [&str; 7] = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];
    word.len() <= 5 && ENDINGS.contains(&word.to_lowercase().replace('’', "'").as_str())
}

/// Writes one stretch and its tokens.
fn place(text: &mut String, tokens: &mut Tokens, surface: &Surface<'_>) {
    let start = text.len();
    text.push_str(surface.form);
    match surface.words[..] {
        [_] => tokens.push(Span::new(start, text.len()), surface.glued),
        _ => {
            let cuts = cuts(surface.form, &surface.words);
            for (at, pair) in cuts.windows(2).enumerate() {
                tokens.push(Span::new(start + pair[0], start + pair[1]), at > 0);
            }
        }
    }
    if surface.space {
        text.push(' ');
    }
}

/// Where a stretch is cut into its words: after as many characters as each word has, the last taking the rest.
/// Words that do not spell the stretch (`du` for `de le`) are cut the same way, each at least where possible one
/// character long.
fn cuts(form: &str, words: &[&str]) -> Vec<usize> {
    let borders: Vec<usize> = form.char_indices().map(|(at, _)| at).chain([form.len()]).collect();
    let length = borders.len() - 1;
    let mut cuts = vec![0];
    let mut at = 0;
    for (index, word) in words.iter().enumerate() {
        let left = words.len() - index - 1;
        at = (at + word.chars().count()).min(length.saturating_sub(left)).max(at);
        cuts.push(if left == 0 { form.len() } else { borders[at.min(length)] });
    }
    cuts
}

/// Names, days and notes of the documents, once all their sentences are known.
fn name_documents(documents: &mut [Treebank], origin: &str, options: &Options, notes: &[String]) {
    let single = documents.len() == 1;
    for document in documents {
        let kept = document.article.text.trim_end().len();
        document.article.text.truncate(kept);
        for block in &mut document.article.blocks {
            block.span = block.span.trim(&document.article.text);
        }
        let comments = document.comments.first().map_or(&[][..], Vec::as_slice);
        let said = |key: &str| comment(comments, key).filter(|v| !v.is_empty());
        let id = said("newdoc id").or_else(|| said("newdoc_id")).map(str::to_owned);
        let day = said("meta::dateCreated").and_then(when::whole_day);
        let published = day.map(|day| Published { day, basis: "field".to_owned() });
        let title = said("meta::title").map(str::to_owned);
        let id = id.or_else(|| options.id.clone().filter(|_| single));
        let about = About { id, title, published, notes: notes.to_vec(), ..About::default() };
        article::describe(&mut document.article, about, origin, options);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newdoc id = one\n# sent_id = 1\n# newpar\n# text = They don't.\n\
        1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
        2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n3.1\tgo\tgo\tVERB\t_\t_\t_\t_\t_\t_\n\
        4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n# sent_id = 2\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No\n\
        2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n# newpar\n1\tEnd\tend\tNOUN\tNN\t_\t0\troot\t_\t_\n\n\
        # newdoc id = two\n1\tNew\tnew\tADJ\tJJ\t_\t0\troot\t_\t_\n";

    fn read(text: &str) -> Vec<Treebank> {
        treebank(text.as_bytes().to_vec(), "test.conllu").unwrap()
    }

    fn words(document: &Treebank) -> Vec<&str> {
        document.tokens.span.iter().map(|s| s.of(&document.article.text)).collect()
    }

    #[test]
    fn conllu_gives_text_tokens_sentences_and_lines() {
        let bank = read(SAMPLE);
        let [one, two] = &bank[..] else { panic!("two documents") };
        assert_eq!(one.article.text, "They don't. Yes!\n\nEnd");
        assert_eq!(words(one), ["They", "do", "n't", ".", "Yes", "!", "End"]);
        assert_eq!(one.tokens.glued, [false, false, true, false, false, false, false]);
        assert_eq!(one.sentences.tokens.iter().map(|r| r.len()).collect::<Vec<_>>(), [4, 2, 1]);
        assert_eq!(one.sentences.block, [BlockId(0), BlockId(0), BlockId(1)]);
        assert_eq!(one.comment(0, "sent_id"), Some("1"));
        assert_eq!(one.multiword[0][0].last, 3);
        assert_eq!(one.empty[0][0].0, 3);
        assert_eq!(one.column(TokenId(2), 2), "not");
        assert_eq!(one.article.blocks[1].span.of(&one.article.text), "End");
        assert_eq!((one.article.id.as_str(), two.article.id.as_str()), ("one", "two"));
    }

    #[test]
    fn tagged_words_with_and_without_their_text() {
        let bank = read(
            "# text = (Don't) go.\n1\t(\tO\t-\t-\n2\tDo\tO\t-\t-\n3\tn't\tO\t-\t-\n4\t)\tO\t-\t-\n5\tgo\tO\t-\t-\n6\t.\tO\t-\t-\n",
        );
        assert_eq!(bank[0].columns, Columns::Iob2);
        assert_eq!(bank[0].article.text, "(Don't) go.");
        assert!(bank[0].tokens.glued[2]);
        let bank = read("-DOCSTART- O\n\nThe I-ORG\nBand I-ORG\n, O\n# O\n's O\n\n-DOCSTART- O\nNext O\n");
        assert_eq!(bank[0].columns, Columns::Pairs);
        let first = &bank[0];
        assert_eq!(words(first), ["The", "Band", ",", "'s"]);
        assert_eq!(first.article.text, "The Band,'s");
        assert_eq!(first.tag(TokenId(1)), "I-ORG");
        assert_eq!(first.form(TokenId(1)), "Band");
        assert_eq!(bank.len(), 2);
    }

    #[test]
    fn words_that_do_not_spell_their_stretch() {
        let cut = |form: &str, words: &[&str]| {
            cuts(form, words).windows(2).map(|c| form[c[0]..c[1]].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(cut("cannot", &["can", "not"]), ["can", "not"]);
        assert_eq!(cut("du", &["de", "le"]), ["d", "u"]);
        assert_eq!(cut("é", &["a", "b", "c"]), ["", "", "é"]);
    }

    #[test]
    fn errors_name_the_line() {
        let error = |text: &str| treebank(text.as_bytes().to_vec(), "x").unwrap_err().to_string();
        assert!(error(&SAMPLE.replace("4\t.\t.", "5\t.\t.")).starts_with("x:10: word `5` where 4 is due"));
        assert!(error(&SAMPLE.replace("\tPRP\t_", "\tPRP")).starts_with("x:5: 9 columns"));
        assert!(error("\n\n").starts_with("x: there is no text"));
        assert!(error("word\n").starts_with("x: no line of words"));
    }
}
