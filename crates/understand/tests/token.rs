//! Where words are cut, case by case. In the expected text a space parts tokens and `+` stands before a glued part.

use document::{Block, BlockKind, Span, Tokens};
use understand::token::split;

fn body(text: &str) -> Vec<Block> {
    vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }]
}

fn show(text: &str, tokens: &Tokens) -> String {
    let one = |(span, &glued): (&Span, &bool)| format!("{}{}", if glued { "+" } else { "" }, span.of(text));
    tokens.span.iter().zip(&tokens.glued).map(one).collect::<Vec<_>>().join(" ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|&(text, expected)| (text, expected, show(text, &split(text, &body(text)))))
        .filter(|(_, expected, got)| expected != got)
        .map(|(text, expected, got)| format!("{text:?}\n  expected {expected}\n  got      {got}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn contractions() {
    check(&[
        ("don't", "do +n't"),
        ("don’t", "do +n’t"),
        ("won't", "wo +n't"),
        ("can't", "ca +n't"),
        ("CAN'T", "CA +N'T"),
        ("ain't", "ai +n't"),
        ("I'm", "I +'m"),
        ("I’ve", "I +’ve"),
        ("they're", "they +'re"),
        ("we'll", "we +'ll"),
        ("she'd", "she +'d"),
        ("cannot", "can +not"),
        ("gonna", "gon +na"),
        ("wanna go", "wan +na go"),
        ("Gotta", "Got +ta"),
        ("dont", "do +nt"),
        ("didnt", "did +nt"),
        ("must've", "must +'ve"),
        ("doesn’t.", "does +n’t ."),
        ("it's", "it +'s"),
        ("won the wont", "won the wont"),
        ("int n't", "int n't"),
    ]);
}

#[test]
fn possessives_and_apostrophes() {
    check(&[
        ("Lavrov's", "Lavrov +'s"),
        ("Iraqi’s Mosul", "Iraqi +’s Mosul"),
        ("militants’ consent", "militants +’ consent"),
        ("the parents' home", "the parents +' home"),
        ("the 'parents' came", "the ' parents ' came"),
        ("tabloid 'Rolling Stone' from", "tabloid ' Rolling Stone ' from"),
        ("‘Rolling Stones’ tour", "‘ Rolling Stones ’ tour"),
        ("O'Brien", "O'Brien"),
        ("D’Souza", "D’Souza"),
        ("Sha'lan", "Sha'lan"),
        ("chargé d’affaires", "chargé d’affaires"),
        ("'em", "'em"),
        ("the '90s", "the '90s"),
        ("U.S.'s", "U.S. +'s"),
        ("O'Brien's", "O'Brien +'s"),
        ("l'Ombre", "l'Ombre"),
        ("the Ph.D.'s", "the Ph.D. +'s"),
        ("Yi’an’s", "Yi’an +’s"),
        ("US's", "US +'s"),
        ("1980's", "1980 +'s"),
    ]);
}

#[test]
fn hyphens_and_dashes() {
    check(&[
        ("Russian-American", "Russian - American"),
        ("U.S.-led", "U.S. - led"),
        ("US-led coalition", "US - led coalition"),
        ("Jabhat al-Nusra", "Jabhat al - Nusra"),
        ("al-Qaeda", "al - Qaeda"),
        ("dead-end", "dead - end"),
        ("state-of-the-art", "state - of - the - art"),
        ("e-mail", "e-mail"),
        ("anti-Western", "anti-Western"),
        ("Co-founder", "Co-founder"),
        ("non-state-owned", "non-state - owned"),
        ("re-elected", "re-elected"),
        ("mid-July", "mid-July"),
        ("twenty-six", "twenty - six"),
        ("17-year-old", "17 - year - old"),
        ("We say - let us", "We say - let us"),
        ("word--word", "word -- word"),
        ("word—word", "word — word"),
        ("word – word", "word – word"),
        ("2015-16", "2015 - 16"),
        ("1969–1970", "1969 – 1970"),
        ("3-4 days", "3 - 4 days"),
        ("a 2-1 win", "a 2 - 1 win"),
        ("713-853-3989", "713-853-3989"),
        ("2016-12-12", "2016-12-12"),
        ("well-", "well -"),
        ("-led", "- led"),
        ("a---b", "a --- b"),
    ]);
}

#[test]
fn numbers_and_money() {
    check(&[
        ("1,000", "1,000"),
        ("1,234,567.89", "1,234,567.89"),
        ("3.5", "3.5"),
        ("$5", "$ 5"),
        ("$2,000", "$ 2,000"),
        ("US$7bn", "US$ 7 bn"),
        ("HK$100", "HK$ 100"),
        ("€3.5bn", "€ 3.5 bn"),
        ("£20m", "£ 20 m"),
        ("50%", "50 %"),
        ("0.5%.", "0.5 % ."),
        (".265", ".265"),
        ("5:00", "5:00"),
        ("5pm", "5 pm"),
        ("5:30p.m.", "5:30 p.m."),
        ("at 9 a.m. on", "at 9 a.m. on"),
        ("20th", "20th"),
        ("1st", "1st"),
        ("1980s", "1980s"),
        ("10km", "10 km"),
        ("4G", "4G"),
        ("F16", "F16"),
        ("BA.5", "BA.5"),
        ("9/11", "9/11"),
        ("1/2", "1/2"),
        ("11/28/2000", "11/28/2000"),
        ("2015/16", "2015 / 16"),
        ("18,19", "18 , 19"),
        ("12.12.2016", "12.12.2016"),
        ("in 2016.", "in 2016 ."),
        ("14:30.", "14:30 ."),
        ("#1", "# 1"),
        ("25°C", "25 ° C"),
        ("40,000th", "40,000th"),
        ("₡1,000", "₡ 1,000"),
    ]);
}

#[test]
fn abbreviations() {
    check(&[
        ("U.S.", "U.S."),
        ("the U.S. Congress", "the U.S. Congress"),
        ("Mr. Kato", "Mr. Kato"),
        ("Mr Kato", "Mr Kato"),
        ("Dr. No", "Dr. No"),
        ("Jan. 5", "Jan. 5"),
        ("Sept. 11", "Sept. 11"),
        ("No. 5", "No. 5"),
        ("He said no.", "He said no ."),
        ("No.", "No ."),
        ("Ph.D.", "Ph.D."),
        ("e.g. this", "e.g. this"),
        ("a.k.a. X", "a.k.a. X"),
        ("George W. Bush", "George W. Bush"),
        ("J.K. Rowling", "J.K. Rowling"),
        ("J.Smith", "J. Smith"),
        ("vitamin C. He", "vitamin C . He"),
        ("you and I. Then", "you and I . Then"),
        ("Plan B.", "Plan B ."),
        ("Apple Inc. said", "Apple Inc. said"),
        ("etc.", "etc."),
        ("etc...", "etc ..."),
        ("in the Sun.", "in the Sun ."),
        ("Sun., May 3", "Sun. , May 3"),
        ("Mass. voters", "Mass. voters"),
        ("Mass. He left", "Mass . He left"),
        ("St. Petersburg", "St. Petersburg"),
        ("Brig. Gen. Amer", "Brig. Gen. Amer"),
        ("end.Begin", "end . Begin"),
        ("BELGRADE, December 12./TASS/.", "BELGRADE , December 12 . / TASS / ."),
        ("AT&T", "AT&T"),
        ("B&Bs", "B & Bs"),
        ("R&D", "R&D"),
        ("(c. 1818)", "( c. 1818 )"),
    ]);
}

#[test]
fn quotes_marks_and_symbols() {
    check(&[
        ("\"Yes,\" he said.", "\" Yes , \" he said ."),
        ("“Yes,” he", "“ Yes , ” he"),
        ("„Ja“", "„ Ja “"),
        ("«Oui»", "« Oui »"),
        ("``Yes''", "`` Yes ''"),
        ("(SMUG)", "( SMUG )"),
        ("[17]", "[ 17 ]"),
        ("[...]", "[ ... ]"),
        ("well... no", "well ... no"),
        ("well…no", "well … no"),
        ("equality...threaten", "equality ... threaten"),
        ("What?!", "What ?!"),
        ("No!!!", "No !!!"),
        ("and/or", "and / or"),
        ("s/he", "s/he"),
        ("a, b; c: d", "a , b ; c : d"),
        ("artists,to", "artists , to"),
        (":-) fine", ":-) fine"),
        ("he :said", "he : said"),
        ("👍🏽 ok", "👍🏽 ok"),
        ("👨‍👩‍👧x", "👨‍👩‍👧 x"),
        ("🇷🇸🇷🇺", "🇷🇸 🇷🇺"),
        ("❤️", "❤️"),
        ("*** end", "*** end"),
        ("• item", "• item"),
    ]);
}

#[test]
fn addresses() {
    check(&[
        ("see http://a.org/b?c=d.", "see http://a.org/b?c=d ."),
        ("(https://a.org/x)", "( https://a.org/x )"),
        ("https://a.org/x_(y)", "https://a.org/x_(y)"),
        ("www.tass.com,", "www.tass.com ,"),
        ("tass.com/world now", "tass.com/world now"),
        ("TUKO.co.ke", "TUKO.co.ke"),
        ("mail a.b@c-d.org.", "mail a.b@c-d.org ."),
        ("@POTUS said", "@POTUS said"),
        ("#BBNaija", "#BBNaija"),
        ("list.doc", "list.doc"),
        ("alt.animals.cat", "alt.animals.cat"),
    ]);
}

#[test]
fn other_scripts_and_spaces() {
    check(&[
        ("a\u{a0}b\u{2009}c", "a b c"),
        ("Łódź şi Ñuñoa", "Łódź şi Ñuñoa"),
        ("e\u{301}tat", "e\u{301}tat"),
        ("Москва, Россия", "Москва , Россия"),
        ("北京", "北 京"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("नमस्ते दुनिया", "नमस्ते दुनिया"),
        ("basic\u{ad}ally", "basic\u{ad}ally"),
        ("", ""),
        (" \n\t ", ""),
        ("\u{0}", "\u{0}"),
    ]);
}

#[test]
fn tokens_stay_in_their_blocks() {
    let text = "head line no-space";
    let block = |kind, a, b| Block { kind, span: Span::new(a, b) };
    let blocks = [
        block(BlockKind::Headline, 0, 4),
        block(BlockKind::Furniture, 5, 12),
        block(BlockKind::Body, 12, 18),
    ];
    assert_eq!(show(text, &split(text, &blocks)), "head line no - space");
    let inside = [block(BlockKind::Body, 0, 2), block(BlockKind::Body, 2, 4), block(BlockKind::Body, 7, 99)];
    assert_eq!(show(text, &split(text, &inside)), "he ad");
}

#[test]
fn long_tokens_are_cut() {
    let text = format!("http://a.org/{} é{}", "x".repeat(10_000), "é".repeat(9_000));
    let tokens = split(&text, &body(&text));
    assert!(tokens.span.iter().all(|s| s.len() <= 4096));
    whole(&text, &body(&text));
}

/// Tokens lie in order on character borders, none is empty, and nothing but white space lies between them.
fn whole(text: &str, blocks: &[Block]) {
    let tokens = split(text, blocks);
    let mut at = 0;
    for span in &tokens.span {
        assert!(
            !span.is_empty() && span.start >= at && text.get(span.range()).is_some(),
            "{text:?} {span:?}"
        );
        let gap = text.get(at as usize..span.start as usize).unwrap_or("x");
        assert!(gap.chars().all(char::is_whitespace), "{text:?}: {gap:?} lies between tokens");
        at = span.end;
    }
    assert!(text[at as usize..].chars().all(char::is_whitespace), "{text:?}: the end is lost");
    for (i, &glued) in tokens.glued.iter().enumerate().filter(|&(_, &g)| g) {
        assert!(
            glued && i > 0 && tokens.span[i - 1].end == tokens.span[i].start,
            "{text:?}: glued to nothing"
        );
    }
}

#[test]
fn nothing_is_lost_whatever_the_text() {
    const PIECES: &[&str] = &[
        "a", "B", "s", "n", "t", "7", "12", "'", "’", "‘", "\"", "“", "”", ".", "..", ",", "-", "--", "–",
        " ", " ", "\u{a0}", "\n", "/", ":", ";", "(", ")", "[", "]", "@", "#", "$", "US$", "%", "°", "C",
        "U.S", "Mr", "etc", "no", "http://", "www.", "x.com", "don", "cannot", "&", "*", "_", "é", "\u{301}",
        "京", "👍", "🏽", "\u{200d}", "🇷", "\u{ad}", "\u{200b}", "…", "!", "?", "`", "<3", "=", "+", "pm",
    ];
    let mut state = 1u64;
    for _ in 0..30_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
        }
        whole(&text, &body(&text));
    }
}
