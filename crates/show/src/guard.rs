//! Who may ask, and how often: the token, the host, the origin of forms, the rate; and the headers of every answer.

use crate::fault::Fault;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use base64::Engine;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// What every request has to pass.
#[derive(Debug)]
pub struct Guard {
    /// Hash of the token that is needed; none where only this machine can ask.
    token: Option<[u8; 32]>,
    /// Requests a second of one address, with bursts of four seconds; 0 is no bound.
    rate: u32,
    seen: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

/// Addresses whose rate is remembered; beyond, all is forgotten, which is to nobody's harm but ours.
const REMEMBERED: usize = 10_000;

impl Guard {
    /// A guard that lets in whoever names this token; whoever asks from this machine where there is none.
    pub fn new(token: Option<&str>, rate: u32) -> Guard {
        Guard { token: token.map(hash), rate, seen: Mutex::default() }
    }

    /// Whether a request may pass.
    ///
    /// # Errors
    /// What keeps it out.
    pub fn pass(&self, method: &Method, headers: &HeaderMap, peer: IpAddr) -> Result<(), Fault> {
        self.often(peer)?;
        match &self.token {
            Some(token) => named(headers).filter(|t| same(&hash(t), token)).map(drop).ok_or_else(|| {
                let why = "This server asks for its token: `Authorization: Bearer TOKEN`, or as the password in a browser.";
                Fault::new(StatusCode::UNAUTHORIZED, why)
            })?,
            None => at_home(headers)?,
        }
        if *method == Method::POST { from_here(headers) } else { Ok(()) }
    }

    /// A bucket an address: filled by the rate, emptied by requests.
    fn often(&self, peer: IpAddr) -> Result<(), Fault> {
        if self.rate == 0 {
            return Ok(());
        }
        let (rate, now) = (f64::from(self.rate), Instant::now());
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > REMEMBERED {
            seen.clear();
        }
        let (left, last) = seen.entry(peer).or_insert((rate * 4.0, now));
        *left = (*left + now.duration_since(*last).as_secs_f64() * rate).min(rate * 4.0) - 1.0;
        *last = now;
        if *left < 0.0 {
            *left = 0.0;
            return Err(Fault::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests; wait some seconds."));
        }
        Ok(())
    }
}

/// A token that nobody guesses: 32 bytes in hex.
///
/// # Errors
/// If the system has no randomness.
pub fn token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Takes the same time wherever they differ.
fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// Whether a text is the one that is known, in a time that does not tell where it differs.
pub fn is(text: &str, known: &str) -> bool {
    same(&hash(text), &hash(known))
}

/// The token that a request names: as a bearer's, or as the password of anybody.
fn named(headers: &HeaderMap) -> Option<String> {
    let (scheme, rest) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_string());
    }
    let bytes = base64::engine::general_purpose::STANDARD.decode(rest.trim()).ok()?;
    let pair = String::from_utf8(bytes).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    Some(pair.split_once(':')?.1.to_string())
}

fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("")
}

/// A page of somebody else's that has its name point to this machine comes with that name.
fn at_home(headers: &HeaderMap) -> Result<(), Fault> {
    let host = host(headers);
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    match name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()) {
        true => Ok(()),
        false => {
            let why =
                "This server answers only to localhost; `--listen` with a token opens it to other names.";
            Err(Fault::new(StatusCode::FORBIDDEN, why))
        }
    }
}

/// A form of another site's must not be sent here. Programs send no origin.
fn from_here(headers: &HeaderMap) -> Result<(), Fault> {
    let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    let site = text("sec-fetch-site").is_none_or(|s| s == "same-origin" || s == "none");
    let origin =
        text("origin").is_none_or(|o| o.split_once("://").is_some_and(|(_, at)| at == host(headers)));
    match site && origin {
        true => Ok(()),
        false => Err(Fault::new(StatusCode::FORBIDDEN, "This form comes from another site.")),
    }
}

/// Headers of every answer: nothing but our own files, no frame around us, no guess at what a file is.
pub fn headers(headers: &mut HeaderMap) {
    const ALL: [(HeaderName, &str); 6] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'; \
             img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // With `no-referrer` browsers hide the origin of forms from ourselves too.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in ALL {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(guard: &Guard, method: &Method, headers: &[(&'static str, &'static str)]) -> u16 {
        let pairs = headers.iter().map(|h| (HeaderName::from_static(h.0), HeaderValue::from_static(h.1)));
        let peer = IpAddr::from([127, 0, 0, 1]);
        guard.pass(method, &pairs.collect(), peer).err().map_or(200, |f| f.status.as_u16())
    }

    #[test]
    fn only_this_machine_by_its_own_names() {
        let guard = Guard::new(None, 0);
        let get = |host| asked(&guard, &Method::GET, &[("host", host)]);
        let home = ["localhost:7878", "127.0.0.1", "[::1]:80", "LOCALHOST.example:1", "evil.example", ""];
        assert_eq!(home.map(get), [200, 200, 200, 403, 403, 403]);
    }

    #[test]
    fn the_token_and_nothing_like_it() {
        let guard = Guard::new(Some("secret"), 0);
        let get = |value| asked(&guard, &Method::GET, &[("host", "news.example"), ("authorization", value)]);
        let given = ["Bearer secret", "Basic eDpzZWNyZXQ=", "Bearer secre", "Bearer ", "Basic %%%", "secret"];
        assert_eq!(given.map(get), [200, 200, 401, 401, 401, 401]);
    }

    #[test]
    fn forms_of_other_sites_stay_out() {
        let guard = Guard::new(None, 0);
        let post = |name, value| asked(&guard, &Method::POST, &[("host", "localhost:7878"), (name, value)]);
        assert_eq!(post("origin", "http://localhost:7878"), 200);
        assert_eq!(post("origin", "https://evil.example"), 403);
        assert_eq!(post("origin", "null"), 403);
        assert_eq!(post("sec-fetch-site", "cross-site"), 403);
        assert_eq!(post("accept", "*/*"), 200, "a program");
    }

    #[test]
    fn who_asks_too_often_waits() {
        let guard = Guard::new(None, 2);
        let get = || asked(&guard, &Method::GET, &[("host", "localhost")]);
        let all: Vec<u16> = (0..20).map(|_| get()).collect();
        assert_eq!((all[0], all[7], all[19]), (200, 200, 429));
    }
}
