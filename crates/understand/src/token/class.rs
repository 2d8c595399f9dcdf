//! What kind of character stands at a place.

/// Kinds of characters, as far as words are cut by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters, underscores, marks that belong to the letter before, characters without width.
    Letter,
    /// Digits and other numbers.
    Digit,
    /// A character that is a word of its own: Chinese and Japanese script.
    Alone,
    /// `'` and its typographic forms.
    Apostrophe,
    /// White space.
    Space,
    /// Everything else: punctuation and symbols.
    Mark,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return ascii(c as u8);
    }
    match c {
        '’' | '‘' | 'ʼ' | '＇' => Class::Apostrophe,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {
            Class::Letter
        }
        _ if extends(c) => Class::Letter,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Class::Alone,
        '\u{20000}'..='\u{3ffff}' => Class::Alone,
        '½' | '¼' | '¾' | '²' | '³' | '¹' => Class::Digit,
        'ª' | 'º' => Class::Letter,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Mark,
    }
}

fn ascii(b: u8) -> Class {
    match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b'\'' => Class::Apostrophe,
        b' ' | b'\t'..=b'\r' => Class::Space,
        _ => Class::Mark,
    }
}

/// Whether a character only changes the one before it: combining marks, variation selectors, skin tones.
pub(super) fn extends(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{94d}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Whether two of them make one flag.
pub(super) fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether the character belongs to a word or number.
pub(super) fn is_word(c: char) -> bool {
    matches!(class(c), Class::Letter | Class::Digit)
}

/// Whether it opens something: a quotation, a bracket.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '"' | '“' | '„' | '«' | '‹' | '`' | '¿' | '¡' | '-' | '–' | '—' | '/')
}
