//! One request: the address is checked after its name has been resolved, and the connection goes to the address that
//! was checked. Size and time are limited, and so is what a packed body grows to.

use crate::Refusal;
use crate::address::{Guard, special};
use std::io::{self, Read};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

/// What a server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The address that was asked, after redirects.
    pub url: Url,
    /// The status, with its words.
    pub status: ureq::http::StatusCode,
    /// Names and values in the order of the server; names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Makes requests.
pub struct Client {
    agent: ureq::Agent,
    largest: u64,
}

/// Time to connect in.
const CONNECT: Duration = Duration::from_secs(10);

impl Client {
    /// A client that speaks only to the addresses of `guard`, says `name` of itself, takes at most `largest` bytes and
    /// waits at most `time` for a whole answer. Proxies are not used: behind one, no address could be checked.
    pub fn new(guard: Guard, name: &str, largest: u64, time: Duration) -> Client {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Config::builder()
            .tls_config(tls)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(name)
            .accept("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5")
            .accept_encoding("gzip")
            .timeout_connect(Some(CONNECT.min(time)))
            .timeout_global(Some(time))
            .build();
        let resolver = Guarded { guard, names: DefaultResolver::default() };
        Client { agent: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver), largest }
    }

    /// Asks for an address, following nothing.
    pub fn request(&self, url: &Url, headers: &[(&str, &str)]) -> Result<Answer, Refusal> {
        let mut request = self.agent.get(url.as_str());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.call().map_err(refusal)?;
        let (head, body) = response.into_parts();
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = head.headers.iter().map(|(n, v)| (n.as_str().to_owned(), text(v))).collect();
        let mut answer = Answer { url: url.clone(), status: head.status, headers, body: Vec::new() };
        let told = answer.header("content-length").and_then(|l| l.parse::<u64>().ok());
        if told.is_some_and(|length| length > self.largest) {
            return Err(self.too_large());
        }
        let received = self.limited(&mut body.into_reader(), "the answer breaks off")?;
        answer.body = self.unpacked(received, answer.header("content-encoding"))?;
        Ok(answer)
    }

    fn too_large(&self) -> Refusal {
        Refusal::Size(self.largest >> 20)
    }

    fn limited(&self, reader: &mut impl Read, fault: &str) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        reader.take(self.largest + 1).read_to_end(&mut bytes).map_err(|error| match broken(&error) {
            Some(refusal) => refusal,
            None => Refusal::Failed(format!("{fault} ({error})")),
        })?;
        if bytes.len() as u64 > self.largest { Err(self.too_large()) } else { Ok(bytes) }
    }

    /// Unpacks what the server packed, or what is a packed file by itself.
    fn unpacked(&self, bytes: Vec<u8>, packing: Option<&str>) -> Result<Vec<u8>, Refusal> {
        const FAULT: &str = "the packed answer is damaged";
        match packing.map(str::trim).unwrap_or("identity").to_ascii_lowercase().as_str() {
            _ if bytes.starts_with(&[0x1f, 0x8b]) => {
                self.limited(&mut flate2::read::MultiGzDecoder::new(bytes.as_slice()), FAULT)
            }
            "" | "identity" | "gzip" | "x-gzip" => Ok(bytes),
            "deflate" => self.limited(&mut flate2::read::ZlibDecoder::new(bytes.as_slice()), FAULT),
            other => {
                Err(Refusal::Failed(format!("the answer is packed with {other}, which was not asked for")))
            }
        }
    }
}

/// Resolves names and lets only addresses pass that may be spoken to.
#[derive(Debug)]
struct Guarded {
    guard: Guard,
    names: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|a| self.guard.allows(a.ip())) {
            allowed.push(*address);
        }
        match found.first() {
            Some(first) if allowed.is_empty() => {
                Err(ureq::Error::Io(io::Error::other(Forbidden(first.ip()))))
            }
            _ => Ok(allowed),
        }
    }
}

/// An address that may not be spoken to, on its way through the errors of others.
#[derive(Debug, thiserror::Error)]
#[error("{0} may not be spoken to")]
struct Forbidden(IpAddr);

fn refusal(error: ureq::Error) -> Refusal {
    match error {
        ureq::Error::Io(error) => broken(&error).unwrap_or_else(|| Refusal::Failed(error.to_string())),
        ureq::Error::Timeout(_) => Refusal::Failed("the answer takes too long; see --timeout".to_owned()),
        ureq::Error::HostNotFound => Refusal::Failed("no host has this name".to_owned()),
        other => Refusal::Failed(other.to_string()),
    }
}

/// What our own checks, or the clock, put into an error of input and output.
fn broken(error: &io::Error) -> Option<Refusal> {
    let inner = error.get_ref();
    if let Some(Forbidden(address)) = inner.and_then(|e| e.downcast_ref()) {
        return Some(Refusal::Private(*address, special(*address).unwrap_or("reserved")));
    }
    let late = matches!(inner.and_then(|e| e.downcast_ref()), Some(ureq::Error::Timeout(_)));
    late.then(|| Refusal::Failed("the answer takes too long; see --timeout".to_owned()))
}
