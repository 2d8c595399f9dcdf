//! Records as an Atom feed (RFC 4287), for readers of news and for programs that watch.

use crate::answer::{Rows, View};
use crate::fault::Fault;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Lists that can be one.
pub const FEEDS: [&str; 4] = ["articles", "events", "statements", "happenings"];

/// A feed of rows that have a day; those of no known day are left out, since a feed goes by time.
///
/// # Errors
/// If rows of this list have no day of their own.
pub fn feed(rows: &Rows, q: &str) -> Result<String, Fault> {
    let name = rows.table.map_or("", |t| t.name);
    let make: fn(View<'_>) -> Entry = match name {
        "articles" => article,
        "events" => event,
        "statements" => statement,
        "happenings" => happening,
        _ => return Err(Fault::wrong("a feed is of articles, events, statements or happenings")),
    };
    let entries: Vec<Entry> = rows.views().map(make).filter(|e| !e.day.is_empty()).collect();
    let title = if q.is_empty() { name.to_string() } else { format!("{name}: {q}") };
    let latest = entries.iter().map(|e| e.day.as_str()).max().unwrap_or("1970-01-01");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>dateline</name></author>\n",
        id(&format!("feed {title}")),
        escaped(&title),
        moment(latest),
    );
    for entry in entries {
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"alternate\" href=\"{}\"/>\n\
             <summary>{}</summary>\n</entry>\n",
            id(&format!("{name} {}", entry.name)),
            escaped(&entry.title),
            moment(&entry.day),
            escaped(&entry.link),
            escaped(&entry.words),
        );
    }
    out.push_str("</feed>\n");
    Ok(out)
}

struct Entry {
    /// What tells it from all others of its kind.
    name: String,
    day: String,
    title: String,
    /// The page of it.
    link: String,
    words: String,
}

fn article(v: View<'_>) -> Entry {
    let title = if v.text("title").is_empty() { v.text("id") } else { v.text("title") };
    Entry {
        name: v.text("id").to_string(),
        day: v.text("published").to_string(),
        title: title.to_string(),
        link: format!("/articles/{}", v.int("number").unwrap_or(0)),
        words: v.text("origin").to_string(),
    }
}

fn event(v: View<'_>) -> Entry {
    let side = |code: &str, name: &str| {
        let known = [v.text(code), v.text(name), "–"].into_iter().find(|t| !t.is_empty());
        known.unwrap_or_default().to_string()
    };
    let (source, target) = (side("source", "source_name"), side("target", "target_name"));
    record(v, 'v', format!("{} {source} → {target}", v.text("type")), "sentence")
}

fn statement(v: View<'_>) -> Entry {
    let speaker = if v.text("speaker").is_empty() { "nobody named" } else { v.text("speaker") };
    record(v, 's', format!("{speaker} {}", v.text("stance")), "said")
}

/// A record of an article, with the column of its words.
fn record(v: View<'_>, letter: char, title: String, words: &str) -> Entry {
    Entry {
        name: v.text("id").to_string(),
        day: v.text("day").to_string(),
        title,
        link: format!("/articles/{}#{letter}{}", v.int("article").unwrap_or(0), v.int("n").unwrap_or(0)),
        words: v.text(words).to_string(),
    }
}

fn happening(v: View<'_>) -> Entry {
    let number = v.int("number").unwrap_or(0);
    let facts = ["type", "source", "target", "place"].map(|c| v.text(c));
    let facts: Vec<&str> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    Entry {
        name: number.to_string(),
        day: v.text("day").to_string(),
        title: if v.text("title").is_empty() {
            format!("Happening {number}")
        } else {
            v.text("title").to_string()
        },
        link: format!("/happenings/{number}"),
        words: format!("{}; {} reports", facts.join(" · "), v.int("reports").unwrap_or(0)),
    }
}

fn moment(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

/// A name that stays: the same for the same thing wherever it is served (a UUID of version 8 from its hash).
fn id(of: &str) -> String {
    let hash = Sha256::digest(of.as_bytes());
    let hex: String = hash.iter().take(16).map(|b| format!("{b:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// Text for elements and attributes; what XML cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_article_is_markup() {
        assert_eq!(escaped("<b a=\"1\">&\u{0}\u{ffff}\n"), "&lt;b a=&quot;1&quot;&gt;&amp;\n");
    }

    #[test]
    fn a_name_is_a_uuid_and_stays() {
        let one = id("events a#v1");
        assert_eq!(one.len(), "urn:uuid:".len() + 36);
        assert_eq!(one, id("events a#v1"));
        assert_ne!(one, id("events a#v2"));
    }
}
