//! `robots.txt` as RFC 9309 has it, and the crawl delay that many write into it.

use std::time::Duration;

/// What a host asks of us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    /// Paths with whether they are allowed.
    rules: Vec<(String, bool)>,
    /// The pause between two requests.
    pub delay: Option<Duration>,
}

/// The longest file that is looked at, in bytes (RFC 9309, 2.5, asks for 500 KiB at least).
const LONGEST: usize = 512 << 10;

impl Robots {
    /// The groups for `agent`, or those for `*` where it has none of its own.
    pub fn read(bytes: &[u8], agent: &str) -> Robots {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
        let (mut ours, mut any) = (None, None);
        let (mut named, mut starred, mut in_rules) = (false, false, true);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if std::mem::take(&mut in_rules) {
                    (named, starred) = (false, false);
                }
                let name = value.split(['/', ' ']).next().unwrap_or("");
                named |= name.eq_ignore_ascii_case(agent);
                starred |= name == "*";
                // A group without rules is a group.
                if named {
                    ours.get_or_insert_with(Robots::default);
                }
                continue;
            }
            in_rules |= matches!(key.as_str(), "allow" | "disallow" | "crawl-delay");
            for group in [named.then_some(&mut ours), starred.then_some(&mut any)].into_iter().flatten() {
                group.get_or_insert_with(Robots::default).take(&key, value);
            }
        }
        ours.or(any).unwrap_or_default()
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => self.rules.push((plain(value), key == "allow")),
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|s| s.is_finite() && *s > 0.0);
                self.delay = seconds.map(|s| Duration::from_secs_f64(s.min(1e6))).or(self.delay);
            }
            _ => {}
        }
    }

    /// Whether a path (with its query) may be fetched: the longest rule that fits decides, `Allow` where two are equal.
    pub fn allows(&self, path: &str) -> bool {
        let path = plain(path);
        let fitting = self.rules.iter().filter(|(rule, _)| fits(rule, &path));
        fitting.max_by_key(|(rule, allow)| (rule.len(), *allow)).is_none_or(|(_, allow)| *allow)
    }
}

/// A path with its letters, digits and marks that need no escape written plainly, all other bytes escaped.
fn plain(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok());
        let escaped = digits.and_then(|d| u8::from_str_radix(d, 16).ok()).filter(|_| byte == b'%');
        let value = escaped.unwrap_or(byte);
        let unreserved = value.is_ascii_alphanumeric() || b"-._~".contains(&value);
        if unreserved || (escaped.is_none() && value.is_ascii_graphic()) {
            out.push(char::from(value));
        } else {
            out.push_str(&format!("%{value:02X}"));
        }
        at += if escaped.is_some() { 3 } else { 1 };
    }
    out
}

/// Whether a rule fits: `*` stands for anything, `$` at its end for the end. Each part is sought from the left, so the time
/// does not explode with many stars.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, to_end) = rule.strip_suffix('$').map_or((rule, false), |r| (r, true));
    let mut parts = rule.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return !to_end || rest.is_empty() };
    for part in between {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    if to_end { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allows(file: &str, path: &str) -> bool {
        Robots::read(file.as_bytes(), "dateline").allows(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        let file = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /*.pdf$\nDisallow: /a%2db\n";
        let rows = [
            ("/", true),
            ("/news", false),
            ("/newsroom", false),
            ("/news/open/x", true),
            ("/x.pdf", false),
            ("/x.pdf?y", true),
            ("/a-b", false),
        ];
        for (path, wanted) in rows {
            assert_eq!(allows(file, path), wanted, "{path}");
        }
        assert!(allows("User-agent: *\nDisallow: /x\nAllow: /x\n", "/x"));
        assert!(allows("User-agent: *\nDisallow:\n", "/x"));
        assert!(!allows("user-agent : *\r\ndisallow : / # all\r\n", "/x"));
    }

    #[test]
    fn our_own_group_goes_before_the_one_for_all() {
        let file = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Dateline/1.0\nDisallow: /x\nCrawl-delay: 2.5\n\n\
                    User-agent: dateline\nDisallow: /y\n";
        let robots = Robots::read(file.as_bytes(), "dateline");
        assert!(robots.allows("/z") && !robots.allows("/x") && !robots.allows("/y"));
        assert_eq!(robots.delay, Some(Duration::from_millis(2500)));
        assert!(allows("User-agent: *\nDisallow: /\nUser-agent: dateline\n\nSitemap: /s\n", "/x"));
        assert_eq!(Robots::read(b"User-agent: *\nCrawl-delay: inf", "dateline").delay, None);
    }

    #[test]
    fn many_stars_take_no_time() {
        let file = format!("User-agent: *\nDisallow: /{}b$\n", "*a".repeat(5000));
        assert!(allows(&file, &format!("/{}", "a".repeat(5000))));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(file: Vec<u8>, path in "/\\PC*") {
            let _ = Robots::read(&file, "dateline").allows(&path);
        }
    }
}
