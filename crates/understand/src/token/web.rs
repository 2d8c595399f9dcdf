//! Addresses of the web and of mail, hashtags, names with an at sign.

use super::Scanner;
use super::class::is_word;

impl Scanner<'_> {
    /// Takes an address, tag or handle that begins here; whether there was one.
    pub(super) fn web(&mut self, c: char) -> bool {
        let len = match c {
            'h' | 'H' | 'w' | 'W' | 'f' | 'm' => self.url_len().or_else(|| self.mail_len()),
            '#' => self.tag_len(|c| c.is_alphabetic()),
            '@' if self.before(self.at).is_none_or(|b| !is_word(b)) => self.tag_len(is_word),
            _ if c.is_alphanumeric() => self.mail_len(),
            _ => None,
        };
        len.map(|len| self.take(len)).is_some()
    }

    fn url_len(&self) -> Option<usize> {
        let rest = self.rest();
        let begins = |p: &str| rest.get(..p.len()).is_some_and(|r| r.eq_ignore_ascii_case(p));
        let found = ["http://", "https://", "www.", "ftp://", "mailto:"].into_iter().find(|p| begins(p))?;
        let len = trimmed(rest);
        (len > found.len()).then_some(len)
    }

    /// `name@host.org`: characters of names, one at sign, a host with a stop in it.
    fn mail_len(&self) -> Option<usize> {
        let rest = self.rest();
        let at = rest.as_bytes().iter().position(|&b| b == b'@')?;
        let of_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
        let (name, host) = (rest.get(..at)?, rest.get(at + 1..)?);
        let host_len =
            host.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).unwrap_or(host.len());
        let host = host.get(..host_len)?.trim_end_matches(['.', '-']);
        (name.chars().all(of_name) && host.len() >= 2).then_some(at + 1 + host.len())
    }

    fn tag_len(&self, begins: impl Fn(char) -> bool) -> Option<usize> {
        let rest = self.rest().get(1..)?;
        rest.chars().next().filter(|&c| begins(c))?;
        Some(1 + rest.find(|c| !is_word(c)).unwrap_or(rest.len()))
    }
}

/// Length of an address without the punctuation that follows it; a closing bracket stays where one was opened.
pub(super) fn trimmed(text: &str) -> usize {
    let mut url = text.trim_end_matches(['"', '”', '’', '»', '>', '\'']);
    loop {
        let shorter =
            url.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '”', '\'', '’', '»', '>', ']', '…']);
        let unopened = shorter.ends_with(')') && !shorter.contains('(');
        let next = if unopened { shorter.trim_end_matches(')') } else { shorter };
        if next.len() == url.len() {
            return url.len();
        }
        url = next;
    }
}
