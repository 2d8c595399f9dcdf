//! ZIP archives (APPNOTE 6.3) as they come, from a pipe too: member by member by the headers before each, so that
//! neither the directory at the end nor the whole archive is needed. Nothing is ever written to disk, so a
//! member's name is a name and no path.

use super::guard::{Counted, Guarded, Taken};
use crate::{Bytes, Fault, Position, ReadError};
use flate2::{Crc, bufread::DeflateDecoder};
use std::io::{self, Read, Take};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The members of an archive. One is read to its end before the next is asked for.
pub(crate) struct Members {
    archive: Arc<Mutex<Archive>>,
    taken: Taken,
    origin: String,
    ended: bool,
}

/// A member: its name and its bytes, or why it cannot be read.
pub(crate) type Member = Result<(String, Box<dyn Read + Send>), ReadError>;

/// The archive, shared by its reader and the member that is being read.
struct Archive {
    bytes: Data,
    member: Option<Open>,
}

/// The archive's own bytes, or the data of a member unpacked from them.
enum Data {
    Plain(Bytes),
    Deflated(Box<DeflateDecoder<Take<Bytes>>>),
    /// Only while one becomes the other.
    Gone,
}

/// A member being read.
struct Open {
    /// What is left of the data, where it is stored as it is.
    left: u64,
    sum: Crc,
    header: Header,
}

/// The header before a member.
struct Header {
    name: String,
    flags: u16,
    method: u16,
    sum: u32,
    packed: u64,
    /// Whether sizes have eight bytes.
    wide: bool,
}

/// Members of ZIP archives that are one document.
const OFFICE: [&str; 2] = ["[Content_Types].xml", "mimetype"];
const ENCRYPTED: u16 = 1;
/// Sum and sizes stand behind the data.
const BEHIND: u16 = 8;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

impl Header {
    fn is_behind(&self) -> bool {
        self.flags & BEHIND != 0
    }

    fn is_hidden(&self) -> bool {
        self.name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
    }

    /// Why its data cannot be read, if so.
    fn unreadable(&self) -> Option<&'static str> {
        match self.method {
            _ if self.flags & ENCRYPTED != 0 => Some("it is encrypted; unpack it with its password"),
            STORED if self.is_behind() => Some("it is stored without its length; unpack the archive"),
            STORED | DEFLATED => None,
            _ => Some("it is packed by another method than deflate; unpack the archive"),
        }
    }
}

impl Members {
    pub fn new(bytes: Bytes, origin: &str) -> Self {
        let (counted, taken) = Counted::new(bytes);
        let bytes = Data::Plain(Box::new(counted));
        let archive = Arc::new(Mutex::new(Archive { bytes, member: None }));
        Members { archive, taken, origin: origin.to_owned(), ended: false }
    }

    fn step(&mut self, at: &mut usize) -> io::Result<Option<Member>> {
        let mut archive = lock(&self.archive);
        archive.leave()?;
        *at = self.taken.load(Ordering::Relaxed) as usize;
        let Some(header) = archive.header()? else { return Ok(None) };
        let name = format!("{}/{}", self.origin, header.name);
        if OFFICE.contains(&header.name.as_str()) {
            self.ended = true;
            let fault = Fault::NotText {
                what: "an office document or a book",
                remedy: "save its text and read that",
            };
            return Ok(Some(Err(ReadError::whole(&self.origin, fault))));
        }
        if let Some(why) = header.unreadable() {
            archive.pass(header)?;
            return Ok(Some(Err(ReadError::whole(&name, Fault::Zip(why.to_owned())))));
        }
        archive.enter(header);
        drop(archive);
        let inside = Guarded::new(Box::new(Inside(self.archive.clone())), self.taken.clone());
        Ok(Some(Ok((name, Box::new(inside)))))
    }
}

impl Iterator for Members {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        if self.ended {
            return None;
        }
        let mut at = 0;
        match self.step(&mut at) {
            Ok(Some(member)) => Some(member),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(ReadError::new(&self.origin, Position::Byte(at), Fault::Zip(error.to_string()))))
            }
        }
    }
}

fn lock(archive: &Mutex<Archive>) -> MutexGuard<'_, Archive> {
    archive.lock().unwrap_or_else(PoisonError::into_inner)
}

fn damaged(words: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, words)
}

impl Archive {
    fn plain(&mut self) -> io::Result<&mut Bytes> {
        match &mut self.bytes {
            Data::Plain(bytes) => Ok(bytes),
            _ => Err(damaged("a member is still being read")),
        }
    }

    fn take<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.plain()?.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        match io::copy(&mut self.plain()?.by_ref().take(length), &mut io::sink())? {
            passed if passed == length => Ok(()),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    /// The next header; `None` at the directory, which ends the members. Folders are passed over, and so is what is
    /// hidden, as in folders on disk.
    fn header(&mut self) -> io::Result<Option<Header>> {
        loop {
            let header = match self.take()? {
                [b'P', b'K', 3, 4] => self.local()?,
                [b'P', b'K', 1 | 5 | 6, 2 | 6 | 8] => return Ok(None),
                _ => return Err(damaged("no member begins here")),
            };
            if !header.name.ends_with('/') && !header.is_hidden() {
                return Ok(Some(header));
            }
            self.pass(header)?;
        }
    }

    fn local(&mut self) -> io::Result<Header> {
        let fixed: [u8; 26] = self.take()?;
        let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
        let long = |at: usize| u32::from(short(at)) | u32::from(short(at + 2)) << 16;
        let mut read = |length: u16| -> io::Result<Vec<u8>> {
            let mut bytes = vec![0; usize::from(length)];
            self.plain()?.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        let (name, extra) = (read(short(22))?, read(short(24))?);
        let sizes = zip64(&extra);
        let narrow = u64::from(long(14));
        Ok(Header {
            name: harmless(&name),
            flags: short(2),
            method: short(4),
            sum: long(10),
            packed: sizes.filter(|_| narrow == u64::from(u32::MAX)).unwrap_or(narrow),
            wide: sizes.is_some(),
        })
    }

    fn enter(&mut self, header: Header) {
        let length = if header.is_behind() { u64::MAX } else { header.packed };
        if header.method == DEFLATED {
            self.bytes = match std::mem::replace(&mut self.bytes, Data::Gone) {
                Data::Plain(bytes) => Data::Deflated(Box::new(DeflateDecoder::new(bytes.take(length)))),
                other => other,
            };
        }
        self.member = Some(Open { left: header.packed, sum: Crc::new(), header });
    }

    /// Passes over what is not read.
    fn pass(&mut self, header: Header) -> io::Result<()> {
        if !header.is_behind() || header.packed > 0 {
            return self.skip(header.packed);
        }
        match header.method {
            STORED if header.name.ends_with('/') => self.sum_behind(header.wide).map(drop),
            // What is packed ends where it says so itself.
            DEFLATED => {
                self.enter(header);
                self.leave()
            }
            _ => Err(damaged("where the next member begins cannot be known; unpack the archive")),
        }
    }

    /// Goes to the end of the member that is open; where its length is known, without unpacking it.
    fn leave(&mut self) -> io::Result<()> {
        let mut rest = [0; 1 << 12];
        while let Some(member) = &self.member {
            match member.header.is_behind() {
                true => self.read(&mut rest).map(|_| ())?,
                false => self.abandon()?,
            }
        }
        Ok(())
    }

    /// Ends the member that is open and passes over what is left of its data.
    fn abandon(&mut self) -> io::Result<()> {
        let Some(member) = self.member.take() else { return Ok(()) };
        let mut left = member.left;
        self.bytes = match std::mem::replace(&mut self.bytes, Data::Gone) {
            Data::Deflated(data) => {
                let data = data.into_inner();
                left = data.limit();
                Data::Plain(data.into_inner())
            }
            other => other,
        };
        if member.header.is_behind() { Ok(()) } else { self.skip(left) }
    }

    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(member) = &mut self.member else { return Ok(0) };
        let read = match &mut self.bytes {
            Data::Deflated(data) => data.read(out),
            Data::Plain(bytes) => bytes.by_ref().take(member.left).read(out),
            Data::Gone => Ok(0),
        };
        match read {
            Ok(0) if !out.is_empty() => self.close().map(|()| 0),
            Ok(read) => {
                member.sum.update(&out[..read]);
                member.left = member.left.saturating_sub(read as u64);
                Ok(read)
            }
            Err(error) if member.header.is_behind() => Err(error),
            Err(error) => self.abandon().and(Err(error)),
        }
    }

    fn close(&mut self) -> io::Result<()> {
        let Some(Open { sum, header, .. }) = &self.member else { return Ok(()) };
        let (found, said) = (sum.sum(), (!header.is_behind()).then_some(header.sum));
        let wide = header.wide;
        self.abandon()?;
        let said = said.map_or_else(|| self.sum_behind(wide), Ok)?;
        if said == found { Ok(()) } else { Err(damaged("the sum of a member is another")) }
    }

    /// Sum and sizes behind the data, with or without a mark before them.
    fn sum_behind(&mut self, wide: bool) -> io::Result<u32> {
        let first: [u8; 4] = self.take()?;
        let sum = if first == *b"PK\x07\x08" { self.take()? } else { first };
        self.skip(if wide { 16 } else { 8 })?;
        Ok(u32::from_le_bytes(sum))
    }
}

/// The packed size that a ZIP64 field gives.
fn zip64(mut extra: &[u8]) -> Option<u64> {
    while let [a, b, c, d, rest @ ..] = extra {
        let data = rest.get(..usize::from(u16::from_le_bytes([*c, *d])))?;
        if [*a, *b] == [1, 0] {
            return Some(data.get(8..16)?.try_into().map_or(0, u64::from_le_bytes));
        }
        extra = &rest[data.len()..];
    }
    None
}

/// A member's name without what would lead out of the archive if somebody took it for a path.
fn harmless(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    let folder = name.ends_with('/');
    let plain = |part: &&str| !part.is_empty() && *part != "." && *part != "..";
    let parts: Vec<String> =
        name.split('/').filter(plain).map(|p| p.replace(char::is_control, "\u{fffd}")).collect();
    match (parts.is_empty(), folder) {
        (true, false) => "unnamed".to_owned(),
        (_, folder) => parts.join("/") + if folder { "/" } else { "" },
    }
}

/// The data of the open member, for who reads it.
struct Inside(Arc<Mutex<Archive>>);

impl Read for Inside {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        lock(&self.0).read(out)
    }
}
