//! brat standoff: of each article its text and its annotations, in two files, and one file that tells brat what there
//! is.

use super::out::{Stopped, in_folder};
use super::story::{self, Story, stretch};
use crate::columns::{ENTITIES, EVENTS, PLACES, STATEMENTS, TABLES, TIMEXES};
use crate::named::Named;
use crate::slices::Slices;
use crate::{Store, Value, Written};
use document::Plover;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

/// What brat is told besides the events.
const CONFIG: [&str; 4] = [
    "[entities]\nPerson\nOrganisation\nPlace\nName\nEntity\nParticipant\nLocation\nTime\nStatement\nCue\n",
    "[relations]\nSpeaker\tArg1:Statement, Arg2:<ENTITY>\nAddressee\tArg1:Statement, Arg2:<ENTITY>\n\
     Reported-by\tArg1:Statement, Arg2:Cue\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n",
    "[events]\n",
    "[attributes]\nFactuality\tArg:<EVENT>, Value:actual|future|hypothetical|negated\nHistorical\tArg:<EVENT>\n\
     Form\tArg:Statement, Value:direct|indirect|mixed\n\
     Stance\tArg:Statement, Value:asserts|believes|hopes|intends|denies|demands|promises|asks\n",
];

/// Writes the files of each article into a folder; says how many articles there are.
pub(super) fn write(store: &Store, query: &str, folder: &Path) -> Result<Written, Stopped> {
    whole(folder, "annotation.conf", &config())?;
    let mut rows = 0;
    story::articles(store, query, &TABLES, &mut |story| {
        let name = file_name(story);
        whole(folder, &format!("{name}.txt"), story.article("text"))?;
        whole(folder, &format!("{name}.ann"), &annotations(story))?;
        rows += 1;
        Ok(())
    })?;
    Ok(Written { path: Some(folder.to_path_buf()), rows })
}

fn whole(folder: &Path, name: &str, text: &str) -> Result<(), Stopped> {
    let mut out = in_folder(folder, name)?;
    out.write_all(text.as_bytes())?;
    out.finish(0)?;
    Ok(())
}

fn config() -> String {
    let [entities, relations, events, attributes] = CONFIG;
    let sides = "Source*:<ENTITY>, Target*:<ENTITY>, Location?:<ENTITY>";
    let kinds: String = Plover::ALL.iter().map(|p| format!("{}\t{sides}\n", p.as_str())).collect();
    format!("{entities}\n{relations}\n{events}{kinds}\n{attributes}")
}

/// The name of the article, where a file can have it; else what can be had of it, with its number.
fn file_name(story: &Story) -> String {
    const LONGEST: usize = 100;
    let name = story.article("name");
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !name.is_empty() && name.len() <= LONGEST && !name.starts_with('.') && name.chars().all(good) {
        return name.to_string();
    }
    let kept: String = name.chars().take(LONGEST).map(|c| if good(c) { c } else { '_' }).collect();
    format!("{}-{}", kept.trim_start_matches('.'), story.number("id"))
}

fn annotations(story: &Story) -> String {
    let mut maker = Maker { slices: story.slices(), known: HashMap::new(), out: String::new(), last: [0; 6] };
    story.rows(&ENTITIES).for_each(|e| maker.entity(&e));
    story.rows(&TIMEXES).for_each(|t| maker.time(&t));
    story.rows(&PLACES).for_each(|p| maker.place(&p));
    story.rows(&STATEMENTS).for_each(|s| maker.statement(&s));
    story.rows(&EVENTS).for_each(|e| maker.event(story, &e));
    maker.out
}

/// Kinds of lines, each numbered by itself.
#[derive(Clone, Copy)]
enum Line {
    T,
    E,
    R,
    A,
    N,
    Note,
}

struct Maker<'s> {
    slices: Slices<'s>,
    /// Stretches that have a line, with the number of the first.
    known: HashMap<[u32; 2], usize>,
    out: String,
    last: [usize; 6],
}

impl Maker<'_> {
    fn number(&mut self, line: Line) -> usize {
        self.last[line as usize] += 1;
        self.last[line as usize]
    }

    /// A stretch of text of a type; `None` where there are no words in it. No line may hold the end of one: a stretch
    /// over several lines has a part in each.
    fn text(&mut self, kind: &str, spans: &[[u32; 2]]) -> Option<usize> {
        let parts: Vec<[u32; 2]> = spans.iter().flat_map(|s| parts(&self.slices, *s)).collect();
        if parts.is_empty() {
            return None;
        }
        let n = self.number(Line::T);
        let ends: Vec<String> = parts.iter().map(|[begin, end]| format!("{begin} {end}")).collect();
        let words: Vec<&str> = parts.iter().map(|p| self.slices.get(*p)).collect();
        let _ = writeln!(self.out, "T{n}\t{kind} {}\t{}", ends.join(";"), words.join(" "));
        if let [span] = spans {
            self.known.entry(*span).or_insert(n);
        }
        Some(n)
    }

    /// The line of who stands in these words; a new one where there is none yet.
    fn party(&mut self, row: &Named<'_>, begin: &str, end: &str) -> Option<usize> {
        let span = stretch(row, begin, end)?;
        self.known.get(&span).copied().or_else(|| self.text("Participant", &[span]))
    }

    fn note(&mut self, of: &str, words: &str) {
        if !words.is_empty() {
            let n = self.number(Line::Note);
            let _ = writeln!(self.out, "#{n}\tAnnotatorNotes {of}\t{}", words.replace(char::is_control, " "));
        }
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        let n = self.number(Line::A);
        let _ = writeln!(self.out, "{}", format!("A{n}\t{name} {of} {value}").trim_end());
    }

    fn relation(&mut self, name: &str, from: usize, to: Option<usize>) {
        if let Some(to) = to {
            let n = self.number(Line::R);
            let _ = writeln!(self.out, "R{n}\t{name} Arg1:T{from} Arg2:T{to}");
        }
    }

    fn entity(&mut self, entity: &Named<'_>) {
        let kind = match entity.text("class") {
            "person" => "Person",
            "organisation" => "Organisation",
            "place" => "Place",
            "other" => "Name",
            _ => "Entity",
        };
        let note = format!("{} {}", entity.text("name"), entity.text("actor"));
        let Value::Spans(mentions) = entity.value("mentions") else { return };
        for mention in mentions {
            if let Some(n) = self.text(kind, &[*mention]) {
                self.note(&format!("T{n}"), note.trim());
            }
        }
    }

    fn time(&mut self, time: &Named<'_>) {
        let n = stretch(time, "begin", "end").and_then(|span| self.text("Time", &[span]));
        if let Some(n) = n {
            self.note(&format!("T{n}"), time.text("value"));
        }
    }

    fn place(&mut self, place: &Named<'_>) {
        let Some(of) = stretch(place, "begin", "end").and_then(|span| self.text("Location", &[span])) else {
            return;
        };
        if let Some(id) = place.value("geonames").int() {
            let n = self.number(Line::N);
            let _ = writeln!(self.out, "N{n}\tReference T{of} GeoNames:{id}\t{}", place.text("name"));
        }
    }

    fn statement(&mut self, statement: &Named<'_>) {
        let Value::Spans(content) = statement.value("content") else { return };
        let Some(n) = self.text("Statement", content) else { return };
        let cue = stretch(statement, "cue_begin", "cue_end").and_then(|span| self.text("Cue", &[span]));
        let speaker = self.party(statement, "speaker_begin", "speaker_end");
        let addressee = self.party(statement, "addressee_begin", "addressee_end");
        self.relation("Reported-by", n, cue);
        self.relation("Speaker", n, speaker);
        self.relation("Addressee", n, addressee);
        let of = format!("T{n}");
        self.attribute("Form", &of, statement.text("form"));
        self.attribute("Stance", &of, statement.text("stance"));
        self.note(&of, statement.text("speaker_actor"));
    }

    fn event(&mut self, story: &Story, event: &Named<'_>) {
        let kind = event.text("type");
        let span = stretch(event, "trigger_begin", "trigger_end");
        let Some(trigger) = span.and_then(|span| self.text(kind, &[span])) else { return };
        let mut sides = String::new();
        for (role, name) in [("source", "Source"), ("target", "Target")] {
            let parties = story.parties(event.int("id"), role);
            let found: Vec<usize> = parties.iter().filter_map(|p| self.party(p, "begin", "end")).collect();
            for (at, party) in found.iter().enumerate() {
                let more = if at == 0 { String::new() } else { (at + 1).to_string() };
                let _ = write!(sides, " {name}{more}:T{party}");
            }
        }
        if let Some(place) = story.place(event).and_then(|p| self.party(&p, "begin", "end")) {
            let _ = write!(sides, " Location:T{place}");
        }
        let n = self.number(Line::E);
        let _ = writeln!(self.out, "E{n}\t{kind}:T{trigger}{sides}");
        let of = format!("E{n}");
        self.attribute("Factuality", &of, event.text("factuality"));
        if event.flag("historical") {
            self.attribute("Historical", &of, "");
        }
        let note = format!("v{} {} {}", event.int("n"), event.text("cameo"), event.text("mode"));
        self.note(&of, note.trim());
    }
}

/// A stretch without ends of lines, and without space at its ends.
fn parts(slices: &Slices<'_>, [begin, end]: [u32; 2]) -> Vec<[u32; 2]> {
    let mut parts: Vec<[u32; 2]> = Vec::new();
    let mut open: Option<[u32; 2]> = None;
    for (c, at) in slices.get([begin, end]).chars().zip(begin..) {
        match (c, &mut open) {
            ('\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}', _) => parts.extend(open.take()),
            (c, _) if c.is_whitespace() => {}
            (_, Some(part)) => part[1] = at + 1,
            (_, None) => open = Some([at, at + 1]),
        }
    }
    parts.extend(open);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_holds_the_end_of_a_line() {
        let slices = Slices::new("é one \n\n two three\n");
        assert_eq!(parts(&slices, [0, 19]), [[0, 5], [9, 18]]);
        assert_eq!(parts(&slices, [6, 8]), [[0; 2]; 0]);
    }
}
