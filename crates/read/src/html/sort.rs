//! Pages that are no plain article: live blogs, galleries, stubs before a wall of payment, walls of consent. What a page
//! says of itself is believed; a wall of consent says nothing, and is told by its few words.

use serde_json::Value;

/// What a page says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sort {
    live: bool,
    gallery: bool,
    paid: bool,
}

/// Texts up to so many bytes, on a page that says it must be paid for, are its beginning only.
const STUB: usize = 1500;
/// A wall of consent has no more than so many.
const WALL: usize = 1200;
/// Words of consent: of so many, three different ones make a wall.
const CONSENT: [&str; 9] = [
    "cookie",
    "consent",
    "privacy",
    "personal data",
    "accept all",
    "reject all",
    "our partners",
    "legitimate interest",
    "preferences",
];

impl Sort {
    /// What an object of JSON-LD says.
    pub fn object(&mut self, kind: &str, free: Option<&Value>) {
        self.live |= kind.contains("LiveBlogPosting");
        self.gallery |= kind.contains("ImageGallery") || kind.contains("MediaGallery");
        self.paid |= match free {
            Some(Value::Bool(free)) => !free,
            Some(Value::String(free)) => free.eq_ignore_ascii_case("false"),
            _ => false,
        };
    }

    /// What a `meta` element says.
    pub fn meta(&mut self, name: &str, content: &str) {
        let is = |all: &[&str]| all.iter().any(|v| content.trim().eq_ignore_ascii_case(v));
        self.paid |= name == "article:content_tier" && is(&["locked", "metered"]);
        self.gallery |= name == "og:type" && is(&["gallery", "photo_gallery"]);
        self.live |= name == "og:type" && is(&["liveblog"]);
    }

    /// What is to be noted of the text that was found.
    pub fn notes(self, text: &str) -> Vec<String> {
        let says = [
            (self.live, "a live blog: its entries stand in one text, the latest mostly first"),
            (self.gallery, "a gallery of pictures: the text is mostly captions"),
            (self.paid && text.len() < STUB, "to be paid for: the text is perhaps its beginning only"),
        ];
        says.into_iter().filter(|(holds, _)| *holds).map(|(_, what)| format!("the page is {what}")).collect()
    }
}

/// Whether a text asks for consent to cookies and tells nothing else.
pub(super) fn is_wall(text: &str) -> bool {
    if text.len() > WALL {
        return false;
    }
    let text = text.to_lowercase();
    CONSENT.iter().filter(|word| text.contains(**word)).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_is_told_from_news_of_cookies() {
        assert!(is_wall("We and our partners use cookies. Accept all. Manage your preferences."));
        assert!(!is_wall(
            "France fined the company 10 million euros for its cookie banner, the regulator said."
        ));
        assert!(!is_wall("Talks in Oslo ended."));
    }
}
