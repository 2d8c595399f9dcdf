//! The set phrases by which lines around an article are known: words of the site, bylines, captions, credits.

use crate::dateline::is_agency_name;
use crate::layout::head_of;

/// Whole lines of sites, in small letters, punctuation at the ends aside.
const LINES: &[&str] = &[
    "advertisement",
    "advertising",
    "all news",
    "all rights reserved",
    "also in this section",
    "article continues below",
    "back to top",
    "breaking news",
    "close",
    "comment",
    "comments",
    "contact us",
    "continue reading",
    "cookie policy",
    "copy link",
    "download app",
    "e-mail",
    "editor's picks",
    "editors' picks",
    "email",
    "email this",
    "facebook",
    "follow us",
    "font size",
    "get the app",
    "home",
    "home page",
    "instagram",
    "join the conversation",
    "latest",
    "latest news",
    "latest stories",
    "leave a comment",
    "linkedin",
    "listen",
    "listen to this article",
    "load more",
    "loading",
    "log in",
    "login",
    "main news",
    "main page",
    "menu",
    "more",
    "more from this section",
    "more news",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "my account",
    "navigation",
    "newsletter",
    "next",
    "next article",
    "next story",
    "not now",
    "popular",
    "post a comment",
    "previous",
    "previous article",
    "print",
    "print this",
    "privacy policy",
    "promoted content",
    "read also",
    "read full story",
    "read more",
    "read next",
    "read the full story",
    "read the rest here",
    "recent",
    "recent posts",
    "recommended",
    "recommended for you",
    "related",
    "related articles",
    "related content",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "report",
    "save",
    "search",
    "see also",
    "share",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "share this story",
    "share via email",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "tags",
    "telegram",
    "text size",
    "top news",
    "top stories",
    "topics",
    "trending",
    "trending now",
    "tweet",
    "twitter",
    "viber",
    "view all",
    "view comments",
    "view gallery",
    "view more",
    "view original",
    "vk",
    "watch",
    "watch live",
    "watch now",
    "whatsapp",
    "you may also like",
    "you might also like",
    "youtube",
];

/// Beginnings of lines that name another article or ask for something, the colon or bar behind them included.
const LEADS: &[&str] = &[
    "read also:",
    "also read:",
    "read more:",
    "read next:",
    "read:",
    "read also |",
    "also read |",
    "read |",
    "see also:",
    "see more:",
    "related:",
    "related |",
    "related article:",
    "related story:",
    "related stories:",
    "related news:",
    "recommended:",
    "more:",
    "more |",
    "tags:",
    "topics:",
    "watch:",
    "watch |",
    "listen:",
    "also see:",
    "also watch:",
    "share:",
    "follow us on",
    "follow us:",
    "sign up for our",
    "sign up to our",
    "subscribe to our",
    "click here to",
    "click to share",
    "download our app",
    "download the app",
    "join our telegram",
    "join our whatsapp",
    "print this article",
    "print 🖨",
    "don't miss:",
    "you may also like:",
    "must read:",
    "trending:",
    "filed under:",
    "posted in:",
    "categories:",
    "editor's pick:",
    "explore more:",
    "read in app",
];

/// Ends of captions.
const CAPTION_MARKS: &[&str] =
    &["Photo: ", "Photo by ", "Photograph: ", "Picture: ", "Image: ", "Pic: ", "Photos: ", "Illustration: "];

/// Beginnings of credits, as written.
const CREDITS: &[&str] = &[
    "(reporting by",
    "reporting by ",
    "additional reporting",
    "(additional reporting",
    "(editing by",
    "editing by ",
    "(writing by",
    "writing by ",
    "(compiled by",
    "compiled by ",
    "(by ",
    "(with inputs",
    "with inputs from",
    "(with agency inputs",
    "(with agencies",
    "with agencies",
    "(source:",
    "source:",
    "sources:",
    "copyright ",
    "(c) ",
    "(copyright",
    "©",
    "all rights reserved",
    "this material may not be published",
    "this story has been corrected",
    "this article has been corrected",
    "this story was updated",
    "this article was updated",
    "this story has been updated",
    "this article has been updated",
    "this article was originally published",
    "this story was originally published",
    "this article first appeared",
    "this article is republished",
    "first published",
    "originally published",
    "our standards:",
    "for more information",
    "for further information",
    "follow the author",
    "the views expressed",
    "the opinions expressed",
    "views expressed",
    "the writer is",
    "the author is",
    "distributed by",
    "translated by",
    "read the original article",
    "contact the writer",
    "contact the reporter",
    "--with assistance",
    "-- with assistance",
    "with assistance from",
    "correction:",
    "editor's note:",
    "editors' note:",
];

/// Closing marks of dispatches.
const ENDS: &[&str] = &[
    "-0-",
    "-30-",
    "###",
    "##",
    "-end-",
    "-ends-",
    "ends",
    "end",
    "- ends -",
    "***",
    "— end —",
    "enditem",
    "-ends",
    "(end)",
    "(ends)",
];

fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '»'
                    | '«'
                    | '>'
                    | '<'
                    | '|'
                    | '•'
                    | '.'
                    | '…'
                    | '+'
                    | '›'
                    | '-'
                    | '→'
                    | '↓'
                    | '*'
                    | '['
                    | ']'
            )
    })
}

fn starts_with_any(line: &str, list: &[&str]) -> bool {
    let head = head_of(line, 64).to_lowercase().replace('’', "'");
    list.iter().any(|start| head.starts_with(start))
}

/// Words of the site, not of the article.
pub(crate) fn is_furniture(line: &str) -> bool {
    if line.len() > 240 {
        return false;
    }
    let inner = bare(line);
    let set =
        inner.len() <= 40 && LINES.binary_search(&inner.to_lowercase().replace('’', "'").as_str()).is_ok();
    let trail = line.len() < 120
        && (line.matches(" > ").count() > 1
            || line.matches(" » ").count() > 1
            || line.matches(" › ").count() > 1);
    set || trail || inner.is_empty() && !ENDS.contains(&line) || starts_with_any(line, LEADS)
}

/// `By John Smith`, `By JOHN SMITH, Associated Press Writer`, `John Smith, Staff Writer`.
pub(crate) fn is_byline(line: &str) -> bool {
    if line.len() > 140 || line.ends_with(['?', '!', ':']) {
        return false;
    }
    let head =
        line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by "));
    let head = head.or_else(|| line.strip_prefix("By: ")).or_else(|| line.strip_prefix("Written by "));
    match head {
        Some(names) => are_names(names),
        None => line.split_once(',').is_some_and(|(name, role)| are_names(name) && is_role(role.trim())),
    }
}

/// Two words or more with a capital each, the small words of names and bylines between them.
fn are_names(text: &str) -> bool {
    let small = |w: &str| {
        matches!(
            w,
            "and"
                | "&"
                | "of"
                | "in"
                | "for"
                | "the"
                | "at"
                | "de"
                | "del"
                | "della"
                | "da"
                | "di"
                | "dos"
                | "van"
                | "von"
                | "der"
                | "den"
                | "bin"
                | "bint"
                | "ibn"
                | "al"
                | "el"
                | "la"
                | "le"
                | "with"
                | "|"
                | "-"
                | "–"
                | "ter"
                | "zu"
                | "y"
                | "e"
                | "staff"
                | "writer"
                | "correspondent"
                | "reporter"
                | "editor"
                | "reporters"
                | "writers"
        )
    };
    let mut capitals = 0;
    for word in text.split_whitespace() {
        let word = word.trim_matches([',', '.', ';', '(', ')', '/']);
        if word.chars().next().is_some_and(char::is_uppercase) {
            capitals += 1;
        } else if !(small(word) || word.is_empty() || word.contains('@')) {
            return false;
        }
    }
    (1..=12).contains(&capitals) && !text.contains(char::is_numeric)
}

/// What a reporter is called on the line under the name.
pub(crate) fn is_role(line: &str) -> bool {
    const ROLES: [&str; 11] = [
        "writer",
        "correspondent",
        "reporter",
        "editor",
        "staff",
        "columnist",
        "bureau",
        "bureau chief",
        "contributor",
        "agencies",
        "desk",
    ];
    let line = line.trim_end_matches('.').to_lowercase();
    line.len() <= 60 && (ROLES.iter().any(|role| line.ends_with(role)) || line.starts_with("special to"))
}

/// A caption by its credit: `… earlier this month. Photo: Agency`, `NAME/AFP/Getty Images`, `© Name/Agency`.
pub(crate) fn is_caption(line: &str) -> bool {
    if line.len() > 400 {
        return false;
    }
    let open = !line.ends_with('.');
    let credit = |mark: &str| open && line.rfind(mark).is_some_and(|at| line.len() - at < mark.len() + 60);
    let agency = line.contains('/')
        && (line.ends_with("Getty Images") || line.ends_with("/AFP") || line.ends_with("/Reuters"));
    (line.starts_with('©') && line.len() < 100)
        || CAPTION_MARKS.iter().any(|m| credit(m))
        || (agency && line.len() < 120)
}

/// A closing line of the agency or the paper.
pub(crate) fn is_credit(line: &str) -> bool {
    if line.len() > 600 {
        return false;
    }
    let lower = line.to_lowercase();
    let bureau =
        line.len() < 60 && !line.ends_with('.') && line.split([' ', '/']).next().is_some_and(is_agency_name);
    ENDS.contains(&lower.as_str())
        || starts_with_any(line, CREDITS)
        || contributed(&lower)
        || bureau
        || signature(line)
}

/// `The Associated Press contributed to this report.`
fn contributed(lower: &str) -> bool {
    let end = lower.trim_end_matches(['.', ')', ' ']);
    let closes = ["to this report", "to this article", "to this story", "to this dispatch"]
        .iter()
        .any(|e| end.ends_with(e));
    closes && lower.contains("contributed") && lower.len() < 300
}

/// `(ANI)`, `(pvs/ji)`, `-- BERNAMA`, `(YO)` and nothing else.
fn signature(line: &str) -> bool {
    if let Some(inner) = line.strip_prefix('(').and_then(|l| l.strip_suffix(')')) {
        let initials = inner.len() <= 12
            && inner
                .split(['/', '-'])
                .all(|p| (2..=4).contains(&p.len()) && p.chars().all(|c| c.is_ascii_lowercase()));
        let letters = (2..=3).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_uppercase());
        return initials || letters || is_agency_name(inner.trim());
    }
    let dash = line.trim_start_matches(['-', '–', '—']);
    dash.len() < line.len() && is_agency_name(dash.trim())
}

/// Where a credit begins at the end of a paragraph of the body.
pub(crate) fn closing_credit(paragraph: &str) -> Option<usize> {
    let from = head_of(paragraph, paragraph.len().saturating_sub(600)).len();
    let tail = &paragraph[from..];
    let marks = [
        "(Reporting by",
        "(Additional reporting",
        "(Editing by",
        "(Writing by",
        "(With inputs",
        "(Compiled by",
        "-0-",
        "(Source:",
        "--- ",
    ];
    let mut starts: Vec<usize> = marks.iter().filter_map(|m| tail.rfind(m)).collect();
    starts.extend(tail.rfind(" (").map(|at| at + 1));
    starts.extend([" -- ", " - ", " – ", " — "].iter().filter_map(|m| tail.rfind(m)).map(|at| at + 1));
    starts.sort_unstable();
    let credit = |at: &usize| {
        let end = &tail[*at..];
        let before = tail[..*at].trim_end();
        let sentence = crate::layout::ends_sentence(before);
        sentence
            && (signature(end)
                || is_credit(end)
                || (end.starts_with("--- ") && contributed(&end.to_lowercase())))
    };
    starts.into_iter().find(credit).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_lines_is_sorted() {
        assert!(LINES.is_sorted());
    }

    #[test]
    fn furniture() {
        for line in [
            "All news",
            "More>>",
            "SHARE",
            "Read also: Talks end in Geneva",
            "Home > World > Europe",
            "Read more…",
            "* * *",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "All news is good news.",
            "Share prices fell on Monday.",
            "He read more books.",
            "Talks end",
            "-0-",
            "###",
            "Home at last",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn bylines() {
        for line in [
            "By John Smith",
            "By CHEGE MBITIRU",
            "BY ANN LEE and BOB ROE",
            "By Ann Lee, Associated Press Writer",
            "Ann Lee, Staff Writer",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "By Monday the talks had ended.",
            "By the end of the day 12 were dead",
            "By 2016",
            "Ann Lee, the minister",
            "Bystanders",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn credits() {
        for line in [
            "(Reporting by Ann Lee; Editing by Bob Roe)",
            "-0-",
            "Copyright 2016 The Paper",
            "(ANI)",
            "(pvs/ji)",
            "-- BERNAMA",
            "IPS UN Bureau",
            "The Associated Press contributed to this report.",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "He contributed to this victory.",
            "Reuters reported the deal on Monday.",
            "(He did not say when.)",
            "Sourced wood is dear.",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }

    #[test]
    fn credits_at_the_end_of_a_paragraph() {
        let check = |text: &str, credit: &str| {
            let found = closing_credit(text).map_or("", |at| &text[at..]);
            assert_eq!(found, credit);
        };
        check(
            "He left. (Reporting by Ann Lee; Editing by Bob Roe)",
            "(Reporting by Ann Lee; Editing by Bob Roe)",
        );
        check("He left. (pvs/ji)", "(pvs/ji)");
        check("He left. -- BERNAMA", "-- BERNAMA");
        check(
            "He left. --- Ann Lee contributed to this article.",
            "--- Ann Lee contributed to this article.",
        );
        check("He left (for good).", "");
        check("He left for the International Monetary Fund (IMF)", "");
        check("", "");
    }
}
